"""Runs the recipes of docs/RECIPES.md in an output folder: check_recipes.py FOLDER RECIPES

All code blocks of pandas, DuckDB, SQLite and LibreOffice, each program's in order; those of R where Rscript and its packages
are there. What each says of jobs by family and country must be the same, and what the CSV says.
"""

import contextlib
import csv
import io
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from xml.sax.saxutils import escape

import duckdb
import pandas

from tables import check, tables

# The words that call a recipe untried, on the page itself.
UNTRIED = "**Untried.**"


def recipes(text):
    """Program → its part of the page."""
    heads = re.split(r"^## (.+)\n", text, flags=re.M)[1:]
    return dict(zip(heads[::2], heads[1::2]))


def blocks(part, language):
    found = re.findall(rf"^```{language}\n(.*?)^```$", part, flags=re.M | re.S)
    check(found, f"no block in {language}")
    return found


def long(rows):
    """Family and country → jobs; what is 0 or not there is left out."""
    return {(family, country): int(count) for family, country, count in rows if count and int(count)}


def wide(heads, rows):
    return long((family, country, count) for family, *counts in rows for country, count in zip(heads, counts))


def by_hand(folder):
    resource, rows = tables(folder)["values"]
    at = {field["name"]: place for place, field in enumerate(resource["schema"]["fields"])}
    of = lambda name: [(row[at["record_id"]], row[at["value"]]) for row in rows if row[at["field"]] == name]
    found = {}
    for record, family in of("job_families"):
        for other, country in of("country_name"):
            if record == other:
                found.setdefault((family, country), set()).add(record)
    return {pair: len(records) for pair, records in found.items()}


def with_pandas(part):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        for block in blocks(part, "python"):
            exec(compile(block, "RECIPES.md", "exec"), names)
    check(len(names["missions_of_jobs"]) == len(names["missions"]), "pandas: missions are lost or doubled")
    check(names["standing"]["x0"].notna().any(), "pandas: no mission stands anywhere")
    check(str(names["jobs"]["edition"].dtype).startswith("string"), "pandas: editions are not text")
    pivot = names["pivot"]
    return wide(list(pivot.columns), [[family, *row] for family, row in zip(pivot.index, pivot.values.tolist())])


def with_sql(program, part, run):
    """What the marked statement finds; the last statement of all finds places."""
    pivot, last = None, None
    for block in blocks(part, "sql"):
        for statement in filter(str.strip, block.split(";\n")):
            found = run(statement.rstrip().removesuffix(";"))
            last = found or last
            if "-- pivot" in statement:
                pivot = found
    check(pivot is not None, f"{program}: no pivot")
    heads, rows = last
    check(any(row[heads.index("x0")] is not None for row in rows), f"{program}: no mission stands anywhere")
    return pivot


def with_duckdb(part):
    database = duckdb.connect()

    def run(statement):
        result = database.execute(statement)
        return result.description and ([column[0] for column in result.description], result.fetchall())

    heads, rows = with_sql("DuckDB", part, run)
    return wide(heads[1:], rows)


def with_sqlite(part):
    database = sqlite3.connect("file:ingest.sqlite?mode=ro", uri=True)

    def run(statement):
        result = database.execute(statement)
        return [column[0] for column in result.description], result.fetchall()

    return long(with_sql("SQLite", part, run)[1])


def library(macro):
    """The files of a library of macros, as LibreOffice keeps them in its folder `basic`."""
    def kind(what, content, more=""):
        doctype = f'<!DOCTYPE {what} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{what.split(":")[1]}.dtd">'
        names = f'xmlns:{what.split(":")[0]}="http://openoffice.org/2000/{what.split(":")[0]}"'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n<{what} {names}{more}>{content}</{what}>\n'

    def libraries(index):
        place = f'xlink:href="$(USER)/basic/Standard/{index}.xlb/" xlink:type="simple"'
        one = f'<library:library library:name="Standard" {place} library:link="false"/>'
        return kind("library:libraries", one, ' xmlns:xlink="http://www.w3.org/1999/xlink"')

    of_library = ' library:name="Standard" library:readonly="false" library:passwordprotected="false"'
    module = ' script:name="Recipe" script:language="StarBasic"'
    return {
        "script.xlc": libraries("script"),
        "dialog.xlc": libraries("dialog"),
        "Standard/script.xlb": kind("library:library", '<library:element library:name="Recipe"/>', of_library),
        "Standard/dialog.xlb": kind("library:library", "", of_library),
        "Standard/Recipe.xba": kind("script:module", escape(macro), module),
    }


def with_libreoffice(part):
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        shutil.copy("values.csv", place / "values.csv")
        command = ["soffice", f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--nologo", "--norestore"]

        def start(argument):
            return subprocess.run([*command, argument], capture_output=True, text=True, timeout=300)

        # The first start makes the profile, libraries of macros among it.
        start("--terminate_after_init")
        basic = place / "profile/user/basic"
        for name, text in library("".join(blocks(part, "basic"))).items():
            (basic / name).parent.mkdir(parents=True, exist_ok=True)
            (basic / name).write_text(text, encoding="utf-8")
        run = start(f'macro:///Standard.Recipe.Pivot("{place.as_uri()}/")')
        made = place / "families-pivot.csv"
        check(made.exists() and (place / "pivot.ods").exists(), f"LibreOffice: {run.stdout} {run.stderr}")
        with open(made, encoding="utf-8", newline="") as file:
            lines = [row for row in csv.reader(file) if any(row)]
    # Heads of the counts, names of fields and countries, families, sums. Families of jobs without a country stand apart.
    place = next(place for place, row in enumerate(lines) if row[0] == "value")
    countries, rows = lines[place][1:-1], [row[:-1] for row in lines[place + 1 : -1]]
    found = wide(countries, rows)
    return {(family, country): count for (family, country), count in found.items() if country != "(empty)"}


def with_r(part):
    needed = 'library(readr); library(dplyr); library(tidyr)'
    if not shutil.which("Rscript") or subprocess.run(["Rscript", "-e", needed], capture_output=True).returncode:
        check(UNTRIED in part, "R: the page must call untried what nobody can run")
        return None
    program = "\n".join(blocks(part, "r")) + '\nwrite_csv(pivot, stdout())\n'
    run = subprocess.run(["Rscript", "-"], input=program, capture_output=True, text=True, timeout=300)
    check(run.returncode == 0, f"R: {run.stderr}")
    heads, *rows = csv.reader(io.StringIO(run.stdout))
    return wide(heads[1:], rows)


def main():
    folder, page = map(pathlib.Path, sys.argv[1:])
    parts = recipes(page.read_text(encoding="utf-8"))
    check(UNTRIED in parts["Power Query"] and blocks(parts["Power Query"], "powerquery"), "Power Query cannot be tried")
    expected = by_hand(folder)
    check(len(expected) > 1, "too few jobs have a family and a country")
    os.chdir(folder)
    programs = {
        "pandas": with_pandas, "DuckDB": with_duckdb, "SQLite": with_sqlite, "LibreOffice": with_libreoffice, "R": with_r,
    }
    tried = []
    for name, run in programs.items():
        found = run(parts[name])
        if found is not None:
            check(found == expected, f"{name}: {found}, not {expected}")
            tried.append(name)
    print(f"{len(expected)} pairs of family and country, the same in {', '.join(tried)} (pandas {pandas.__version__})")


if __name__ == "__main__":
    main()
