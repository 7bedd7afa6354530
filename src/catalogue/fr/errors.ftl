# Ce qui arrête une exécution, et ce que disent le système et les bibliothèques.

## Le système

system-not-found = fichier ou dossier inexistant
system-no-permission = accès refusé
system-no-folder = un fichier occupe la place d’un dossier
system-is-folder = c’est un dossier
system-disk-full = le disque est plein
system-read-only = ce disque n’accepte aucune écriture
system-no-text = ce n’est pas du texte
system-cut = le fichier est tronqué
system-busy = un autre programme l’utilise
system-timed-out = l’attente a été trop longue
system-name = un fichier ne peut pas porter ce nom
system-too-large = la taille permise est dépassée
system-no-memory = la mémoire ne suffit pas
system-port = un autre programme utilise ce port
system-unknown = raison inconnue
unopened = impossible à ouvrir ({ $why })
    .hint = vérifiez ses droits d’accès
unopened-missing = impossible à ouvrir ({ $why })
    .hint = vérifiez l’orthographe du nom
unopened-folder = impossible à ouvrir ({ $why })
    .hint = nommez un fichier

## JSON et TOML mal formés

malformed-at = { $what }, ligne { $line }, colonne { $column }
malformed-end = le texte est tronqué
malformed-kind = { $found }, alors qu’il faut { $wanted }
malformed-missing = il manque le champ `{ $field }`
malformed-unknown = champ inconnu `{ $field }` ; sont attendus : { $known }
malformed-twice = `{ $key }` y figure deux fois
malformed-text = le texte « { $text } »
malformed-number = le nombre { $number }
malformed-list = une liste
malformed-table = une table
malformed-nothing = rien
malformed-wanted-count = un nombre entier, à partir de 0
malformed-wanted-whole = un nombre entier
malformed-wanted-number = un nombre
malformed-wanted-text = un texte
malformed-wanted-boolean = true ou false
malformed-wanted-date = une date sans guillemets, comme 2026-03-02

## Les processus de lecture

worker-question = la demande n’a pas pu lui être transmise ({ $why })
worker-answer = la lecture a donné une réponse incompréhensible
worker-interrupted = interrompu
worker-lost = la lecture ne répond plus ({ $why })
worker-none = aucun processus de lecture ne démarre
worker-not-started = il ne démarre pas : { $why }
worker-not-ready = il n’est pas prêt : { $why }
worker-silent = pas de réponse au bout de { $seconds } s
worker-other = c’est { $found }, et non { $wanted }
worker-no-worker = il ne répond pas comme prévu

## Une exécution

of-path = { $path } : { $what }
of-path-with-hint = { $path } : { $what }
    .hint = { $next }
of-line = { $path }:{ $line } : { $what }
of-line-with-hint = { $path }:{ $line } : { $what }
    .hint = { $next }
error-path-missing = { $path } : fichier ou dossier inexistant
    .hint = vérifiez l’orthographe, ou indiquez un autre chemin
error-output = { $path } : écriture impossible ({ $why }) ; les résultats précédents sont intacts
    .hint = indiquez un autre dossier avec --output
error-store = { $path } : ce qui a été lu ne peut pas y être conservé ({ $why }) ; les résultats précédents sont intacts
    .hint = faites de la place, ou indiquez un autre dossier avec --output
error-output-in-use = { $path } : une autre exécution y écrit
    .hint = attendez qu’elle se termine, ou indiquez un autre dossier avec --output
error-history = { $path } : l’historique des exécutions est illisible ({ $why })
    .hint = vérifiez ses droits d’accès
error-replace = { $path } : remplacement impossible ({ $why }) ; d’autres résultats peuvent être plus récents
    .hint = fermez ou supprimez ce fichier, puis lancez `ingest verify`
error-threads = impossible de démarrer les fils d’exécution ({ $why })
    .hint = essayez --jobs 1
error-provenance = { $path }:{ $line } : { $what }
    .hint = corrigez (README, « Where reports come from »), ou rangez le fichier ailleurs
