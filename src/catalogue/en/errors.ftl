# What stops a run, and what the system and libraries say.

## The system

system-not-found = no such file or folder
system-no-permission = no permission
system-no-folder = a file stands where a folder belongs
system-is-folder = it is a folder
system-disk-full = the disk is full
system-read-only = nothing can be written on that disk
system-no-text = it is no text
system-cut = it ends too early
system-busy = another program uses it
system-timed-out = it took too long
system-name = no file can have such a name
system-too-large = it is larger than what is allowed there
system-no-memory = there is not enough memory
system-port = another program uses that port
system-unknown = unknown reason
unopened = cannot be opened ({ $why })
    .hint = check its permissions
unopened-missing = cannot be opened ({ $why })
    .hint = check the spelling
unopened-folder = cannot be opened ({ $why })
    .hint = name a file

## Malformed JSON and TOML

malformed-at = { $what } at line { $line }, column { $column }
malformed-end = it ends too early,
malformed-kind = { $found } stands where { $wanted } belongs
malformed-missing = missing field `{ $field }`
malformed-unknown = unknown field `{ $field }`, expected { $known }
malformed-twice = `{ $key }` stands there twice
malformed-text = the text “{ $text }”
malformed-number = the number { $number }
malformed-list = a list
malformed-table = a table
malformed-nothing = nothing
malformed-wanted-count = a whole number from 0 on
malformed-wanted-whole = a whole number
malformed-wanted-number = a number
malformed-wanted-text = a text
malformed-wanted-boolean = true or false
malformed-wanted-date = a date without quotes, as 2026-03-02,

## Workers

worker-question = its question cannot be written ({ $why })
worker-answer = its reader gave no answer that makes sense
worker-interrupted = interrupted
worker-lost = its reader was lost ({ $why })
worker-none = no worker can be started
worker-not-started = it cannot be started: { $why }
worker-not-ready = it is not ready to work: { $why }
worker-silent = silent for { $seconds } s
worker-other = it is { $found }, not { $wanted }
worker-no-worker = it does not answer as a worker does

## A run

of-path = { $path }: { $what }
of-path-with-hint = { $path }: { $what }
    .hint = { $next }
of-line = { $path }:{ $line }: { $what }
of-line-with-hint = { $path }:{ $line }: { $what }
    .hint = { $next }
error-path-missing = { $path }: no such file or folder
    .hint = check the spelling, or name another PATH
error-output = { $path }: cannot be written ({ $why }), earlier outputs are untouched
    .hint = name another folder with --output
error-store = { $path }: what was read cannot be held there ({ $why }), earlier outputs are untouched
    .hint = make room, or name another folder with --output
error-output-in-use = { $path }: another run is writing there
    .hint = wait for it to end, or name another folder with --output
error-history = { $path }: the history of its runs cannot be read ({ $why })
    .hint = check its permissions
error-replace = { $path }: cannot be replaced ({ $why }), other outputs may be newer than it
    .hint = close or remove it, then run `ingest verify`
error-threads = cannot start worker threads ({ $why })
    .hint = try --jobs 1
error-provenance = { $path }:{ $line }: { $what }
    .hint = correct it (README, “Where reports come from”), or move the file elsewhere
error-worker = cannot start a worker process ({ $why })
    .hint = run with --in-process to read without one
error-interrupted = interrupted
    .hint = earlier outputs are untouched
answer-without-outcome = neither tells what became of the file nor how its worker ended
    .hint = write it as docs/WORKER.md says
answer-of-another-program = is an answer of { $found }, and this is { $wanted }
    .hint = read these files again with one and the same program, or join them with that one
answer-malformed = is no answer of a worker ({ $why })
    .hint = write it as docs/WORKER.md says
answer-cut = cannot be read ({ $why })
    .hint = the file is damaged or not complete: write it again
error-dataset = { $path }: { $what }
    .hint = name a jobs.json that ingest wrote
error-corrections-unwritable = { $path }: cannot be written ({ $why }), it is as it was
    .hint = close it elsewhere, or name another folder with --inputs
dataset-none = is no dataset of this program ({ $why })
dataset-later = has format { $format }, and this version reads up to { $known }
unread = cannot be read ({ $why })
unread-as-text = cannot be read as UTF-8 text ({ $why })
provenance-file-empty = `file` is empty, name a file or a pattern such as "2026/*.pdf"
provenance-no-pattern = `file` is no pattern ({ $why })
provenance-no-address = `{ $name }` is no address, it must start with https:// or http://
provenance-no-day = `fetched` is a day, write it like 2026-03-02
did-you-mean = { $what }: did you mean { $near }?
one-or-other = { $others } or { $last }
country-unknown = no country is called “{ $asked }”

