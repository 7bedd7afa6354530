"""Edits cells of a workbook: edit_cells.py WORKBOOK EDITED TABLES EDITS

TABLES tells the titles and the names of the columns of each table, in JSON: {"missions": {"Texte": "text", …}, …}. EDITS is a
list, in JSON too, of

    {"table": "missions", "find": {"record_id": "a/b", "position": 1}, "set": {"text": "…"}}
    {"table": "missions", "add": {"record_id": "a/b", "text": "…"}}
    {"table": "missions", "remove": {"record_id": "a/b", "position": 1}}
    {"random": 7, "cells": 12}

The last one edits so many cells of all sheets at random, no two of one row. What it edited is told in EDITED.json.
"""
import json
import random
import sys

import openpyxl


def heads(sheet, titles):
    """The row of the heads of a table, and the place of each column by its name."""
    for row in range(1, min(20, sheet.max_row) + 1):
        found = {titles[cell.value]: cell.column for cell in sheet[row] if cell.value in titles}
        if len(found) == len(titles):
            return row, found
    return None, {}


def tables_of(book, tables):
    """The sheet of each table, of which the largest comes first: columns of one may be among those of another."""
    found = {}
    for name in sorted(tables, key=lambda name: -len(tables[name])):
        taken = [sheet for sheet, _, _ in found.values()]
        for sheet in book.worksheets:
            top, columns = heads(sheet, tables[name])
            if top and sheet not in taken:
                found[name] = (sheet, top, columns)
                break
    return found


def find(sheet, top, columns, keys):
    for row in range(top + 1, sheet.max_row + 1):
        if all(str(sheet.cell(row, columns[name]).value) == str(value) for name, value in keys.items()):
            return row
    raise SystemExit(f"{sheet.title}: no row {keys}")


def edit(sheets, wanted):
    sheet, top, columns = sheets[wanted["table"]]
    if "add" in wanted:
        row = sheet.max_row + 1
        for name, value in wanted["add"].items():
            sheet.cell(row, columns[name]).value = value
    elif "remove" in wanted:
        sheet.delete_rows(find(sheet, top, columns, wanted["remove"]))
    else:
        row = find(sheet, top, columns, wanted["find"])
        for name, value in wanted["set"].items():
            sheet.cell(row, columns[name]).value = value


def at_random(sheets, seed, count):
    chance = random.Random(seed)
    filled = [name for name, (sheet, top, _) in sorted(sheets.items()) if sheet.max_row > top]
    edited, used = [], set()
    while len(edited) < count:
        table = chance.choice(filled)
        sheet, top, columns = sheets[table]
        row = chance.randint(top + 1, sheet.max_row)
        name = chance.choice(sorted(columns))
        if (table, row) in used:
            continue
        used.add((table, row))
        cell = sheet.cell(row, columns[name])
        after = chance.choice([f"Zut {seed}-{row}", f"Retouché à la main {len(used)}", 4711 + len(used), f"{cell.value} bis"])
        cell.hyperlink = None
        cell.value = after
        edited.append({"table": table, "sheet": sheet.title, "row": row, "column": cell.column_letter, "name": name, "after": str(after)})
    return edited


def main(workbook, edited, tables, edits):
    book = openpyxl.load_workbook(workbook)
    sheets = tables_of(book, json.loads(tables))
    told = []
    for wanted in json.loads(edits):
        if "random" in wanted:
            told += at_random(sheets, wanted["random"], wanted["cells"])
        else:
            edit(sheets, wanted)
    book.save(edited)
    with open(edited + ".json", "w", encoding="utf-8") as file:
        json.dump(told, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
