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
stage-drawing = drawing pages
changes-of-version = the same reports, read otherwise by this version: { $what }
changes-of-version-in-table = the same reports, read otherwise by this version: { $what }; see changes.csv
log-of-version = read otherwise by another version
