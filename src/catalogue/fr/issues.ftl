# Ce qu'une personne devrait vérifier : la table `issues`, et les messages de la table `sources`.

## Ce qu'un fichier est devenu

file-empty = fichier vide (0 octet)
    .hint = récupérez-le de nouveau
file-gone = introuvable (lien rompu, ou fichier supprimé pendant la lecture)
    .hint = récupérez-le de nouveau
file-changed = modifié pendant sa lecture
    .hint = relancez quand il sera complet
file-special = ce n’est pas un fichier ordinaire (tube, socket ou périphérique)
    .hint = enregistrez son contenu dans un fichier
file-too-large = dépasse { $most } Mio
    .hint = découpez-le
file-duplicate = identique, octet pour octet, à { $original }
    .hint = supprimez l’un des deux
file-of-another-kind = { $kind }, ni PDF ni .txt
    .hint = exportez-le en PDF, ou rangez-le ailleurs
file-no-text = son contenu n’est pas du texte
    .hint = exportez-le en PDF ou en texte UTF-8
file-blank = ne contient aucun texte, seulement des blancs
    .hint = récupérez-le de nouveau
file-unread = aucun texte n’a pu être lu ({ $why })
    .hint = enregistrez-en une nouvelle copie depuis une visionneuse
file-pictures-without-text = pas de texte, et aucun n’a été trouvé dans ses images
    .hint = comparez-le avec une visionneuse
file-of-pictures = pas de texte, seulement des images ou des dessins
    .hint = { $hint }
file-without-letters = ses polices ne disent pas quelles lettres elles montrent
    .hint = { $hint }
file-part-not-placed = une partie du texte n’a pas pu être rattachée à une fiche
    .hint = voyez issues.csv
file-without-jobs = reconnu, mais aucun métier n’y a été trouvé
    .hint = comparez-le avec son profil
file-unrecognised = aucun profil ne convient à ce rapport
    .hint = écrivez-en un : `ingest profile help`, ou écartez le fichier
file-unrecognised-nearest = aucun profil ne convient à ce rapport (le plus proche : { $nearest }, { $score } sur { $threshold })
    .hint = écrivez-en un : `ingest profile help`, ou écartez le fichier
file-internal-error = erreur interne ({ $what })
    .hint = signalez-la, en joignant le fichier si vous le pouvez
file-cut-of-page = la dernière page ({ $page }) n’a pas été lue : le document est trop volumineux
    .hint = découpez le fichier et lisez-en les parties
file-cut-of-pages = les pages { $from } à { $to } n’ont pas été lues : le document est trop volumineux
    .hint = découpez le fichier et lisez-en les parties
file-cut-raise = augmentez `--max-pages`
of-page = page { $page } : { $what }
parts = { $parts }
parts-activities = { $count ->
    [one] { $count } activité
   *[other] { $count } activités
}
parts-skills = { $count ->
    [one] { $count } compétence
   *[other] { $count } compétences
}
parts-transversal = { $count ->
    [one] { $count } fiche de compétences transversales
   *[other] { $count } fiches de compétences transversales
}

kind-png = image PNG
kind-jpeg = image JPEG
kind-gif = image GIF
kind-tiff = image TIFF
kind-zip = archive ZIP ou document bureautique
kind-office = document bureautique d’un ancien format
kind-gzip = archive gzip
kind-postscript = fichier PostScript
kind-rtf = document RTF
kind-program = programme
kind-web-page = page web
kind-other = autre format

## Fichiers dont la lecture a échoué

worker-crashed = lecture interrompue : { $what }, à deux reprises
    .hint = signalez-le, en joignant le fichier si vous le pouvez
worker-too-slow = délai dépassé : { $what }, à deux reprises
    .hint = accordez-lui plus de temps avec `--timeout`, ou découpez-le
worker-out-of-memory = mémoire insuffisante : { $what }, à deux reprises
    .hint = accordez-lui plus de mémoire avec `--memory`, ou découpez-le
worker-twice = { $what }, à deux reprises
worker-timed-out = lecture inachevée au bout de { $seconds } s
worker-memory = demande plus de { $most } Mio de mémoire
worker-memory-of-machine = demande plus de mémoire qu’il n’y en a
worker-stack = la lecture a dépassé la pile disponible
worker-signal = la lecture a été interrompue par le signal { $signal }
worker-panicked = la lecture s’est arrêtée sur une erreur interne
worker-code = la lecture s’est terminée avec le code { $code }
worker-ended = la lecture s’est arrêtée

## PDF entiers

pdf-not = ce n’est pas un PDF : la signature `%PDF-` manque dans ses 1024 premiers octets
    .hint = vérifiez que le fichier est bien ce que son nom annonce
pdf-encrypted = chiffré : il ne s’ouvre qu’avec un mot de passe
    .hint = donnez-le avec `--password-file`, ou enregistrez une copie sans mot de passe
