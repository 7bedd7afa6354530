"""Whether the boxes of a dataset hold the words of their values, and little more, as MuPDF reads the pages.

    check_places.py DATASET FOLDER      the folder that jobs.json lies in, and the folder of the PDFs that it was made from

Needs PyPI's pymupdf. Prints, by kind of field, the values without a place, the share of the values whose words all lie
in their boxes, and the area of the boxes as a multiple of that of the words that lie in them. Fails (exit code 1) where
a value has no place, or less than the promised share of a kind is found, or boxes are too wide.
"""

import collections
import json
import pathlib
import sys
import unicodedata

import pymupdf

# What must be found of each kind of field; those that are not named belong to the others.
LEAST = {"title": 0.99, "theme": 0.99, "items": 0.99}
OTHERS = 0.97
MOST_AREA = 1.6


def letters(text):
    """Letters and digits alone, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return "".join(letter for letter in plain.lower() if letter.isalnum())


class Pages:
    """The words of files' pages, read when first asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.words = {}

    def of(self, file, page):
        key = (file, page)
        if key not in self.words:
            with pymupdf.open(self.folder / file) as document:
                shown = document[page - 1]
                turn = shown.rotation_matrix
                found = []
                for x0, y0, x1, y1, text, *_ in shown.get_text("words"):
                    found.append((tuple(pymupdf.Rect(x0, y0, x1, y1) * turn), text))
                self.words[key] = found
        return self.words[key]


def area_of(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def in_lines(words):
    """Texts of words with their boxes, line by line, whatever order the file draws them in."""
    if any(y1 - y0 > 1.5 * (x1 - x0) and len(text) > 3 for (x0, y0, x1, y1), text in words):
        return [text for _, text in words]
    lines = []
    for (x0, y0, _, y1), text in sorted(words, key=lambda word: word[0][1] + word[0][3]):
        middle = (y0 + y1) / 2
        if lines and middle - lines[-1][0] < 0.4 * (y1 - y0):
            lines[-1][1].append((x0, text))
        else:
            lines.append((middle, [(x0, text)]))
    return [text for _, line in lines for _, text in sorted(line)]


def inside(pages, file, places):
    """The letters of the words in the boxes, the area of those words and that of the boxes."""
    said, area, boxes = "", 0.0, 0.0
    for place in places:
        box = place["box"]
        boxes += area_of(box)
        held = []
        for rect, text in pages.of(file, place["page"]):
            if rect[2] <= box[0] or rect[0] >= box[2] or rect[3] <= box[1] or rect[1] >= box[3]:
                continue
            covered = area_of([max(rect[0], box[0]), max(rect[1], box[1]), min(rect[2], box[2]), min(rect[3], box[3])])
            # A word that hyphens or slashes join is one for MuPDF; a part of it may be the value.
            if covered > 0.3 * area_of(rect) or covered > 0.3 * area_of(box):
                held.append((rect, text))
                area += area_of(rect)
        said += "".join(letters(text) for text in in_lines(held))
    return said, area, boxes


def values(job):
    """Kind, what must be found, and the places, of each value of a job."""
    where = job["where"]

    def of(field, item=None):
        return [place for place in where.get(field, []) if place.get("item") == item]

    for field in ("title", "acronym", "theme"):
        if job[field]:
            yield field, job[field].split(), of(field)
    for field in ("alt_titles", "departments"):
        for item, value in enumerate(job[field]):
            words = value.split()
            # The first word of a direction that the print leaves out.
            if field == "departments" and item > 0 and words[0] == "Direction":
                words = words[1:]
            yield field, words, of(field, item)
    for item, value in enumerate(job["job_families"]):
        yield "job_families", [letters(value)[:4]], of("job_families", item)
    if job["country"]:
        yield "country", [], of("country")
    for item, value in enumerate(job["rncp_levels"]):
        yield "rncp_levels", [], of("rncp_levels", item)
    for item, value in enumerate(job["certification_codes"]):
        code = value.split(":")[-1] if ":" in value else value.lstrip("RNCPS")
        yield "certification_codes", [code], of("certification_codes", item)
    for item, hours in enumerate(job["hours"]):
        yield "hours", [str(hours["value"])], of("hours", item)
    if job["opinion"]:
        yield "opinion", [], of("opinion")
    for section in job["sections"]:
        yield "sections", section["text"].split(), section["where"]
        for item, places in zip(section["items"], section["items_where"], strict=True):
            yield "items", item.split(), places


def main():
    dataset, folder = map(pathlib.Path, sys.argv[1:3])
    jobs = json.loads((dataset / "jobs.json").read_text("utf-8"))["jobs"]
    pages = Pages(folder)
    counted = collections.defaultdict(lambda: [0, 0, 0, 0.0, 0.0])
    shown = collections.Counter()
    for job in (job for job in jobs if job["file"].endswith(".pdf") and "ocr" not in job["issues"]):
        for kind, words, places in values(job):
            count = counted[kind]
            count[0] += 1
            if not places:
                count[1] += 1
                if shown[kind] < 5:
                    print(f"no place: {job['record_id']} {kind} {' '.join(words)[:60]}")
                shown[kind] += 1
                continue
            said, area, boxes = inside(pages, job["file"], places)
            missing = [word for word in map(letters, words) if word not in said]
            count[2] += not missing
            if missing and shown[kind] < 5:
                print(f"not in its boxes: {job['record_id']} {kind} {missing[:6]} in {said[:80]}")
                shown[kind] += 1
            count[3] += area
            count[4] += boxes
    failed = False
    for kind, (number, without, found, area, boxes) in sorted(counted.items()):
        share, wide = found / number, boxes / area if area else 0.0
        # A mark is no word.
        bad = without > 0 or (kind != "opinion" and (share < LEAST.get(kind, OTHERS) or wide > MOST_AREA))
        failed |= bad
        print(f"{kind:20} {number:6} values, {without:4} without a place, {share:.4f} found, area {wide:.2f}{'  FAILS' * bad}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
