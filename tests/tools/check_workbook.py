"""openpyxl reads the workbook back: the cells of the CSV, filters, frozen panes, notes, links, and no formula."""

import datetime
import re

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from tables import check, folder_argument, number, tables

LONGEST, CUT = 32767, " […]"


def text(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    # openpyxl leaves to its caller what Excel undoes by itself.
    return number(value) if isinstance(value, (int, float)) else unescape(value)


def same(cell, expected):
    if len(expected.encode("utf-16-le")) // 2 > LONGEST:
        return cell.endswith(CUT) and expected.startswith(cell.removesuffix(CUT))
    return cell == expected


def main():
    folder = folder_argument()
    workbook = openpyxl.load_workbook(folder / "ingest.xlsx")
    found = tables(folder)
    sheets = workbook.sheetnames
    check(sheets[1] == "occupations", f"the second sheet is {sheets[1]}")
    check(sheets[1:] == list(found), f"sheets: {sheets}, tables: {list(found)}")
    cells, links, pages = 0, 0, 0
    for name, (resource, rows) in found.items():
        sheet, fields = workbook[name], resource["schema"]["fields"]
        for place, field in enumerate(fields, 1):
            header = sheet.cell(1, place)
            check(header.value == field["title"], f"{name}: {header.value!r} is not {field['title']!r}")
            check(header.comment and header.comment.text.split("\n")[0] == field["name"], f"{name}.{field['name']}: note")
            width = sheet.column_dimensions[get_column_letter(place)].width
            check(10 <= width <= 80, f"{name}.{field['name']}: width {width}")
        last = f"{get_column_letter(len(fields))}{len(rows) + 1}"
        check(sheet.auto_filter.ref == f"A1:{last}", f"{name}: filter {sheet.auto_filter.ref}")
        check(sheet.freeze_panes == "B2", f"{name}: frozen at {sheet.freeze_panes}")
        check(sheet.max_row == len(rows) + 1, f"{name}: {sheet.max_row - 1} rows, not {len(rows)}")
        for line, row in enumerate(rows, 2):
            for place, (field, expected) in enumerate(zip(fields, row), 1):
                cell = sheet.cell(line, place)
                where = f"{name}.{field['name']}, line {line}"
                check(cell.data_type != "f", f"{where} is a formula: {cell.value}")
                check(same(text(cell.value), expected), f"{where}: {cell.value!r}, not {expected!r}")
                if expected and field["type"] in ("integer", "number"):
                    check(cell.data_type == "n", f"{where} is no number")
                if expected and field["type"] == "date":
                    check(cell.is_date, f"{where} is no date")
                if expected and field["type"] == "string":
                    check(cell.data_type in ("s", "inlineStr"), f"{where} is no text but {cell.data_type}")
                    check(cell.alignment.wrap_text, f"{where} does not wrap")
                if cell.hyperlink:
                    links += 1
                    pages += check_link(workbook, cell, row, fields, found)
                cells += 1
        for key in resource["schema"].get("foreignKeys", []):
            place = 1 + [field["name"] for field in fields].index(key["fields"][0])
            for line, row in enumerate(rows, 2):
                linked = sheet.cell(line, place).hyperlink is not None
                check(linked == bool(row[place - 1]), f"{name}.{key['fields'][0]}, line {line}: link")
    coloured = {str(ranges.sqref) for name in found for ranges in workbook[name].conditional_formatting}
    check(coloured, "no conditional colour")
    check_cover(workbook, found)
    print(f"{cells} cells, {links} links, {pages} of them to pages")


def check_link(workbook, cell, row, fields, found):
    """A link leads to the row with that key, or to the page of the row; 1 for the latter."""
    link = cell.hyperlink
    if link.target is None:
        sheet, line = re.fullmatch(r"'(\w+)'!A(\d+)", link.location).groups()
        resource, rows = found[sheet]
        key = workbook[sheet].cell(int(line), 1).value
        values = dict(zip((field["name"] for field in fields), row))
        check(key in [str(cell.value), *values.get("records", "").split(" | ")], f"{cell.value!r} leads to {key!r}")
        return 0
    check(not re.match(r"[a-z]+:|/", link.target), f"{link.target}: not relative")
    values = dict(zip((field["name"] for field in fields), row))
    page = values.get("page_first") or values.get("page") or values.get("evidence_page")
    check(link.location in (f"page={page}", None), f"{link.target} # {link.location}, not page {page}")
    return 1


def check_cover(workbook, found):
    cover = [[cell for cell in row if cell is not None] for row in workbook[workbook.sheetnames[0]].values]
    for name, (resource, rows) in found.items():
        line = next((line for line in cover if line[:1] == [name] and len(rows) in line), None)
        check(line, f"the cover does not tell that {name} has {len(rows)} rows")
        for field in resource["schema"]["fields"]:
            legend = [line for line in cover if line[:3] == [name, field["title"], field["name"]]]
            check(len(legend) == 1, f"the cover does not explain {name}.{field['name']}")


main()
