"""Reading what strangers sent, in a child process with limits: it may die, the site lives.

The child runs one function `bytes -> JSON value` named as `package.room:function`, with 512 MB of memory, 8 seconds of
CPU, no files to write and an empty environment.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 8
WALL_SECONDS = 9.5
LARGEST_ANSWER = 32 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent


class Rejected(Exception):
    """The content cannot be used; the message is a Vietnamese sentence that says what to do. Raised in the child."""


class ChildDied(Exception):
    """The child ended without an answer: too much memory or time, or a crash. The message is for the log."""


class ChildSlow(ChildDied):
    """The child had no answer when its time was up, though it had not used up its CPU time: the machine is busy."""


def run(function: str, content: bytes) -> Any:
    """The answer of `function` for this content. Raises Rejected (its own refusal) or ChildDied."""
    try:
        done = subprocess.run(  # noqa: S603  our own program; `function` is a name in our code
            [sys.executable, "-m", "core.children", function],
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildSlow(f"{function}: no answer after {WALL_SECONDS} seconds") from error
    if done.returncode != 0 or not done.stdout or len(done.stdout) > LARGEST_ANSWER:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise ChildDied(f"{function}: exit {done.returncode} {' '.join(last)[:300]}")
    answer = json.loads(done.stdout)
    if "rejected" in answer:
        raise Rejected(answer["rejected"])
    return answer["value"]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(function: str) -> None:
    room, _, name = function.partition(":")
    work = getattr(importlib.import_module(room), name)
    content = sys.stdin.buffer.read()
    try:
        answer = {"value": work(content)}
    except Exception as refusal:
        # This file runs as __main__; the rooms know the class under its own name.
        if type(refusal).__name__ != Rejected.__name__:
            raise
        answer = {"rejected": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


if __name__ == "__main__":
    _limit()
    _serve(sys.argv[1])
