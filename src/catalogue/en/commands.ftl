# The command line.

tip = tip: { $meant }
label-error = error
label-note = note
label-warning = warning
labelled = { $label }: { $text }
meant-command = did you mean the command `ingest { $command }`?
commands-listed = commands are listed by `ingest help`
jobs = { $count ->
    [one] { $count } job
   *[other] { $count } jobs
}

## A run

no-inputs = no input files in { $paths }: put PDFs there, or name them
no-input-fits = no input file in { $paths } fits --only { $only }
    .hint = try a wider pattern
no-pattern = --only { $pattern }: { $why }
no-signals = cannot listen to signals ({ $why })
vocabulary-skipped = { $file }: passed over: its columns are those of no vocabulary
cache-trouble = { $place }: nothing is kept there for the next run ({ $why })
    .hint = name another folder with --cache
unaccounted = { $place }: what the run did is not told there ({ $why }), the outputs are whole
    .hint = make room, or remove it
password-file = { $path }: cannot be read as UTF-8 text ({ $why })
    .hint = check --password-file
ocr-languages = write it like fra, or fra+eng
whole-number = write a whole number, { $least } or more
whole-number-between = write a whole number from { $least } to { $most }
no-such-status = no such status
format-left-out = this program was built without it; `cargo run --release --features all-formats -- …` builds one that has it

reason-new = new
reason-changed = changed since the last run
reason-unchanged = unchanged
reason-other-profiles = the profiles are others
reason-other-options = the options are others
reason-other-program = the program is another version
reason-not-kept = not in the cache
reason-no-cache = without a cache
reason-copy = same bytes as another file
reason-no-report = no PDF and no text
reason-unreadable = cannot be opened

stage-looking = looking at the files
stage-checking = checking whether anything is new
stage-reading = reading
stage-joining = putting together what was read
stage-comparing-editions = comparing editions
stage-comparing-runs = comparing with the last run
stage-writing = writing

file-interpreted = (only interpreted anew)
file-unchanged = (unchanged)
pace-second = { $rate } files/s
pace-minute = { $rate } files/min
left-seconds = { $seconds } s left
left-minutes = { $minutes } min left
left-hours = { $hours } h { $minutes } min left

foreseen-read = { $count } to read
foreseen-interpret = { $count } to interpret anew
foreseen-reuse = { $count } unchanged
foreseen-none = { $count } with nothing to do
foreseen-files = { $count ->
    [one] { $count } file: { $parts }
   *[other] { $count } files: { $parts }
}
foreseen-same = outputs in { $output } would stay as they are; nothing was done
foreseen-new = outputs in { $output } would be written; nothing was done

summary-files = { $count ->
    [one] { $count } file: { $parts }
   *[other] { $count } files: { $parts }
}
summary-unchanged = { $count } unchanged
summary-interpreted = { $count } only interpreted anew
summary-corrected = { $values ->
    [one] corrected: { $values } value in { $jobs }
   *[other] corrected: { $values } values in { $jobs }
}
summary-own-columns = columns of your own: { $names }
summary-issues = to look at:
summary-alike = (and { $more } more like it)
summary-alike-in-files = (and { $more } more like it, in { $files } files)
summary-more-in-table = … and { $more } more in issues.csv
summary-more = … and { $more } more with --format csv
summary-tables = { $count } tables as .{ $ending }
summary-written = written to { $folder }: { $names } ({ $seconds } s)
summary-same = as they were in { $folder }: { $names } ({ $seconds } s)
summary-earlier = left there from an earlier run: { $names }

changes-none = nothing changed since the last run
changes-none-since = nothing changed since the last run; changes.csv tells what run { $run } changed
changes-no-job = no job
changes = changed since the last run: { $what }
changes-in-table = changed since the last run: { $what }; see changes.csv
changes-added = { $place ->
    [0] { $count ->
        [one] { $count } job added
       *[other] { $count } jobs added
    }
   *[other] { $count ->
        [one] { $count } added
       *[other] { $count } added
    }
}
changes-removed = { $place ->
    [0] { $count ->
        [one] { $count } job removed
       *[other] { $count } jobs removed
    }
   *[other] { $count ->
        [one] { $count } removed
       *[other] { $count } removed
    }
}
changes-renamed = { $place ->
    [0] { $count ->
        [one] { $count } job renamed
       *[other] { $count } jobs renamed
    }
   *[other] { $count ->
        [one] { $count } renamed
       *[other] { $count } renamed
    }
}
changes-moved = { $place ->
    [0] { $count ->
        [one] { $count } job moved
       *[other] { $count } jobs moved
    }
   *[other] { $count ->
        [one] { $count } moved
       *[other] { $count } moved
    }
}
changes-regrouped = { $place ->
    [0] { $count ->
        [one] { $count } job regrouped
       *[other] { $count } jobs regrouped
    }
   *[other] { $count ->
        [one] { $count } regrouped
       *[other] { $count } regrouped
    }
}
changes-changed = { $count ->
    [one] { $count } field changed
   *[other] { $count } fields changed
}
files-changed = files: { $what }
files-more = { $count } more
files-added = { $count ->
    [one] { $names } added
   *[other] { $names } added
}
files-removed = { $count ->
    [one] { $names } removed
   *[other] { $names } removed
}
files-replaced = { $count ->
    [one] { $names } has other content
   *[other] { $names } have other content
}
file-renamed = { $before } is called { $now } now
files-renamed-more = { $count } more are called otherwise