error-worker = impossible de démarrer un processus de lecture ({ $why })
    .hint = ajoutez --in-process pour lire sans lui
error-interrupted = interrompu
    .hint = les résultats précédents sont intacts
answer-without-outcome = ne dit ni ce qu’il est advenu du fichier ni comment son lecteur s’est arrêté
    .hint = écrivez-la comme le dit docs/WORKER.md
answer-of-another-program = est une réponse de { $found }, et ce programme est { $wanted }
    .hint = relisez ces fichiers avec un seul et même programme, ou réunissez-les avec celui-là
answer-malformed = n’est pas la réponse d’un lecteur ({ $why })
    .hint = écrivez-la comme le dit docs/WORKER.md
answer-cut = lecture impossible ({ $why })
    .hint = le fichier est endommagé ou incomplet : écrivez-le de nouveau
error-dataset = { $path } : { $what }
    .hint = indiquez un jobs.json écrit par ingest
error-corrections-unwritable = { $path } : écriture impossible ({ $why }) ; le fichier est tel qu’il était
    .hint = fermez-le ailleurs, ou indiquez un autre dossier avec --inputs
dataset-none = n’est pas un jeu de données de ce programme ({ $why })
dataset-later = est au format { $format }, or cette version lit jusqu’au format { $known }
unread = illisible ({ $why })
unread-as-text = illisible comme texte UTF-8 ({ $why })
provenance-file-empty = `file` est vide ; indiquez un fichier ou un motif tel que `2026/*.pdf`
provenance-no-pattern = `file` n’est pas un motif ({ $why })
provenance-no-address = `{ $name }` n’est pas une adresse : elle doit commencer par https:// ou http://
provenance-no-day = `fetched` est un jour : écrivez-le comme 2026-03-02
did-you-mean = { $what } : vouliez-vous dire { $near } ?
one-or-other = { $others } ou { $last }
country-unknown = aucun pays ne s’appelle « { $asked } »

## Vocabulaires

vocabulary-missing = { $path } : fichier ou dossier inexistant
    .hint = vérifiez l’orthographe du chemin
vocabulary-unreadable = { $path } : illisible ({ $why })
    .hint = vérifiez ses droits d’accès
vocabulary-no-file = { $path } : ce n’est pas un fichier
    .hint = indiquez un fichier CSV, un zip de fichiers CSV, ou le dossier qui les contient
vocabulary-empty-folder = { $path } : ne contient ni .csv ni .zip
    .hint = placez-y les tables publiées, ou indiquez-les une à une
vocabulary-too-large = { $path } : dépasse { $most } Mo ; aucune table publiée n’est aussi grande
    .hint = indiquez la table elle-même
vocabulary-too-large-unpacked = { $path } : ses tables dépassent { $most } Mo une fois décompressées
    .hint = décompressez-le et indiquez les tables utiles
vocabulary-not-text = { $path } : ce n’est pas du texte
    .hint = indiquez un fichier CSV tel que publié, ou enregistrez la feuille en CSV
vocabulary-columns = { $path } : ses colonnes ({ $columns }) ne sont celles d’aucune table connue
    .hint = il faut code et label, code_rome et libelle_rome, code_rome et libelle_appellation_long, Numero_Fiche et Intitule, ou Numero_Fiche et Codes_Rome_Code
vocabulary-row = { $path }:{ $line } : { $what }
    .hint = corrigez la ligne, ou téléchargez le fichier de nouveau
vocabulary-no-rows = { $path } : aucune ligne n’a de code et de libellé
    .hint = téléchargez-le de nouveau, ou écartez-le
vocabulary-archive = { $path } : décompression impossible ({ $what })
    .hint = téléchargez-le de nouveau, ou décompressez-le et indiquez les tables
vocabulary-no-table = { $path } : aucun de ses fichiers CSV n’est une table connue
    .hint = indiquez les codes, les appellations ou le répertoire publiés
