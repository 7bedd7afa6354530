"""LibreOffice opens the workbook and, with French settings, the tables for a French Excel."""

import pathlib
import subprocess
import sys
import tempfile

import openpyxl
from tables import check, folder_argument, tables

FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>fr-FR</value></prop></item>
</oor:items>
"""


def convert(source, to, out, profile):
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
    # Semicolons, UTF-8, French numbers recognised: what a double click does on a French system.
    if source.name.endswith(".excel.csv"):
        command += ["--infilter=CSV:59,34,76,1,,1036,false,true"]
    run = subprocess.run([*command, "--outdir", str(out), str(source)], capture_output=True, text=True, timeout=300)
    complaints = [line for line in run.stderr.splitlines() if "error" in line.lower()]
    made = out / (source.name.rsplit(".", 1)[0] + "." + to.split(":")[0])
    check(run.returncode == 0 and made.exists() and not complaints, f"{source.name}: {run.stdout} {run.stderr}")
    return made


def main():
    folder = folder_argument()
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        profile = place / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user/registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")
        found = tables(folder)
        copy = openpyxl.load_workbook(convert(folder / "ingest.xlsx", "xlsx", place, profile))
        check(len(copy.sheetnames) == len(found) + 2, f"sheets: {copy.sheetnames}")
        for sheet, (name, (_, rows)) in zip(copy.sheetnames[2:], found.items()):
            lines = [row for row in copy[sheet].iter_rows(min_row=2) if any(cell.value is not None for cell in row)]
            # Issues that ask for nothing are one line a file.
            check(len(lines) == len(rows) or name == "issues", f"{name}: {len(lines)} rows, not {len(rows)}")
            formulas = [cell.coordinate for row in lines for cell in row if cell.data_type == "f"]
            check(not formulas, f"{name}: formulas at {formulas}")
        for name in ("jobs", "sources"):
            resource, rows = found[name]
            fields = resource["schema"]["fields"]
            sheet = openpyxl.load_workbook(convert(folder / f"{name}.excel.csv", "xlsx", place, profile)).active
            header = [cell.value for cell in sheet[1]]
            check(header == [field["name"] for field in fields], f"{name}: columns {header}")
            for line, row in enumerate(rows, 2):
                for place_, (field, expected) in enumerate(zip(fields, row), 1):
                    compare(sheet.cell(line, place_), expected, field, f"{name}.{field['name']}, line {line}")
        pdf = convert(folder / "ingest.xlsx", "pdf", place, profile)
        check(pdf.stat().st_size > 10_000, "an empty rendering")
        if len(sys.argv) > 2:
            pathlib.Path(sys.argv[2]).write_bytes(pdf.read_bytes())
    print(f"{len(found)} sheets, both forms opened")


def compare(cell, expected, field, where):
    check(cell.data_type != "f", f"{where} is a formula: {cell.value}")
    if field["type"] == "number" and expected:
        check(cell.data_type == "n" and abs(cell.value - float(expected)) < 1e-9, f"{where}: {cell.value!r}")
    elif field["type"] == "string" and len(expected) < 30_000:
        value = "" if cell.value is None else cell.value
        # What looks like a number or a date is taken for one; all other text stands as it was.
        if isinstance(value, str) and value:
            harmless = value.removeprefix("'") if expected[:1] in "=+-@\t" else value
            check(harmless.split() == expected.split(), f"{where}: {value!r}, not {expected!r}")


main()
