"""The readers that are compared: how each is installed, started, and asked for its version."""

import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
# What Python's readers are installed as; `pikepdf` makes the documents.
PACKAGES = ["pikepdf", "pypdfium2", "pymupdf", "pdfplumber", "pdf-inspector", "liteparse", "opendataloader-pdf"]
DEBIAN = {"pdftotext": "poppler-utils", "mutool": "mupdf-tools", "java": "default-jre-headless"}


@dataclasses.dataclass
class Reader:
    """One of those that are compared."""

    name: str
    # What it gives, for the table.
    gives: str
    # Commands that read the PDFs of a folder, each with the file that what it prints goes to, if that is the text; other
    # texts go to the other folder.
    commands: "callable"
    version: str = ""
    # Whether its text is Markdown; `None` where what it gives is no text.
    markdown: bool | None = False
    # Why it is not there.
    missing: str = ""


def said(command):
    """What a command prints, whichever way; empty where it is not there."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return run.stdout + run.stderr


def first_number(text):
    found = re.search(r"\d+(\.\d+)+", text)
    return found.group() if found else ""


def install(venv):
    """Installs what is missing; what cannot be is left to be named. Returns what went wrong, by package."""
    trouble = {}
    if not (venv / "bin/python").is_file():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    known = versions(venv)
    for package in PACKAGES:
        if package in known:
            continue
        run = subprocess.run([venv / "bin/pip", "install", "--quiet", package], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            trouble[package] = last_line(run.stderr)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for program, package in DEBIAN.items():
        if shutil.which(program):
            continue
        command = [*root, "apt-get", "install", "-y", "--no-install-recommends", package]
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
        if run.returncode != 0:
            trouble[program] = f"apt-get install {package}: {last_line(run.stderr)}"
    manifest = HERE / "pdf-extract/Cargo.toml"
    command = ["cargo", "build", "--release", "--locked", "--manifest-path", manifest]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"CARGO_TARGET_DIR": str(PROJECT / "target")})
    if run.returncode != 0:
        trouble["pdf-extract"] = last_line(run.stderr)
    return trouble


def last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason given"


def versions(venv):
    """The packages of an environment."""
    listed = said([venv / "bin/python", "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"])
    pairs = (line.split("==", 1) for line in listed.splitlines() if "==" in line)
    return {name.lower().replace("_", "-"): version for name, version in pairs}


def pdfs(folder):
    return sorted(folder.glob("*.pdf"))


def readers(ingest, guided, venv, trouble):
    """All of them, those that are not there with the reason; `guided` is another build of `ingest`."""
    known = versions(venv)

    def whole(*arguments, jobs=1, program=ingest):
        def commands(folder, out):
            return [([program, folder, "--output", out, "--ocr", "never", "--jobs", str(jobs), "--quiet", *arguments], None)]

        return commands

    def each(*command, prints=False):
        """A command for each file; `PDF` is the file, `TEXT` where its text goes, unless that is printed."""

        def commands(folder, out):
            for file in pdfs(folder):
                named = {"PDF": file, "TEXT": out / f"{file.stem}.txt"}
                yield [named.get(part, part) for part in command], named["TEXT"] if prints else None

        return commands

    def python(library):
        return lambda folder, out: [([venv / "bin/python", HERE / "readers.py", library, out, *pdfs(folder)], None)]

    def opendataloader(folder, out):
        options = ["--format", "markdown", "--image-output", "off", "--quiet", "--output-dir", out]
        return [([venv / "bin/opendataloader-pdf", *pdfs(folder), *options], None)]

    extract = PROJECT / "target/release/pdf-extract-reader"
    own = first_number(said([ingest, "--version"]))
    poppler, mupdf = first_number(said(["pdftotext", "-v"])), first_number(said(["mutool", "-v"]))
    lock = (HERE / "pdf-extract/Cargo.lock").read_text(encoding="utf-8")
    crate = re.search(r'name = "pdf-extract"\nversion = "([^"]*)"', lock).group(1)
    records = "records as JSON and CSV"
    found = [
        Reader("ingest", records, whole("--format", "json,csv"), own, None),
        Reader("ingest, guided build", records, whole("--format", "json,csv", program=guided), own if guided.is_file() else "", None),
        Reader("ingest, two workers", records, whole("--format", "json,csv", jobs=2), own, None),
        Reader("ingest, default formats", "records, also as a workbook", whole("--report", "no"), own, None),
        Reader("ingest inspect", "Markdown", each(ingest, "inspect", "PDF", "--format", "md", "--ocr", "never", prints=True), own, True),
        Reader("pdftotext", "text", each("pdftotext", "PDF", "TEXT"), poppler),
        Reader("MuPDF", "text", each("mutool", "draw", "-q", "-F", "txt", "-o", "TEXT", "PDF"), mupdf),
        Reader("pdfium (pypdfium2)", "text", python("pypdfium2"), known.get("pypdfium2", "")),
        Reader("PyMuPDF", "text", python("pymupdf"), known.get("pymupdf", "")),
        Reader("pdfplumber", "text", python("pdfplumber"), known.get("pdfplumber", "")),
        Reader("pdf-extract", "text", lambda folder, out: [([extract, out, *pdfs(folder)], None)], crate if extract.is_file() else ""),
        Reader("pdf-inspector", "Markdown", python("pdf-inspector"), known.get("pdf-inspector", ""), True),
        Reader("liteparse", "text", python("liteparse"), known.get("liteparse", "")),
        Reader("opendataloader-pdf", "Markdown", opendataloader, known.get("opendataloader-pdf", ""), True),
    ]
    needs = {
        "pdftotext": ["pdftotext"],
        "MuPDF": ["mutool"],
        "pdfium (pypdfium2)": ["pypdfium2"],
        "PyMuPDF": ["pymupdf"],
        "opendataloader-pdf": ["opendataloader-pdf", "java"],
    }
    for reader in found:
        why = [trouble[need] for need in needs.get(reader.name, [reader.name]) if need in trouble]
        if why or not reader.version:
            reader.missing = "; ".join(why) or "not installed: run without --no-install"
        elif reader.name == "opendataloader-pdf" and not shutil.which("java"):
            reader.missing = "Java is not installed"
    return found
