"""DuckDB and pyarrow read Parquet and CSV: the same rows, lists as lists."""

import datetime

import duckdb
import pyarrow.csv
import pyarrow.parquet
from tables import check, folder_argument, number, tables


def text(value, field):
    """A value in the form of the canonical CSV."""
    if value is None:
        return ""
    if isinstance(value, list):
        entries = [f"{entry['value']}:{entry['what']}" if isinstance(entry, dict) else str(entry) for entry in value]
        return ("\n" if field["name"] == "missions" else " | ").join(entries)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return number(value) if isinstance(value, (int, float)) else value


def main():
    folder = folder_argument()
    count, lists = 0, set()
    for name, (resource, rows) in tables(folder).items():
        fields = resource["schema"]["fields"]
        path = str(folder / f"{name}.parquet")
        table = pyarrow.parquet.read_table(path)
        check(table.column_names == [field["name"] for field in fields], f"{name}: columns")
        for column in table.schema:
            if pyarrow.types.is_list(column.type):
                lists.add(f"{name}.{column.name}")
        by_arrow = [[text(row[field["name"]], field) for field in fields] for row in table.to_pylist()]
        check(by_arrow == rows, f"{name}: pyarrow reads other rows than the CSV has")
        by_duck = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()
        by_duck = [[text(value, field) for value, field in zip(row, fields)] for row in by_duck]
        check(by_duck == rows, f"{name}: DuckDB reads other rows than the CSV has")
        # Both read the CSV itself as the standard library does.
        options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', max_line_size = 10000000"
        duck_csv = duckdb.sql(f"SELECT * FROM read_csv('{folder / name}.csv', {options})").fetchall()
        duck_csv = [[cell or "" for cell in row] for row in duck_csv]
        check(duck_csv == rows, f"{name}: DuckDB reads the CSV otherwise")
        parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
        convert = pyarrow.csv.ConvertOptions(column_types={field["name"]: pyarrow.string() for field in fields})
        arrow_csv = pyarrow.csv.read_csv(str(folder / f"{name}.csv"), parse_options=parse, convert_options=convert)
        arrow_csv = [[row[field["name"]] or "" for field in fields] for row in arrow_csv.to_pylist()]
        check(arrow_csv == rows, f"{name}: pyarrow reads the CSV otherwise")
        count += len(rows)
    expected = {"jobs.missions", "jobs.job_families", "jobs.rncp_levels", "jobs.hours", "occupations.records"}
    check(lists >= expected, f"lists: {sorted(lists)}")
    # Hours are numbers there, each with its kind.
    query = f"SELECT record_id, unnest(hours, recursive := true) FROM read_parquet('{folder / 'jobs'}.parquet')"
    by_kind = sorted((record, "hours." + what, str(value)) for record, value, what in duckdb.sql(query).fetchall())
    values = [row[:2] + [row[3]] for row in tables(folder)["values"][1] if row[1].startswith("hours.")]
    check(by_kind == sorted(map(tuple, values)), "hours are others than those of the table of values")
    print(f"{count} rows, {len(lists)} columns of lists")


main()
