"""The supervisor says what keeps it from listening, and leaves no dead process behind."""

import errno
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.serve import _advice, why_not_listen
from core.settings import ROOT
from tests.bench.processes import family
from tests.browser.site import free_port

# A worker that starts a process of its own and says who it is: the process ends soon after the worker was killed.
WORKER = """
import os, subprocess, sys
inner = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
print(inner.pid, flush=True)
inner.wait()
"""
SUPERVISOR = f"""
from core.processes import adopt_orphans
from core.serve import Child, keep_alive
adopt_orphans()
child = Child("-c", {WORKER!r})
child.keep()
keep_alive([child])
"""


def test_what_a_killed_worker_leaves_is_taken_away() -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert supervisor.stdout is not None
        inner = int(supervisor.stdout.readline())
        worker = next(pid for pid in family(supervisor.pid)[1:] if pid != inner)
        subprocess.run(["kill", "-9", str(worker)], check=True)
        assert int(supervisor.stdout.readline()) != inner, "another worker takes its place"
        until = time.monotonic() + 5
        while Path(f"/proc/{inner}").exists() and time.monotonic() < until:
            time.sleep(0.1)
        assert not Path(f"/proc/{inner}").exists()
    finally:
        supervisor.terminate()
        supervisor.communicate(timeout=10)


def test_a_port_that_is_taken_is_told_as_such() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "DAUDEN_PORT sang số khác" in why_not_listen("127.0.0.1", other.getsockname()[1])


@pytest.mark.parametrize("host", ["203.0.113.7", "2001:db8::7"])
def test_an_address_of_another_machine_is_told_as_such(host: str) -> None:
    assert f"Máy này không có địa chỉ {host}" in why_not_listen(host, free_port())


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_a_port_that_needs_rights_is_told_as_such(number: int) -> None:
    assert "từ 1024 trở lên" in _advice("127.0.0.1", 80, OSError(number, "Permission denied"))


def test_anything_else_is_told_with_its_reason() -> None:
    assert "(Too many open files)" in _advice("127.0.0.1", 80, OSError(errno.EMFILE, "Too many open files"))


def test_a_free_port_is_fine() -> None:
    assert why_not_listen("127.0.0.1", free_port()) == ""
