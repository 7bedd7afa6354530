# What a person should look at in records, their origin, corrections and outputs: the table `issues`.

## Sheets and profiles

profiles-tie = `{ $id }` ({ $score } of { $threshold }) and `{ $other }` ({ $other_score } of { $other_threshold }) fit alike; `{ $id }` reads it
    .hint = give one of them a pattern that only its reports have, or take the other one away
title-missing = a job sheet without a title was left out
    .hint = look at the page with `ingest inspect`, and adapt the profile
outside-sheets = { $words ->
    [one] text is in no job sheet ({ $words } word): “{ $text }”
   *[other] text is in no job sheet ({ $words } words): “{ $text }”
}
    .hint = nothing to do if it describes no job; else look at the page with `ingest inspect`
text-not-placed = { $words ->
    [one] text is in no section ({ $words } word): “{ $text }”
   *[other] text is in no section ({ $words } words): “{ $text }”
}
    .hint = nothing to do if it describes no job; else look at the page with `ingest inspect`
unexpected-sheets = { $sheets } sheets where `{ $profile }` expects { $wanted }
    .hint = compare the edition with the profile; correct `expect` in it if this is right
unexpected-sheets-between = { $sheets } sheets where `{ $profile }` expects { $least } to { $most }
    .hint = compare the edition with the profile; correct `expect` in it if this is right
unexpected-section = { $more ->
    [0] no section `{ $section }` in “{ $title }”, which `{ $profile }` expects in every sheet
   *[other] no section `{ $section }` in “{ $title }” and { $more } more, which `{ $profile }` expects in every sheet
}
    .hint = compare the edition with the profile; correct `expect` in it if this is right

## Records

of-job = “{ $title }”: { $what }
record-section-missing = section missing: { $field }
record-field-missing = field missing: { $field }
record-plain-text = plain text
record-ocr = ocr
record-text-left-out = some of its text is in no field
record-parent-unknown = the sheet that it belongs to was not found
record-field-odd = an unusual value: { $field }
record-family-unknown = no known family of jobs: { $field }
record-department-unknown = no known department: { $field }
record-level-unknown = no known level: { $field }
record-code-unknown = a code that cannot be read
record-country-unknown = no known country: { $field }
record-country-unknown-unnamed = the name of its country is cut
record-opinion-unclear = the mark in its chart is unclear
record-code-system-unclear = it is not told of which system this code is: { $field }
record-unsure = unsure: { $field }
unsure = { $field ->
    [record] { $reasons ->
        [0] “{ $title }”: the whole is unsure ({ $confidence })
       *[other] “{ $title }”: the whole is unsure ({ $confidence }): { $why }
    }
   *[other] { $reasons ->
        [0] “{ $title }”: { $field } is unsure ({ $confidence })
       *[other] “{ $title }”: { $field } is unsure ({ $confidence }): { $why }
    }
}
    .hint = compare it with the page; correct it in corrections.csv if it is wrong
unsure-lacks-section = it lacks a section that the other jobs have
unsure-odd-section = it has a section that hardly any other job has
unsure-rival = another text fits nearly as well
unsure-loose-text = a text of the sheet may belong to it
unsure-heading = a heading of the sheet may be none
unsure-no-heading = a line of the sheet may be a heading
unsure-other-look = it looks unlike the other titles
unsure-repeated = another job has the same
unsure-capitals = the others are set otherwise in capitals
unsure-cut = it seems cut at its end
unsure-no-stop = it ends without a full stop, unlike the others
unsure-small-letter = it begins with a small letter
unsure-sentence = it reads like a sentence
unsure-parenthesis = a parenthesis is open
unsure-numbers = numbers are left in it
unsure-colon = it ends with a colon or holds one
unsure-one-word = it is a single word
unsure-long = it is long
unsure-short = it is very short
unsure-broken = a sentence goes on in another paragraph
unsure-glued = words are joined without a blank
unsure-spaced = letters stand alone
unsure-address = an address is in it
unsure-missing = the other jobs have one
unsure-alone = hardly any other job has one
unsure-unknown = a value is in no vocabulary
unsure-label-twice = its label stands twice
unsure-chart = the mark in the chart is unclear
unsure-left = text of the sheet is in no field
unsure-boxes = it goes over columns or pages
unsure-heading-twice = its heading stands twice
unsure-unmapped = the profile does not know its heading
unsure-joined = two names may be one
unsure-required = something that the profile requires is missing
unsure-pages = it has other pages than the other jobs
unsure-others = other jobs of the document are unsure
unsure-fields = some of its fields are unsure

## Where reports come from

licence-missing = the licence of its text is not known
    .hint = name it in a file { $file } beside the reports (README, “Where reports come from”)
provenance-unused = `{ $pattern }` fits no file
    .hint = correct or remove it
same-edition = has the same jobs as { $file }, word for word; occupations count them once
    .hint = if it is the same report saved anew, remove one of the two
same-edition-of = has the same jobs of { $edition } as { $file }, word for word; occupations count them once
    .hint = if it is the same report saved anew, remove one of the two

## Vocabularies

code-unknown = { $code } is not in the tables that were loaded
    .hint = compare it with the report; a code may be misprinted, or newer or older than the tables
code-other-label = { $code } is “{ $label }”, printed beside it is “{ $printed }”
    .hint = compare both with the report: one of them is another's
code-withdrawn = { $code } “{ $label }” is no longer in force
    .hint = look for the certification that took its place
code-corrected-hint = correct the line for it in corrections.csv

## Spreadsheets

sheet-cut = only the first { $most } of { $count } rows of { $table } are in the workbook
    .hint = use { $table }.csv or { $table }.parquet
cell-cut = the text of { $column } in the table { $table } is too long for a spreadsheet, and cut there
    .hint = read it whole in { $table }.csv

## Corrections

correction-settled = “{ $title }”: the report says by itself what { $place } corrects: { $field }
    .hint = the line can be taken out
correction-stale = “{ $title }”: the report says something else of { $field } than when it was corrected: { $difference }; the correction is still applied: { $applied }
    .hint = if it still holds, put the new text into `was` of { $place }; else take the line out
correction-incomplete = “{ $title }”: { $place } corrects { $field } alone, and an opinion has two axes
    .hint = correct relevance and transposability, or empty both
correction-orphan = line { $line }: no job is { $asked }
    .hint = compare the ids and the edition with those in jobs.csv, or take the line out
correction-orphan-edition = line { $line }: no job is { $asked } in edition { $edition }
    .hint = compare the ids and the edition with those in jobs.csv, or take the line out
correction-orphan-nearest = is it { $nearest }? Else take the line out
correction-conflict = “{ $title }”: { $field } has corrections that differ: { $says }; none is applied
    .hint = take all but one out, or say which record or edition each is for
correction-says = { $place } “{ $text }”
correction-followed = line { $line }: { $before } is called { $after } by now, and is corrected as that
    .hint = write { $after } into the line
correction-reopened = { $field } was settled when it said something else: { $difference }; it is open again
    .hint = if it still is settled, put the new text into `was` of { $place }; else take the line out
correction-without-issue = { $place } settles { $field }, which is no issue there any more
    .hint = the line can be taken out
sheet-no-table = no sheet has the column record_id or job_id, which say what a row is; keep one of them, or name ingest.xlsx or jobs.csv
