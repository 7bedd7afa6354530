# Comparer un jeu de données aux pages : la page de relecture, les audits, les copies annotées et l’aspect des documents.

## La page de relecture

view-no-page = { $path } : introuvable
    .hint = créez cette page avec `ingest --report yes`, ou indiquez le dossier avec --output
view-unserved = { $path } : impossible à servir ({ $why })
    .hint = indiquez un autre port avec --port
view-unread-page = { $path } : impossible à servir ({ $why })
    .hint = créez de nouveau cette page avec `ingest --report yes`
view-saves = les corrections sont enregistrées à côté des rapports ; Ctrl-C pour terminer
view-no-browser = aucun navigateur ne s’ouvre : copiez l’adresse dans l’un d’eux
view-not-saved = non enregistré
view-ended = la page ne peut plus être servie ({ $why })
    .hint = relancez `ingest view`
view-of-line = ligne { $line } : { $what }
view-saved = { $path } : { $added ->
    [one] { $added } correction ajoutée
   *[other] { $added } corrections ajoutées
}, { $replaced ->
    [one] { $replaced } modifiée
   *[other] { $replaced } modifiées
} ; relancez `ingest` pour les appliquer
view-no-report = il n’y a pas de report.html
view-other-name = ce nom n’est pas celui de ce serveur
view-other-page = la demande vient d’une autre page
view-not-here = rien à cette adresse : utilisez celle qu’affiche `ingest view`
view-nobody = rien ne dit de quelle page vient la demande
view-no-utf8 = des corrections sont du texte UTF-8
view-unkept = ce qui est saisi ne peut pas être gardé ({ $why })
view-takes-nothing = rien n’est accepté à cette adresse
view-no-such-page = cette page n’existe pas
view-too-long = la demande est trop longue
view-no-request = ce n’est pas une demande HTTP/1.1
view-no-method = cette demande n’a pas de réponse ici
view-line-twice = une ligne y figure deux fois
view-no-length = la longueur n’est pas indiquée
view-too-much = c’est trop de corrections à la fois
view-length = la longueur n’est pas un nombre
view-too-slow = la demande a pris trop de temps
view-broken-off = la demande est tronquée
view-unread = la demande est illisible

no-page-many = pas de report.html : les métiers sont très nombreux ; --report yes le crée malgré tout
no-pictures-many = report.html n’a pas d’images de pages : elles sont très nombreuses ; --report full les dessine toutes

## Les audits

no-such-run = { $path } : fichier inexistant
    .hint = indiquez avec --output le dossier d’une exécution
audit-no-jobs = { $path } : aucun métier dans ce jeu de données
    .hint = lancez `ingest` sur des rapports qui en contiennent
audit-drawn = { $drawn ->
    [one] { $drawn } métier sur { $of }, tiré avec la graine { $seed } (le même avec --seed { $seed })
   *[other] { $drawn } métiers sur { $of }, tirés avec la graine { $seed } (les mêmes avec --seed { $seed })
}
audit-compare = comparez-les à leurs pages : { $address }
audit-then = puis comptez les réponses : ingest audit audit.csv
audit-no-column = ligne 1 : il manque la colonne { $name } ; indiquez le fichier que la page a téléchargé
audit-no-verdict = ligne { $line } : « { $word } » n’est pas un verdict ; écrivez juste, faux ou incertain
audit-no-answer = { $path } : aucun champ n’a de verdict
    .hint = répondez d’abord dans la page
audit-field = champ
audit-all-fields = tous les champs
audit-checked = jugés
audit-wrong = faux
audit-share = part
audit-interval-head = 95 fois sur 100
audit-percent = { $share } %
audit-interval = { $low } à { $high } %
audit-unclear = { $count ->
    [one] { $count } réponse incertaine, qui n’est pas comptée
   *[other] { $count } réponses incertaines, qui ne sont pas comptées
}

## Les copies annotées

annotate-inputs = { $path } : la prochaine exécution y lirait les copies comme des rapports
    .hint = indiquez avec --to un dossier qui se trouve ailleurs
annotate-done = { $path } : { $jobs ->
    [one] { $jobs } métier
   *[other] { $jobs } métiers
}, { $marks ->
    [one] { $marks } annotation
   *[other] { $marks } annotations
}
annotate-not = { $file } : non annoté : { $why }
annotate-none = { $path } : aucun de ses rapports n’est un PDF avec des métiers qui convienne
    .hint = indiquez-en un autre
annotate-unopened = { $path } : impossible à ouvrir ({ $why }) ; indiquez le dossier avec --inputs
annotate-other-file = { $path } : ce n’est pas le fichier qui a été lu ; relancez d’abord `ingest`
annotate-unwritten = { $path } : écriture impossible ({ $why }) ; indiquez un autre dossier avec --to
annotate-no-thread = impossible de démarrer un fil d’exécution ({ $why })
annotate-tangled = sa structure est inextricable ; enregistrez-le de nouveau avec un lecteur de PDF
annotate-encrypted = il est chiffré ; enregistrez d’abord une copie sans mot de passe
annotate-damaged = sa structure est endommagée ({ $why }) ; enregistrez-le d’abord de nouveau avec un lecteur de PDF

## Les pages des documents

legend-heading = titre : rouge
legend-paragraph = paragraphe : bleu
legend-item = élément de liste : vert
legend-table = tableau : orange
legend-footnote = note : brun
legend-furniture = décor : gris
legend-sideways = texte de côté : violet
shown-no-profile = Aucun profil ne le reconnaît.
shown-profiles = Reconnu par { $profiles }.
shown-pages = Pages
shown-page = Page { $number }
shown-furniture = Décor : dans aucune rubrique
shown-claims = Ce pour quoi les lignes ont été prises
shown-none = { $what } : aucun
shown-rivals = Autres possibilités :
inspect-page-unwritten = { $path } : écriture impossible ({ $why })
    .hint = indiquez un autre endroit avec --html

## Les changements

changes-of-editions = changements entre les éditions lues : { $what }
changes-of-editions-in-table = changements entre les éditions lues : { $what } ; voyez changes.csv
log-of-versions = dont, lus autrement par une autre version : { $what }
