"""Edits a workbook as nobody should: spoil_workbook.py WORKBOOK WRONG WITHOUT

In WRONG, the first job is in a country that there is not, and its course takes other hours by kind; WITHOUT has no sheet of jobs any more.
"""
import sys

import openpyxl


def main(workbook, wrong, without):
    book = openpyxl.load_workbook(workbook)
    sheet = book["fiches"]
    top = next(row for row in range(1, 20) if any(cell.value == "Libellé" for cell in sheet[row]))
    heads = {cell.value: cell.column for cell in sheet[top]}
    sheet.cell(top + 1, heads["Pays"]).value = "Atlantide"
    sheet.cell(top + 1, heads["Théorie (h)"]).value = 1234
    book.save(wrong)
    book.remove(sheet)
    book.save(without)


if __name__ == "__main__":
    main(*sys.argv[1:])
