"""Measures how well tables are read: check_tables.py INGEST FOLDER ... [--at-least F1] [--verbose]

A folder holds PDFs with what is right about their tables beside them:

    NAME.md          the whole document in Markdown: its tables are compared with those of `inspect NAME.pdf --format json`
    NAME.gold.json   records with a `table` or `tables`: compared with those of the records that `ingest` writes
    expected.json    `rows` by file: how cells begin that stand side by side in a row of a table (only a recall, as not all are listed)

Printed are the cells that are right among those wanted and those found, and their F1. A cell is right when its row's label, its
column's place and its text are, white space and the form of apostrophes aside; each counts once. Cells without text are none. Standard library only.
"""
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path


def fold(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")).strip()


def cells_of(rows):
    """The cells of a table: label of the row, place of the column, text."""
    label, cells = "", []
    for row in rows:
        row = [fold(cell) for cell in row]
        label = row[0] or label
        cells += [(label, place, cell) for place, cell in enumerate(row) if cell]
    return Counter(cells)


def markdown_tables(text):
    """The tables of Markdown, as rows of cells; paragraphs of a cell are parted by <br>."""
    tables, last = [], ""
    for line in text.split("\n"):
        if line.startswith("|"):
            if not last.startswith("|"):
                tables.append([])
            if not re.fullmatch(r"\|( --- \|)+", line):
                cells = re.split(r"(?<!\\)\|", line)[1:-1]
                tables[-1].append([re.sub(r"\\(.)", r"\1", cell.replace("<br>", " ")) for cell in cells])
        last = line
    return tables


def inspected_tables(ingest, path):
    out = subprocess.run([ingest, "inspect", path, "--format", "json", "--ocr", "never"], capture_output=True, text=True, check=False).stdout
    blocks = json.loads(out)["blocks"] if out else []
    return [[[" ".join(cell["items"]) for cell in row] for row in block["rows"]] for block in blocks if block.get("rows")]


def record_tables(record):
    tables = record.get("tables") or ([record["table"]] if record.get("table") else [])
    for table in tables:
        heads = [["", *table["columns"]]] if table["columns"] else []
        yield heads + [[label, *[" ".join(cell) for cell in cells]] for label, cells in table["rows"].items()]


def run(ingest, folder):
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([ingest, str(folder), "-o", out, "--quiet", "--format", "json", "--no-cache", "--ocr", "never"], capture_output=True, check=False)
        return json.loads(Path(out, "jobs.json").read_text(encoding="utf-8"))


def measured(ingest, folder):
    """Name, wanted cells, found cells of every file with a gold of tables."""
    for gold in sorted(folder.glob("*.md")):
        if gold.with_suffix(".pdf").is_file():
            wanted = [cells_of(table) for table in markdown_tables(gold.read_text(encoding="utf-8"))]
            found = [cells_of(table) for table in inspected_tables(ingest, gold.with_suffix(".pdf"))]
            yield gold.stem, wanted, found
    golds = sorted(folder.glob("*.gold.json"))
    if golds:
        data = run(ingest, folder)
        files = {source["source_id"]: source["file"] for source in data["sources"]}
        for path in golds:
            gold = json.loads(path.read_text(encoding="utf-8"))
            name = gold.get("file", path.name.replace(".gold.json", ".pdf"))
            jobs = [job for job in data["jobs"] if files.get(job["source_id"]) == name]
            wanted = [cells_of(table) for record in gold["records"] for table in record_tables(record)]
            found = [cells_of(table) for job in jobs for table in record_tables(job)]
            if wanted or found:
                yield path.name.replace(".gold.json", ""), wanted, found


def beside(ingest, folder):
    """Name, rows wanted, rows found among the tables of files that list some of their rows."""
    expected = folder / "expected.json"
    for name, want in sorted(json.loads(expected.read_text(encoding="utf-8")).items() if expected.is_file() else []):
        if want.get("rows") and want.get("tables", 1):
            rows = [[fold(cell) for cell in row] for table in inspected_tables(ingest, folder / f"{name}.pdf") for row in table]
            starts = lambda found, cells: len(found) == len(cells) and all(a.startswith(b) for a, b in zip(found, cells))
            is_there = lambda cells: any(starts([c for c in row if c][at:at + len(cells)], cells) for row in rows for at in range(len(row)))
            yield name, [list(map(fold, row)) for row in want["rows"]], is_there


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    verbose, at_least = "--verbose" in sys.argv, 0.0
    if "--at-least" in sys.argv:
        at_least = float(sys.argv[sys.argv.index("--at-least") + 1])
        arguments.remove(sys.argv[sys.argv.index("--at-least") + 1])
    ingest, folders = arguments[0], map(Path, arguments[1:])
    total, low = [0, 0, 0], False
    for folder in folders:
        for name, tables, tables_found in measured(ingest, folder):
            wanted, found = sum(tables, Counter()), sum(tables_found, Counter())
            counts = [(wanted & found).total(), wanted.total(), found.total()]
            total = [a + b for a, b in zip(total, counts)]
            f1 = 2 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 1.0
            low |= f1 < at_least
            print(f"{f1:.3f}  {name}: {counts[0]} of {counts[1]} wanted and {counts[2]} found, {len(tables)} tables and {len(tables_found)}")
            if verbose and f1 < 1:
                print(*(f"    - {cell}" for cell in (wanted - found).elements()), sep="\n")
                print(*(f"    + {cell}" for cell in (found - wanted).elements()), sep="\n")
        for name, rows, is_there in beside(ingest, folder):
            right = sum(map(is_there, rows))
            print(f"{right / len(rows):.3f}  {name}: {right} of {len(rows)} rows")
            if verbose:
                print(*(f"    - {row}" for row in rows if not is_there(row)), sep="\n")
    if total[1] + total[2]:
        print(f"{2 * total[0] / (total[1] + total[2]):.3f}  all cells: {total[0]} of {total[1]} wanted and {total[2]} found")
    sys.exit(low)


if __name__ == "__main__":
    main()
