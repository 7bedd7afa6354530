# What a person should look at: the table `issues`, and the messages of the table `sources`.

## What became of a file

file-empty = empty file (0 bytes)
    .hint = fetch it again
file-gone = is not there (a broken link, or removed during the run)
    .hint = fetch it again
file-changed = changed while it was read
    .hint = run again once it is complete
file-special = not a file (a pipe, socket or device)
    .hint = save its content as a file
file-too-large = larger than { $most } MiB
    .hint = split it
file-duplicate = same bytes as { $original }
    .hint = remove one of the two
file-of-another-kind = { $kind }, not a PDF or .txt
    .hint = export it as PDF, or move it elsewhere
file-no-text = its bytes are not text
    .hint = export it as PDF or as plain UTF-8 text
file-blank = contains no text, only blanks
    .hint = fetch it again
file-unread = no text could be read ({ $why })
    .hint = save a new copy from a viewer
file-pictures-without-text = no text, and none was found in its pictures
    .hint = compare it with a viewer
file-of-pictures = no text layer, only pictures or drawings
    .hint = { $hint }
file-without-letters = its fonts do not say which letters they show
    .hint = { $hint }
file-part-not-placed = part of it could not be placed
    .hint = see issues.csv
file-without-jobs = recognised, but no job was found in it
    .hint = compare it with its profile
file-unrecognised = no profile fits this report
    .hint = write one: `ingest profile help`, or leave the file out
file-unrecognised-nearest = no profile fits this report (nearest: { $nearest } { $score } of { $threshold })
    .hint = write one: `ingest profile help`, or leave the file out
file-internal-error = internal error ({ $what })
    .hint = please report it, with the file if you may
file-cut-of-page = the last page, { $page }, was not read: the document is too large
    .hint = split the file and read its parts
file-cut-of-pages = pages { $from } to { $to } were not read: the document is too large
    .hint = split the file and read its parts
file-cut-raise = raise `--max-pages`
of-page = page { $page }: { $what }
parts = { $parts }
parts-activities = { $count ->
    [one] { $count } activity
   *[other] { $count } activities
}
parts-skills = { $count ->
    [one] { $count } skill
   *[other] { $count } skills
}
parts-transversal = { $count ->
    [one] { $count } sheet of shared skills
   *[other] { $count } sheets of shared skills
}

kind-png = a PNG picture
kind-jpeg = a JPEG picture
kind-gif = a GIF picture
kind-tiff = a TIFF picture
kind-zip = a ZIP archive or an office document
kind-office = an old office document
kind-gzip = a gzip archive
kind-postscript = a PostScript file
kind-rtf = an RTF document
kind-program = a program
kind-web-page = a web page
kind-other = another format

## Files that no worker could read

worker-crashed = crashed: { $what }, tried twice
    .hint = please report it, with the file if you may
worker-too-slow = timed-out: { $what }, tried twice
    .hint = give it longer with `--timeout`, or split it
worker-out-of-memory = out-of-memory: { $what }, tried twice
    .hint = give it more with `--memory`, or split it
worker-twice = { $what }, tried twice
worker-timed-out = not read within { $seconds } s
worker-memory = needs more than { $most } MiB
worker-memory-of-machine = needs more memory than there is
worker-stack = its reader overflowed its stack
worker-signal = its reader was ended by signal { $signal }
worker-panicked = its reader panicked
worker-code = its reader ended with code { $code }
worker-ended = its reader ended

## Whole PDFs

pdf-not = not a PDF: there is no `%PDF-` signature in its first 1024 bytes
    .hint = check that the file is what its name says
pdf-encrypted = encrypted: it opens with a password only
    .hint = give its password with `--password-file`, or save a copy without one
pdf-encrypted-passwords = { $given ->
    [one] encrypted: the password given does not open it
   *[other] encrypted: none of the { $given } passwords given opens it
}
    .hint = give its password with `--password-file`, or save a copy without one
pdf-encryption = encrypted in a way that cannot be read ({ $reason })
    .hint = save a copy without protection
pdf-encryption-identifier = the file identifier that the key is made from is missing
pdf-encryption-algorithm = unknown algorithm
pdf-encryption-dictionary = its encryption dictionary is invalid
pdf-unreadable = damaged beyond repair: { $reason }
    .hint = download it again or print it to a new PDF
pdf-no-page-tree = no page tree could be found, even by repair
pdf-no-pages = has no pages
    .hint = open it in a viewer to see whether it is complete, then export it again
pages-missing = the file says that it has { $promised } pages, { $found } were found
    .hint = compare it with a viewer; fetch it again if pages are missing there too
xfa-form = the file holds an XFA form; what only that shows was not read
    .hint = open it in a viewer that fills such forms, and print it to a new PDF
attachment = “{ $name }” is attached and was not read
    .hint = if it is a report, save it beside this file and run again
attachment-portfolio = the file is a portfolio: “{ $name }” in it was not read
    .hint = if it is a report, save it beside this file and run again
attachment-nameless = a file without a name is attached and was not read
    .hint = if it is a report, save it beside this file and run again
attachment-portfolio-nameless = the file is a portfolio: a file without a name in it was not read
    .hint = if it is a report, save it beside this file and run again
attachments-more = { $count ->
    [one] one more file is attached and was not read
   *[other] { $count } more files are attached and were not read
}
    .hint = if it is a report, save it beside this file and run again
watermark = { $count ->
    [one] text at an angle, as of a watermark, was set aside on { $count } page: { $texts }
   *[other] text at an angle, as of a watermark, was set aside on { $count } pages: { $texts }
}
    .hint = nothing to do unless it is text of the report
quoted = “{ $text }”

## Pages of PDFs

