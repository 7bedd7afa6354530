# What commands answer besides that of a run.

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
inspect-no-page = { $path }: has no page { $page }, only { $pages }
    .hint = name another one
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
role-unchosen = not chosen
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
