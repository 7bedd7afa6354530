"""Makes the documents that readers are timed over, of the pages of the project's fixtures.

The fixtures are reports as seven producers print them. A document has one to five of them, of one kind, with their own fonts,
and 30 to 60 pages: those of job sheets in an order of its own, others as they stand, so that no two documents are alike. What
is chosen comes from a fixed seed: the same fixtures give the same documents.

Run by `compare.py` with the Python that has pikepdf.
"""

import hashlib
import pathlib
import random
import sys

import pikepdf

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
# By kind: reports with text of their own, as their producers print them. Left out are scans, and files that were made to be
# hard to read rather than printed.
KINDS = {
    "panorama": [
        "anap-panorama/panorama-cadre",
        "anap-panorama/panorama-colonnes",
        "anap-panorama/panorama-latex",
        "anap-panorama/panorama-navigateur",
        "anap-panorama/panorama-paysage",
        "anap-panorama/panorama-traitement",
        "editions/panorama-2027",
        "layouts/panorama-diapositives",
        "layouts/panorama-etroit",
        "layouts/panorama-formulaire",
        "layouts/panorama-pied",
    ],
    "guide": [
        "collective-guide/guide",
        "collective-guide/guide-navigateur",
        "collective-guide/guide-typst",
        "layouts/guide-marge",
        "layouts/guide-sans-filets",
    ],
    "deck": [
        "opco-foresight/diapositives",
        "opco-foresight/diapositives-typst",
        "opco-foresight/diapositives-4-par-page",
    ],
}
LEAST, MOST = 30, 60
SEED = 20260
# Documents of so many pages each are cut of one row of pages, so that all sets have the same text: job sheets of one page, which
# are understood by themselves as well as among others. These reports have theirs on pages 3 to 12.
FLAT = (1, 10, 100, 1000)
SHEETS = [(name, place) for name in KINDS["panorama"][:5] for place in range(2, 12)]


class Row:
    """A row of pages, of reports in a random order: those of job sheets with their pages in a random order, too."""

    def __init__(self, chance, kinds):
        self.chance, self.kinds = chance, kinds
        self.opened, self.reports, self.pages = {}, [], []

    def take(self, count):
        """The next pages: of each the report and its place there."""
        while len(self.pages) < count:
            if not self.reports:
                self.reports = [(kind, name) for kind in self.kinds for name in KINDS[kind]]
                self.chance.shuffle(self.reports)
            kind, name = self.reports.pop()
            places = list(range(len(self.report(name).pages)))
            if kind == "panorama":
                self.chance.shuffle(places)
            self.pages += [(name, place) for place in places]
        taken, self.pages = self.pages[:count], self.pages[count:]
        return taken

    def report(self, name):
        if name not in self.opened:
            self.opened[name] = pikepdf.open(FIXTURES / f"{name}.pdf")
        return self.opened[name]

    def write(self, pages, path, title=""):
        document = pikepdf.new()
        if title:
            document.docinfo["/Title"] = title
        for name, place in pages:
            # Fonts that several pages of a report share are copied once.
            document.pages.append(self.report(name).pages[place])
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def reports(folder, count):
    """Documents of 30 to 60 pages, two of three of job sheets."""
    chance = random.Random(SEED)
    rows = {kind: Row(chance, [kind]) for kind in KINDS}
    seen = set()
    for number in range(count):
        kind = ("panorama", "guide", "panorama", "panorama", "deck", "panorama")[number % 6]
        pages = rows[kind].take(chance.randint(LEAST, MOST))
        rows[kind].pages.clear()
        if tuple(pages) in seen:
            raise SystemExit("two documents are the same: choose another seed")
        seen.add(tuple(pages))
        rows[kind].write(pages, folder / f"{number:03}-{kind}.pdf")


def flat(folder):
    """The same pages as many short documents, and as few long ones."""
    chance, row, pages = random.Random(SEED), Row(None, []), []
    while len(pages) < max(FLAT):
        pages += chance.sample(SHEETS, len(SHEETS))
    for length in FLAT:
        for start in range(0, max(FLAT), length):
            # Its title makes a file of its own of each: the work over copies is done once.
            row.write(pages[start : start + length], folder / f"{length}" / f"{start:04}.pdf", f"Pages {start} + {length}")


def start(path):
    """One page with one word: what reading it takes is what starting takes."""
    document = pikepdf.new()
    document.add_blank_page()
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    )
    page.Contents = document.make_stream(b"BT /F 12 Tf 72 700 Td (Bonjour) Tj ET")
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path, deterministic_id=True)


def stamp(count):
    """What the documents are made from: unchanged, they need not be made again."""
    told = hashlib.sha256(pathlib.Path(__file__).read_bytes() + f"{count} {pikepdf.__version__}".encode())
    for name in sorted(name for names in KINDS.values() for name in names):
        told.update((FIXTURES / f"{name}.pdf").read_bytes())
    return told.hexdigest()


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    mark = folder / "made-from.txt"
    if mark.is_file() and mark.read_text() == stamp(count):
        return
    for old in sorted(folder.rglob("*.pdf")):
        old.unlink()
    reports(folder / "reports", count)
    flat(folder / "flat")
    start(folder / "start" / "start.pdf")
    mark.write_text(stamp(count))


if __name__ == "__main__":
    main()
