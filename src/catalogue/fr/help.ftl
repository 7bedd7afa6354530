# Les commandes, leurs arguments et leurs valeurs : voyez le même fichier en anglais.

help-heading-usage = Utilisation :
help-heading-commands = Commandes
help-flag-help = Afficher l’aide
help-flag-version = Afficher la version
help-default = [par défaut : { $values }]
help-values = [valeurs possibles : { $names }]
help-values-heading = Valeurs possibles :

man-name = NOM
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-arguments = ARGUMENTS
man-options = OPTIONS
man-commands = COMMANDES
man-extra = NOTES
man-version = VERSION

wrong-unknown-argument = argument inattendu « { $argument } »
wrong-no-value = « { $argument } » demande une valeur, et aucune n’est donnée
wrong-value = valeur « { $value } » incorrecte pour « { $argument } » [valeurs possibles : { $values }]
wrong-validation = valeur « { $value } » incorrecte pour « { $argument } » : { $why }
wrong-missing = il manque ce qui est obligatoire : { $argument }
wrong-conflict = « { $argument } » ne peut pas s’employer avec « { $other } »
wrong-command = commande inconnue « { $command } »
wrong-number-of-values = « { $argument } » n’a pas le nombre de valeurs voulu
wrong-suggestion = conseil : il existe quelque chose d’approchant : « { $meant } »
wrong-more = Pour en savoir plus, essayez « --help ».

value-log-text = Pour les lecteurs
value-log-json = Pour les programmes : un objet par ligne
value-inspect-text = Pour les lecteurs : chaque bloc avec son rôle, sa place et son aspect
value-inspect-json = Pour les programmes : de même, avec niveaux, cadres et cellules de tableaux
value-inspect-md = Dans l’ordre de lecture, avec titres, listes et tableaux
value-why-text = Pour les lecteurs
value-why-json = Un choix par ligne, pour les programmes
value-ocr-auto = Les pages sans texte utilisable
value-ocr-never = Aucune page
value-ocr-always = Toutes les pages de tous les PDF
value-color-auto = Sur un terminal
value-color-always = Partout
value-color-never = Nulle part
value-french = Français
value-english = Anglais
value-jobs-table = Pour un terminal, sur toute sa largeur
value-jobs-csv = Les lignes de la table `jobs`
value-jobs-json = [record, …], comme dans jobs.json
value-diff-text = Pour un terminal
value-diff-md = Markdown
value-diff-json = `{"{"}"changes": […]{"}"}`, pour les programmes
value-diff-csv = La table `changes`
value-trial-text = Pour les lecteurs
value-trial-json = Pour les programmes
value-format-left-out = absent de ce programme, pour le construire plus vite
value-format-json = jobs.json : le jeu de données entier, pour les programmes
value-format-jsonl = jobs.jsonl : un métier par ligne, à lire au fil de l’eau
value-format-csv = un .csv par table, pour les statistiques, et un .excel.csv pour un Excel français
value-format-xlsx = ingest.xlsx : toutes les tables dans un classeur, pour Excel et LibreOffice
value-format-parquet = un .parquet par table, avec de vraies listes, pour les carnets de calcul et les bases de données
value-format-sqlite = ingest.sqlite : toutes les tables dans une base, rubriques cherchables par mots
value-format-package = datapackage.json, jobs.schema.json et LISEZMOI.md : ce que sont les fichiers (écrit aussi csv)
help-ingest-after =
    Exemples :
      ingest                              lire inputs/, écrire outputs/
      ingest rapports/ -o donnees/        lire un dossier et tous ceux qu’il contient
      ingest panorama.pdf guide.txt       lire deux fichiers
      ingest --only '*2025*' rapports/    lire les fichiers dont le nom ou le chemin correspond
      ingest --profiles mes-profils/      reconnaître aussi vos propres rapports
      ingest profile help                 dire comment écrire votre propre profil
      ingest --ocr never                  laisser de côté les pages qui sont des images
      ingest --format jsonl,xlsx          écrire d’autres formats
      ingest --dry-run                    dire ce qui serait lu, et pourquoi
      ingest diff ancien.pdf nouveau.pdf  dire ce qui diffère entre deux éditions
      ingest jobs --country DE infirmier  lister les métiers d’infirmier observés en Allemagne
      ingest corrections from jobs.xlsx   conserver ce qui a été corrigé dans un tableur
      ingest ./schema                     lire un fichier ou un dossier nommé `schema`

    Codes de fin :
      0  tout a été lu, ou est une exception ordinaire (sans métier, copie, autre format)
      3  l’exécution est allée au bout, mais un fichier est à vérifier : voyez outputs/issues.csv
      1  l’exécution n’a pas pu continuer       130  interrompu
      2  usage, profil, vocabulaire ou corrections incorrects
      4  quelque chose diffère (`ingest diff --exit-code` et `ingest profile test --gold`)
