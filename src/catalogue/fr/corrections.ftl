# Les corrections : leur fichier, les feuilles modifiées, et ce que disent deux personnes.

## Deux textes côte à côte

nothing = rien
differing = { $before } → { $after }
differing-now = { $before } est devenu { $after }
differing-filled = { $after } a été ajouté
differing-emptied = { $before } a été effacé
differing-or = { $before } ou { $after }
differing-there = là-bas { $before }, ici { $after }

## Les endroits

in-sheet = feuille « { $sheet } », { $place }
sheet-called = feuille « { $sheet } »
row-number = ligne { $line }
column-letters = colonne { $letters }
column-called = colonne { $letters } « { $head } »
row-and-column = { $row }, { $column }
row-taken-out = une ligne supprimée
the-sheet-of-jobs = feuille des métiers

## La forme que doit avoir une valeur

write-title = écrivez un intitulé : tout métier en a un
write-edition = écrivez l’édition comme 2025, 2025-01 ou 2025-01-31
write-country = écrivez le pays comme DE, CA-QC ou world
write-families = écrivez les familles comme { $names }
write-levels = écrivez les niveaux de 1 à 8, comme 5 | 6
write-codes = écrivez les codes comme RNCP34963 | RS6552 | CC158 | ROME:J1506 | FPH:30I30
write-hours = écrivez les heures comme 2100:theory | 2400:placement (ou total, vae, other)
write-axis = écrivez un nombre de -1 à 1
write-rome = écrivez le code comme J1508
write-verdict = écrivez vu ou faux (seen, wrong)
write-verdict-there = écrivez vu ou faux (seen, wrong) dans la colonne de ce qui est réglé
formula-error = la cellule contient l’erreur d’une formule

## Les fichiers

table-no-text = ce n’est pas du texte ; enregistrez le fichier au format « CSV UTF-8 »
table-unread = illisible comme table ({ $why }) ; enregistrez le fichier au format « CSV UTF-8 »
workbook-is-folder = c’est un dossier ; indiquez le classeur ou le .csv qui s’y trouve
workbook-format = son format n’est pas connu
workbook-unread = illisible comme classeur ({ $why }) ; enregistrez-le de nouveau en .xlsx
corrections-is-folder = c’est un dossier, alors que ce nom est celui des fichiers de corrections ; donnez-lui un autre nom
corrections-no-column = la colonne « { $head } » n’existe pas ; les colonnes sont { $columns }
corrections-column-twice = la colonne « { $name } » y figure deux fois ; supprimez-en une
corrections-no-job-column = aucune colonne ne dit de quel métier il s’agit ; ajoutez record_id ou job_id
corrections-column-missing = il manque la colonne { $name } ; les colonnes sont { $columns }
corrections-stray-cell = « { $text } » n’est dans aucune colonne ; mettez entre guillemets un texte qui contient des séparateurs
corrections-no-job = ne dit pas de quel métier il s’agit ; remplissez record_id ou job_id
corrections-no-field = aucun champ « { $name } » ne peut être corrigé ; écrivez l’un de ceux-ci : { $names }, missions, training, outlook, … ou sections.<clé>, fields.<libellé>, issues.<code>, x_<nom> pour les vôtres
corrections-no-value = « { $text } » ne convient pas à { $field } ; { $hint }

## Ce qui ne peut pas être repris d’une feuille modifiée

