"""The program as Windows runs it: cross-compiled, and run under wine beside the one of this system.

    check_windows.py [NATIVE]      NATIVE: the program of this system, target/debug/ingest if not given

Needs Debian's gcc-mingw-w64-x86-64, wine and wine64, and `rustup target add x86_64-pc-windows-gnu`; what is missing is
told, and nothing is checked then. Wine 8 sets no memory limit on a job object (nor does it know the other limits of
one): that a worker which gets no more memory costs one file is shown with a limit of this system around wine.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = "x86_64-pc-windows-gnu"
GCC = "x86_64-w64-mingw32-gcc"
FIXTURES = ROOT / "fixtures"
FORMATS = ["--format", "json,jsonl,csv,xlsx,parquet,sqlite,package"]
UNLIKE = {".ingest.lock", "run.json"}

# Wine 8 lacks a library that Rust's hash maps ask for random numbers.
RANDOM = """
unsigned char __stdcall SystemFunction036(void *bytes, unsigned long count);
__declspec(dllexport) int ProcessPrng(void *bytes, unsigned long long count)
{ return SystemFunction036(bytes, (unsigned long)count); }
"""
# What Excel does with a workbook that is open: others may read it, none may write or replace it.
HOLDER = """
#include <stdio.h>
#include <windows.h>
int wmain(int count, wchar_t **arguments)
{
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    puts(file == INVALID_HANDLE_VALUE ? "failed" : "held");
    fflush(stdout);
    getchar();
    return 0;
}
"""
# Opens a console, starts a program there, waits, and presses Ctrl-C: for itself too, which does not mind.
PRESSER = """
#include <windows.h>
int wmain(int count, wchar_t **arguments)
{
    STARTUPINFOW start = { .cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES };
    PROCESS_INFORMATION started;
    DWORD code = 99;
    /* A new console would stand in their place. */
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    FreeConsole();
    AllocConsole();
    SetConsoleCtrlHandler(NULL, FALSE);
    if (!CreateProcessW(NULL, arguments[1], NULL, NULL, TRUE, 0, NULL, NULL, &start, &started))
        return 98;
    SetConsoleCtrlHandler(NULL, TRUE);
    Sleep(_wtoi(arguments[2]));
    GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
    WaitForSingleObject(started.hProcess, 60000);
    GetExitCodeProcess(started.hProcess, &code);
    return code;
}
"""


def missing():
    def lines(*command):
        try:
            return subprocess.run(command, capture_output=True, text=True).stdout.split()
        except FileNotFoundError:
            return []

    for program in [GCC, "wine"]:
        if not shutil.which(program):
            return f"{program} is not installed"
    # Without rustup the target may be there all the same: the build tells.
    if shutil.which("rustup") and TARGET not in lines("rustup", "target", "list", "--installed"):
        return f"the target {TARGET} is not installed"
    return None


class Windows:
    """The built program, and a folder in which it works."""

    def __init__(self, folder, native):
        self.folder = folder
        self.native_program = native
        self.environment = {**os.environ, "WINEPREFIX": str(folder / "wine"), "WINEDEBUG": "-all", "NO_COLOR": "1"}
        for name in ["DISPLAY", "INGEST_TEST_FAULT"]:
            self.environment.pop(name, None)
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.compile("bcryptprimitives.dll", RANDOM, "-shared", "-ladvapi32")
        self.compile("hold.exe", HOLDER, "-municode")
        self.compile("press.exe", PRESSER, "-municode")
        shutil.copy(ROOT / "target" / TARGET / "debug" / "ingest.exe", self.programs)
        self.wine("hold.exe", ["nowhere"], timeout=300)

    def compile(self, name, text, *options):
        source = self.programs / f"{name}.c"
        source.write_text(text, encoding="utf-8")
        subprocess.run([GCC, "-O1", source, "-o", self.programs / name, *options], check=True)

    def start(self, program, arguments, limit=None, **environment):
        def before():
            if limit:
                resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

        return subprocess.Popen(
            ["wine", str(self.programs / program), *map(str, arguments)],
            cwd=self.folder, env={**self.environment, **environment}, preexec_fn=before,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def wine(self, program, arguments, timeout=240, **options):
        running = self.start(program, arguments, **options)
        out, err = running.communicate(timeout=timeout)
        return subprocess.CompletedProcess(arguments, running.returncode, out.decode(), err.decode())

    def run(self, *arguments, **options):
        return self.wine("ingest.exe", arguments, **options)

    def native(self, *arguments):
        return subprocess.run([self.native_program, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True)

    def table(self, output, name):
        import csv

        with open(self.folder / output / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def message(self, output, file):
        return next(row for row in self.table(output, "sources") if row["file"] == file)["message"]

    def end(self):
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
        subprocess.run(["wineserver", "-w"], env=self.environment, check=False)


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name not in UNLIKE}


def same(one, other):
    one, other = contents(one), contents(other)
    check(one and one.keys() == other.keys(), f"other files: {sorted(one)} and {sorted(other)}")
    differing = [name for name in one if one[name] != other[name]]
    check(not differing, f"other bytes: {differing}")
    return len(one)


def same_bytes(windows):
    for source in [ROOT / "inputs", FIXTURES]:
        name = source.name
        shutil.copytree(source, windows.folder / name)
        options = ["--ocr", "never", *FORMATS]
        here = windows.native(name, "-o", f"{name}-native", *options)
        there = windows.run(name, "-o", f"{name}-windows", *options)
        check(there.returncode == here.returncode, f"{name}: {there}")
        files = same(windows.folder / f"{name}-native", windows.folder / f"{name}-windows")
        print(f"{name}: {files} files in all formats, the same bytes")
    again = windows.run("inputs", "-o", "inputs-windows", *options)
    check("as they were in inputs-windows" in again.stderr, f"a repeat: {again}")
    shutil.rmtree(windows.folder / "inputs-windows/.cache/runs")
    (windows.folder / "inputs-windows/jobs.json").unlink()
    again = windows.run("inputs", "-o", "inputs-windows", *options)
    check("unchanged)" in again.stderr, f"the cache: {again}")
    same(windows.folder / "inputs-native", windows.folder / "inputs-windows")
    print("run again: nothing is read anew, the same bytes")


def diff_and_corrections(windows):
    old, new = FIXTURES / "anap-panorama/panorama-colonnes.pdf", FIXTURES / "editions/panorama-2027.pdf"
    for name, path in [("old.pdf", old), ("new.pdf", new)]:
        shutil.copy(path, windows.folder / name)
    for form in ["text", "json", "csv", "md"]:
        arguments = ["diff", "old.pdf", "new.pdf", "--format", form]
        here, there = windows.native(*arguments), windows.run(*arguments)
        check(there.returncode == 0 and there.stdout == here.stdout != "", f"diff: {there}")
    print("diff: the same text in all forms")
    # As the French Excel saves the sheet of jobs after one word was edited.
    sheet = (windows.folder / "inputs-native/jobs.excel.csv").read_text(encoding="utf-8-sig")
    label = windows.table("inputs-native", "jobs")[0]["label"]
    edited = sheet.replace(label, "Un autre nom")
    check(edited != sheet, "nothing was edited")
    (windows.folder / "edited.csv").write_text(edited, encoding="utf-8-sig", newline="")
    for run, name in [(windows.native, "native"), (windows.run, "windows")]:
        (windows.folder / f"corrections-{name}").mkdir()
        told = run("corrections", "from", "edited.csv", "--output", "inputs-native", "--inputs", f"corrections-{name}")
        check(told.returncode == 0, f"corrections: {told}")
    same(windows.folder / "corrections-native", windows.folder / "corrections-windows")
    print("corrections from: the same file")


def harm(windows):
    place = windows.folder / "harm"
    place.mkdir()
    shutil.copy(FIXTURES / "collective-guide/guide.pdf", place)
    (place / "bad.txt").write_text("Bonjour,\nvoici les nouvelles du jardin.\n", encoding="utf-8")
    check(windows.run("harm", "-o", "unharmed").returncode == 3, "no profile fits the letter")
    good = (windows.folder / "unharmed/jobs.csv").read_bytes()
    for fault, says, options in [
        ("panic", "crashed: its reader panicked", {}),
        ("abort", "crashed: its reader ended with code", {}),
        ("exit", "crashed: its reader ended with code 7", {}),
        # Wine may hang in the handler that tells of it; then the time ends it.
        ("overflow", ("crashed: its reader overflowed its stack", "timed-out: not read within 20 s"), {}),
        ("garbage", "crashed: its reader gave no answer that makes sense", {}),
        ("half", "crashed: its reader ended with code", {}),
        ("sleep", "timed-out: not read within 20 s", {}),
        ("allocate", "out-of-memory: needs more than 1024 MiB", {"limit": 3 << 30}),
    ]:
        run = windows.run("harm", "-o", "harmed", "--no-cache", "--timeout", 20, INGEST_TEST_FAULT=f"{fault}:bad.txt", **options)
        check(run.returncode == 3, f"{fault}: {run}")
        message = windows.message("harmed", "bad.txt")
        check(message.startswith(says) and "tried twice" in message, f"{fault}: {message}")
        check((windows.folder / "harmed/jobs.csv").read_bytes() == good, f"{fault}: the other file was harmed")
        print(f"{fault}: {message}")


def names(windows):
    deep = "/".join(["d" * 60] * 5)
    files = ["été à l’œuvre/Ærø naïveté.txt", "two words/a  b.txt", f"{deep}/x.txt"]
    for file in files:
        path = windows.folder / "names" / file
        path.parent.mkdir(parents=True)
        path.write_text("Bonjour,\nvoici le jardin.\n" + file, encoding="utf-8")
    options = ["--format", "json,csv,xlsx,sqlite,package"]
    windows.native("names", "-o", "names-native", *options)
    run = windows.run("names", "-o", "names-windows", *options)
    check(run.returncode == 3, f"names: {run}")
    same(windows.folder / "names-native", windows.folder / "names-windows")
    check({row["file"] for row in windows.table("names-windows", "sources")} == set(files), "files are called otherwise")
    # As they are typed on Windows, and an output folder far down.
    run = windows.run("names\\été à l’œuvre\\", ".\\names\\two words", "-o", f"sortie été\\{deep}".replace("/", "\\"), *options)
    check(run.returncode == 3, f"backslashes: {run}")
    found = windows.table(f"sortie été/{deep}", "sources")
    check(len(found) == 2 and not any("\\" in row["file"] for row in found), f"backslashes: {found}")
    print("accents, spaces, backslashes, paths of 300 characters: the same bytes, the same names")


def held_open(windows):
    (windows.folder / "held").mkdir()
    shutil.copy(FIXTURES / "collective-guide/guide.pdf", windows.folder / "held")
    check(windows.run("held", "-o", "held-out").returncode == 0, "held: the first run")
    before = (windows.folder / "held-out/ingest.xlsx").read_bytes()
    holder = windows.start("hold.exe", ["held-out\\ingest.xlsx"])
    check(holder.stdout.readline().strip() == b"held", "the workbook is not held")
    (windows.folder / "held/letter.txt").write_text("Bonjour,\nvoici le jardin.\n", encoding="utf-8")
    run = windows.run("held", "-o", "held-out")
    check(run.returncode == 3 and "ingest.xlsx" in run.stderr, f"held: {run}")
    check((windows.folder / "held-out/ingest.xlsx").read_bytes() == before, "the workbook that is held has changed")
    check(len(windows.table("held-out", "sources")) == 2, "the tables are not the new ones")
    told = run.stderr.strip().splitlines()
    holder.communicate(b"\n", timeout=60)
    mended = windows.run("verify", "-o", "held-out")
    check(mended.returncode == 0, f"verify: {mended}")
    check((windows.folder / "held-out/ingest.xlsx").read_bytes() != before, "the workbook is the old one")
    print("a workbook that is held open:", "; ".join(line for line in told if "ingest.xlsx" in line))


def two_runs(windows):
    first = windows.start("ingest.exe", ["harm", "-o", "both", "--no-cache", "--timeout", 20], INGEST_TEST_FAULT="sleep:bad.txt")
    start = time.monotonic()
    while not (windows.folder / "both/.ingest.lock").exists() and time.monotonic() - start < 60:
        time.sleep(0.1)
    second = windows.run("harm", "-o", "both")
    check(second.returncode == 1 and "another run is writing there" in second.stderr, f"the second run: {second}")
    first.communicate(timeout=120)
    check(first.returncode == 3, "the first run")
    print("two runs at one folder: the second is refused")


def ctrl_c(windows):
    before = contents(windows.folder / "unharmed")
    command = f'"{windows.programs}/ingest.exe" harm -o unharmed --no-cache --timeout 1000'.replace("/", "\\")
    run = windows.wine("press.exe", [command, "15000"], INGEST_TEST_FAULT="sleep:bad.txt")
    check(run.returncode == 130, f"Ctrl-C: {run}")
    check("interrupted; earlier outputs are untouched" in run.stderr, f"Ctrl-C: {run}")
    check(contents(windows.folder / "unharmed") == before, "Ctrl-C: the outputs have changed")
    left = subprocess.run(["pgrep", "-f", "ingest.exe.* worker"], capture_output=True, text=True).stdout.split()
    left = [number for number in left if of(windows, number)]
    check(not left, f"workers are left: {left}")
    print(f"Ctrl-C: exit code {run.returncode}, no worker is left, earlier outputs are untouched")


def of(windows, number):
    try:
        return os.fsencode(windows.folder) in pathlib.Path(f"/proc/{number}/environ").read_bytes()
    except OSError:
        return False


def main():
    native = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/ingest").resolve()
    lacks = missing()
    if lacks:
        required = os.environ.get("INGEST_REQUIRE_TOOLS") == "1"
        sys.exit(f"FAILED: {lacks}, and INGEST_REQUIRE_TOOLS=1") if required else print(f"skipped: {lacks}")
        return
    # Debug assertions: what makes workers come to harm is in such builds only.
    build = ["cargo", "build", "--locked", "--all-features"]
    subprocess.run(build, cwd=ROOT, check=True)
    # Not optimised: it is built for this alone.
    environment = {**os.environ, "CARGO_PROFILE_DEV_OPT_LEVEL": "0"}
    told = subprocess.run([*build, "--target", TARGET], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    check(told.returncode == 0 and "warning" not in told.stderr, told.stderr)
    with tempfile.TemporaryDirectory() as folder:
        windows = Windows(pathlib.Path(folder), native)
        try:
            for part in [same_bytes, diff_and_corrections, harm, names, held_open, two_runs, ctrl_c]:
                part(windows)
        finally:
            windows.end()
    print("all is well")


if __name__ == "__main__":
    main()
