"""frictionless finds a folder of outputs valid, and finds what is broken in copies of it."""

import csv
import json
import pathlib
import shutil
import tempfile

from frictionless import Package
from tables import check, folder_argument, package, tables


def errors(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    return {(task.name, error.type) for task in report.tasks for error in task.errors} | {
        ("", error.type) for error in report.errors
    }


def broken(folder, change):
    """The errors found in a copy that was changed."""
    with tempfile.TemporaryDirectory() as copy:
        copy = pathlib.Path(copy) / "copy"
        shutil.copytree(folder, copy)
        change(copy)
        return errors(copy)


def rewritten(table, row_change):
    """Changes the first row of a table's CSV, and lets its size and digest be those of the new file."""

    def change(copy):
        path = copy / f"{table}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        rows[0] = row_change(dict(zip(header, rows[0])))
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(list(row.values()) if isinstance(row, dict) else row for row in rows)
        descriptor = package(copy)
        for resource in descriptor["resources"]:
            if resource["path"] == path.name:
                del resource["bytes"], resource["hash"]
        (copy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")

    return change


def lengthened(copy):
    """Adds a byte to every file."""
    for path in copy.iterdir():
        if path.is_file() and path.name != "datapackage.json" and not path.name.startswith("."):
            with open(path, "ab") as file:
                file.write(b" ")


def main():
    folder = folder_argument()
    found = errors(folder)
    check(not found, f"the package is not valid: {sorted(found)}")
    named = {resource["path"] for resource in package(folder)["resources"]}
    files = {path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}
    # What the run tells of itself is no part of the dataset.
    files -= {"datapackage.json", "run.json"}
    check(named == files, f"in the folder or the package only: {sorted(named ^ files)}")
    expected = {path.name.removesuffix(".csv") for path in folder.glob("*.csv") if ".excel" not in path.name}
    check(set(tables(folder)) == expected, f"tables: {sorted(tables(folder))}, CSV: {sorted(expected)}")
    keys = {
        (name, key["fields"][0], key["reference"]["resource"] or name)
        for name, (resource, _) in tables(folder).items()
        for key in resource["schema"].get("foreignKeys", [])
    }
    parts = {(name, "record_id", "jobs") for name in ("missions", "sections", "qualifications", "values", "issues")}
    of_jobs = {("jobs", "source_id", "sources"), ("jobs", "occupation_id", "occupations"), ("jobs", "parent", "jobs")}
    check(keys >= parts | of_jobs, f"foreign keys: {sorted(keys)}")

    cases = [
        ("a word that is none of the list", "constraint-error", "jobs", {"kind": "hobby"}),
        ("a number out of its range", "constraint-error", "jobs", {"confidence": "1.5"}),
        ("text for a number", "type-error", "jobs", {"page_first": "three"}),
        ("a missing title of a source", "constraint-error", "sources", {"file": ""}),
        ("a mission of no job", "foreign-key", "missions", {"record_id": "nobody/nothing"}),
        ("a job of no source", "foreign-key", "jobs", {"source_id": "nobody"}),
        ("a part of no job", "foreign-key", "jobs", {"parent": "nobody/nothing"}),
    ]
    for what, error, table, cells in cases:
        found = broken(folder, rewritten(table, lambda row: row | cells))
        check((table, error) in found, f"{what} is not caught: {sorted(found)}")
    caught = {name for name, error in broken(folder, lengthened) if error == "hash-count"}
    names = {resource["name"] for resource in package(folder)["resources"]}
    check(caught == names, f"another byte is not caught in {sorted(names - caught)}")
    print(f"{len(named)} files, {len(keys)} foreign keys, {len(cases)} broken rows caught")


main()
