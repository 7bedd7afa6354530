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
