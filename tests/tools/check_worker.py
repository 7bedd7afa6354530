#!/usr/bin/env python3
"""Drives workers by examples/spark/worker.py, joins their answers, and compares with one run over the same folder.

    python check_worker.py PROGRAM INPUTS WORK

PROGRAM should be built with debug assertions: then files called `crashes.txt`, `hangs.txt`, … do so to their reader. Needs
nothing but Python.
"""

import collections
import gzip
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples/spark"))

import worker  # noqa: E402

FAULTS = "abort:crashes.txt,sleep:hangs.txt,allocate:hoards.txt,garbage:rambles.txt,child:leaves.txt,exit:ends.txt"
ARGUMENTS = ["--timeout", "6", "--memory", "256", "--format", "csv,jsonl"]


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 3:  # Some files come to harm.
        sys.exit(f"{command}: ended with {done.returncode}: {done.stdout}{done.stderr}")


def main():
    program, inputs, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    os.environ["INGEST_TEST_FAULT"] = FAULTS
    run([program, inputs, "-o", str(work / "alone"), "--no-cache", *ARGUMENTS])

    documents = worker.listed(inputs)
    # How many requests lie before a worker, whenever it is asked and whenever it has answered.
    started, ahead = collections.Counter(), []
    start = worker.Worker.__init__
    worker.Worker.__init__ = lambda self, *told: (started.update(["workers"]), start(self, *told))[1]
    asked = []
    with worker.Reader(program, {"timeout": 6, "memory": 256 << 20}) as reader:
        def paths():
            for document in documents:
                asked.append(document)
                yield document[1]

        answers = []
        for answer in reader.read(paths()):
            ahead.append(len(asked) - len(answers))
            name, path = documents[len(answers)]
            answers.append(json.dumps({"file": name, "path": path} | answer))
    if len(answers) != len(documents):
        sys.exit(f"FAILED: {len(answers)} answers for {len(documents)} files")
    if max(ahead) != min(worker.AHEAD, len(documents)):
        sys.exit(f"FAILED: requests did not lie before the worker: {ahead}")
    ended = sum('"ended"' in answer for answer in answers)
    if ended != len(FAULTS.split(",")) or started["workers"] > 2 * ended + 1:
        sys.exit(f"FAILED: {ended} files came to harm, {started['workers']} workers were started")

    # In several files and in any order, some compressed; a file that two tasks answered for counts once.
    folder = work / "answers"
    folder.mkdir()
    half = len(answers) // 2
    (folder / "part-1.json").write_text("\n".join(reversed(answers[half:])), encoding="utf-8")
    with gzip.open(folder / "part-0.json.gz", "wt", encoding="utf-8") as part:
        part.write("\n".join([*answers[:half], answers[-1], ""]))
    (folder / "_SUCCESS").write_text("")
    run([program, "--answers", str(folder), "-o", str(work / "joined"), *ARGUMENTS])
    compared = sorted(path.name for path in (work / "alone").iterdir() if path.suffix in (".csv", ".jsonl"))
    for name in compared:
        if (work / "alone" / name).read_bytes() != (work / "joined" / name).read_bytes():
            sys.exit(f"FAILED: {name} is not that of one run")
    print(f"{len(answers)} answers, {ended} of them of files that came to harm: {len(compared)} files, the same bytes")


if __name__ == "__main__":
    main()
