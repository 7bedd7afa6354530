# Ce que répondent les autres commandes que la lecture.

## Les métiers d'un jeu de données

no-dataset = { $path } : aucun jeu de données à cet endroit
    .hint = lancez d’abord `ingest`, ou indiquez avec --output le dossier d’une exécution
jobs-empty-dataset = aucun métier ne convient : le jeu de données n’en contient pas
jobs-none-has-all = aucun des { $of } métiers ne convient : chaque critère se rencontre, mais aucun métier ne les réunit tous ; retirez-en un
jobs-none = aucun des { $of } métiers ne convient
jobs-found = { $found } métiers sur { $of }
jobs-word = aucun texte ne dit « { $asked } »
jobs-word-of-rest = { $count ->
    [one] le seul métier qui répond aux autres critères ne dit pas « { $asked } »
   *[other] aucun des { $count } métiers qui répondent aux autres critères ne dit « { $asked } »
}
jobs-quoted = { $told } ; sans guillemets, ses mots sont cherchés un à un
jobs-without = aucun métier n’a ce critère : { $kind } « { $asked } »
jobs-without-any = aucun métier n’a ce critère : { $kind } « { $asked } » ; cette donnée n’est renseignée pour aucun métier
jobs-with-others = aucun métier n’a ce critère : { $kind } « { $asked } » ; le jeu de données contient { $others }
asked-family = famille
asked-country = pays
asked-level = niveau
asked-code = code
asked-collection = collection
asked-edition = édition
asked-issue = point à vérifier
head-job = métier
head-collection = collection
head-edition = édition
head-country = pays
head-level = niveau
head-pages = pages

## L'historique

log-no-history = { $path } : aucun historique à cet endroit
    .hint = indiquez avec --output le dossier des résultats d’une exécution
log-field-nearest = { $asked } : ce champ n’existe pas
    .hint = vouliez-vous dire `{ $name }` ?
log-field = { $asked } : ce champ n’existe pas
    .hint = choisissez parmi { $names }, sections.CLÉ, fields.LIBELLÉ ou x_NOM
log-head = n°   jour        fich.   mét.  ce qui a changé
log-no-job = { $job } : aucun métier de ce nom dans aucune exécution
    .hint = prenez un job_id de jobs.csv
log-several-jobs = { $job } : plusieurs métiers portent ce nom
    .hint = indiquez l’un d’eux : { $some }
log-first = présent depuis la première exécution
log-added = ajouté
log-removed = retiré
log-renamed = renommé : « { $before } » devient « { $now } »
log-run = n° { $number }
before = avant
after = après

## Les profils

profile-none = { $id } : ce profil n’existe pas
    .hint = indiquez un profil ou un fichier .toml, ou consultez `ingest profile list`
profile-none-nearest = { $id } : ce profil n’existe pas ; le plus proche est `{ $nearest }`
    .hint = indiquez un profil ou un fichier .toml, ou consultez `ingest profile list`
profile-well-formed = { $name } : { $id } version { $version }, { $parts } : bien formé
profile-patterns = { $count ->
    [one] { $count } motif
   *[other] { $count } motifs
}
profile-sections = { $count ->
    [one] { $count } rubrique
   *[other] { $count } rubriques
}
profile-labels = { $count ->
    [one] { $count } étiquette
   *[other] { $count } étiquettes
}
no-report = aucun rapport dans le dossier
    .hint = indiquez des PDF ou des fichiers .txt
