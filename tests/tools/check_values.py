"""The table `values` holds the values of the jobs, and a pivot over it is that over the jobs: family by country."""

import csv
import json
import unicodedata
from collections import Counter

import duckdb
from tables import check, folder_argument, tables

LISTS = ["alt_titles", "job_families", "departments", "rncp_levels", "certification_codes"]
HOURS = ["theory", "placement", "total", "vae", "other"]

PIVOT = """
    SELECT family.value, country.value, count(DISTINCT family.record_id)
    FROM {0} AS family JOIN {0} AS country USING (record_id)
    WHERE family.field = 'job_families' AND country.field = 'country'
    GROUP BY ALL
"""


def printable(text):
    """Without the characters that no table shows."""
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in "\ufffe\uffff"))


def expected(job):
    """Field, position and value of a job's rows, as jobs.json has them; of countries their codes alone."""
    fields = [(name, [job[name]]) for name in ["title", "country", "rome"]]
    fields += [(name, job[name]) for name in LISTS]
    fields += [(f"hours.{what}", [h["value"] for h in job["hours"] if h["what"] == what]) for what in HOURS]
    for name, values in fields:
        for position, value in enumerate(values, 1):
            if value not in (None, ""):
                yield job["record_id"], name, position, printable(str(value))


def pivot_of_jobs(folder):
    """Families by countries, counted over jobs.csv without any library."""
    counts = Counter()
    with open(folder / "jobs.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] and row["job_families"]:
                counts.update((family, row["country"]) for family in set(row["job_families"].split(" | ")))
    return counts


def main():
    folder = folder_argument()
    _, rows = tables(folder)["values"]
    found = {(record, field, int(position), value) for record, field, position, value, *_ in rows}
    check(len(found) == len(rows), "a row is there twice")
    jobs = json.loads((folder / "jobs.json").read_text(encoding="utf-8"))["jobs"]
    wanted = {row for job in jobs for row in expected(job)}
    of_jobs = {row for row in found if row[1] != "country_name"}
    check(of_jobs == wanted, f"in the table or the jobs only: {sorted(of_jobs ^ wanted)[:5]}")
    named = {(record, value) for record, field, _, value in found if field == "country_name"}
    coded = {record for record, field, _, _ in found if field == "country"}
    check({record for record, _ in named} == coded and len(named) == len(coded), "a country has a code or a name only")
    numbers = [row for row in rows if row[7]]
    check(all(float(row[7]) == float(row[3]) for row in numbers), "a number is another than its value")
    check(
        {row[1] for row in numbers} <= {"rncp_levels", *(f"hours.{what}" for what in HOURS)},
        "numbers of what is none",
    )

    by_jobs = pivot_of_jobs(folder)
    for path in ["values.csv", "values.parquet"]:
        by_values = duckdb.sql(PIVOT.format(f"'{folder / path}'")).fetchall()
        by_values = {(family, country): count for family, country, count in by_values}
        check(by_values == by_jobs, f"another pivot over {path}: {by_values}, not {dict(by_jobs)}")
    print(f"{len(rows)} values, {len(by_jobs)} cells of the pivot")


main()
