#!/usr/bin/env python3
"""Measures a run of the program beside the same on Spark, over the same files and on the same processors, in turns.

    python examples/spark/measure.py PROGRAM FOLDER --rounds 3

Processor time is that of all processes that were started, Java's and Python's among them, as Linux counts it. Parquet is
written, and nothing is kept. Needs PySpark and Java; prints a line of JSON a round, and a table of the best rounds.
"""

import argparse
import ctypes
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# Whoever loses its parent becomes a child of this process, which waits for it: its time is counted.
PR_SET_CHILD_SUBREAPER = 36


def measured(command, **more):
    """Seconds by the clock and of processors, of a command and all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
    seconds = time.monotonic() - start
    if done.returncode not in (0, 3):
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr[-3000:]}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    cores = len(os.sched_getaffinity(0))
    master = f"--master local-cluster[{cores},1,1024] --conf spark.ui.enabled=false pyspark-shell"
    spark = os.environ | {"PYSPARK_PYTHON": sys.executable, "PYSPARK_SUBMIT_ARGS": master}
    rounds = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory(prefix="measure-") as place:
            place = pathlib.Path(place)
            alone = [given.program, given.folder, "-o", place / "alone", "--no-cache", "--format", "parquet", "--quiet"]
            wall, processor = measured(alone)
            command = [sys.executable, HERE / "read.py", given.folder, "--program", given.program]
            command += ["--answers", place / "answers", "--output", place / "spread"]
            spread_wall, spread_processor = measured([str(word) for word in command], env=spark)
            joined = json.loads((place / "spread/joined/run.json").read_text(encoding="utf-8"))
            whole = json.loads((place / "alone/run.json").read_text(encoding="utf-8"))
            pages = sum(file["pages"] or 0 for file in whole["files"])
            rounds.append({
                "documents": len(whole["files"]), "pages": pages, "jobs": whole["jobs"], "cores": cores,
                "alone": {"seconds": wall, "cpu_seconds": processor, "workers_cpu_seconds": whole["workers"]["cpu_seconds"]},
                "spread": {"seconds": spread_wall, "cpu_seconds": spread_processor},
                "joining": joined["took"],
                "input_bytes": size(given.folder), "answer_bytes": size(place / "answers"),
                "output_bytes": size(place / "alone") - (place / "alone/run.json").stat().st_size,
            })
            print(json.dumps(rounds[-1]), flush=True)
    best = lambda of: min(map(of, rounds))
    print("| | by the clock | processors |\n| --- | --- | --- |")
    for name, what in (("alone", "one run"), ("spread", "Spark, with the joining"), ("joining", "– of which the joining")):
        wall, processor = (best(lambda one, key=key: one[name][key]) for key in ("seconds", "cpu_seconds"))
        print(f"| {what} | {wall:.1f} s | {processor:.1f} s |")


if __name__ == "__main__":
    main()