## Outputs

kept-without-jobs = { $name }: was changed since it was written, and is kept as “{ $place }”; corrections are taken from ingest.xlsx and jobs.csv, so repeat there what is to stay
kept-with-jobs = { $name }: was changed since it was written, and is kept as “{ $place }”; to take its edits: { $command }
recovered-before = an earlier run was interrupted before its files were complete: the outputs are those of the run before it
recovered = an earlier run was interrupted while its files were put in place: the last { $files } are in place now
verify-no-folder = { $folder }: no such folder
    .hint = name the one that a run wrote to with --output
verify-no-run = { $folder }: no run is known to have written there
    .hint = name another folder with --output
verify-changed = { $name }: changed since it was written; the next run keeps it under another name, and writes it anew
verify-missing = { $name }: missing; run again to write it anew
verify-earlier = { $name }: from an earlier run; ask for its format again, or remove it
verify-whole = { $folder }: { $files } files, all as written
verify-not-whole = { $folder }: { $files } files, not all as written

## The cache

cache-unlisted = { $folder }: cannot be listed ({ $why })
    .hint = check --cache and its permissions
cache-uncleared = { $folder }: cannot be emptied ({ $why })
    .hint = check its permissions
cache-limit = kept up to { $most } in all; what was not used for longest goes first
cache-cleared = removed from { $folder }: { $what }
cache-room = { $count ->
    [one] { $count } entry, { $size }
   *[other] { $count } entries, { $size }
}
mebibytes = { $size } MiB

## The jobs of a dataset

no-dataset = { $path }: no dataset is there
    .hint = run `ingest` first, or name the folder of a run with --output
jobs-empty-dataset = none of 0 jobs fits; the dataset has none
jobs-none-has-all = none of { $of } jobs fits: each of these is there, but no job has them all; leave one out
jobs-none = none of { $of } jobs fits
jobs-found = { $found } of { $of } jobs
jobs-word = no text says “{ $asked }”
jobs-word-of-rest = { $count ->
    [one] the one job that has the rest does not say “{ $asked }”
   *[other] none of the { $count } jobs that have the rest says “{ $asked }”
}
jobs-quoted = { $told }; without quotation marks its words are looked for one by one
jobs-without = no job has the { $kind } “{ $asked }”
jobs-without-any = no job has the { $kind } “{ $asked }”; no job has any { $kind }
jobs-with-others = no job has the { $kind } “{ $asked }”; the dataset has { $others }
asked-family = family
asked-country = country
asked-level = level
asked-code = code
asked-collection = collection
asked-edition = edition
asked-issue = issue
head-job = job
head-collection = collection
head-edition = edition
head-country = country
head-level = level
head-pages = pages

## The history

log-no-history = { $path }: no history there
    .hint = name the output folder of a run with --output
log-field-nearest = { $asked }: no such field
    .hint = did you mean `{ $name }`?
log-field = { $asked }: no such field
    .hint = take one of { $names }, sections.KEY, fields.LABEL, or x_NAME
log-head = run  day         files   jobs  what changed
log-no-job = { $job }: no job of this name in any run
    .hint = take a job_id of jobs.csv
log-several-jobs = { $job }: several jobs are called so
    .hint = name one of them: { $some }
log-first = here since the first run
log-added = added
log-removed = removed
log-renamed = renamed: “{ $before }” is “{ $now }”
log-run = run { $number }
before = before
after = after

## Profiles

profile-none = { $id }: no such profile
    .hint = name a profile or a .toml file, or see `ingest profile list`
profile-none-nearest = { $id }: no such profile, the nearest is `{ $nearest }`
    .hint = name a profile or a .toml file, or see `ingest profile list`
profile-well-formed = { $name }: { $id } version { $version }, { $parts }: well formed
profile-patterns = { $count ->
    [one] { $count } pattern
   *[other] { $count } patterns
}
profile-sections = { $count ->
    [one] { $count } section
   *[other] { $count } sections
}
profile-labels = { $count ->
    [one] { $count } label
   *[other] { $count } labels
}
no-report = no report in the folder
    .hint = name PDFs or .txt files