row-too-long = la ligne a plus de { $cells } cellules ; il manque des guillemets à celle qui contient un séparateur
row-quotation = un guillemet est ouvert et n’est pas fermé
row-cut = la ligne s’arrête après { $found } cellules sur { $cells }
archive-files = il contient { $count } fichiers

## Profils

profile-unreadable = { $path } : illisible ({ $why })
    .hint = vérifiez le chemin, ou celui de --profiles
profile-invalid = { $file }:{ $line }:{ $column } : { $what }
    .hint = corrigez le profil et relancez
profile-key-slug = la clé de rubrique `{ $key }` n’a pas la forme voulue ; écrivez `{ $slug }`
profile-key-unknown = la clé de rubrique `{ $key }` est inconnue ; vouliez-vous dire `{ $near }` ?
profile-unknown = clé inconnue `{ $key }` ; vouliez-vous dire `{ $near }` ?
profile-of-key = { $key } : { $what }
profile-id = l’identifiant `{ $id }` n’est pas le nom du fichier, `{ $stem }`
profile-extends = prolonge `{ $id }`, qui n’est pas un profil
profile-not-recognised = ne dit pas à quoi se reconnaissent les rapports : ajoutez [recognise]
profile-anchor = sheet.anchor ne nomme aucune rubrique de ce profil
profile-expects = attend la rubrique `{ $section }`, que ce profil n’a pas
profile-parent = la fiche parente est du type `{ $kind }`, qu’aucune [[sheet]] ne décrit
profile-pattern = motif `{ $pattern }` : { $what }
profile-label = une étiquette demande soit `label`, ses mots, soit `regex`, son motif avec le deux-points
profile-range = `{ $text }` n’est pas un nombre de fiches ; écrivez `34` ou `30..40`
profile-heading-taken = le titre « { $text } » de la rubrique `{ $section }` est pris pour celui de `{ $earlier }`, qui la précède
profile-no-heading = la rubrique `{ $section }` n’a pas de titre
profile-threshold = les poids de tous les motifs totalisent { $most }, moins que le seuil de { $threshold } : aucun rapport n’est reconnu
pattern-impossible = ne peut jamais convenir : le texte est comparé en minuscules et sans accents ; écrivez les lettres elles-mêmes, ou `\p{"{"}L{"}"}`
pattern-range = intervalle vide en minuscules et sans accents ; énumérez ses caractères
pattern-brackets = `{ $letter }` devient `{ $instead }` dans le texte comparé et ne peut pas figurer entre crochets ; écrivez-le au-dehors
pattern-class-unclosed = un crochet n’est pas fermé
pattern-group-unclosed = une parenthèse n’est pas fermée
pattern-group-unopened = une parenthèse fermante de trop
pattern-repetition-missing = un signe de répétition ne suit rien qu’il puisse répéter
pattern-count-unclosed = une accolade n’est pas fermée
pattern-escape-alone = le motif finit par une barre oblique inverse
pattern-escape-unknown = une barre oblique inverse précède un caractère qui n’en veut pas
pattern-range-reversed = intervalle à l’envers : le premier caractère doit précéder le dernier
gold-error = { $path } : { $what }
    .hint = indiquez avec --gold un jobs.json tel qu’une exécution l’écrit
gold-no-json = n’est pas du JSON ({ $why })
gold-no-list = ne contient pas de liste de fiches sous `jobs`

output-is-folder = c’est un dossier
output-record-damaged = le journal d’une exécution interrompue est endommagé
output-content-gone = son nouveau contenu a disparu
output-is-file = c’est un fichier, non un dossier
store-too-large = une valeur est trop grande pour être conservée
store-nothing = aucune valeur n’est conservée à cet endroit
glob-class = un crochet n’est pas fermé
glob-range = intervalle à l’envers : le premier caractère doit précéder le dernier
glob-alternates = des accolades ne vont pas par paires
glob-escape = le motif finit par une barre oblique inverse
