#!/usr/bin/env python3
"""Measures what first runs over ever more reports cost, and draws it: docs/cost.json and docs/cost.svg.

    cargo build --release --all-features
    python3 docs/cost.py                                  # 1 to 10,000 generated reports: about ten minutes
    python3 docs/cost.py --counts 1,10,100 --reports DIR  # fewer, of a folder of reports that is there already
    python3 docs/cost.py --draw                           # draws the figures of docs/cost.json again

Processor time is that of the program and of all workers, as the system counts it (wait4); memory is the most that a process
ever held, as run.json tells it. Needs Linux and Python's standard library.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
# Small runs are short: one of them says little.
REPEATS = {1: 9, 10: 5, 100: 3}

WIDTH, HEIGHT = 760, 300
PANEL = {"width": 270, "height": 190, "top": 62}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=PROJECT / "target/release/ingest")
    parser.add_argument("--counts", default="1,10,100,1000,10000", help="numbers of reports, joined by commas")
    parser.add_argument("--reports", type=pathlib.Path, help="a folder of reports; generated if not given")
    parser.add_argument("--figures", type=pathlib.Path, default=HERE / "cost.json")
    parser.add_argument("--svg", type=pathlib.Path, default=HERE / "cost.svg")
    parser.add_argument("--draw", action="store_true", help="draw the figures that are there, measure nothing")
    return parser.parse_args()


def generate(folder, count):
    """Writes generated reports, each of another content."""
    command = ["cargo", "test", "--all-features", "--test", "it", "many::reports", "--", "--ignored"]
    told = {"INGEST_MANY_FOLDER": str(folder), "INGEST_MANY_COUNT": str(count)}
    subprocess.run(command, cwd=PROJECT, env=os.environ | told, check=True, capture_output=True)


def link(reports, folder):
    """Lays reports into a folder, as the files that they are."""
    for report in reports:
        target = folder / report.parent.name / report.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(report, target)
        except OSError:  # on another disk
            target.write_bytes(report.read_bytes())


def first_run(program, reports):
    """Runs the program over reports that it has never seen: processor seconds, and the account of the run."""
    with tempfile.TemporaryDirectory(prefix="cost-") as place:
        place = pathlib.Path(place)
        link(reports, place / "inputs")
        run = subprocess.Popen([program, "inputs", "--quiet"], cwd=place, stderr=subprocess.PIPE, text=True)
        words = run.stderr.read()
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode != 0:
            raise SystemExit(f"{program} ended with {run.returncode} over {len(reports)} reports: {words}")
        account = json.loads((place / "outputs/run.json").read_text(encoding="utf-8"))
        return usage.ru_utime + usage.ru_stime, account


def measure(program, reports, count):
    """The figures of runs over so many reports, the middle one of several."""
    runs = [first_run(program, reports[:count]) for _ in range(REPEATS.get(count, 1))]
    accounts = [account for _, account in runs]
    return {
        "documents": count,
        "jobs": accounts[0]["jobs"],
        "seconds": round(statistics.median(account["took"]["seconds"] for account in accounts), 3),
        "cpu_seconds": round(statistics.median(cpu for cpu, _ in runs), 3),
        "peak_bytes": int(statistics.median(account["took"]["peak_bytes"] for account in accounts)),
        "worker_peak_bytes": int(statistics.median(account["workers"]["peak_bytes"] for account in accounts)),
        "stages": {stage["stage"]: stage["cpu_seconds"] for stage in accounts[-1]["stages"]},
    }


def figures(program, counts, folder):
    reports = sorted(folder.rglob("*.pdf"), key=lambda path: path.name)
    if len(reports) < max(counts):
        raise SystemExit(f"{folder}: {len(reports)} reports, not {max(counts)}; name another folder, or fewer --counts")
    rows = []
    for count in counts:
        row = measure(program.resolve(), reports, count)
        rows.append(row)
        cost, peak = 1000 * row["cpu_seconds"] / count, row["peak_bytes"] / 1e6
        print(f"{count:6} documents  {cost:8.1f} ms of processor time each  {peak:6.1f} MB at most", flush=True)
    return rows


def number(value):
    """For people: three digits, no more."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def scale(most):
    """The end of an axis from 0 on, and the step of its lines: four or five round numbers."""
    step = 10 ** math.floor(math.log10(most / 4))
    step *= next(factor for factor in (1, 2, 2.5, 5, 10) if most / (factor * step) <= 5)
    return step * math.ceil(most * 1.08 / step), step


