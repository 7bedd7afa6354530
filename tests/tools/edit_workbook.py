"""Edits the sheet of jobs as an analyst does: edit_workbook.py WORKBOOK EDITED

The label of the first job and the training of the second get other words, the third gets a note in a new column; the
first two rows change places, the third from the end is taken out, and so is the column of titles.
"""
import sys

import openpyxl


def main(workbook, edited):
    book = openpyxl.load_workbook(workbook)
    # Earlier versions called it otherwise.
    sheet = book["fiches" if "fiches" in book.sheetnames else "jobs"]
    top = next(row for row in range(1, 20) if any(cell.value == "Libellé" for cell in sheet[row]))
    heads = {cell.value: cell.column for cell in sheet[top]}
    cell = lambda row, head: sheet.cell(top + row, heads[head])
    cell(1, "Libellé").value = "Garde de quai"
    cell(2, "Formation").value = "Deux ans.\r\nPuis un stage."
    own = sheet.max_column + 1
    sheet.cell(top, own).value = "Priorité"
    sheet.cell(top + 3, own).value = 1
    for column in range(1, own + 1):
        one, other = sheet.cell(top + 1, column), sheet.cell(top + 2, column)
        one.value, other.value = other.value, one.value
    sheet.delete_rows(sheet.max_row - 2)
    sheet.delete_cols(heads["Titre"])
    book.save(edited)


if __name__ == "__main__":
    main(*sys.argv[1:])
