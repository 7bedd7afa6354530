#!/usr/bin/env python3
"""Checks the Containerfile where there is no container engine: its steps are done here, as far as that is possible.

    python tests/tools/check_container.py             # what it copies is there, is enough to build, and its packages exist
    python tests/tools/check_container.py --build     # also builds the program of that alone, and runs it as its user would

The first takes seconds: what a build needs is told by the lists that the compiler made of the last one. The second builds
a release in an empty folder, takes minutes, and must be root to become the user. Needs Linux; packages are looked up on a
Debian of the release that the image has.
"""

import fnmatch
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]


def fail(words):
    sys.exit(f"FAILED: {words}")


def stages():
    """The steps of each stage, as pairs of the word that begins them and the rest."""
    text = (PROJECT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(None, 1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = []
    for word, rest in steps:
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found


def of(stage, wanted):
    return [rest for word, rest in stage if word == wanted]


def copied(stage):
    """What a stage copies from the folder of the project: pairs of path and target."""
    for rest in of(stage, "COPY"):
        *paths, target = rest.split()
        if not paths[0].startswith("--from"):
            # A file that is copied to a folder keeps its name.
            for path in paths:
                inside = target == "./" or (target.endswith("/") and (PROJECT / path).is_file())
                yield path, os.path.normpath(os.path.join(target, os.path.basename(path)) if inside else target)


def is_sent(path):
    """Whether an engine sees a file of the project: the last line of .dockerignore that fits decides."""
    sent = True
    for line in (PROJECT / ".dockerignore").read_text(encoding="utf-8").split():
        pattern = line.removeprefix("!")
        if any(fnmatch.fnmatch(str(part), pattern) for part in [path, *path.parents][:-1]):
            sent = line.startswith("!")
    return sent


def needed():
    """The files that the last build was made of, below the project: those of the library, of the program and of what is
    run before them."""
    build = {PROJECT / "Cargo.toml", PROJECT / "Cargo.lock", PROJECT / "build.rs"}
    # Cargo builds nothing where a benchmark that it is told of is not there.
    cargo = (PROJECT / "Cargo.toml").read_text(encoding="utf-8")
    build |= {PROJECT / f"benches/{name}.rs" for name in re.findall(r'\[\[bench\]\]\nname = "(.+)"', cargo)}
    for root in ("src/lib.rs", "src/main.rs"):
        files = newest("target/*/deps/ingest-*.d", lambda text: made_of(text, root))
        build |= {PROJECT / name for name in files}
    told = re.compile(r"^cargo::?rerun-if-changed=(.+)$", re.MULTILINE)
    build |= {PROJECT / name for name in newest("target/*/build/ingest-*/output", told.findall)}
    files = {pathlib.Path(os.path.normpath(file)).relative_to(PROJECT) for file in build}
    return {file for file in files if "target" not in file.parts}


def made_of(text, root):
    """The files of the project in a list of the compiler's, if what it lists begins with `root` and is not built for tests."""
    names = [name.replace("\\ ", " ") for name in re.split(r"(?<!\\) ", text.split(": ", 1)[-1].splitlines()[0])]
    if names[0] != root or any(name.endswith("tests.rs") for name in names):
        return []
    return [name for name in names if not os.path.isabs(name)]


def newest(pattern, of):
    """What `of` finds in the newest of the files in which it finds something."""
    for path in sorted(PROJECT.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True):
        if found := of(path.read_text(encoding="utf-8")):
            return found
    fail("nothing was built yet: cargo build")


def check(build, final):
    sources = [pathlib.Path(path) for path, _ in copied(build)]
    for path in sources:
        if not (PROJECT / path).exists():
            fail(f"what is copied is not there: {path}")
    files = needed()
    lacking = [path for path in files if not any(path.is_relative_to(source) for source in sources) or not is_sent(path)]
    if lacking or len(files) < 100:
        fail(f"the build needs {lacking or files}")
    taken = [rest.split() for rest in of(final, "COPY")]
    made = re.search(r"--profile (\S+)", " ".join(of(build, "RUN"))).group(1)
    if [words[:2] for words in taken] != [["--from=build", f"/source/target/{made}/ingest"]]:
        fail(f"the last stage copies {taken}")
    user = of(final, "USER")
    if len(user) != 1 or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", user[0]):
        fail(f"the user is {user}: a number that is not 0, which engines can check")
    rust = re.search(r"rust:([\d.]+)-(\w+)", build[0][1])
    wanted = re.search(r'rust-version = "([\d.]+)"', (PROJECT / "Cargo.toml").read_text(encoding="utf-8")).group(1)
    release = re.search(r"debian:(\w+)-slim", final[0][1]).group(1)
    if rust.group(1) != wanted or rust.group(2) != release:
        fail(f"{rust.group(0)}, and the program wants Rust {wanted} and runs on {release}")
    return len(files), release


def packages(final, release):
    """Asks whether the packages exist, where that can be asked."""
    os_release = pathlib.Path("/etc/os-release")
    if not os_release.exists() or f"VERSION_CODENAME={release}" not in os_release.read_text(encoding="utf-8"):
        print(f"skipped: this is no Debian {release}, its packages cannot be looked up")
        return 0
    names = re.search(r"apt-get install -y --no-install-recommends ([^&]+)", " ".join(of(final, "RUN"))).group(1).split()
    asked = subprocess.run(["apt-get", "install", "-s", "--no-install-recommends", *names], capture_output=True, text=True)
    if asked.returncode != 0:
        fail(f"{names}: {asked.stderr}")
    return len(names)


def build_and_run(build, final):
    with tempfile.TemporaryDirectory(prefix="container-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        source = folder / "source"
        for path, target in copied(build):
            here = source / target
            here.parent.mkdir(parents=True, exist_ok=True)
            if (PROJECT / path).is_dir():
                shutil.copytree(PROJECT / path, here, ignore=shutil.ignore_patterns("node_modules"))
            else:
                shutil.copy(PROJECT / path, here)
        for command in of(build, "RUN"):
            subprocess.run(["sh", "-c", command], cwd=source, check=True, env={**os.environ, "CARGO_TARGET_DIR": "target"})
        program = folder / "ingest"
        shutil.copy(source / of(final, "COPY")[0].split()[1].removeprefix("/source/"), program)
        program.chmod(0o755)
        inputs, outputs = folder / "inputs", folder / "outputs"
        shutil.copytree(PROJECT / "inputs", inputs)
        outputs.mkdir()
        user, group = map(int, of(final, "USER")[0].split(":"))
        os.chown(outputs, user, group)
        for path in [inputs, *inputs.rglob("*")]:
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0))
        inputs.chmod(0o555)
        subprocess.run([program], cwd=folder, check=True, user=user, group=group, extra_groups=[])
        if not (outputs / "jobs.json").exists() or (outputs / "jobs.json").stat().st_uid != user:
            fail("the run wrote no jobs.json of its user")
        print(f"built, and run as {user}:{group}: {len(list(outputs.iterdir()))} outputs")


def main():
    build, final = stages()
    files, release = check(build, final)
    known = packages(final, release)
    print(f"{files} files are enough to build; {known} packages are in Debian {release}")
    if sys.argv[1:] == ["--build"]:
        build_and_run(build, final)


if __name__ == "__main__":
    main()