refused-none = is said to be no title
refused-unlike = is not as titles are
refused-alone = no heading or label of a sheet follows it
refused-again = is told again where it looks like the other titles
trial-profile = { $id } version { $version } · { $title }
trial-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
trial-refused = titles that matched and begin no sheet
trial-refused-title = page { $page } “{ $text }”: { $why }
trial-unmapped = lines that look like headings and are in no section's `heading`
trial-near-misses = near misses
trial-near-miss = line “{ $text }”{ $pages } is close to “{ $wording }” ({ $part })
trial-issues = issues
trial-scores = scores
trial-score = { $score } of { $threshold }
trial-patterns = { $found } of { $of } patterns found
trial-recognised = recognised
trial-other-reads = another fits as well or better and reads it; below is what this would find
trial-not-recognised = not recognised; below is what it would find
trial-found = found { $found }×
trial-found-needs = found { $found }×, needs { $needs }
trial-sheets = { $count ->
    [one] { $count } sheet
   *[other] { $count } sheets
}
trial-no-sheet = compare `[[sheet]]` with the lines that `ingest inspect` shows where a sheet begins
trial-titles-alone = titles were found, but none of your headings or labels below them: see the lists that follow
trial-kind = kind
trial-number-and-title = number · title
trial-legend = ✓ there · – missing · 2× twice · ○ heading without text · blank: not of this kind
trial-labels = labelled values, by sheet
trial-no-value = (no value)
trial-stays-empty = { $field } stays empty
trial-more = … and { $count } more; --format json tells all
trial-left-over = { $words ->
    [one] text that ended nowhere, { $words } word; places
   *[other] text that ended nowhere, { $words } words; places
}
trial-left = { $words ->
    [one] { $page }“{ $text }” ({ $words } word)
   *[other] { $page }“{ $text }” ({ $words } words)
}
trial-slow-patterns = slow patterns
trial-slow = { $part }: `{ $pattern }` takes { $milliseconds } ms; say less with `.*` and ranges
trial-compared = compared with what you checked: { $verdict }
trial-too-many = { $count } too many
trial-compared-sheets = sheets
trial-some-of = { $some } of { $of }
trial-missing = missing “{ $title }”
trial-unexpected = nobody expects “{ $title }”
trial-more-differences = … and { $count } more
trial-pass = pass
trial-fail = fail
trial-in-sheet = in “{ $sheet }”
trial-expected = expected
trial-found-instead = found
trial-no-title = (no title found)
trial-parent = (of { $parent })
trial-on-pages = { $count ->
    [one] on page { $pages }
   *[other] on pages { $pages }
}

## What is explained and inspected

explain-page = page { $page }
explain-pages = pages { $first } to { $last }
explain-left = in none of its fields
explain-issues = issues: { $issues }
explain-no-record = { $id }: no such record
    .hint = the nearest are { $near }
explain-no-field = { $asked }: no such field
    .hint = one of { $names }
explain-no-file = { $path } is not there: only the dataset is told
    .hint = name the folder of the files with --inputs
explain-other-file = { $path } is another file now: run again, then ask again
explain-is = is “{ $value }”
explain-no-value = has no value
explain-corrected = was corrected; the report says “{ $before }”
explain-heading = under the heading “{ $heading }”
explain-prints = prints “{ $text }”
explain-confidence = confidence { $confidence }
inspect-no-pictures = { $path }: only PDFs have pictures of pages
    .hint = leave --png out
inspect-pages = { $count } pages, running text { $size } pt
inspect-no-document = neither a PDF nor a .txt
inspect-one-file = { $path }: one file for { $count } pages
    .hint = name a folder, or a page with --page
inspect-no-folder = { $path }: cannot be made ({ $why })
    .hint = name another folder
inspect-page-size = { $path }: page { $page } has no sane size
    .hint = leave it out with --page
inspect-uncoded = the picture could not be coded
inspect-unwritten = { $path }: cannot be written ({ $why })
    .hint = name another place with --png
role-furniture = furniture
role-watermark = watermark
role-hidden = hidden
role-paragraph = paragraph
role-heading = heading { $level }
role-item = item { $depth }
role-table = table
role-footnote = footnote
look-bold = bold
look-italic = italic
look-panel = panel { $number }
direction-right = Right
direction-down = Down
direction-left = Left
direction-up = Up
explain-its-heading = “{ $text }” is its heading: { $sure }
explain-owner = “{ $text }” belongs to { $owner }: { $sure }, else to { $next }
explain-runner-up = chosen with { $sure }; the runner-up is “{ $next }”
explain-no-other = chosen with { $sure }; there was no other

## What differs

diff-nothing-shared = the two hold no collection in common, so every job is new or gone; compare editions of one report
diff-no-report = { $path }: no report in this folder
    .hint = name another one
diff-nothing = nothing differs
diff-pages = pages { $first }–{ $last }
diff-alike = { $share } % alike
diff-added = added
diff-removed = removed
diff-renamed = renamed
diff-moved = moved
diff-changed = changed
diff-heading-added = Added
diff-heading-removed = Removed
diff-heading-renamed = Renamed
diff-heading-moved = Moved
diff-heading-changed = Changed
