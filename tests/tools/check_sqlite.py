"""sqlite3 reads the database: the rows of the CSV, whole keys, and a full-text index that does not mind accents."""

import sqlite3
import sys

from tables import check, folder_argument, number, tables


def text(value):
    if value is None:
        return ""
    return number(value) if isinstance(value, (int, float)) else value


def main():
    folder = folder_argument()
    words, expected_record = sys.argv[2], sys.argv[3]
    database = sqlite3.connect(f"file:{folder / 'ingest.sqlite'}?mode=ro", uri=True)
    check(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
    check(not database.execute("PRAGMA foreign_key_check").fetchall(), "a row names a row that is not there")
    count = 0
    for name, (resource, rows) in tables(folder).items():
        found = [[text(value) for value in row] for row in database.execute(f'SELECT * FROM "{name}"')]
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
    print(f"{count} rows, {len(records)} sections found by words")


main()
