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
malformed-kind = { $found } au lieu de : { $wanted }
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
