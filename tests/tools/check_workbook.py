"""openpyxl reads the workbook back: the cells of the CSV in another order, titles in front, folded ids, filters, frozen
panes, notes, links, print layout, and no formula."""

import datetime
import re

import openpyxl
from check_workbook_names import SHEETS, columns
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from tables import check, folder_argument, number, tables

LONGEST, CUT = 32767, " […]"
BEFORE_TABLES = ["lisez-moi", "synthèse"]
FIRST = {
    "jobs": ["Titre", "Libellé", "Familles de métiers", "Pays", "Niveaux RNCP", "Thème"],
    "missions": ["Métier", "Rang", "Mission", "Page", "Familles de métiers", "Pays", "Édition"],
    "occupations": ["Libellé", "Familles de métiers", "Pays"],
    "issues": ["Gravité", "Fichier", "Page", "Message"],
    "changes": ["Titre", "Changement", "Champ", "Différence", "Pages avant", "Pages après"],
}
SHOWN_BY_FRENCH_WORDS = {
    ("changes", "change"), ("changes", "field"), ("issues", "severity"), ("issues", "field"), ("sources", "status"),
    ("links", "relation"), ("qualifications", "level_source"), ("values", "field"), ("places", "field"),
}


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
    workbook = openpyxl.load_workbook(folder / "ingest.xlsx", rich_text=False)
    found = tables(folder)
    check(workbook.sheetnames == BEFORE_TABLES + [SHEETS[name] for name in found], f"sheets: {workbook.sheetnames}")
    cells, links, pages = 0, 0, 0
    for name, (resource, rows) in found.items():
        sheet, fields = workbook[SHEETS[name]], resource["schema"]["fields"]
        place_of = columns(sheet)
        check_layout(name, sheet, fields, place_of)
        written = sheet.max_row - 1
        check(sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}{written + 1}", f"{name}: filter")
        if name == "issues":
            check_issues(sheet, fields, rows, place_of)
            continue
        check(written == len(rows), f"{name}: {written} rows, not {len(rows)}")
        for line, row in enumerate(rows, 2):
            for field, expected in zip(fields, row):
                cell = sheet.cell(line, place_of[field["name"]])
                where = f"{name}.{field['name']}, line {line}"
                check(cell.data_type != "f", f"{where} is a formula: {cell.value}")
                if (name, field["name"]) in SHOWN_BY_FRENCH_WORDS:
                    check(bool(cell.value) == bool(expected), f"{where}: {cell.value!r} for {expected!r}")
                else:
                    check(same(text(cell.value), expected), f"{where}: {cell.value!r}, not {expected!r}")
                if expected and field["type"] in ("integer", "number"):
                    check(cell.data_type == "n", f"{where} is no number")
                if expected and field["type"] == "date":
                    check(cell.is_date, f"{where} is no date")
                if expected and field["type"] == "string" and not (field["name"].endswith("levels") and expected.isdigit()):
                    check(cell.data_type in ("s", "inlineStr"), f"{where} is no text but {cell.data_type}")
                    # A row of one line that went on below would be printed over the next one.
                    fitted = name in ("missions", "sections", "qualifications", "issues", "changes")
                    check(bool(cell.alignment.wrap_text) == fitted, f"{where} wraps: {not fitted}")
                if cell.hyperlink:
                    links += 1
                    pages += check_link(workbook, name, field["name"], cell, dict(zip([f["name"] for f in fields], row)), found)
                cells += 1
            check_derived(name, sheet, line, dict(zip([field["name"] for field in fields], row)), place_of)
        check_keys(name, sheet, resource, fields, rows, place_of)
    coloured = {str(ranges.sqref) for name in found for ranges in workbook[SHEETS[name]].conditional_formatting}
    check(coloured, "no conditional colour")
    check_cover(workbook, found)
    check_counts(workbook["synthèse"], found)
    print(f"{cells} cells, {links} links, {pages} of them to pages")


def check_layout(name, sheet, fields, place_of):
    heads = [sheet.cell(1, place).value for place in range(1, sheet.max_column + 1)]
    check(len(set(heads)) == len(heads), f"{name}: two heads are the same")
    if name in FIRST:
        check(heads[: len(FIRST[name])] == FIRST[name], f"{name}: columns {heads}")
    for field in fields:
        check(field["name"] in place_of, f"{name}.{field['name']} is not in the workbook")
        header = sheet.cell(1, place_of[field["name"]])
        check(header.value == field["title"], f"{name}: {header.value!r} is not {field['title']!r}")
    for place in range(1, sheet.max_column + 1):
        width = sheet.column_dimensions[get_column_letter(place)].width
        check(10 <= width <= 81, f"{name}, column {place}: width {width}")
    check(sheet.freeze_panes == "B2", f"{name}: frozen at {sheet.freeze_panes}")
    folded = [key for key, known in sheet.column_dimensions.items() if known.outlineLevel and known.hidden]
    last = {"jobs": "record_id", "missions": "record_id", "sections": "record_id", "occupations": "occupation_id"}
    if name in last:
        check(folded and place_of[last[name]] == sheet.max_column, f"{name}: folded {folded}")
        check(not sheet.column_dimensions["A"].hidden, f"{name}: the title is folded")
    page, title = sheet.page_setup, sheet.oddFooter
    check(page.orientation == "landscape" and page.fitToWidth in (None, 1) and page.fitToHeight == 0, f"{name}: print")
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1", f"{name}: repeated rows")
    check("&P" in (title.right.text or "") and title.left.text or "Page" in title.right.text, f"{name}: footer {title}")
    check(sheet.sheet_view.zoomScale == 90 and sheet.print_area, f"{name}: zoom, area")
    if name == "jobs":
        check(sheet.sheet_format.defaultRowHeight * 30 <= 540, f"rows of {sheet.sheet_format.defaultRowHeight} points")


