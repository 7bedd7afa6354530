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
stage-drawing = dessin des pages
changes-of-version = les mêmes rapports, lus autrement par cette version : { $what }
changes-of-version-in-table = les mêmes rapports, lus autrement par cette version : { $what } ; voyez changes.csv
log-of-version = lu autrement par une autre version
