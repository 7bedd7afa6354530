"""Runs readers: processor time of all their processes, memory, and the texts that they give."""

import contextlib
import os
import pathlib
import subprocess
import tempfile
import time

SAMPLE_SECONDS = 0.004


@contextlib.contextmanager
def laid_out(files):
    """A folder of the files, as `documents/NAME`, and an empty one for what is made of them."""
    with tempfile.TemporaryDirectory(prefix="peers-") as place:
        place = pathlib.Path(place)
        (place / "documents").mkdir()
        (place / "out").mkdir()
        for name, file in files.items():
            target = place / "documents" / name
            try:
                os.link(file, target)
            except OSError:  # on another disk
                target.write_bytes(file.read_bytes())
        yield place / "documents", place / "out"


def named(files):
    """Files by a name of their own; those of different folders may have the same."""
    return {f"{number:04}-{file.stem}.pdf": file for number, file in enumerate(files)}


def run(reader, files, watch_memory=False):
    """Reads the files, each for the first time: seconds of processor and of the clock, bytes at most, texts by name."""
    with laid_out(files) as (folder, out):
        cpu, most, trouble = 0.0, 0, ""
        begin = time.perf_counter()
        for command, text in reader.commands(folder, out):
            with open(text or out / "printed", "wb") as printed, open(out / "said", "ab") as said:
                process = subprocess.Popen(list(map(str, command)), cwd=out, stdin=subprocess.DEVNULL, stdout=printed, stderr=said)
                most = max(most, watched(process.pid) if watch_memory else 0)
                _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 3):
                trouble = f"{pathlib.Path(str(command[0])).name} ended with {process.returncode}"
            cpu += usage.ru_utime + usage.ru_stime
            most = max(most, usage.ru_maxrss * 1024)
        seconds = time.perf_counter() - begin
        return {"cpu": cpu, "seconds": seconds, "bytes": most, "trouble": trouble, "texts": {} if reader.markdown is None else texts(out)}


def texts(out):
    """What a reader wrote, by the stem of the file."""
    written = sorted(path for path in out.rglob("*") if path.suffix in (".txt", ".md") and path.is_file())
    return {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in written}


def watched(pid):
    """The most that a process and those that it started hold at a time, until it ends; shared pages are shared out."""
    most = 0
    while True:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            if stat.read().rpartition(")")[2].split()[0] == "Z":
                return most
        most = max(most, sum(map(held, [pid, *below(pid)])))
        time.sleep(SAMPLE_SECONDS)


def below(pid):
    """The processes that one started, and those that they did."""
    found = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="utf-8") as children:
                for child in children.read().split():
                    found += [int(child), *below(int(child))]
    return found


def held(pid):
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as rollup:
            return sum(1024 * int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return 0
