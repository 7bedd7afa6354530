"""What the checks of the formats share: the tables of a folder as the canonical CSV and the data package tell them."""

import csv
import json
import pathlib
import sys


def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def tables(folder):
    """Name → (resource, rows of cells as text)."""
    csv.field_size_limit(1 << 30)
    found = {}
    for resource in package(folder)["resources"]:
        if resource["type"] == "table":
            with open(folder / resource["path"], encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            names = [field["name"] for field in resource["schema"]["fields"]]
            check(header == names, f"{resource['name']}: columns of the CSV and of its schema differ")
            found[resource["name"]] = (resource, rows)
    check(found, "no table in the package")
    return found


def number(text):
    """A number in the form of the canonical CSV."""
    return f"{text:g}" if isinstance(text, float) and text != int(text) else str(int(text))


def check(condition, message):
    if not condition:
        sys.exit(f"FAILED: {message}")


def folder_argument():
    return pathlib.Path(sys.argv[1])
