# Commands, arguments and values: their names are `help-` with those of the command and the argument, or `help-argument-`
# with that of an argument that several commands have; `value-` with what it is a value of.

help-heading-usage = Usage:
help-heading-commands = Commands
help-flag-help = Print help
help-flag-version = Print version
help-default = [default: { $values }]
help-values = [possible values: { $names }]
help-values-heading = Possible values:

man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-arguments = ARGUMENTS
man-options = OPTIONS
man-commands = COMMANDS
man-extra = NOTES
man-version = VERSION

wrong-unknown-argument = unexpected argument '{ $argument }' found
wrong-no-value = a value is required for '{ $argument }' but none was supplied
wrong-value = invalid value '{ $value }' for '{ $argument }' [possible values: { $values }]
wrong-validation = invalid value '{ $value }' for '{ $argument }': { $why }
wrong-missing = the following required arguments were not provided: { $argument }
wrong-conflict = the argument '{ $argument }' cannot be used with '{ $other }'
wrong-command = unrecognized subcommand '{ $command }'
wrong-number-of-values = wrong number of values for '{ $argument }'
wrong-suggestion = tip: a similar one exists: '{ $meant }'
wrong-more = For more information, try '--help'.

value-log-text = For people
value-log-json = For programs: an object a line
value-inspect-text = For people: a block with its role, place and look
value-inspect-json = For programs: the same with levels, boxes and table cells
value-inspect-md = In reading order with headings, lists and tables
value-why-text = For people
value-why-json = A choice a line, for programs
value-ocr-auto = Pages without usable text
value-ocr-never = No page
value-ocr-always = Every page of every PDF
value-color-auto = On a terminal
value-color-always = Everywhere
value-color-never = Nowhere
value-french = French
value-english = English
value-jobs-table = For a terminal, as wide as it is
value-jobs-csv = The rows of the table `jobs`
value-jobs-json = [record, …], as in jobs.json
value-diff-text = For a terminal
value-diff-md = Markdown
value-diff-json = {"{"}"changes": […]{"}"}, for programs
value-diff-csv = The table `changes`
value-trial-text = For people
value-trial-json = For programs
value-format-left-out = left out of this program, to build it sooner
help-ingest-after =
    Examples:
      ingest                              read inputs/, write outputs/
      ingest reports/ -o data/            read a folder and all folders in it
      ingest panorama.pdf guide.txt       read two files
      ingest --only '*2025*' reports/     read the files whose name or path fits
      ingest --profiles my-profiles/      recognise your own reports too
      ingest profile help                 tell how a profile of your own is written
      ingest --ocr never                  leave pages alone that are pictures
      ingest --format jsonl,xlsx          write other formats
      ingest --dry-run                    tell what would be read, and why
      ingest diff old.pdf new.pdf         tell what differs between two editions
      ingest jobs --country DE infirmier  list the jobs that were found in Germany and speak of nurses
      ingest corrections from jobs.xlsx   keep what was corrected in a spreadsheet
      ingest ./schema                     read a file or folder called `schema`

    Exit codes:
      0  every file was read, or is an ordinary exception (no job in it, a copy, another format in a folder)
      3  the run finished, but some file needs a look: see the last lines, or outputs/issues.csv
      1  the run could not go on       2  wrong usage, profile, vocabulary or corrections       130  interrupted
      4  something differs (only `ingest diff --exit-code` and `ingest profile test --gold`)
help-jobs-after =
    Accents and capitals do not matter, and a word is found at the beginning of longer ones: infirm finds infirmière. What
    is in quotation marks is looked for as it stands. Of values of one option any will do; all else has to fit together.

    Examples:
      ingest jobs                                    all jobs
      ingest jobs infirmier nuit                     those whose texts have both words
      ingest jobs "séjour long"                      those that have these words in this order
      ingest jobs --country DE --level 7 infirmier   those seen in Germany, of level 7
      ingest jobs --country norvège --country danemark
      ingest jobs --issue section-missing --ids      what to look at, with record_id
      ingest jobs --family soins --format csv        the rows of jobs.csv

    Exit codes:
      0  some job fits       3  none does       1  no dataset is there       2  wrong usage, or a country that there is not
help-profile-after =
    Examples:
      ingest profile help                         tell how a profile is written, by examples
      ingest profile show anap-panorama           print a profile, to begin with
      ingest profile check mine.toml              tell whether it is well formed
      ingest profile test mine.toml report.pdf    tell what it finds in a report, and what it misses
      ingest profile test mine.toml reports/ --gold checked.json
                                                  compare what it finds with what you checked
