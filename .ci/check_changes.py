"""Compares what `ingest diff` tells with what was changed: check_changes.py DIFF_JSON CHANGES_JSON
Without CHANGES_JSON nothing may be told."""
import json
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def rows(made):
    """(change, title, field, before, after, previous title) of what was changed"""
    rows = [(kind, title, "", None, None, None) for kind in ("added", "removed") for title in made.get(kind, [])]
    rows += [("renamed", row["to"], "", None, None, row["from"]) for row in made.get("retitled", [])]
    rows += [("moved", row["title"], "theme", row["from"], row["to"], None) for row in made.get("moved", [])]
    for row in made.get("edited", []):
        field = f"sections.{row['section']}" if "section" in row else row["field"]
        # Lists are compared by their fields alone.
        texts = (row["before"], row["after"] or None) if "section" in row else (None, None)
        rows.append(("changed", row["title"], field, *texts, None))
        rows += [("changed", row["title"], field, None, None, None) for field in row.get("fields", {})]
    return rows


def plain(text):
    return " ".join(text.replace("’", "'").split()) if text else None


def key(row):
    change, title, field, before, after, previous = row
    if not field.startswith("sections.") and change != "moved":
        before = after = None
    return change, plain(title), field, plain(before), plain(after), plain(previous)


def main(told, made=None):
    told = [
        key((row["change"], row["title"], row["field"], row["before"], row["after"], row["previous_title"]))
        for row in load(told)["changes"]
    ]
    made = [key(row) for row in rows(load(made))] if made else []
    missing = [row for row in made if row not in told]
    false = [row for row in told if row not in made]
    precision = 1 - len(false) / max(len(told), 1)
    recall = 1 - len(missing) / max(len(made), 1)
    print(f"{len(told)} changes told, {len(made)} made: precision {precision:.3f}, recall {recall:.3f}")
    problems = [f"not told: {row}" for row in missing] + [f"not made: {row}" for row in false]
    if len(set(told)) != len(told):
        problems.append("a change is told twice")
    for problem in problems:
        print(f"FAILED: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
