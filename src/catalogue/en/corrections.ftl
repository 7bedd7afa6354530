# Corrections: the file of them, edited sheets, and what two people say.

## Texts beside each other

nothing = nothing
differing = { $before } → { $after }
differing-now = { $before } is now { $after }
differing-filled = nothing is now { $after }
differing-emptied = { $before } is now nothing
differing-or = { $before } or { $after }
differing-there = { $before } there, here { $after }

## Places

in-sheet = sheet “{ $sheet }”, { $place }
sheet-called = sheet “{ $sheet }”
row-number = row { $line }
column-letters = column { $letters }
column-called = column { $letters } “{ $head }”
row-and-column = { $row }, { $column }
row-taken-out = a row that was taken out
the-sheet-of-jobs = the sheet of jobs

## What a value must look like

write-title = write a title; a job has one
write-edition = write the edition as 2025, 2025-01 or 2025-01-31
write-country = write the country as DE, CA-QC or world
write-families = write families as { $names }
write-levels = write levels from 1 to 8, as 5 | 6
write-codes = write codes as RNCP34963 | RS6552 | CC158 | ROME:J1506 | FPH:30I30
write-hours = write hours as 2100:theory | 2400:placement (or total, vae, other)
write-axis = write a number from -1 to 1
write-rome = write the code as J1508
write-verdict = write seen or wrong (vu, faux)
write-verdict-there = write seen or wrong (vu, faux) into the column of what is settled
formula-error = it is an error of a formula

## Files

table-no-text = its bytes are not text; save it as “CSV UTF-8”
table-unread = cannot be read as a table ({ $why }); save it as “CSV UTF-8”
workbook-is-folder = is a folder; name the workbook or the .csv in it
workbook-format = its format is not known
workbook-unread = cannot be read as a workbook ({ $why }); save it again as .xlsx
corrections-is-folder = is a folder, and files of corrections are called so; give it another name
corrections-no-column = no such column “{ $head }”; the columns are { $columns }
corrections-column-twice = the column “{ $name }” is there twice; take one out
corrections-no-job-column = no column says which job is meant; add record_id or job_id
corrections-column-missing = the column { $name } is missing; the columns are { $columns }
corrections-stray-cell = “{ $text }” stands in no column; put a text with separators into quotes
corrections-no-job = says not which job is meant; fill record_id or job_id
corrections-no-field = no field “{ $name }” can be corrected; write one of { $names }, missions, training, outlook, … or sections.<key>, fields.<label>, issues.<code>, x_<name> for your own
corrections-no-value = “{ $text }” is no { $field }; { $hint }

## What of an edited sheet cannot be taken

row-no-record = no record is { $record }; run again, and edit the new sheet
row-no-id = has no record_id; jobs cannot be added by hand
row-no-job = no job is { $job }; run again, and edit the new sheet
row-several-records = several records are { $job }; keep the column record_id
row-again = { $record } stands in an earlier row as well; only that one counts
column-no-name = has no name; write one above it
column-twice = is there twice; only the first counts
column-not-of-table = is no column of { $table }; columns of your own are taken from the sheet of jobs; row { $rows }
rows-and-others = { $first } and { $count } others
row-text = { $line } “{ $text }”
cell-fixed = { $said } of { $record }; it is no field that a sheet corrects
cell-formula = { $field } of { $record } is an error of a formula
cell-cut-whole = { $field } of { $record } was cut by the export, so the sheet does not hold it whole; correct it in corrections.csv
cell-other-column = “{ $value }” is not what another column says of { $field } of { $record }; only that one counts
cell-no-value = “{ $value }” is no { $field } of { $record }; { $hint }
cell-no-value-empty = “” is no { $field } of { $record }; { $hint }
cells-no-value = { $said } is no { $field } of { $record }; { $hint }
cell-other-sheet = { $field } of { $record } was edited in { $first } too, where it says something else: { $said }; only that one counts
edit-not-taken = { $said }; { $why }
edit-not-taken-of = { $said } of { $of }; { $why }
edit-no-field = it is no field that a sheet corrects
edit-of-several = it follows from several records; correct it in the sheet of jobs
edit-not-here = nothing of this sheet is taken; correct it in the sheet of jobs, or in those of missions, sections, fields and values
edit-other-column = of this sheet only the column { $column } is taken
edit-cut = it was cut by the export, so the sheet does not hold it whole; correct it in corrections.csv
edit-no-part = “{ $what }” is nothing that can be corrected there
edit-of-nothing = it is of no file and no record, so no line can name it
row-added = { $place }: is no row of the table; nothing of this sheet is taken: { $cells }
row-new = { $place }: { $why }: is new: { $cells }
rows-gone = { $sheet }: { $count } rows are not there ({ $first }, …); what they say stays: empty the cell to take it out
sheet-not-kept = sheet “{ $sheet }” was not looked at: what it was made from is not kept
sheet-of-no-table = sheet “{ $sheet }” is no table of the dataset, and was not looked at

## What is told of it

not-taken = not taken
not-taken-of = { $file }, { $what }
conflict = conflict
conflict-lines = { $one } and { $other }: { $field } of { $of }: { $said }
    .hint = both stay, and runs apply neither: take one out
note = note
before-it-was = as it was before: { $names }
merged-lines = { $lines } lines in { $file }, { $common } of them in both files
merge-two = name two files of corrections
inputs-no-folder = { $path }: no such folder
    .hint = name the folder of the reports with --inputs
from-corrections = { $path }: is a file of corrections, which runs read by themselves where it is called corrections.csv
    .hint = name the workbook or the .csv that was edited
from-no-dataset = { $path }: is not there
    .hint = run `ingest` first, or name the folder of the dataset with --output
from-not-kept = { $path }: the dataset that it was made from is not kept in { $folder }
    .hint = name the output folder that it comes from with --output
kept-line = { $sign } { $field } of { $of }: { $said }
kept-open-again = open again
kept-nothing = nothing to keep: the sheets say what the dataset and its corrections say
kept-none = nothing was kept: what was edited cannot be taken, or is kept already; { $refused } not taken
kept-would = { $count ->
    [one] { $count } correction would be kept in { $places }; nothing was written
   *[other] { $count } corrections would be kept in { $places }; nothing was written
}
kept-corrections = { $count ->
    [one] { $count } correction kept in { $places }; run `ingest` again to apply them
   *[other] { $count } corrections kept in { $places }; run `ingest` again to apply them
}
