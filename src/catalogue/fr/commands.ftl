# La ligne de commande.

tip = conseil : { $meant }
label-error = erreur
label-note = remarque
label-warning = attention
labelled = { $label } : { $text }
meant-command = vouliez-vous dire la commande `ingest { $command }` ?
commands-listed = `ingest help` donne la liste des commandes
jobs = { $count ->
    [one] { $count } métier
   *[other] { $count } métiers
}

## Une exécution

no-inputs = aucun fichier à lire dans { $paths } : placez-y des PDF, ou indiquez-les
no-input-fits = aucun fichier de { $paths } ne correspond à --only { $only }
    .hint = essayez un motif plus large
no-pattern = --only { $pattern } : { $why }
no-signals = impossible d’écouter les signaux du système ({ $why })
vocabulary-skipped = { $file } : ignoré, car ses colonnes ne sont celles d’aucun vocabulaire
cache-trouble = { $place } : rien n’y est conservé pour la prochaine exécution ({ $why })
    .hint = indiquez un autre dossier avec --cache
unaccounted = { $place } : le compte rendu de l’exécution n’a pas pu y être écrit ({ $why }), mais les résultats sont complets
    .hint = faites de la place, ou supprimez ce fichier
password-file = { $path } : illisible comme texte UTF-8 ({ $why })
    .hint = vérifiez --password-file
ocr-languages = écrivez fra, ou fra+eng
whole-number = écrivez un nombre entier, à partir de { $least }
whole-number-between = écrivez un nombre entier de { $least } à { $most }
no-such-status = cet état n’existe pas
format-left-out = ce programme a été construit sans lui ; `cargo run --release --features all-formats -- …` en construit un qui l’a

reason-new = nouveau
reason-changed = modifié depuis la dernière exécution
reason-unchanged = inchangé
reason-other-profiles = les profils ont changé
reason-other-options = les options ont changé
reason-other-program = le programme a changé de version
reason-not-kept = absent du cache
reason-no-cache = sans cache
reason-copy = identique à un autre fichier
reason-no-report = ni PDF ni texte
reason-unreadable = impossible à ouvrir

stage-looking = examen des fichiers
stage-checking = recherche de nouveautés
stage-reading = lecture
stage-joining = assemblage de ce qui a été lu
stage-comparing-editions = comparaison des éditions
stage-comparing-runs = comparaison avec la dernière exécution
stage-writing = écriture

file-interpreted = (seulement réinterprété)
file-unchanged = (inchangé)
pace-second = { $rate } fichiers/s
pace-minute = { $rate } fichiers/min
left-seconds = encore { $seconds } s
left-minutes = encore { $minutes } min
left-hours = encore { $hours } h { $minutes } min

foreseen-read = { $count } à lire
foreseen-interpret = { $count } à réinterpréter
foreseen-reuse = { $count ->
    [one] { $count } inchangé
   *[other] { $count } inchangés
}
foreseen-none = { $count } sans rien à faire
foreseen-files = { $count ->
    [one] { $count } fichier : { $parts }
   *[other] { $count } fichiers : { $parts }
}
foreseen-same = les résultats dans { $output } resteraient tels quels ; rien n’a été fait
foreseen-new = les résultats dans { $output } seraient écrits ; rien n’a été fait

summary-files = { $count ->
    [one] { $count } fichier : { $parts }
   *[other] { $count } fichiers : { $parts }
}
summary-unchanged = { $count ->
    [one] { $count } inchangé
   *[other] { $count } inchangés
}
summary-interpreted = { $count ->
    [one] { $count } seulement réinterprété
   *[other] { $count } seulement réinterprétés
}
summary-corrected = { $values ->
    [one] { $values } valeur corrigée dans { $jobs }
   *[other] { $values } valeurs corrigées dans { $jobs }
}
summary-own-columns = vos propres colonnes : { $names }
summary-issues = à vérifier :
summary-alike = { $more ->
    [one] (et { $more } autre de même nature)
   *[other] (et { $more } autres de même nature)
}
summary-alike-in-files = { $more ->
    [one] (et { $more } autre de même nature, dans { $files } fichiers)
   *[other] (et { $more } autres de même nature, dans { $files } fichiers)
}
summary-more-in-table = { $more ->
    [one] … et { $more } autre dans issues.csv
   *[other] … et { $more } autres dans issues.csv
}
summary-more = { $more ->
    [one] … et { $more } autre avec --format csv
   *[other] … et { $more } autres avec --format csv
}
summary-tables = { $count } tables en .{ $ending }
summary-written = écrits dans { $folder } : { $names } ({ $seconds } s)
summary-same = inchangés dans { $folder } : { $names } ({ $seconds } s)
summary-earlier = reste d’une exécution précédente : { $names }