row-no-record = aucune fiche n’est { $record } ; relancez, puis modifiez la nouvelle feuille
row-no-id = n’a pas de record_id ; un métier ne peut pas être ajouté à la main
row-no-job = aucun métier n’est { $job } ; relancez, puis modifiez la nouvelle feuille
row-several-records = plusieurs fiches sont { $job } ; conservez la colonne record_id
row-again = { $record } figure déjà dans une ligne précédente ; seule cette première ligne compte
column-no-name = n’a pas de nom ; écrivez-en un au-dessus
column-twice = y figure deux fois ; seule la première compte
column-not-of-table = n’est pas une colonne de la table { $table } ; vos propres colonnes sont reprises de la feuille des métiers ; ligne { $rows }
rows-and-others = { $first } et { $count } autres
row-text = { $line } « { $text } »
cell-fixed = { $said }, pour { $record } ; ce n’est pas un champ qui se corrige dans une feuille
cell-formula = { $field } de { $record } contient l’erreur d’une formule
cell-cut-whole = { $field } de { $record } a été coupé par l’export : la feuille ne le contient pas en entier ; corrigez-le dans corrections.csv
cell-other-column = « { $value } » n’est pas ce qu’une autre colonne dit de { $field } pour { $record } ; seule cette dernière compte
cell-no-value = « { $value } » ne convient pas à { $field } de { $record } ; { $hint }
cell-no-value-empty = { $field } de { $record } est vide ; { $hint }
cells-no-value = { $said } : cela ne convient pas à { $field } de { $record } ; { $hint }
cell-other-sheet = { $field } de { $record } a aussi été modifié ailleurs ({ $first }), où il est dit autre chose : { $said } ; seul ce qui y est dit compte
edit-not-taken = { $said } ; { $why }
edit-not-taken-of = { $said }, pour { $of } ; { $why }
edit-no-field = ce n’est pas un champ qui se corrige dans une feuille
edit-of-several = cela découle de plusieurs fiches ; corrigez-le dans la feuille des métiers
edit-not-here = rien n’est repris de cette feuille ; corrigez-le dans la feuille des métiers, ou dans celles des missions, des rubriques, des champs et des valeurs
edit-other-column = de cette feuille, seule la colonne { $column } est reprise
edit-cut = le texte a été coupé par l’export : la feuille ne le contient pas en entier ; corrigez-le dans corrections.csv
edit-no-part = « { $what } » n’est rien qui puisse y être corrigé
edit-of-nothing = ce point n’est ni d’un fichier ni d’une fiche : aucune ligne ne peut le nommer
row-added = { $place } : n’est pas une ligne de la table ; rien n’est repris de cette feuille : { $cells }
row-new = { $place } : ligne nouvelle ; { $why } : { $cells }
rows-gone = { $sheet } : { $count ->
    [one] { $count } ligne manque ({ $first }) ; ce qu’elle dit demeure : videz la cellule pour l’ôter
   *[other] { $count } lignes manquent ({ $first }, …) ; ce qu’elles disent demeure : videz la cellule pour l’ôter
}
sheet-not-kept = la feuille « { $sheet } » n’a pas été examinée : ce dont elle est issue n’est plus conservé
sheet-of-no-table = la feuille « { $sheet } » n’est pas une table du jeu de données, et n’a pas été examinée

## Ce qui en est dit

not-taken = non repris
not-taken-of = { $file }, { $what }
conflict = désaccord
conflict-lines = { $one } et { $other } : { $field } de { $of } : { $said }
    .hint = les deux lignes restent, et aucune n’est appliquée : supprimez-en une
note = remarque
before-it-was = état précédent : { $names }
merged-lines = { $lines ->
    [one] { $lines } ligne dans { $file }, dont { $common } commune aux deux fichiers
   *[other] { $common ->
        [one] { $lines } lignes dans { $file }, dont { $common } commune aux deux fichiers
       *[other] { $lines } lignes dans { $file }, dont { $common } communes aux deux fichiers
    }
}
merge-two = indiquez deux fichiers de corrections
inputs-no-folder = { $path } : ce dossier n’existe pas
    .hint = indiquez le dossier des rapports avec --inputs
from-corrections = { $path } : c’est un fichier de corrections, que les exécutions lisent d’elles-mêmes lorsqu’il s’appelle corrections.csv
    .hint = indiquez le classeur ou le .csv qui a été modifié
from-no-dataset = { $path } : introuvable
    .hint = lancez d’abord `ingest`, ou indiquez le dossier du jeu de données avec --output
from-not-kept = { $path } : le jeu de données dont il est issu n’est pas conservé dans { $folder }
    .hint = indiquez avec --output le dossier des résultats dont il provient
kept-line = { $sign } { $field } de { $of } : { $said }
kept-open-again = de nouveau à vérifier
kept-nothing = rien à conserver : les feuilles disent ce que disent le jeu de données et ses corrections
kept-none = rien n’a été conservé : ce qui a été modifié ne peut pas être repris, ou est déjà conservé ; non repris : { $refused }
kept-would = { $count ->
    [one] { $count } correction serait conservée dans { $places } ; rien n’a été écrit
   *[other] { $count } corrections seraient conservées dans { $places } ; rien n’a été écrit
}
kept-corrections = { $count ->
    [one] { $count } correction conservée dans { $places } ; relancez `ingest` pour l’appliquer
   *[other] { $count } corrections conservées dans { $places } ; relancez `ingest` pour les appliquer
}
