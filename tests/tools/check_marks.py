"""What a workbook marks: check_marks.py WORKBOOK RECORD_ID REPORT_LABEL

The label of the job and its country are corrected: filled cells, each with what the report says in a note. Changes show
words taken out struck through, words added underlined, and lead to the file of each edition.
"""

import sys

import openpyxl
from check_workbook_names import SHEETS, columns
from openpyxl.cell.rich_text import CellRichText, TextBlock
from tables import check


def main(path, record, label):
    workbook = openpyxl.load_workbook(path, rich_text=True)
    sheet = workbook[SHEETS["jobs"]]
    place_of = columns(sheet)
    cell = lambda line, name: sheet.cell(line, place_of[name])
    lines = {str(cell(line, "record_id").value): line for line in range(2, sheet.max_row + 1)}
    line = lines[record]
    filled = lambda cell: cell.fill.fill_type == "solid"
    marked = {name for name in place_of if filled(cell(line, name))}
    check(marked == {"label", "country", "country_name"}, f"marked: {marked}")
    check(not any(filled(cell(other, name)) for other in lines.values() if other != line for name in place_of), "others")
    note = cell(line, "label").comment
    check(note and label in note.text and note.text.startswith("Corrigé."), f"note: {note}")
    check(cell(line, "country").comment and not cell(line, "country_name").comment, "one note a correction")
    check(cell(line, "title").hyperlink, "the title leads nowhere")

    sheet = workbook[SHEETS["changes"]]
    place_of = columns(sheet)
    removed, added = [], []
    for line in range(2, sheet.max_row + 1):
        value = sheet.cell(line, place_of["difference"]).value
        for block in value if isinstance(value, CellRichText) else []:
            if isinstance(block, TextBlock) and block.font.strike:
                removed.append(block.text.strip())
            if isinstance(block, TextBlock) and block.font.u:
                added.append(block.text.strip())
        words = {sheet.cell(line, place_of["change"]).value}
        check(words <= {"ajouté", "retiré", "renommé", "déplacé", "modifié", "regroupé"}, f"changes: {words}")
    check("Un an" in removed and "Deux ans" in added, f"removed {removed}, added {added}")
    print(f"{len(marked)} cells marked, {len(removed)} + {len(added)} runs")


main(*sys.argv[1:])