pdf-encrypted-passwords = { $given ->
    [one] chiffré : le mot de passe donné ne l’ouvre pas
   *[other] chiffré : aucun des { $given } mots de passe donnés ne l’ouvre
}
    .hint = donnez le bon avec `--password-file`, ou enregistrez une copie sans mot de passe
pdf-encryption = chiffré d’une façon qui ne peut pas être lue ({ $reason })
    .hint = enregistrez une copie sans protection
pdf-encryption-identifier = l’identifiant du fichier, dont dépend la clé, manque
pdf-encryption-algorithm = algorithme inconnu
pdf-encryption-dictionary = la description de son chiffrement n’est pas valable
pdf-unreadable = trop endommagé pour être réparé : { $reason }
    .hint = téléchargez-le de nouveau, ou imprimez-le dans un nouveau PDF
pdf-no-page-tree = ses pages sont introuvables, même après réparation
pdf-no-pages = n’a aucune page
    .hint = ouvrez-le dans une visionneuse pour voir s’il est complet, puis exportez-le de nouveau
pages-missing = le fichier annonce { $promised } pages, { $found } ont été trouvées
    .hint = comparez-le avec une visionneuse ; récupérez-le de nouveau si des pages y manquent aussi
xfa-form = le fichier contient un formulaire XFA ; ce que lui seul affiche n’a pas été lu
    .hint = ouvrez-le dans une visionneuse qui remplit ces formulaires, et imprimez-le dans un nouveau PDF
attachment = la pièce jointe « { $name } » n’a pas été lue
    .hint = si c’est un rapport, enregistrez-le à côté de ce fichier et relancez
attachment-portfolio = le fichier est un porte-documents : « { $name } », qu’il contient, n’a pas été lu
    .hint = si c’est un rapport, enregistrez-le à côté de ce fichier et relancez
attachment-nameless = une pièce jointe sans nom n’a pas été lue
    .hint = si c’est un rapport, enregistrez-le à côté de ce fichier et relancez
attachment-portfolio-nameless = le fichier est un porte-documents : un fichier sans nom, qu’il contient, n’a pas été lu
    .hint = si c’est un rapport, enregistrez-le à côté de ce fichier et relancez
attachments-more = { $count ->
    [one] une autre pièce jointe n’a pas été lue
   *[other] { $count } autres pièces jointes n’ont pas été lues
}
    .hint = si c’est un rapport, enregistrez-le à côté de ce fichier et relancez
watermark = { $count ->
    [one] du texte en biais, comme celui d’un filigrane, a été mis de côté sur { $count } page : { $texts }
   *[other] du texte en biais, comme celui d’un filigrane, a été mis de côté sur { $count } pages : { $texts }
}
    .hint = rien à faire, sauf s’il fait partie du rapport
quoted = « { $text } »

## Pages de PDF

page-size = les dimensions de la page n’ont pas de sens
    .hint = ouvrez le fichier dans une visionneuse et imprimez-le dans un nouveau PDF
page-internal-error = erreur interne pendant la lecture de la page
    .hint = signalez-la, en joignant le fichier si vous le pouvez
page-streams = { $count ->
    [one] { $count } partie du contenu de la page est indéchiffrable, ou dépasserait { $most } Mio une fois décompressée
   *[other] { $count } parties du contenu de la page sont indéchiffrables, ou dépasseraient { $most } Mio une fois décompressées
}
    .hint = ouvrez le fichier dans une visionneuse et imprimez-le dans un nouveau PDF
content-damaged = { $count ->
    [one] { $count } partie du contenu de la page est endommagée et s’interrompt ; du texte peut manquer
   *[other] { $count } parties du contenu de la page sont endommagées et s’interrompent ; du texte peut manquer
}
    .hint = comparez la page avec une visionneuse ; téléchargez de nouveau le fichier
page-forms = { $count ->
    [one] { $count } élément de la page est indéchiffrable
   *[other] { $count } éléments de la page sont indéchiffrables
}
    .hint = ouvrez le fichier dans une visionneuse et imprimez-le dans un nouveau PDF
page-forms-deep = { $count ->
    [one] { $count } élément de la page est imbriqué trop profondément
   *[other] { $count } éléments de la page sont imbriqués trop profondément
}
    .hint = contrôlez la page dans une visionneuse ; ce qu’ils affichent n’a pas été lu
page-cut = la lecture de la page a été abrégée : { $why }
    .hint = contrôlez la page dans une visionneuse ; la suite n’a pas été lue
drawings-cut = les dessins de la page n’ont été lus qu’en partie, son texte l’a été en entier : { $why }
    .hint = rien à faire, sauf si des encadrés, des tableaux ou des graphiques sont mal lus
cut-operations = elle compte plus de { $most } instructions de dessin
cut-document-operations = le document compte plus de { $most } instructions de dessin
cut-glyphs = elle affiche plus de { $most } caractères
cut-document-glyphs = le document affiche plus de { $most } caractères
cut-fonts = le document compte plus de { $most } polices
cut-document-bytes = le contenu du document dépasse { $most } octets
cut-bytes = son contenu dépasse { $most } octets
pictures-too-large = { $count ->
    [one] { $count } image de la page est trop grande pour être dessinée
   *[other] { $count } images de la page sont trop grandes pour être dessinées
}
    .hint = contrôlez la page dans une visionneuse : le texte des images n’a pas été lu