refused-none = déclaré comme n’étant pas un intitulé
refused-unlike = ne ressemble pas aux intitulés
refused-alone = aucun titre ni étiquette de fiche ne le suit
refused-again = repris plus loin, là où il ressemble aux autres intitulés
trial-profile = { $id } version { $version } · { $title }
trial-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
trial-refused = intitulés repérés qui ne commencent aucune fiche
trial-refused-title = page { $page } « { $text } » : { $why }
trial-unmapped = lignes qui ressemblent à des titres et ne sont dans aucun `heading` de rubrique
trial-near-misses = presque reconnus
trial-near-miss = la ligne « { $text } »{ $pages } est proche de « { $wording } » ({ $part })
trial-issues = points à vérifier
trial-scores = scores
trial-score = { $score } sur { $threshold }
trial-patterns = { $of ->
    [one] { $found } motif sur { $of } trouvé
   *[other] { $found } motifs sur { $of } trouvés
}
trial-recognised = reconnu
trial-other-reads = un autre profil convient aussi bien ou mieux, et c’est lui qui lit ; voici ce que celui-ci trouverait
trial-not-recognised = pas reconnu ; voici ce qu’il trouverait
trial-found = trouvé { $found }×
trial-found-needs = trouvé { $found }×, il en faut { $needs }
trial-sheets = { $count ->
    [one] { $count } fiche
   *[other] { $count } fiches
}
trial-no-sheet = comparez `[[sheet]]` avec les lignes que montre `ingest inspect` là où commence une fiche
trial-titles-alone = des intitulés ont été trouvés, mais aucun de vos titres ni étiquettes au-dessous : voyez les listes qui suivent
trial-kind = type
trial-number-and-title = numéro · intitulé
trial-legend = ✓ présent · – absent · 2× deux fois · ○ titre sans texte · vide : sans objet pour ce type
trial-labels = valeurs étiquetées, par fiche
trial-no-value = (sans valeur)
trial-stays-empty = { $field } reste vide
trial-more = { $count ->
    [one] … et { $count } autre ; --format json donne tout
   *[other] … et { $count } autres ; --format json donne tout
}
trial-left-over = { $words ->
    [one] texte resté sans place, { $words } mot ; endroits
   *[other] texte resté sans place, { $words } mots ; endroits
}
trial-left = { $words ->
    [one] { $page }« { $text } » ({ $words } mot)
   *[other] { $page }« { $text } » ({ $words } mots)
}
trial-slow-patterns = motifs lents
trial-slow = { $part } : `{ $pattern }` prend { $milliseconds } ms ; allégez-le de ses `.*` et de ses intervalles
trial-compared = comparaison avec ce que vous avez vérifié : { $verdict }
trial-too-many = { $count } de trop
trial-compared-sheets = fiches
trial-some-of = { $some } sur { $of }
trial-missing = manque « { $title } »
trial-unexpected = inattendue : « { $title } »
trial-more-differences = { $count ->
    [one] … et { $count } autre
   *[other] … et { $count } autres
}
trial-pass = conforme
trial-fail = écart
trial-in-sheet = dans « { $sheet } »
trial-expected = attendu
trial-found-instead = trouvé
trial-no-title = (aucun intitulé trouvé)
trial-parent = (de { $parent })
trial-on-pages = { $count ->
    [one] page { $pages }
   *[other] pages { $pages }
}

## Explications et examens

explain-page = page { $page }
explain-pages = pages { $first } à { $last }
explain-left = dans aucun de ses champs
explain-issues = à vérifier : { $issues }
explain-no-record = { $id } : cette fiche n’existe pas
    .hint = les plus proches sont { $near }
explain-no-field = { $asked } : ce champ n’existe pas
    .hint = choisissez parmi { $names }
explain-no-file = { $path } est introuvable : seul le jeu de données est expliqué
    .hint = indiquez avec --inputs le dossier des fichiers
explain-other-file = { $path } est désormais un autre fichier : relancez, puis redemandez
explain-is = vaut « { $value } »
explain-no-value = n’a pas de valeur
explain-corrected = a été corrigé ; le rapport dit « { $before } »
explain-heading = sous le titre « { $heading } »
explain-prints = porte « { $text } »
explain-confidence = confiance { $confidence }
inspect-no-page = { $path } : n’a pas de page { $page } ; il en compte { $pages }
    .hint = indiquez-en une autre
inspect-no-pictures = { $path } : seuls les PDF ont des images de pages
    .hint = retirez --png
inspect-pages = { $count ->
    [one] { $count } page, texte courant en { $size } pt
   *[other] { $count } pages, texte courant en { $size } pt
}
inspect-no-document = ni un PDF ni un .txt
inspect-one-file = { $path } : un seul fichier pour { $count } pages
    .hint = indiquez un dossier, ou une page avec --page
inspect-no-folder = { $path } : création impossible ({ $why })
    .hint = indiquez un autre dossier
inspect-page-size = { $path } : les dimensions de la page { $page } n’ont pas de sens
    .hint = écartez-la avec --page
inspect-uncoded = l’image n’a pas pu être produite
inspect-unwritten = { $path } : écriture impossible ({ $why })
    .hint = indiquez un autre endroit avec --png
role-furniture = décor
role-watermark = filigrane
role-hidden = caché
role-unchosen = non choisi
role-paragraph = paragraphe
role-heading = titre { $level }
role-item = élément { $depth }
role-table = tableau
role-footnote = note
look-bold = gras
look-italic = italique
look-panel = encadré { $number }
direction-right = vers la droite
direction-down = vers le bas
direction-left = vers la gauche
direction-up = vers le haut
explain-its-heading = « { $text } » est son titre : { $sure }
explain-owner = « { $text } » appartient à { $owner } : { $sure }, sinon à { $next }
explain-runner-up = choisi à { $sure } ; le suivant est « { $next } »
explain-no-other = choisi à { $sure } ; il n’y en avait pas d’autre

## Ce qui diffère

diff-nothing-shared = les deux n’ont aucune collection en commun : tout métier y est nouveau ou disparu ; comparez des éditions d’un même rapport
diff-no-report = { $path } : aucun rapport dans ce dossier
    .hint = indiquez-en un autre
diff-nothing = aucune différence
diff-pages = pages { $first }–{ $last }
diff-alike = semblable à { $share } %
diff-added = ajouté
diff-removed = retiré
diff-renamed = renommé
diff-moved = déplacé
diff-changed = modifié
diff-heading-added = Ajoutés
diff-heading-removed = Retirés
diff-heading-renamed = Renommés
diff-heading-moved = Déplacés
diff-heading-changed = Modifiés