value-format-json = jobs.json: the whole dataset, for programs
value-format-jsonl = jobs.jsonl: a job a line, for streaming
value-format-csv = one .csv a table, for statistics, and one .excel.csv for a French Excel
value-format-xlsx = ingest.xlsx: all tables in one workbook, for Excel and LibreOffice
value-format-parquet = one .parquet a table, lists as lists, for notebooks and databases
value-format-sqlite = ingest.sqlite: all tables in one database, sections searchable by words
value-format-package = datapackage.json, jobs.schema.json and LISEZMOI.md: what the files are (writes csv too)

help-argument-max-pages = Pages of a PDF to read at most
help-argument-ocr = Pages to read by optical character recognition, with tesseract
help-argument-ocr-language = Language of these pages, as tesseract calls it; several joined by +
help-argument-password = Password to try on encrypted PDFs; may be given several times, and is seen by other users of the machine
help-argument-password-file = File of passwords to try on encrypted PDFs, one a line
help-argument-timeout = Seconds that reading a file may take; as much again for each scanned page, up to 30 times
help-argument-memory = Memory that reading a file may take, in MiB
help-argument-jobs = Number of files read at a time [default: one a processor]
help-argument-profiles = Folder of further profiles (*.toml)
help-argument-cache = Folder of what is kept for later runs [default: .cache in the output folder]
help-cache = Tell or remove what earlier runs kept of the files that they read
help-cache-cache = Folder of the cache [default: .cache in the output folder]
help-cache-clear = Remove what it keeps; the next run reads everything
help-cache-info = Tell where it is and how much room it takes
help-cache-output = Output folder of these runs
help-corrections = Keep what somebody corrected in a spreadsheet
help-corrections-from = Compare an edited workbook with the dataset that it was made from, and keep what differs in corrections.csv
help-corrections-from-dry-run = Show what would be kept, and write nothing
help-corrections-from-file = The workbook: .xlsx (or .ods, .xls); or a table, .csv
help-corrections-from-inputs = Folder of the reports: corrections.csv is kept there
help-corrections-from-output = Folder of the dataset that it was made from
help-diff = Tell what differs between two files, folders, or datasets
help-diff-exit-code = End with exit code 4 when something differs
help-diff-format = How to print it
help-diff-new = The new one
help-diff-old = The old report, folder of reports, jobs.json, or output folder
help-completions = Print what a shell is told to complete commands and options
help-completions-shell = The shell
help-explain = Say where a value of the dataset comes from, how sure it is and what else it could have been
help-explain-field = One field: a column of jobs.csv, or sections.KEY; all if none is named
help-explain-inputs = Folder or file that the run read
help-explain-output = Folder that the run wrote to
help-explain-record-id = The record, as in the column record_id
help-ingest = Turns report PDFs of job descriptions into datasets: workbooks, tables, JSON
help-ingest-color = Colours on the screen; `auto` honours NO_COLOR
help-ingest-dataset-lang = Language of what the dataset tells people: issues, and the messages of sources
help-ingest-dry-run = Tell what would be read and why, on standard output, and do nothing else
help-ingest-fail-on = End with exit code 3 where a file has one of these statuses too, joined by commas; `warnings` or `issues` for what is to be looked at
help-ingest-force = Overwrite outputs that were changed since they were written; without it, these are kept beside the new ones
help-ingest-format = Formats to write, joined by commas
help-ingest-lang = Language of what is told on the screen [default: that of LC_ALL, LC_MESSAGES or LANG]
help-ingest-log-format = How the run tells what it does, on standard error: in words, or as a JSON object a line
help-ingest-no-cache = Read every file, and keep nothing for later runs
help-ingest-answers = Join what workers answered elsewhere, in place of reading files: a folder of the answers
help-ingest-only = Read only files whose name or path fits, such as '*.pdf'; may be given several times
help-ingest-output = Folder to write to; made if it is not there
help-ingest-paths = Files and folders to read
help-ingest-quiet = Print nothing but errors
help-ingest-verbose = Print every issue, and details of internal errors
help-ingest-vocabulary = National vocabulary: a CSV or zip file, or a folder of them; may be given several times
help-inspect = Show what is understood of one file: its blocks in reading order, with role and place
help-inspect-file = The file
help-inspect-format = The form: as text for people, as JSON with role, look and boxes, or as Markdown
help-inspect-page = Show one page only
help-inspect-png = Draw it over pictures of the pages: a folder, or a .png file for one page
help-inspect-profiles = Folder of further profiles (*.toml), for --why and --html
help-inspect-why = Show what each line was taken for, what spoke for it and what else it could have been
help-jobs = List the jobs of the last dataset, or those of a word, family, country, level, code, edition, issue
help-jobs-code = Code of a certification, such as RNCP34963, 34963 or J1506
help-jobs-collection = Collection
help-jobs-country = Country, by code or French name; its regions are in it
help-jobs-edition = Edition, or a year of editions
help-jobs-family = Job family, or words of its name
help-jobs-format = How to print it
help-jobs-ids = Show record_id too
help-jobs-issue = Code of an issue, with or without what it is about
help-jobs-level = Level of the national register of certifications, 1 to 8
help-jobs-output = Folder that the run wrote to, or its jobs.json
help-jobs-parts = List the sheets of parts of a job too: activities, skills
help-jobs-words = Words that titles, names or texts of a job have, all of them
help-log = List the runs that found something else than the run before, or tell since when a job says what it says
help-log-field = Only this field of the job: a column of jobs.csv, by name or title, or sections.KEY
help-log-job = Tell since when this job says what it says: a job_id, or words of its title
help-log-output = Output folder of the runs
help-profile = Write, check and try profiles: what families of reports look like
help-profile-check = Tell whether profiles are well formed: file, line, column, what is wrong
help-profile-check-files = The profiles (*.toml), and folders of them
help-profile-help = Tell how a profile is written
help-profile-list = List the profiles: id, version, title
help-profile-show = Print a profile
help-profile-show-id = Its id, as `ingest profile list` tells it
help-profile-test = Tell what a profile finds in reports, and what it misses
help-profile-test-files = Reports, and folders of them
help-profile-test-format = The form: text for people, or JSON for programs
help-profile-test-gold = A jobs.json that you checked: compare with it, and exit with 4 if something differs
help-profile-test-no-cache = Read every file, and keep nothing
help-profile-test-output = Output folder of your runs: what they kept of the files is used
help-profile-test-profile = The profile: a .toml file, or an id
help-profile-test-profiles = Folder of further profiles (*.toml), to compare with
help-profiles = List the profiles: id, version, title; the same as `profile list`
help-man = Print the page of the manual, or write it with a page for each command to a folder
help-man-output = Folder to write to; made if it is not there
help-schema = Print the JSON Schema of jobs.json, or for a table a template of schema.json as schema.data.gouv.fr expects it
help-schema-table = The table
help-verify = Finish what an interrupted run had begun to write, and tell whether the outputs are as they were written
help-verify-output = Folder that the run wrote to
help-corrections-merge = Join the files of two people, and name what they correct in different ways: both lines stay
help-corrections-merge-one = A corrections.csv
help-corrections-merge-other = Another one
help-corrections-merge-output = The file to write; without it, the lines are printed
help-view = Open the page to review the dataset in a browser, and save beside the reports what is corrected there
help-view-output = Folder that the run wrote to
help-view-inputs = Folder of the reports: corrections.csv is kept there
help-view-port = Port of this machine to answer at [default: one that is free]
help-view-no-browser = Print the address, and open no browser
help-audit = Draw jobs at random to compare with their pages, or count the answers: how far the dataset may be trusted
help-audit-file = Answers to count: the audit.csv that the page wrote
help-audit-sample = Number of jobs to draw
help-audit-seed = Draw those of an earlier audit again; without it, others each time
help-audit-output = Folder that the run wrote to
help-annotate = Write a copy of each report with what was taken from it marked: highlights with the name of the field, an outline entry a job
help-annotate-names = Only reports whose name fits, such as 'panorama'; all if none is named
help-annotate-output = Folder that the run wrote to
help-annotate-inputs = Folder or file that the run read
help-annotate-to = Folder for the copies [default: annotated in the output folder]
help-inspect-html = Write a page that shows it: pictures of the pages with their blocks, and what lines were taken for
help-argument-report = The page to review the dataset, report.html: made with the default formats unless there are more than 20,000 jobs (auto), never (no), always (yes), with pictures of all pages (full)
value-report-auto = With the default formats, up to 20,000 jobs
value-report-no = Never
value-report-yes = Always
value-report-full = Always, with pictures of all pages
