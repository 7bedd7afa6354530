"""On a terminal a run shows its pace, the time left, and the stages after reading; elsewhere a line a file as ever."""

import os
import pty
import re
import subprocess
import sys


def on_a_terminal(program, folder, *arguments):
    """The exit code, and all that a terminal of 120 columns is given to show."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm", COLUMNS="120")
        os.execv(program, [program, *arguments])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # what Linux says when the other side is closed
            part = b""
        if not part:
            break
        shown += part
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def main(program, folder):
    code, shown = on_a_terminal(program, folder, "--no-cache", "--jobs", "1")
    wanted = [r"\d+/60  [\d.]+ files/(s|min)", r"\d+ s left", r"writing|comparing|putting together", "60 files: 60 ok"]
    missing = [pattern for pattern in wanted if not re.search(pattern, shown)]
    if code != 0 or missing:
        sys.exit(f"FAILED: exit code {code}, not shown: {missing} in {shown[-3000:]}")
    if "ok            report-1.pdf" in shown:
        sys.exit("FAILED: a line a file beside the bar")
    code, shown = on_a_terminal(program, folder, "--no-cache", "--quiet")
    if code != 0 or shown:
        sys.exit(f"FAILED: exit code {code}, shown although quiet: {shown}")
    plain = subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True)
    lines = plain.stderr.splitlines()
    if "files/s" in plain.stderr or "writing" in plain.stderr or not all(line.startswith("ok") for line in lines[:60]):
        sys.exit(f"FAILED: without a terminal: {plain.stderr}")
    print("bar, pace and stages are shown")


main(*sys.argv[1:])