font-unreadable = la police { $font } ne peut pas être chargée ; ses caractères sont devinés
    .hint = comparez le texte de la page avec une visionneuse
glyphs-without-unicode = { $count ->
    [one] { $count } caractère sur { $total } ne correspond à aucune lettre connue
   *[other] { $count } caractères sur { $total } ne correspondent à aucune lettre connue
}
    .hint = faites lire la page par reconnaissance de caractères
text-replaced-by-nothing = { $count ->
    [one] { $count } lettre ou chiffre que le fichier déclare vide a été écarté
   *[other] { $count } lettres ou chiffres que le fichier déclare vides ont été écartés
}
    .hint = comparez la page avec une visionneuse
glyphs-outside-page = { $count ->
    [one] { $count } caractère situé hors de la page, ou masqué par une découpe, a été écarté
   *[other] { $count } caractères situés hors de la page, ou masqués par une découpe, ont été écartés
}
    .hint = rien à faire, sauf s’il manque du texte
hidden-text = { $count ->
    [one] { $count } caractère invisible sur la page a été écarté
   *[other] { $count } caractères invisibles sur la page ont été écartés
}
    .hint = rien à faire, sauf s’il manque du texte
choices-left-out = { $count ->
    [one] { $count } choix non retenu d’une liste du formulaire a été écarté
   *[other] { $count } choix non retenus de listes du formulaire ont été écartés
}
    .hint = rien à faire, sauf si ces choix sont du texte du rapport
glyphs-misplaced = { $count ->
    [one] { $count } caractère sans position sur la page a été écarté
   *[other] { $count } caractères sans position sur la page ont été écartés
}
    .hint = comparez la page avec une visionneuse
shapes-left-out = { $count ->
    [one] { $count } forme a été écartée : la page en compte trop
   *[other] { $count } formes ont été écartées : la page en compte trop
}
    .hint = rien à faire, sauf si des encadrés ou des tableaux sont mal lus
page-without-text = la page est une image sans texte
page-text-unusable = les polices de la page ne disent pas quelles lettres elles montrent

## Textes

encoding-guessed = pas en UTF-8 : lu comme du Windows-1252 (Latin-1)
    .hint = enregistrez le fichier en UTF-8 si les accents sont faux
encoding-damaged = { $count ->
    [one] { $count } caractère n’est pas de l’UTF-16 valable
   *[other] { $count } caractères ne sont pas de l’UTF-16 valable
}
    .hint = enregistrez le fichier de nouveau, en UTF-8

## Reconnaissance de caractères

ocr = { $count ->
    [one] page { $pages } lue par reconnaissance de caractères
   *[other] pages { $pages } lues par reconnaissance de caractères
}
    .hint = comparez quelques phrases avec les pages avant de vous y fier
ocr-doubtful = la page est difficile à lire ; des mots peuvent être faux
    .hint = comparez son texte avec la page, ou numérisez-la de nouveau à 300 points par pouce
ocr-failed = { $what }
    .hint = regardez la page dans une visionneuse, ou écartez-la avec `--ocr never`
ocr-out-of-time = { $count ->
    [one] page { $pages } : l’image n’a pas été lue, faute de temps
   *[other] pages { $pages } : les images n’ont pas été lues, faute de temps
}
    .hint = accordez plus de temps au fichier avec `--timeout`
pages-range = { $first } à { $last }
ocr-hint-never = relancez avec `--ocr auto`
ocr-hint-always = relancez avec `--ocr always`
ocr-hint-read = comparez avec une visionneuse, et numérisez de nouveau s’il s’agit d’une numérisation
ocr-hint-program = { $install }, puis relancez
ocr-hint-french = il manque à tesseract la langue `fra` : { $install }, puis relancez
ocr-hint-language = il manque à tesseract la langue `{ $language }` : installez ses données, ou choisissez avec `--ocr-language` l’une de celles que donne `tesseract --list-langs`
ocr-install-macos = installez tesseract avec `brew install tesseract tesseract-lang`
ocr-install-windows = installez tesseract et ses données françaises depuis https://github.com/UB-Mannheim/tesseract/wiki, dans le PATH
ocr-install-linux = installez tesseract (Debian, Ubuntu : `sudo apt install tesseract-ocr tesseract-ocr-fra`)
tesseract-failed = tesseract a échoué ({ $said })
tesseract-failed-silently = tesseract a échoué sans dire pourquoi
tesseract-unread = le résultat de tesseract est illisible ({ $why })
tesseract-not-started = tesseract ne démarre pas ({ $why })
tesseract-stopped = tesseract a été arrêté au bout de { $seconds } secondes
tesseract-lost = tesseract ne répond plus ({ $why })
no-temporary-file = impossible d’écrire un fichier temporaire ({ $why })
