"""Compares the scores of reports that no built-in profile knows with the floor, and a professional title with its own contents:
check_newfamilies.py SCORES_JSON SCORES_NEW_TXT REAC_JOBS_JSON"""
import json
import sys

# Of every column but the pages: the gold counts the pages of sections alone, the dataset those of title and facts, too.
FLOOR = 0.97
COLUMNS = ("records", "title", "scalars", "lists", "sections", "text", "missions")
# Kinds of sheets, and how many.
REAC = {"job": 1, "activity": 3, "skill": 11, "transversal": 1}


def problems(scores, new, reac):
    rows = json.load(open(scores, encoding="utf-8"))
    if len(rows) < 6:
        yield f"{len(rows)} reports scored, expected 6"
    for name, row in sorted(rows.items()):
        low = {column: row[column] for column in COLUMNS if row[column] is not None and row[column] < FLOOR}
        if low:
            yield f"{name}: below {FLOOR}: {low}"
    lines = [line.split() for line in open(new, encoding="utf-8") if ".pdf" in line or line.startswith("layouts")]
    for words in lines:
        # After the name: records of the gold, records found, then columns; the last is the overall score, pages included.
        figures = words[2:] if words[0] == "layouts" else words[3:-1]
        low = [figure for figure in figures if figure != "–" and float(figure) < FLOOR]
        if low or len(figures) < 1:
            yield f"{' '.join(words[:2])}: below {FLOOR}: {low}"
    if len(lines) < 9:
        yield f"{len(lines)} lines of scores, expected 9"
    records = json.load(open(reac, encoding="utf-8"))["jobs"]
    kinds = {kind: sum(record["kind"] == kind for record in records) for kind in REAC}
    if kinds != REAC:
        yield f"professional title: {kinds}, expected {REAC}"
    titles = {record["record_id"]: record["title"] for record in records}
    for record in records:
        if record["kind"] == "skill":
            listed = next((r for r in records if r["record_id"] == record["parent"]), None)
            text = " ".join(section["text"] for section in listed["sections"]) if listed else ""
            if record["title"] not in text:
                yield f"professional title: “{record['title']}” stands under {titles.get(record['parent'])}"
        if not record["sections"] or any("SIGLE" in section["text"] for section in record["sections"]):
            yield f"professional title: “{record['title']}” has no section, or the page's foot in one"


if __name__ == "__main__":
    found = list(problems(*sys.argv[1:]))
    print("\n".join(f"FAILED: {problem}" for problem in found) or "new families and the professional title are read as they should be")
    sys.exit(1 if found else 0)
