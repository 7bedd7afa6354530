"""Drives `ingest worker`: one process that reads one file after the other, asked for several at a time.

Standard library alone, so that it runs wherever an executor has Python. docs/WORKER.md tells the protocol.
"""

import collections
import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time

# Requests that a worker has before it: it never waits for its driver, and little is asked again when it comes to harm.
AHEAD = 8
# What a worker may take until it is ready, in seconds.
START = 30
# How long it may take to end once it has closed its output, and how often it is looked whether it has ended.
MOMENT, TICK = 2, 0.05
# Letters of what it wrote to standard error that are kept: the last ones tell why it ended.
WORDS = 4096
# Bytes: a longer answer is none.
LONGEST = 64 << 20


class NoWorker(Exception):
    """No worker can be had: nothing that another try at a file would mend."""


class Worker:
    """A worker process, and all that it starts."""

    def __init__(self, program, hello):
        self.folder = tempfile.mkdtemp(prefix="ingest-")
        # Where it puts its temporary files: what it leaves there goes with it.
        told = os.environ | {"TMPDIR": self.folder}
        # A group of its own, so that what it starts ends with it.
        pipe = subprocess.PIPE
        command = [program, "worker"]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=told, start_new_session=True)
        self.lines, self.words = queue.Queue(), collections.deque(maxlen=200)
        threading.Thread(target=self._listen, daemon=True).start()
        self.ear = threading.Thread(target=self._keep_words, daemon=True)
        self.ear.start()
        self.ask({"hello": hello})
        try:
            answer = self.answer(time.monotonic() + START)
        except (queue.Empty, ValueError) as error:
            answer = {"error": repr(error)}
        if not answer or "ready" not in answer:
            ended = self.end()
            raise NoWorker(f"{program}: {answer or ended}")
        self.generator = answer["ready"]["generator"]

    def _listen(self):
        # A line that breaks off is no answer, and neither is one without an end.
        while (line := self.process.stdout.readline(LONGEST)).endswith(b"\n"):
            self.lines.put(line)
        self.lines.put(None)

    def _keep_words(self):
        for line in self.process.stderr:
            self.words.append(line.decode(errors="replace"))

    def ask(self, request):
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            pass  # It is gone, which is noticed when its answer is waited for.

    def answer(self, until):
        """The next line, as an object; None if it ended. Raises queue.Empty when the time is up, ValueError for no answer."""
        has_ended = False
        while True:
            try:
                line = self.lines.get(timeout=max(0, min(TICK, until - time.monotonic())))
                break
            except queue.Empty:
                # A program that it has started may still hold its output open.
                if has_ended:
                    return None
                if time.monotonic() >= until:
                    raise
                has_ended = self.process.poll() is not None
        answer = json.loads(line) if line else None
        if answer is not None and not (isinstance(answer, dict) and len(answer) == 1):
            raise ValueError("no answer")
        return answer

    def end(self, moment=0):
        """Ends it with all that it started; tells how it ended, if it did so by itself within a moment."""
        try:
            self.process.wait(moment)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except OSError:
            pass
        code = self.process.wait()
        self.ear.join(MOMENT)
        shutil.rmtree(self.folder, ignore_errors=True)
        how = {"signal": -code} if code < 0 else {"code": code}
        return how | {"words": "".join(self.words)[-WORDS:]}


class Reader:
    """Reads files with a worker, which is replaced when it comes to harm. A file that does so to it twice has failed."""

    def __init__(self, program, hello):
        self.program = program
        self.hello = {"protocol": 1} | hello
        self.limit = self.hello.get("timeout") or float("inf")
        self.worker = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def _end(self, moment=0):
        worker, self.worker = self.worker, None
        return worker.end(moment) if worker else {}

    def read(self, paths):
        """Gives what became of each file, in the order of the paths, as they come."""
        paths, asked, number = iter(paths), collections.deque(), 0
        while True:
            while len(asked) < AHEAD and (path := next(paths, None)) is not None:
                number += 1
                asked.append((number, path))
                self._ask(*asked[-1])
            if not asked:
                return
            first = asked.popleft()
            answer = self._answer(first[0])
            if "ended" in answer:
                # Alone in a new worker, where no other file can have done harm.
                self._ask(*first)
                answer = self._answer(first[0])
                for request in asked:
                    self._ask(*request)
            yield answer

    def _ask(self, number, path):
        if self.worker is None:
            self.worker = Worker(self.program, self.hello)
        self.worker.ask({"read": {"id": number, "path": str(path)}})

    def _answer(self, number):
        """What became of a file: `outcome`, or how its worker ended. Such a worker is not asked again."""
        told = {"generator": self.worker.generator}
        start, limit, most = time.monotonic(), self.limit, self.limit * 31
        try:
            while answer := self.worker.answer(start + limit):
                (what, said), = answer.items()
                if said.get("id") != number:
                    raise ValueError("no answer to this question")
                if what == "looked":
                    told["looked"] = {name: said[name] for name in ("kind", "bytes", "sha256")}
                elif what == "takes-longer":
                    limit = min(limit + said["seconds"], most)
                elif what == "done":
                    return told | {"outcome": said["outcome"], "cost": said.get("cost")}
                elif what == "refused":
                    self._end()
                    return told | {"ended": {"refused": said["message"]}}
                else:
                    raise ValueError("no answer to this question")
            return told | {"ended": self._end(MOMENT) | {"memory": self.hello.get("memory")}}
        except queue.Empty:
            self._end()
            return told | {"ended": {"timed_out": limit}}
        except (ValueError, AttributeError, TypeError, KeyError):
            self._end()
            return told | {"ended": {"no_answer": True}}


def profiles(program, folder):
    """The texts of all profiles, those of a folder among them, as a worker takes them."""
    command = [program, "profile"]
    also = ["--profiles", str(folder)]
    listed = subprocess.run([*command, "list", *also], check=True, capture_output=True, text=True).stdout
    names = [line.split()[0] for line in listed.splitlines()]
    show = lambda name: subprocess.run([*command, "show", name, *also], check=True, capture_output=True, text=True).stdout
    return [{"name": f"{name}.toml", "text": show(name)} for name in names]


def listed(folder):
    """The files below a folder, sorted: what each is called there, and its path."""
    folder = pathlib.Path(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), str(path)) for path in files]
