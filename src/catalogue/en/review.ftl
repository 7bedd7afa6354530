# Comparing a dataset with its pages: the page for review, audits, marked copies, and what documents look like.

## The page for review

view-no-page = { $path }: is not there
    .hint = `ingest --report yes` makes it, or name the folder with --output
view-unserved = { $path }: cannot be served ({ $why })
    .hint = name another --port
view-unread-page = { $path }: cannot be served ({ $why })
    .hint = make it again with `ingest --report yes`
view-saves = corrections are saved beside the reports; Ctrl-C ends it
view-no-browser = no browser can be opened: copy the address into one
view-not-saved = not saved
view-ended = the page cannot be served any more ({ $why })
    .hint = start `ingest view` again
view-of-line = line { $line }: { $what }
view-saved = { $path }: { $added ->
    [one] { $added } correction added
   *[other] { $added } corrections added
}, { $replaced } changed; run `ingest` again to apply them
view-no-report = there is no report.html
view-other-name = this is no name of this server
view-other-page = another page asks
view-not-here = not here: use the address that `ingest view` printed
view-nobody = nobody says which page asks
view-no-utf8 = corrections are UTF-8 text
view-unkept = what is typed cannot be kept ({ $why })
view-takes-nothing = nothing is taken here
view-no-such-page = there is no such page
view-too-long = the request is too long
view-no-request = this is no request of HTTP/1.1
view-no-method = this is not answered here
view-line-twice = a line stands twice
view-no-length = say how long it is
view-too-much = these are too many corrections at a time
view-length = its length is no number
view-too-slow = the request took too long
view-broken-off = the request breaks off
view-unread = the request cannot be read

no-page-many = no report.html: there are very many jobs; --report yes makes one all the same
no-pictures-many = report.html has no pictures of pages: there are very many; --report full draws them all

## Audits

no-such-run = { $path }: no such file
    .hint = name the folder of a run with --output
audit-no-jobs = { $path }: there is no job in it
    .hint = run `ingest` on reports that have some
audit-drawn = { $drawn } of { $of } jobs, drawn by seed { $seed } (the same again with --seed { $seed })
audit-compare = compare them with their pages: { $address }
audit-then = then count the answers: ingest audit audit.csv
audit-no-column = line 1: there is no column { $name }; name the file that the page downloaded
audit-no-verdict = line { $line }: “{ $word }” is no verdict; write right, wrong or unclear
audit-no-answer = { $path }: no field has a verdict
    .hint = answer in the page first
audit-field = field
audit-all-fields = all fields
audit-checked = checked
audit-wrong = wrong
audit-share = share
audit-interval-head = 95 of 100 times
audit-percent = { $share } %
audit-interval = { $low } to { $high } %
audit-unclear = { $count } could not be told, and count in none

## Marked copies

annotate-inputs = { $path }: copies there would be read as reports by the next run
    .hint = name a folder outside of it with --to
annotate-done = { $path }: { $jobs } jobs, { $marks } marks
annotate-not = { $file }: not marked: { $why }
annotate-none = { $path }: none of its reports is a PDF with jobs that fits
    .hint = name another
annotate-unopened = { $path }: cannot be opened ({ $why }); name the folder with --inputs
annotate-other-file = { $path }: it is not the file that was read; run ingest again first
annotate-unwritten = { $path }: cannot be written ({ $why }); name another folder with --to
annotate-no-thread = no thread can be started ({ $why })
annotate-tangled = its structure cannot be followed; save it anew with a PDF viewer
annotate-encrypted = it is encrypted; save a copy without a password first
annotate-damaged = its structure is damaged ({ $why }); save it anew with a PDF viewer first

## Pages of documents

legend-heading = heading: red
legend-paragraph = paragraph: blue
legend-item = list item: green
legend-table = table: orange
legend-footnote = footnote: brown
legend-furniture = furniture: grey
legend-sideways = sideways text: purple
shown-no-profile = No profile recognises it.
shown-profiles = Recognised by { $profiles }.
shown-pages = Pages
shown-page = Page { $number }
shown-furniture = Furniture: of no section
shown-claims = What lines were taken for
shown-none = { $what }: none
shown-rivals = It could have been:
inspect-page-unwritten = { $path }: cannot be written ({ $why })
    .hint = name another place with --html

## Changes

changes-of-editions = changed between the editions that were read: { $what }
changes-of-editions-in-table = changed between the editions that were read: { $what }; see changes.csv
log-of-versions = of these, read otherwise by another version: { $what }