def panel(left, title, rows, series):
    """One chart: a line for each of `series`, which are (name, class, value of a row)."""
    width, height, top = PANEL["width"], PANEL["height"], PANEL["top"]
    bottom = top + height
    least, most = (math.log10(rows[place]["documents"]) for place in (0, -1))
    end, step = scale(max(value(row) for row in rows for _, _, value in series))

    def x(row):
        share = (math.log10(row["documents"]) - least) / (most - least) if most > least else 0.5
        return left + 14 + share * (width - 28)

    def y(value):
        return bottom - height * value / end

    parts = [f'<text class="title" x="{left}" y="{top - 36}">{title}</text>']
    for line in range(round(end / step) + 1):
        at = y(line * step)
        parts.append(f'<line class="grid" x1="{left}" x2="{left + width}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text class="tick" x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{number(line * step)}</text>')
    for row in rows:
        label = f"{row['documents']:,}"
        parts.append(f'<text class="tick" x="{x(row):.1f}" y="{bottom + 18}" text-anchor="middle">{label}</text>')
    parts.append(f'<text class="tick" x="{left + width / 2}" y="{bottom + 36}" text-anchor="middle">documents</text>')
    key = left
    for name, kind, value in series:
        points = " ".join(f"{x(row):.1f},{y(value(row)):.1f}" for row in rows)
        parts.append(f'<polyline class="{kind}" points="{points}"/>')
        for place, row in enumerate(rows):
            others = [other(row) for other_name, _, other in series if other_name != name]
            below = any(other > value(row) for other in others)
            # Beside the line, where it is steep: it comes from above on the left, or goes up on the right.
            falls = y(value(row)) - y(value(rows[max(place - 1, 0)]))
            rises = y(value(row)) - y(value(rows[min(place + 1, len(rows) - 1)]))
            aside = 0 if below else 14 * (falls > 20) - 8 * (rises > 20)
            at = y(value(row)) + (18 if below else -9)
            parts.append(f'<circle class="{kind}" cx="{x(row):.1f}" cy="{y(value(row)):.1f}" r="3.5"/>')
            spot = f'x="{x(row) + aside:.1f}" y="{at:.1f}"'
            parts.append(f'<text class="value" {spot} text-anchor="middle">{number(value(row))}</text>')
        if len(series) > 1:
            parts.append(f'<circle class="{kind}" cx="{key + 4}" cy="{top - 20}" r="3.5"/>')
            parts.append(f'<text class="tick" x="{key + 13}" y="{top - 16}">{name}</text>')
            key += 26 + 7 * len(name)
    return parts


def draw(rows):
    """The figures as SVG, readable on light and on dark ground."""
    style = """
    text { font: 12px system-ui, "Segoe UI", "Liberation Sans", sans-serif; fill: #57606a }
    .title { font-size: 14px; font-weight: 600 }
    .value { font-weight: 600 }
    .grid { stroke: #8b949e; stroke-opacity: 0.3 }
    polyline { fill: none; stroke-width: 2 }
    polyline.one { stroke: #2f81f7 } circle.one { fill: #2f81f7 }
    polyline.two { stroke: #d4761a } circle.two { fill: #d4761a }
    @media (prefers-color-scheme: dark) { text { fill: #9da7b1 } }
    """
    cost = [("program and workers", "one", lambda row: 1000 * row["cpu_seconds"] / row["documents"])]
    memory = [
        ("program", "one", lambda row: row["peak_bytes"] / 1e6),
        ("largest worker", "two", lambda row: row["worker_peak_bytes"] / 1e6),
    ]
    parts = panel(60, "Processor time a document, in ms", rows, cost)
    parts += panel(450, "Memory at most, in MB", rows, memory)
    body = "\n".join(f"  {part}" for part in parts)
    label = "What first runs cost over more and more documents: processor time a document, and memory"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{label}">\n  <style>{style}</style>\n{body}\n</svg>\n'
    )


def main():
    options = arguments()
    if not options.draw:
        counts = sorted({int(count) for count in options.counts.split(",")})
        if options.reports:
            rows = figures(options.program, counts, options.reports)
        else:
            with tempfile.TemporaryDirectory(prefix="reports-") as folder:
                generate(folder, max(counts))
                rows = figures(options.program, counts, pathlib.Path(folder))
        lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
        options.figures.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    rows = json.loads(options.figures.read_text(encoding="utf-8"))
    options.svg.write_text(draw(rows), encoding="utf-8")
    print(f"drawn: {options.svg}")


main()