changes-none = rien n’a changé depuis la dernière exécution
changes-none-since = rien n’a changé depuis la dernière exécution ; changes.csv dit ce que l’exécution { $run } a changé
changes-no-job = aucun métier
changes = changements depuis la dernière exécution : { $what }
changes-in-table = changements depuis la dernière exécution : { $what } ; voyez changes.csv
changes-added = { $place ->
    [0] { $count ->
        [one] { $count } métier ajouté
       *[other] { $count } métiers ajoutés
    }
   *[other] { $count ->
        [one] { $count } ajouté
       *[other] { $count } ajoutés
    }
}
changes-removed = { $place ->
    [0] { $count ->
        [one] { $count } métier retiré
       *[other] { $count } métiers retirés
    }
   *[other] { $count ->
        [one] { $count } retiré
       *[other] { $count } retirés
    }
}
changes-renamed = { $place ->
    [0] { $count ->
        [one] { $count } métier renommé
       *[other] { $count } métiers renommés
    }
   *[other] { $count ->
        [one] { $count } renommé
       *[other] { $count } renommés
    }
}
changes-moved = { $place ->
    [0] { $count ->
        [one] { $count } métier déplacé
       *[other] { $count } métiers déplacés
    }
   *[other] { $count ->
        [one] { $count } déplacé
       *[other] { $count } déplacés
    }
}
changes-regrouped = { $place ->
    [0] { $count ->
        [one] { $count } métier regroupé autrement
       *[other] { $count } métiers regroupés autrement
    }
   *[other] { $count ->
        [one] { $count } regroupé autrement
       *[other] { $count } regroupés autrement
    }
}
changes-changed = { $count ->
    [one] { $count } champ modifié
   *[other] { $count } champs modifiés
}
files-changed = fichiers : { $what }
files-more = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
files-added = { $count ->
    [one] { $names } ajouté
   *[other] { $names } ajoutés
}
files-removed = { $count ->
    [one] { $names } retiré
   *[other] { $names } retirés
}
files-replaced = { $count ->
    [one] { $names } a un autre contenu
   *[other] { $names } ont un autre contenu
}
file-renamed = { $before } s’appelle désormais { $now }
files-renamed-more = { $count ->
    [one] { $count } autre a changé de nom
   *[other] { $count } autres ont changé de nom
}

## Les résultats

kept-without-jobs = { $name } : modifié depuis son écriture, et conservé sous le nom « { $place } » ; les corrections sont reprises d’ingest.xlsx et de jobs.csv : reportez-y ce qui doit rester
kept-with-jobs = { $name } : modifié depuis son écriture, et conservé sous le nom « { $place } » ; pour reprendre ces modifications : { $command }
recovered-before = une exécution a été interrompue avant que ses fichiers soient complets : les résultats sont ceux de l’exécution précédente
recovered = { $files ->
    [one] une exécution a été interrompue pendant la mise en place de ses fichiers : le dernier est maintenant en place
   *[other] une exécution a été interrompue pendant la mise en place de ses fichiers : les { $files } derniers sont maintenant en place
}
verify-no-folder = { $folder } : ce dossier n’existe pas
    .hint = indiquez avec --output celui où une exécution a écrit
verify-no-run = { $folder } : aucune exécution connue n’y a écrit
    .hint = indiquez un autre dossier avec --output
verify-changed = { $name } : modifié depuis son écriture ; la prochaine exécution le conservera sous un autre nom et l’écrira de nouveau
verify-missing = { $name } : absent ; relancez pour l’écrire de nouveau
verify-earlier = { $name } : reste d’une exécution précédente ; redemandez son format, ou supprimez-le
verify-whole = { $folder } : { $files } fichiers, tous tels qu’ils ont été écrits
verify-not-whole = { $folder } : { $files } fichiers, dont certains ne sont plus tels qu’ils ont été écrits

## Le cache

cache-unlisted = { $folder } : contenu inaccessible ({ $why })
    .hint = vérifiez --cache et ses droits d’accès
cache-uncleared = { $folder } : impossible à vider ({ $why })
    .hint = vérifiez ses droits d’accès
cache-limit = au plus { $most } en tout ; ce qui n’a pas servi depuis le plus longtemps part en premier
cache-cleared = supprimé de { $folder } : { $what }
cache-room = { $count ->
    [one] { $count } entrée, { $size }
   *[other] { $count } entrées, { $size }
}
mebibytes = { $size } Mio

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
log-head = n°   jour     fichiers métiers  ce qui a changé
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
