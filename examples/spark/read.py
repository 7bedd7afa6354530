#!/usr/bin/env python3
"""Reads reports on many machines with Apache Spark, and joins them into one dataset: Parquet, parted by collection.

    pip install pyspark
    spark-submit examples/spark/read.py /mnt/reports --answers /mnt/answers --output /mnt/dataset
    spark-submit examples/spark/read.py --list addresses.txt --answers /mnt/answers --output /mnt/dataset

Executors read the files, each core with a worker process of `ingest`, and write what became of each into the folder of
answers; one `ingest --answers` joins them. docs/BEYOND_ONE_MACHINE.md tells what goes where, and what it takes.
"""

import argparse
import json
import os
import pathlib
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import worker  # noqa: E402

# The tables that tell the collection of each row; the others lie joined.
PARTED = ["jobs", "values", "sources"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="a folder of reports that every machine has under this path")
    parser.add_argument("--list", type=pathlib.Path, help="a file of paths or addresses (s3a://…, hdfs://…), one a line")
    parser.add_argument("--answers", required=True, help="a new folder that every machine has under this path")
    parser.add_argument("--output", required=True, type=pathlib.Path, help="folder of the dataset")
    parser.add_argument("--program", default=shutil.which("ingest"), help="the program ingest, which executors are given")
    parser.add_argument("--installed", help="where executors have the program already: nothing is given to them")
    parser.add_argument("--task", type=int, default=200, help="documents of a task; 200 if not given. Of addresses, Spark decides")
    parser.add_argument("--timeout", type=float, default=60, help="as that of ingest")
    parser.add_argument("--memory", type=int, default=1024, help="as that of ingest, in MiB")
    parser.add_argument("--profiles", type=pathlib.Path, help="as that of ingest")
    parser.add_argument("--max-pages", type=int, help="as that of ingest")
    parser.add_argument("--ocr", choices=["auto", "never", "always"], default="auto", help="as that of ingest")
    parser.add_argument("--ocr-language", default="fra", help="as that of ingest")
    parser.add_argument("--format", default="parquet", help="formats of the dataset, with parquet among them")
    given = parser.parse_args()
    if (given.folder is None) == (given.list is None):
        parser.error("either a folder or --list")
    if not given.program:
        parser.error("no program ingest on the path: name it by --program")
    return given


def names(paths):
    """What each path or address is called below the folder that holds all of them, and that folder."""
    common = os.path.commonprefix([posixpath.dirname(path) + "/" for path in paths])
    root = common[: common.rfind("/") + 1]
    return [(path.removeprefix(root), path) for path in paths], root


def place(address):
    """An address without its scheme and host: Spark writes `file:/a` for `file:///a`, and names a host that is none."""
    return re.sub("^[a-z0-9]+:(//[^/]*)?", "", address)


def fetched(rows, root, folder):
    """Lays objects that Spark has read into files, where a worker finds them."""
    for number, (address, content) in enumerate(rows):
        # A folder each: names of different folders may be the same.
        path = pathlib.Path(folder, str(number), posixpath.basename(address))
        path.parent.mkdir()
        path.write_bytes(content)
        yield place(address).removeprefix(place(root)), address, path


def reading(program, ships, hello, fetch=None):
    """What a task does with its documents: a line of JSON of each."""

    def read(documents):
        import worker

        own = SparkFiles.get(os.path.basename(program)) if ships else program
        with tempfile.TemporaryDirectory(prefix="ingest-") as folder, worker.Reader(own, hello) as reader:
            documents = fetch(documents, folder) if fetch else ((name, path, path) for name, path in documents)
            asked = []

            def paths():
                for document in documents:
                    asked.append(document)
                    yield document[2]

            for answer in reader.read(paths()):
                name, address, path = asked.pop(0)
                if fetch:
                    path.unlink()
                yield json.dumps({"file": name, "path": address} | answer, ensure_ascii=False)

    return read


def main():
    given = arguments()
    spark = SparkSession.builder.appName("ingest").getOrCreate()
    context = spark.sparkContext
    context.addPyFile(str(HERE / "worker.py"))
    ships = given.installed is None
    if ships:
        context.addFile(str(pathlib.Path(given.program).resolve()))
    program = given.installed or str(pathlib.Path(given.program).resolve())

    hello = {"timeout": given.timeout, "memory": given.memory << 20, "max_pages": given.max_pages}
    hello |= {"ocr": given.ocr, "ocr_language": given.ocr_language}
    if given.profiles:
        hello["profiles"] = worker.profiles(given.program, given.profiles)

    if given.list:
        lines = given.list.read_text(encoding="utf-8").splitlines()
        paths = [line for line in lines if line.strip()]
        documents, root = names(paths)
    else:
        documents = worker.listed(given.folder)
    if not documents:
        sys.exit("no files to read")

    if any("://" in path for _, path in documents):
        # Whatever Spark can open; what each is called is told by where it is below the folder of all.
        escaped = ["".join("\\" + letter if letter in "\\*?[]{}^" else letter for letter in path) for _, path in documents]
        objects = spark.read.format("binaryFile").load(escaped).select("path", "content")
        # Spark passes over files without a byte. Where one is missing, it has ended by now.
        found = {place(row.path) for row in objects.select("path").toLocalIterator()}
        empty = [(path, b"") for _, path in documents if place(path) not in found]
        rows = objects.rdd.map(tuple).union(context.parallelize(empty, 1))
        answers = rows.mapPartitions(reading(program, ships, hello, lambda rows, folder: fetched(rows, root, folder)))
    else:
        tasks = -(-len(documents) // given.task)
        answers = context.parallelize(documents, tasks).mapPartitions(reading(program, ships, hello))

    # A task that was lost is done again, and what it had written is not committed: each document is answered once.
    answers.map(lambda line: (line,)).toDF("value string").write.option("compression", "gzip").text(given.answers)

    joined = given.output / "joined"
    command = [given.program, "--answers", given.answers, "-o", str(joined), "--format", given.format, "--report", "no"]
    code = subprocess.run(command).returncode
    if code not in (0, 3):  # 3: some file was not read whole, which its row says
        sys.exit(code)

    for table in PARTED:
        rows = spark.read.parquet(f"file://{(joined / table).resolve()}.parquet")
        parts = rows.write.mode("overwrite").partitionBy("collection")
        parts.parquet(f"file://{(given.output / table).resolve()}")
    spark.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