page-size = the page's size is not a sane number
    .hint = open the file in a viewer and print it to a new PDF
page-internal-error = internal error while the page was read
    .hint = please report it, with the file if you may
page-streams = { $count } of the page's content streams cannot be decoded, or would unpack to over { $most } MiB
    .hint = open the file in a viewer and print it to a new PDF
content-damaged = { $count ->
    [one] { $count } part of the page's content is damaged and breaks off; text may be missing
   *[other] { $count } parts of the page's content are damaged and break off; text may be missing
}
    .hint = compare the page with a viewer; download the file again
page-forms = { $count ->
    [one] { $count } form object on the page cannot be decoded
   *[other] { $count } form objects on the page cannot be decoded
}
    .hint = open the file in a viewer and print it to a new PDF
page-forms-deep = { $count ->
    [one] { $count } form object on the page is nested too deeply
   *[other] { $count } form objects on the page are nested too deeply
}
    .hint = check the page in a viewer; what they draw was not read
page-cut = the page was cut: { $why }
    .hint = check the page in a viewer; what follows on it was not read
drawings-cut = the page's drawings were cut, its text was read whole: { $why }
    .hint = nothing to do unless boxes, tables or charts are misread
cut-operations = it has more than { $most } drawing operators
cut-document-operations = the document has more than { $most } drawing operators
cut-glyphs = it shows more than { $most } characters
cut-document-glyphs = the document shows more than { $most } characters
cut-fonts = the document has more than { $most } fonts
cut-document-bytes = the document's content is longer than { $most } bytes
cut-bytes = its content is longer than { $most } bytes
pictures-too-large = { $count ->
    [one] { $count } picture on the page is too large to be drawn
   *[other] { $count } pictures on the page are too large to be drawn
}
    .hint = look at the page in a viewer: text in them was not read
font-unreadable = the font { $font } cannot be loaded; its characters are guesses
    .hint = compare the page's text with a viewer
glyphs-without-unicode = { $count } of { $total } characters have no Unicode text
    .hint = read the page by optical character recognition
text-replaced-by-nothing = { $count ->
    [one] { $count } letter or digit is said by the file to mean nothing; it was left out
   *[other] { $count } letters or digits are said by the file to mean nothing; they were left out
}
    .hint = compare the page with a viewer
glyphs-outside-page = { $count ->
    [one] { $count } character lies outside the page or is clipped away; it was left out
   *[other] { $count } characters lie outside the page or are clipped away; they were left out
}
    .hint = nothing to do unless text is missing
hidden-text = { $count ->
    [one] { $count } character cannot be seen on the page; it was left out
   *[other] { $count } characters cannot be seen on the page; they were left out
}
    .hint = nothing to do unless text is missing
choices-left-out = { $count ->
    [one] { $count } choice of a list of the form is not chosen; it was left out
   *[other] { $count } choices of lists of the form are not chosen; they were left out
}
    .hint = nothing to do unless the choices are text of the report
glyphs-misplaced = { $count ->
    [one] { $count } character stands at no place on a page; it was left out
   *[other] { $count } characters stand at no place on a page; they were left out
}
    .hint = compare the page with a viewer
shapes-left-out = { $count ->
    [one] { $count } shape was left out: the page has too many
   *[other] { $count } shapes were left out: the page has too many
}
    .hint = nothing to do unless boxes or tables are misread
page-without-text = the page is a picture without text
page-text-unusable = the page's fonts do not say which letters they show

## Texts

encoding-guessed = not UTF-8: read as Windows-1252 (Latin-1)
    .hint = save the file as UTF-8 if accents look wrong
encoding-damaged = { $count ->
    [one] { $count } character is not valid UTF-16
   *[other] { $count } characters are not valid UTF-16
}
    .hint = save the file as UTF-8 again

## Optical character recognition

ocr = { $count ->
    [one] page { $pages } was read by optical character recognition
   *[other] pages { $pages } were read by optical character recognition
}
    .hint = compare some sentences with the pages before relying on them
ocr-doubtful = the page is hard to read; words may be wrong
    .hint = compare its text with the page, or scan it again at 300 dpi
ocr-failed = { $what }
    .hint = look at the page in a viewer, or leave it out with `--ocr never`
ocr-out-of-time = { $count ->
    [one] page { $pages } was not read off the picture: there was no time left
   *[other] pages { $pages } were not read off the picture: there was no time left
}
    .hint = give the file longer with `--timeout`
pages-range = { $first } to { $last }
ocr-hint-never = run again with `--ocr auto`
ocr-hint-always = run again with `--ocr always`
ocr-hint-read = compare it with a viewer, and scan it again if it is a scan
ocr-hint-program = { $install }, and run again
ocr-hint-french = tesseract lacks the language `fra`: { $install }, and run again
ocr-hint-language = tesseract lacks the language `{ $language }`: install its data, or name one of `tesseract --list-langs` with `--ocr-language`
ocr-install-macos = install tesseract with `brew install tesseract tesseract-lang`
ocr-install-windows = install tesseract with its French data from https://github.com/UB-Mannheim/tesseract/wiki, on the PATH
ocr-install-linux = install tesseract (Debian, Ubuntu: `sudo apt install tesseract-ocr tesseract-ocr-fra`)
tesseract-failed = tesseract failed ({ $said })
tesseract-failed-silently = tesseract failed (no message)
tesseract-unread = tesseract's output cannot be read ({ $why })
tesseract-not-started = tesseract cannot be started ({ $why })
tesseract-stopped = tesseract was stopped after { $seconds } seconds
tesseract-lost = tesseract was lost ({ $why })
no-temporary-file = no temporary file can be written ({ $why })
