"""Reading what strangers sent, in a child process with limits: it may die, the site lives.

The child runs one function `bytes -> JSON value` named as `package.room:function`, with 512 MB of memory, 8 seconds of
CPU, no files to write and an empty environment. It is forked from a process of ours, the nursery, which has loaded what
the function needs (`warm` of its room) and never sees a stranger's byte: that takes 10 ms, where a new interpreter takes
half a second. The nursery ends with the process that it serves, or when nobody has asked for ten minutes.
"""

import gc
import importlib
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 8
WALL_SECONDS = 9.5
IDLE_SECONDS = 600
LARGEST_ANSWER = 32 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent
BORN = b"\x01"
_HEAD = struct.Struct(">cI")
_PART = 1 << 18


class Rejected(Exception):
    """The content cannot be used; the message is a Vietnamese sentence that says what to do. Raised in the child."""


class ChildDied(Exception):
    """The child ended without an answer: too much memory or time, or a crash. The message is for the log."""


class ChildSlow(ChildDied):
    """The child had no answer when its time was up, though it had not used up its CPU time: the machine is busy."""


def run(function: str, content: bytes) -> Any:
    """The answer of `function` for this content. Raises Rejected (its own refusal) or ChildDied."""
    said = _asked(function, content) or _asked(function, content)  # once more where the nursery was just going home
    if len(said) < _HEAD.size or len(said) != _HEAD.size + _HEAD.unpack_from(said)[1]:
        raise ChildDied(f"{function}: ended after {len(said)} bytes of its answer")
    answer = json.loads(said[_HEAD.size :])
    if "rejected" in answer:
        raise Rejected(answer["rejected"])
    return answer["value"]


def _asked(function: str, content: bytes) -> bytes:
    """What a child says: BORN as soon as it lives, then length and answer. Empty where none was born."""
    line, childs_end = socket.socketpair()
    with line:
        with childs_end:
            _nursery.fork(function, childs_end)
        try:
            return _exchange(line, content, time.monotonic() + WALL_SECONDS)
        except TimeoutError as error:
            raise ChildSlow(f"{function}: no answer after {WALL_SECONDS} seconds") from error


def _exchange(line: socket.socket, content: bytes, until: float) -> bytes:
    """Send the content, and read until the child has ended. Raises TimeoutError."""
    try:
        line.settimeout(max(0.001, until - time.monotonic()))
        line.sendall(content)
        line.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it ended before it had read everything; what it said still stands in the line
    said = bytearray()
    try:
        while len(said) <= LARGEST_ANSWER:
            line.settimeout(max(0.001, until - time.monotonic()))
            part = line.recv(_PART)
            if not part:
                break
            said += part
    except ConnectionResetError:
        pass
    return bytes(said)


class _Nursery:
    """The process that forks children; started when it is needed, again when it is gone. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def fork(self, function: str, childs_end: socket.socket) -> None:
        """Have a child forked that talks on this socket. Raises ChildDied where no nursery can be started."""
        asked = json.dumps({"function": function, "seconds": WALL_SECONDS}).encode()
        with self._lock:
            for _ in range(2):
                try:
                    socket.send_fds(self._line or self._start(), [asked], [childs_end.fileno()])
                    return
                except OSError:
                    self._forget()
        raise ChildDied(f"{function}: no process to fork from")

    def _start(self) -> socket.socket:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", "core.children", str(theirs.fileno())],
                cwd=ROOT,
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        return self._line

    def _forget(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.wait()  # it ends when its line is closed
        self._line = self._process = None


_nursery = _Nursery()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _nurse(line: socket.socket) -> None:
    """Fork a child for each question until nobody asks any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel takes its dead children away
    line.settimeout(IDLE_SECONDS)
    ready: set[str] = set()
    while True:
        try:
            asked, ends, _, _ = socket.recv_fds(line, 4096, 1)
        except TimeoutError:
            return
        if not asked:
            return
        question = json.loads(asked)
        room = question["function"].partition(":")[0]
        if room not in ready:
            ready.add(room)
            getattr(importlib.import_module(room), "warm", lambda: None)()
            gc.collect()
            gc.freeze()
        if os.fork() == 0:
            line.close()
            _serve(question["function"], question["seconds"], socket.socket(fileno=ends[0]))
        os.close(ends[0])


def _serve(function: str, seconds: float, line: socket.socket) -> NoReturn:
    """In the child: read, work, answer, and be gone."""
    try:
        line.sendall(BORN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + 0.5)  # whoever asked has gone by then; the signal ends it
        _limit()
        answer = json.dumps(_answer(function, _all_of(line)), ensure_ascii=False).encode()
        line.sendall(_HEAD.pack(BORN, len(answer))[len(BORN) :] + answer)
    except BaseException as error:
        print(f"{function}: {type(error).__name__}", file=sys.stderr)  # noqa: T201  for the server's log; no stranger's words
    finally:
        os._exit(0)


def _all_of(line: socket.socket) -> bytes:
    content = bytearray()
    while part := line.recv(_PART):
        content += part
    return bytes(content)


def _answer(function: str, content: bytes) -> dict[str, Any]:
    room, _, name = function.partition(":")
    try:
        return {"value": getattr(importlib.import_module(room), name)(content)}
    except Exception as refusal:
        # This file runs as __main__; the rooms know the class under its own name.
        if type(refusal).__name__ != Rejected.__name__:
            raise
        return {"rejected": str(refusal)}


if __name__ == "__main__":
    _nurse(socket.socket(fileno=int(sys.argv[1])))