help-jobs-after =
    Accents et capitales ne comptent pas, et un mot se trouve au début de mots plus longs : infirm
    trouve infirmière. Ce qui est entre guillemets est cherché tel quel. D’une option répétée, n’importe
    quelle valeur suffit ; tout le reste doit convenir ensemble.

    Exemples :
      ingest jobs                                    tous les métiers
      ingest jobs infirmier nuit                     ceux dont les textes contiennent les deux mots
      ingest jobs "séjour long"                      ceux qui contiennent ces mots dans cet ordre
      ingest jobs --country DE --level 7 infirmier   ceux observés en Allemagne, de niveau 7
      ingest jobs --country norvège --country danemark
      ingest jobs --issue section-missing --ids      ce qui est à vérifier, avec record_id
      ingest jobs --family soins --format csv        les lignes de jobs.csv

    Codes de fin :
      0  un métier convient       3  aucun ne convient       1  pas de jeu de données
      2  usage incorrect, ou pays inconnu
help-profile-after =
    Exemples :
      ingest profile help                         dire comment s’écrit un profil, par des exemples
      ingest profile show anap-panorama           afficher un profil, pour commencer
      ingest profile check mien.toml              dire s’il est bien formé
      ingest profile test mien.toml rapport.pdf   dire ce qu’il trouve dans un rapport, et ce qu’il manque
      ingest profile test mien.toml rapports/ --gold verifie.json
                                                  comparer ce qu’il trouve avec ce que vous avez vérifié