## Vocabularies

vocabulary-missing = { $path }: no such file or folder
    .hint = check the spelling of the path
vocabulary-unreadable = { $path }: cannot be read ({ $why })
    .hint = check its permissions
vocabulary-no-file = { $path }: is no file
    .hint = name a CSV file, a zip of CSV files, or the folder that holds them
vocabulary-empty-folder = { $path }: holds no .csv and no .zip file
    .hint = put the published tables there, or name them one by one
vocabulary-too-large = { $path }: has more than { $most } MB, no published table is that large
    .hint = name the table itself
vocabulary-too-large-unpacked = { $path }: its tables are more than { $most } MB unpacked
    .hint = unpack it and name the tables that are needed
vocabulary-not-text = { $path }: is not text
    .hint = name a CSV file as published, or save the sheet as CSV
vocabulary-columns = { $path }: its columns ({ $columns }) are those of no known table
    .hint = it needs code and label, code_rome and libelle_rome, code_rome and libelle_appellation_long, Numero_Fiche and Intitule, or Numero_Fiche and Codes_Rome_Code
vocabulary-row = { $path }:{ $line }: { $what }
    .hint = correct the line, or download the file again
vocabulary-no-rows = { $path }: has no rows with a code and a label
    .hint = download it again, or leave it out
vocabulary-archive = { $path }: cannot be unpacked ({ $what })
    .hint = download it again, or unpack it and name the tables
vocabulary-no-table = { $path }: none of its CSV files is a known table
    .hint = name the published codes, job names or register
row-too-long = the row has more than { $cells } cells, one with a separator in it lacks its quotation marks
row-quotation = a quotation mark is opened and not closed
row-cut = the row breaks off after { $found } of { $cells } cells
archive-files = { $count } files in it

## Profiles

profile-unreadable = { $path }: cannot be read ({ $why })
    .hint = check the path, or the one given to --profiles
profile-invalid = { $file }:{ $line }:{ $column }: { $what }
    .hint = correct the profile and run again
profile-key-slug = section key `{ $key }` is no slug; write `{ $slug }`
profile-key-unknown = section key `{ $key }` is not known; did you mean `{ $near }`?
profile-unknown = unknown key `{ $key }`; did you mean `{ $near }`?
profile-of-key = { $key }: { $what }
profile-id = id `{ $id }` is not the file's stem `{ $stem }`
profile-extends = extends `{ $id }`, which is no profile
profile-not-recognised = says nothing of how the reports are recognised: add [recognise]
profile-anchor = sheet.anchor names no section of this profile
profile-expects = expects the section `{ $section }`, which this profile does not have
profile-parent = a sheet's parent is of kind `{ $kind }`, which no [[sheet]] has
profile-pattern = pattern `{ $pattern }`: { $what }
profile-label = a label needs either `label`, its words, or `regex`, its pattern with the colon
profile-range = `{ $text }` is no number of sheets; write `34` or `30..40`
profile-heading-taken = the heading “{ $text }” of the section `{ $section }` is read as one of `{ $earlier }`, which stands before it
profile-no-heading = the section `{ $section }` has no heading
profile-threshold = the weights of all patterns make { $most }, less than the threshold { $threshold }: no report is recognised
pattern-impossible = can never match: text is compared in lower case and without accents; write the letters themselves, or `\p{"{"}L{"}"}`
pattern-range = a range that is empty in lower case and without accents; list its characters
pattern-brackets = `{ $letter }` is `{ $instead }` in compared text and cannot stand in brackets; write it outside
pattern-class-unclosed = unclosed character class
pattern-group-unclosed = unclosed group
pattern-group-unopened = unopened group
pattern-repetition-missing = repetition operator missing expression
pattern-count-unclosed = unclosed counted repetition
pattern-escape-alone = incomplete escape sequence, reached end of pattern prematurely
pattern-escape-unknown = unrecognized escape sequence
pattern-range-reversed = invalid character class range, the start must be <= the end
gold-error = { $path }: { $what }
    .hint = name a jobs.json with --gold, such as a run writes
gold-no-json = is no JSON ({ $why })
gold-no-list = holds no list of records under `jobs`

output-is-folder = is a folder
output-record-damaged = the record of an interrupted run is damaged
output-content-gone = its new content is gone
output-is-file = it is a file, not a folder
store-too-large = a value is too large to be stored
store-nothing = no value is stored there
glob-class = a bracket is not closed
glob-range = a range whose end comes before its start
glob-alternates = braces that do not come in pairs
glob-escape = the pattern ends with a backslash