def check_derived(name, sheet, line, row, place_of):
    """Hours of each kind as numbers."""
    for what in ("theory", "placement", "total", "vae"):
        if f"hours.{what}" in place_of:
            value = sheet.cell(line, place_of[f"hours.{what}"]).value
            hours = [part.split(":")[0] for part in row["hours"].split(" | ") if part.endswith(f":{what}")]
            check(text(value) == " | ".join(hours), f"{name}, line {line}: {what} {value!r}, not {hours}")
            check(len(hours) != 1 or isinstance(value, (int, float)), f"{name}, line {line}: {value!r} is no number")
    if "country_name" in place_of:
        value = sheet.cell(line, place_of["country_name"]).value
        check(bool(value) == bool(row["country"]), f"{name}, line {line}: country {value!r}")
        check(row["country"] not in ("FR", "BE") or value in ("France", "Belgique"), f"{name}: {value!r}")


def check_keys(name, sheet, resource, fields, rows, place_of):
    names = [field["name"] for field in fields]
    for key in resource["schema"].get("foreignKeys", []):
        column = key["fields"][0]
        shown = "title" if column == "record_id" and "title" in names else column
        for line, row in enumerate(rows, 2):
            linked = sheet.cell(line, place_of[shown]).hyperlink is not None
            check(linked == bool(row[names.index(shown)]), f"{name}.{shown}, line {line}: link")


def check_issues(sheet, fields, rows, place_of):
    """Errors, then warnings, then infos; those that ask for nothing are one line a file."""
    names = [field["name"] for field in fields]
    severity, hint = names.index("severity"), names.index("hint")
    shown = [sheet.cell(line, place_of["severity"]).value for line in range(2, sheet.max_row + 1)]
    order = ["erreur", "avertissement", "information"]
    check(shown == sorted(shown, key=order.index), "issues are not in order")
    for word, french in zip(["error", "warning"], order):
        check(shown.count(french) == sum(row[severity] == word for row in rows), f"{word}: {shown.count(french)}")
    quiet = [row for row in rows if row[severity] == "info" and (not row[hint] or row[hint].startswith("nothing to do"))]
    messages = [sheet.cell(line, place_of["message"]).value or "" for line in range(2, sheet.max_row + 1)]
    told = [re.match(r"(\d+) informations?, rien à faire : ", message) for message in messages]
    check(sum(int(match[1]) for match in told if match) == len(quiet), f"{len(quiet)} infos ask for nothing")
    check(sum(map(bool, told)) == len({row[names.index("file")] for row in quiet}), "not one line a file")


def check_link(workbook, name, column, cell, values, found):
    """A link leads to the row with that key, or to the page of the row; 1 for the latter."""
    link = cell.hyperlink
    if link.target is None:
        sheet, line = re.fullmatch(r"'([^']+)'!A(\d+)", link.location).groups()
        table = next(name for name, known in SHEETS.items() if known == sheet)
        place_of = columns(workbook[sheet])
        key = workbook[sheet].cell(int(line), place_of[found[table][0]["schema"]["primaryKey"][0]]).value
        keys = [str(cell.value), values.get("record_id", ""), *values.get("records", "").split(" | ")]
        check(key in keys, f"{cell.value!r} leads to {key!r}")
        return 0
    check(not re.match(r"[a-z]+:|/", link.target), f"{link.target}: not relative")
    page = values.get("page_first") or values.get("page") or values.get("evidence_page")
    if name == "changes":
        page = values[column].split(" | ")[0]
    check(link.location in (f"page={page}", None), f"{link.target} # {link.location}, not page {page}")
    return 1


def check_cover(workbook, found):
    cover = [[cell for cell in row if cell is not None] for row in workbook[workbook.sheetnames[0]].values]
    for name, (resource, rows) in found.items():
        sheet = SHEETS[name]
        line = next((line for line in cover if line[:1] == [sheet] and len(rows) in line), None)
        check(line, f"the cover does not tell that {name} has {len(rows)} rows")
        for field in resource["schema"]["fields"]:
            legend = [line for line in cover if line[:3] == [sheet, field["title"], field["name"]]]
            check(len(legend) == 1, f"the cover does not explain {name}.{field['name']}")


def check_counts(sheet, found):
    """Five counts, each with a chart; that of collections is that of the jobs."""
    check(len(sheet._charts) == 5, f"{len(sheet._charts)} charts")
    resource, rows = found["jobs"]
    names = [field["name"] for field in resource["schema"]["fields"]]
    jobs = [row[names.index("collection")] for row in rows if row[names.index("kind")] == "job"]
    lines = [row[:2] for row in sheet.values]
    start = next(place for place, line in enumerate(lines) if line == ("Collection", "Fiches"))
    told = {name: count for name, count in lines[start + 1 :] if name}
    check(told == {name: jobs.count(name) for name in set(jobs)}, f"collections: {told}")


main()
