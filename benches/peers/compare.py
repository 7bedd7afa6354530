#!/usr/bin/env python3
"""Compares `ingest` with other readers of PDFs, on the same files: pace, memory, and what they get right.

    cargo build --release --locked
    python3 benches/peers/compare.py                    # installs what is missing, measures, prints the table
    python3 benches/peers/compare.py --readme           # and puts it in README.md
    python3 benches/peers/compare.py --reports FOLDER   # over the PDFs of a folder

README.md beside this file tells what is measured, and how. Needs Linux, Python 3.11 with its standard library, and Debian's
packages for what Debian has.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import running
import tables
import tools
import words

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
FIXTURES = PROJECT / "fixtures"
# A reader takes part in so many rounds at most; one that is slow, in as many as fit in so many seconds, but two at least.
ROUNDS, SLOW_SECONDS = 7, 12
# Made for a run; the readers are timed over the first of them, and several workers over all.
DOCUMENTS = 40
OURS, GUIDED, TWO_WORKERS = "ingest", "ingest, guided build", "ingest, two workers"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=PROJECT / "target/release/ingest")
    parser.add_argument("--guided", type=pathlib.Path, default=PROJECT / "target/guided/ingest", help="the program as `packaging/guided.sh` builds it, if it is there")
    parser.add_argument("--environment", type=pathlib.Path, default=PROJECT / "target/peers", help="where readers and documents are kept")
    parser.add_argument("--no-install", action="store_true", help="compare what is there")
    parser.add_argument("--only", default="", help="names of readers, joined by commas; `ingest` is always among them")
    parser.add_argument("--reports", type=pathlib.Path, help="a folder of PDFs to time the readers over, instead of made ones")
    parser.add_argument("--count", type=int, default=10, help="number of documents that the readers are timed over")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--figures", type=pathlib.Path, default=HERE / "figures.json", help="written, with the table beside it as .md")
    parser.add_argument("--table", action="store_true", help="make the table of the figures that are there, measure nothing")
    parser.add_argument("--readme", action="store_true", help="put the table in README.md")
    return parser.parse_args()


def golds():
    """The fixtures whose text is known: their files, and what is said there."""
    known = json.loads((HERE / "gold.json").read_text(encoding="utf-8"))
    found = {FIXTURES / f"{name}.pdf": known["texts"][of] for name, of in known["fixtures"].items()}
    for gold in sorted(path for folder in ("pages", "tables") for path in (FIXTURES / folder).glob("*.md")):
        found[gold.with_suffix(".pdf")] = words.stretches_of_markdown(gold.read_text(encoding="utf-8"))
    return found


def quality(reader, known):
    """What a reader gets right of each fixture, and the means."""
    files = running.named(known)
    texts = running.run(reader, files)["texts"]
    fixtures, failed = {}, []
    for name, file in files.items():
        text = texts.get(pathlib.Path(name).stem, "")
        text = words.without_marks(text) if reader.markdown else text
        shown = file.relative_to(FIXTURES).with_suffix("").as_posix()
        if not text.strip():
            failed.append(shown)
        fixtures[shown] = {what: value and round(value, 4) for what, value in words.measure(known[file], text).items()}
    means = {
        what: statistics.mean(figures[what] for figures in fixtures.values() if figures[what] is not None)
        for what in ("words", "order", "sentences")
    }
    return {"mean": means, "fixtures": fixtures, "without_text": failed}


def in_turns(readers, files, rounds):
    """Runs of all readers, one after the other, again and again; those of each."""
    runs = {reader.name: [] for reader in readers}
    for place in range(rounds):
        for reader in readers:
            known = runs[reader.name]
            if place >= 2 and sum(run["seconds"] for run in known) * (place + 1) / place > SLOW_SECONDS:
                continue
            run = running.run(reader, files)
            run.pop("texts")
            known.append(run)
            print(f"  round {place + 1}: {reader.name}: {run['cpu']:.2f} s of processor time {run['trouble']}", file=sys.stderr, flush=True)
    return runs


def pace(runs, pages):
    """Pages per processor second: the middle of the rounds, the least and the most."""
    paces = sorted(pages / run["cpu"] for run in runs)
    return {"middle": statistics.median(paces), "least": paces[0], "most": paces[-1], "rounds": len(paces)}


def pages_of(venv, files):
    """The number of pages of each file."""
    code = "import pikepdf, sys\nfor path in sys.argv[1:]:\n    with pikepdf.open(path) as document: print(len(document.pages))"
    told = subprocess.run([venv / "bin/python", "-c", code, *files], capture_output=True, text=True, check=True)
    return dict(zip(files, map(int, told.stdout.split()), strict=True))


def two_workers(readers, files, rounds):
    """The pace of two workers by the clock, against one."""
    pair = [reader for reader in readers if reader.name in (OURS, TWO_WORKERS)]
    runs = in_turns(pair, running.named(files), rounds)
    seconds = {name: statistics.median(run["seconds"] for run in of) for name, of in runs.items()}
    ratios = [one["seconds"] / two["seconds"] for one, two in zip(runs[OURS], runs[TWO_WORKERS])]
    middle = seconds[OURS] / seconds[TWO_WORKERS]
    return {"documents": len(files), "seconds": seconds, "times": middle, "least": min(ratios), "most": max(ratios)}


def flat(ours, folder, rounds):
    """Milliseconds of processor a page, of documents of ever more pages; all sets have the same pages."""
    sets = sorted((int(path.name), path) for path in folder.iterdir())
    runs = {length: [] for length, _ in sets}
    for _ in range(rounds):
        for length, path in sets:
            files = running.named(sorted(path.glob("*.pdf")))
            runs[length].append(1000 * running.run(ours, files)["cpu"] / max(lengths for lengths, _ in sets))
    return {length: {"middle": statistics.median(of), "least": min(of), "most": max(of)} for length, of in runs.items()}


def machine():
    """What the figures were measured on."""
    cpu = [line.partition(":")[2].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": cpu[0] if cpu else os.uname().machine,
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30),
        "system": os.uname().sysname,
        "load_before": round(os.getloadavg()[0], 1),
        "date": time.strftime("%Y-%m-%d"),
    }


def compared(options):
    """All figures."""
    figures = {"machine": machine()}
    trouble = {} if options.no_install else tools.install(options.environment)
    python = options.environment / "bin/python"
    documents = options.environment / "documents"
    subprocess.run([python, HERE / "documents.py", documents, str(DOCUMENTS)], check=True)
    all_readers = tools.readers(options.program.resolve(), options.guided.resolve(), options.environment.resolve(), trouble)
    only = {name.strip() for name in options.only.split(",") if name.strip()}
    wanted = [reader for reader in all_readers if not only or reader.name in only | {OURS, GUIDED, TWO_WORKERS}]
    there = [reader for reader in wanted if not reader.missing]
    if OURS not in {reader.name for reader in there}:
        raise SystemExit(f"{options.program}: no program; build it with cargo build --release --locked")
    timed = [reader for reader in there if reader.name != TWO_WORKERS]

    made = sorted((options.reports or documents / "reports").rglob("*.pdf"))
    files = made[: options.count]
    pages = pages_of(options.environment, files)
    print(f"{len(files)} documents of {min(pages.values())} to {max(pages.values())} pages", file=sys.stderr)
    figures["documents"] = {"count": len(files), "pages": sum(pages.values()), "made": options.reports is None}
    runs = in_turns(timed, running.named(files), options.rounds)
    longest = running.named(sorted(files, key=lambda file: pages[file])[-2:])
    one_page = running.named([documents / "start/start.pdf"])
    known = golds()
    figures["readers"] = {}
    for reader in timed:
        print(f"  memory, start and texts: {reader.name}", file=sys.stderr, flush=True)
        row = {"version": reader.version, "gives": reader.gives, "pages_per_cpu_second": pace(runs[reader.name], sum(pages.values()))}
        row["peak_bytes"] = running.run(reader, longest, watch_memory=True)["bytes"]
        row["start_cpu_seconds"] = statistics.median(running.run(reader, one_page)["cpu"] for _ in range(3))
        row["trouble"] = next((run["trouble"] for run in runs[reader.name] if run["trouble"]), "")
        if reader.markdown is not None:
            row |= quality(reader, known)
        figures["readers"][reader.name] = row
    ours = figures["readers"][OURS]["pages_per_cpu_second"]["middle"]
    for row in figures["readers"].values():
        row["ingest_is_times"] = ours / row["pages_per_cpu_second"]["middle"]
    # A build that nobody made is no reader that is missing.
    figures["missing"] = {reader.name: reader.missing for reader in wanted if reader.missing and reader.name != GUIDED}
    figures["gold_fixtures"] = len(known)
    print("  two workers, and documents of ever more pages", file=sys.stderr, flush=True)
    figures["two_workers"] = two_workers(there, made[:DOCUMENTS], min(options.rounds, 5))
    figures["flat"] = flat(next(reader for reader in there if reader.name == OURS), documents / "flat", 3)
    figures["machine"]["load_after"] = round(os.getloadavg()[0], 1)
    return figures


def main():
    options = arguments()
    begin = time.perf_counter()
    if not options.table:
        figures = compared(options)
        options.figures.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    # As it is read again: the table is the same whenever it is made.
    figures = json.loads(options.figures.read_text(encoding="utf-8"))
    table = tables.markdown(figures)
    options.figures.with_suffix(".md").write_text(table, encoding="utf-8")
    print(table)
    if options.readme:
        tables.into_readme(PROJECT / "README.md", table)
    print(f"{time.perf_counter() - begin:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