help-argument-max-pages = Nombre maximal de pages à lire dans un PDF
help-argument-ocr = Pages à lire par reconnaissance de caractères, avec tesseract
help-argument-ocr-language = Langue de ces pages, comme tesseract la nomme ; plusieurs langues jointes par +
help-argument-password = Mot de passe à essayer sur les PDF chiffrés ; peut être répété ; visible des autres utilisateurs de la machine
help-argument-password-file = Fichier de mots de passe à essayer sur les PDF chiffrés, un par ligne
help-argument-timeout = Durée maximale de lecture d’un fichier, en secondes ; autant pour chaque page numérisée, jusqu’à 30 fois
help-argument-memory = Mémoire maximale pour la lecture d’un fichier, en Mio
help-argument-jobs = Nombre de fichiers lus à la fois [par défaut : un par processeur]
help-argument-profiles = Dossier d’autres profils (*.toml)
help-argument-cache = Dossier de ce qui est conservé d’une exécution à l’autre [par défaut : .cache dans le dossier des résultats]
help-cache = Dire ce que les exécutions précédentes ont conservé des fichiers lus, ou le supprimer
help-cache-cache = Dossier du cache [par défaut : .cache dans le dossier des résultats]
help-cache-clear = Supprimer ce qu’il conserve ; la prochaine exécution lira tout
help-cache-info = Dire où il se trouve et quelle place il occupe
help-cache-output = Dossier des résultats de ces exécutions
help-corrections = Conserver ce que quelqu’un a corrigé dans un tableur
help-corrections-from = Comparer un classeur modifié au jeu de données dont il est issu, et conserver les différences dans corrections.csv
help-corrections-from-dry-run = Montrer ce qui serait conservé, sans rien écrire
help-corrections-from-file = Le classeur : .xlsx (ou .ods, .xls) ; ou une table, .csv
help-corrections-from-inputs = Dossier des rapports : corrections.csv y est conservé
help-corrections-from-output = Dossier du jeu de données dont il est issu
help-diff = Dire ce qui diffère entre deux fichiers, deux dossiers ou deux jeux de données
help-diff-exit-code = Finir avec le code 4 s’il y a une différence
help-diff-format = Forme de la réponse
help-diff-new = Le nouveau
help-diff-old = L’ancien rapport, dossier de rapports, jobs.json ou dossier de résultats
help-completions = Afficher ce qui permet à un interpréteur de commandes de compléter commandes et options
help-completions-shell = L’interpréteur de commandes
help-explain = Dire d’où vient une valeur du jeu de données, si elle est sûre et ce qu’elle aurait pu être d’autre
help-explain-field = Un seul champ : une colonne de jobs.csv, ou sections.CLÉ ; tous si aucun n’est indiqué
help-explain-inputs = Dossier ou fichier lu par l’exécution
help-explain-output = Dossier où l’exécution a écrit
help-explain-record-id = La fiche, telle que dans la colonne record_id
help-ingest = Transforme des rapports PDF de fiches métiers en jeux de données : classeurs, tables, JSON
help-ingest-color = Couleurs à l’écran ; `auto` respecte NO_COLOR
help-ingest-dataset-lang = Langue de ce que le jeu de données dit aux lecteurs : points à vérifier et messages des sources
help-ingest-dry-run = Dire ce qui serait lu et pourquoi, sur la sortie standard, sans rien faire d’autre
help-ingest-fail-on = Finir avec le code 3 aussi quand un fichier a l’un de ces états, séparés par des virgules ; `warnings` ou `issues` pour les points à vérifier
help-ingest-force = Écraser les résultats modifiés depuis leur écriture ; sans cette option, ils sont conservés à côté des nouveaux
help-ingest-format = Formats à écrire, séparés par des virgules
help-ingest-lang = Langue de ce qui est dit à l’écran [par défaut : celle de LC_ALL, LC_MESSAGES ou LANG]
help-ingest-log-format = Façon dont l’exécution dit ce qu’elle fait, sur la sortie d’erreur : en phrases, ou un objet JSON par ligne
help-ingest-no-cache = Lire tous les fichiers, sans rien conserver pour les prochaines exécutions
help-ingest-answers = Réunir ce que des lecteurs ont répondu ailleurs, au lieu de lire des fichiers : un dossier de ces réponses
help-ingest-only = Ne lire que les fichiers dont le nom ou le chemin correspond, tel que `*.pdf` ; peut être répété
help-ingest-output = Dossier des résultats ; créé s’il n’existe pas
help-ingest-paths = Fichiers et dossiers à lire
help-ingest-quiet = N’afficher que les erreurs
help-ingest-verbose = Afficher tous les points à vérifier, et le détail des erreurs internes
help-ingest-vocabulary = Vocabulaire national : un fichier CSV ou zip, ou un dossier de tels fichiers ; peut être répété
help-inspect = Montrer ce qui est compris d’un fichier : ses blocs dans l’ordre de lecture, avec leur rôle et leur place
help-inspect-file = Le fichier
help-inspect-format = Forme : texte pour les lecteurs, JSON avec rôle, aspect et cadres, ou Markdown
help-inspect-page = Ne montrer qu’une page
help-inspect-png = Dessiner le tout sur l’image des pages : un dossier, ou un fichier .png pour une page
help-inspect-profiles = Dossier d’autres profils (*.toml), pour --why et --html
help-inspect-why = Montrer pour quoi chaque ligne a été prise, ce qui plaidait en ce sens et ce qu’elle aurait pu être d’autre
help-jobs = Lister les métiers du dernier jeu de données, ou ceux d’un mot, d’une famille, d’un pays, d’un niveau, d’un code, d’une édition, d’un point à vérifier
help-jobs-code = Code d’une certification, comme RNCP34963, 34963 ou J1506
help-jobs-collection = Collection
help-jobs-country = Pays, par son code ou son nom français ; ses régions en font partie
help-jobs-edition = Édition, ou année d’éditions
help-jobs-family = Famille de métiers, ou mots de son nom
help-jobs-format = Forme de la liste
help-jobs-ids = Montrer aussi record_id
help-jobs-issue = Code d’un point à vérifier, avec ou sans son objet
help-jobs-level = Niveau du répertoire national des certifications, de 1 à 8
help-jobs-output = Dossier où l’exécution a écrit, ou son jobs.json
help-jobs-parts = Lister aussi les fiches de parties d’un métier : activités, compétences
help-jobs-words = Mots que contiennent tous l’intitulé, les noms ou les textes d’un métier
help-log = Lister les exécutions qui ont trouvé autre chose que la précédente, ou dire depuis quand un métier dit ce qu’il dit
help-log-field = Ce seul champ du métier : une colonne de jobs.csv, par son nom ou son titre, ou sections.CLÉ
help-log-job = Dire depuis quand ce métier dit ce qu’il dit : un job_id, ou des mots de son intitulé
help-log-output = Dossier des résultats des exécutions
help-profile = Écrire, vérifier et essayer des profils : à quoi ressemblent les familles de rapports
help-profile-check = Dire si des profils sont bien formés : fichier, ligne, colonne, ce qui ne va pas
help-profile-check-files = Les profils (*.toml), et des dossiers qui en contiennent
help-profile-help = Dire comment s’écrit un profil
help-profile-list = Lister les profils : identifiant, version, titre
help-profile-show = Afficher un profil
help-profile-show-id = Son identifiant, tel que le donne `ingest profile list`
help-profile-test = Dire ce qu’un profil trouve dans des rapports, et ce qu’il manque
help-profile-test-files = Des rapports, et des dossiers qui en contiennent
help-profile-test-format = Forme : texte pour les lecteurs, ou JSON pour les programmes
help-profile-test-gold = Un jobs.json que vous avez vérifié : comparer avec lui, et finir avec le code 4 s’il y a une différence
help-profile-test-no-cache = Lire tous les fichiers, sans rien conserver
help-profile-test-output = Dossier des résultats de vos exécutions : ce qu’elles ont conservé des fichiers sert
help-profile-test-profile = Le profil : un fichier .toml, ou un identifiant
help-profile-test-profiles = Dossier d’autres profils (*.toml), pour comparer
help-profiles = Lister les profils : identifiant, version, titre ; comme `profile list`
help-man = Afficher la page de manuel, ou l’écrire dans un dossier avec une page par commande
help-man-output = Dossier où écrire ; créé s’il n’existe pas
help-schema = Afficher le schéma JSON de jobs.json, ou pour une table le modèle de schema.json qu’attend schema.data.gouv.fr
help-schema-table = La table
help-verify = Terminer ce qu’une exécution interrompue avait commencé d’écrire, et dire si les résultats sont tels qu’ils ont été écrits
help-verify-output = Dossier où l’exécution a écrit
help-corrections-merge = Réunir les fichiers de deux personnes, et nommer ce qu’elles corrigent différemment : les deux lignes restent
help-corrections-merge-one = Un fichier corrections.csv
help-corrections-merge-other = Un autre
help-corrections-merge-output = Le fichier à écrire ; sans lui, les lignes sont affichées
help-view = Ouvrir dans un navigateur la page de relecture du jeu de données, et enregistrer à côté des rapports ce qui y est corrigé
help-view-output = Dossier où l’exécution a écrit
help-view-inputs = Dossier des rapports : corrections.csv y est conservé
help-view-port = Port de cette machine où répondre [par défaut : un port libre]
help-view-no-browser = Afficher l’adresse, sans ouvrir de navigateur
help-audit = Tirer au hasard des métiers à comparer à leurs pages, ou compter les réponses : jusqu’où se fier au jeu de données
help-audit-file = Réponses à compter : le fichier audit.csv que la page a produit
help-audit-sample = Nombre de métiers à tirer
help-audit-seed = Reprendre le tirage d’un audit précédent ; sans cela, un autre à chaque fois
help-audit-output = Dossier où l’exécution a écrit
help-annotate = Écrire une copie de chaque rapport où ce qui en a été repris est marqué : surlignage avec le nom du champ, une entrée de plan par métier
help-annotate-names = Seulement les rapports dont le nom correspond, comme « panorama » ; tous si rien n’est indiqué
help-annotate-output = Dossier où l’exécution a écrit
help-annotate-inputs = Dossier ou fichier que l’exécution a lu
help-annotate-to = Dossier des copies [par défaut : annotated dans le dossier des résultats]
help-inspect-html = Écrire une page qui le montre : images des pages avec leurs blocs, et ce pour quoi chaque ligne a été prise
help-argument-report = La page de relecture du jeu de données, report.html : faite avec les formats par défaut jusqu’à 20 000 métiers (auto), jamais (no), toujours (yes), avec les images de toutes les pages (full)
value-report-auto = Avec les formats par défaut, jusqu’à 20 000 métiers
value-report-no = Jamais
value-report-yes = Toujours
value-report-full = Toujours, avec les images de toutes les pages
