"""Edits cells of a workbook: edit_cells.py WORKBOOK EDITED EDITS

EDITS is a list in JSON; each edit has the title of the table's first column `sheet` by its technical name, and

    {"sheet": "missions", "find": {"record_id": "a/b", "position": 1}, "set": {"text": "…"}}
    {"sheet": "missions", "add": {"record_id": "a/b", "text": "…"}}
    {"sheet": "missions", "remove": {"record_id": "a/b", "position": 1}}
    {"random": 7, "cells": 12}

The last one edits so many cells of all sheets at random and prints them. Columns are called by their technical names, which
stand in the first line of the notes of their heads; sheets by the names in the column of hidden names or their own.
"""
import json
import random
import sys

import openpyxl


def heads(sheet):
    """The row of the heads, and the place of each column by its technical name."""
    for row in range(1, 20):
        noted = {cell.comment.text.split("\n")[0]: cell.column for cell in sheet[row] if cell.comment}
        if len(noted) > 1:
            return row, noted
    return None, {}


def sheet_of(book, wanted):
    columns = set(wanted["columns"])
    found = [sheet for sheet in book.worksheets if columns == set(heads(sheet)[1])]
    return found[0]


def find(sheet, keys):
    top, columns = heads(sheet)
    for row in range(top + 1, sheet.max_row + 1):
        if all(str(sheet.cell(row, columns[name]).value) == str(value) for name, value in keys.items()):
            return row
    raise SystemExit(f"{sheet.title}: no row {keys}")


def edit(book, wanted):
    sheet = sheet_of(book, wanted)
    top, columns = heads(sheet)
    if "add" in wanted:
        row = sheet.max_row + 1
        for name, value in wanted["add"].items():
            sheet.cell(row, columns[name]).value = value
    elif "remove" in wanted:
        sheet.delete_rows(find(sheet, wanted["remove"]))
    else:
        row = find(sheet, wanted["find"])
        for name, value in wanted["set"].items():
            sheet.cell(row, columns[name]).value = value


def at_random(book, seed, count):
    chance = random.Random(seed)
    edited = []
    sheets = [sheet for sheet in book.worksheets if heads(sheet)[0] and sheet.max_row > heads(sheet)[0]]
    used = set()
    while len(edited) < count:
        sheet = chance.choice(sheets)
        top, columns = heads(sheet)
        row = chance.randint(top + 1, sheet.max_row)
        name = chance.choice(sorted(columns))
        if (sheet.title, row) in used:
            continue
        used.add((sheet.title, row))
        cell = sheet.cell(row, columns[name])
        before = cell.value
        cell.hyperlink = None
        cell.value = chance.choice(["Zut", "Retouché à la main", 4711, f"{before} bis"])
        edited.append({"sheet": sheet.title, "row": row, "column": cell.column_letter, "name": name,
                       "after": str(cell.value)})
    print(json.dumps(edited))


def main(workbook, edited, edits):
    book = openpyxl.load_workbook(workbook)
    for wanted in json.loads(edits):
        if "random" in wanted:
            at_random(book, wanted["random"], wanted["cells"])
        else:
            edit(book, wanted)
    book.save(edited)


if __name__ == "__main__":
    main(*sys.argv[1:])
