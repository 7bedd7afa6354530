"""sqlite3 reads the database: the rows of the CSV, whole keys, and a full-text index that does not mind accents."""

import json
import sqlite3
import sys

from tables import check, folder_argument, number, tables


def text(value, field):
    if value is None:
        return ""
    if "séparateur" in field["description"] or field["name"] == "missions":
        entries = json.loads(value)
        entries = [f"{entry['value']}:{entry['what']}" if isinstance(entry, dict) else str(entry) for entry in entries]
        return ("\n" if field["name"] == "missions" else " | ").join(entries)
    return number(value) if isinstance(value, (int, float)) else value


def check_lists(database):
    """Lists are taken apart by the database itself: the same as the table of values."""
    for field, query in {
        "job_families": "SELECT record_id, value FROM jobs, json_each(jobs.job_families)",
        "rncp_levels": "SELECT record_id, CAST(value AS TEXT) FROM jobs, json_each(jobs.rncp_levels)",
        "hours.theory": "SELECT record_id, CAST(value ->> 'value' AS TEXT) FROM jobs, json_each(jobs.hours)"
        " WHERE value ->> 'what' = 'theory'",
    }.items():
        values = database.execute('SELECT record_id, value FROM "values" WHERE field = ?', (field,))
        check(sorted(database.execute(query)) == sorted(values), f"{field}: other values than the table of values has")


def main():
    folder = folder_argument()
    words, expected_record = sys.argv[2], sys.argv[3]
    database = sqlite3.connect(f"file:{folder / 'ingest.sqlite'}?mode=ro", uri=True)
    check(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
    check(not database.execute("PRAGMA foreign_key_check").fetchall(), "a row names a row that is not there")
    count = 0
    for name, (resource, rows) in tables(folder).items():
        fields = resource["schema"]["fields"]
        found = [[text(*pair) for pair in zip(row, fields)] for row in database.execute(f'SELECT * FROM "{name}"')]
        check(found == rows, f"{name}: other rows than the CSV has")
        keys = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        told = {
            key["fields"][0]: key["reference"]["resource"] or name for key in resource["schema"].get("foreignKeys", [])
        }
        check(keys == told, f"{name}: foreign keys {keys}, not {told}")
        count += len(rows)
    query = "SELECT record_id FROM sections_search WHERE sections_search MATCH ? ORDER BY rank"
    records = [record for (record,) in database.execute(query, (words,))]
    check(expected_record in records, f"{words!r} finds {records}, not {expected_record}")
    joined = database.execute(
        "SELECT count(*) FROM missions JOIN jobs USING (record_id) JOIN sources USING (source_id)"
    ).fetchone()[0]
    check(joined == len(tables(folder)["missions"][1]), "missions are lost in a join")
    check_lists(database)
    print(f"{count} rows, {len(records)} sections found by words")


main()
