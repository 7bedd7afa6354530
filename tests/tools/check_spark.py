#!/usr/bin/env python3
"""Runs examples/spark over a folder on real executors, and compares with one run of the program over the same folder.

    python check_spark.py PROGRAM INPUTS WORK [bytes]

PROGRAM should be built with debug assertions: then files called `crashes.txt` and `hoards.txt` do so to their reader. On the way a task and a whole executor are killed. With `bytes`, files are given as addresses, which Spark fetches.
Needs PySpark, pyarrow and Java.
"""

import os
import pathlib
import subprocess
import sys

import pyarrow.compute
import pyarrow.dataset

PARTED = ["jobs", "values", "sources"]
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples/spark/read.py"
# Machines that live for seconds need no code that is compiled well.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FAULTS = "abort:crashes.txt,allocate:hoards.txt"
LIMITS = ["--timeout", "300", "--memory", "256"]
# What executors are given in place of the program: at its first start as a worker it kills the Python that asks, at its
# second one the executor itself, which is the parent of that one's parent.
WRAPPER = """#!/bin/sh
export INGEST_TEST_FAULT={faults}
parent() {{ sed 's/.*) //' /proc/$1/stat | cut -d ' ' -f 2; }}
if mkdir {work}/task-killed 2>/dev/null; then
    kill -9 $PPID
elif mkdir {work}/executor-killed 2>/dev/null; then
    executor=$(parent $(parent $PPID))
    tr '\\0' ' ' </proc/$executor/cmdline >{work}/executor
    kill -9 $executor
fi
exec {program} "$@"
"""


def rows(place):
    """The rows of a table, each as text, sorted: their order is no part of a table in many files."""
    # A collection is a word.
    parts = pyarrow.dataset.partitioning(pyarrow.schema([("collection", pyarrow.string())]), flavor="hive")
    table = pyarrow.dataset.dataset(place, format="parquet", partitioning=parts).to_table()
    return sorted(repr(sorted(row.items())) for row in table.to_pylist())


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 3:  # Some files come to harm.
        sys.exit(f"{command}: ended with {done.returncode}: {done.stdout}{done.stderr[-5000:]}")
    return done


def main():
    program, inputs, work, *rest = sys.argv[1:]
    work = pathlib.Path(work).resolve()
    alone, spread = work / "alone", work / "spread"
    formats = ["--format", "parquet,jsonl,csv"]
    told = os.environ | {"INGEST_TEST_FAULT": FAULTS}
    run([program, inputs, "-o", str(alone), "--no-cache", *LIMITS, *formats], env=told)

    wrapper = work / "wrapper"
    wrapper.write_text(WRAPPER.format(faults=FAULTS, work=work, program=pathlib.Path(program).resolve()))
    wrapper.chmod(0o755)
    source = [inputs]
    if rest == ["bytes"]:
        files = sorted(path for path in pathlib.Path(inputs).resolve().rglob("*") if path.is_file())
        listing = work / "addresses.txt"
        listing.write_text("".join(f"file://{path}\n" for path in files), encoding="utf-8")
        source = ["--list", str(listing)]
    # Executors in processes of their own, as on machines of their own. The rest spares time.
    settings = ["--master local-cluster[2,1,1024]", "--conf spark.ui.enabled=false"]
    settings += [f"--conf 'spark.{side}.extraJavaOptions={QUICK}'" for side in ("driver", "executor")]
    spark = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_SUBMIT_ARGS": " ".join([*settings, "pyspark-shell"])}
    python = [sys.executable, str(EXAMPLE)]
    answers = ["--answers", str(work / "answers"), "--output", str(spread)]
    # Executors are given it, and the folder is none of theirs.
    task = ["--program", str(wrapper), "--task", "3"]
    run([*python, *source, *answers, *task, *LIMITS, *formats], env=os.environ | spark)

    for happened in ("task-killed", "executor-killed"):
        if not (work / happened).exists():
            sys.exit(f"FAILED: no {happened}")
    if "CoarseGrainedExecutorBackend" not in (work / "executor").read_text():
        sys.exit(f"FAILED: what was killed is no executor: {(work / 'executor').read_text()}")
    issues = rows(alone / "issues.parquet")
    for reason in ("crashed", "out-of-memory"):
        if not any(f"('code', '{reason}')" in issue for issue in issues):
            sys.exit(f"FAILED: no file of the run {reason}")
    compared = 0
    for path in sorted(alone.glob("*.parquet")):
        whole = rows(path)
        places = [spread / "joined" / path.name]
        if path.stem in PARTED:
            places.append(spread / path.stem)
        for place in places:
            found = rows(place)
            if whole != found:
                differing = [row for row in whole if row not in found] + [row for row in found if row not in whole]
                sys.exit(f"FAILED: {place}: {differing[:2]}")
        compared += len(whole)
    for path in [*alone.glob("*.csv"), *alone.glob("*.jsonl")]:
        if path.read_bytes() != (spread / "joined" / path.name).read_bytes():
            sys.exit(f"FAILED: {path.name} differs")
    collections = {path.name for path in (spread / PARTED[0]).glob("collection=*")}
    if len(collections) < 2:
        sys.exit(f"FAILED: jobs are parted into {collections}")
    print(f"{compared} rows, the same; jobs of {len(collections)} collections")


if __name__ == "__main__":
    main()
