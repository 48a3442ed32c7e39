"""The server ends whole: by Ctrl-C, by SIGTERM to everybody, by kill -9 of the supervisor."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.bench.processes import command_line, family
from tests.browser.site import Site, free_port

pytestmark = pytest.mark.full


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_behind(tmp_path: Path, how: signal.Signals) -> None:
    site = Site(tmp_path, free_port())
    site.start()
    assert site.process is not None
    os.killpg(site.process.pid, how)
    site.process.wait(15)
    until = time.monotonic() + 15
    while not _is_free(site.port) and time.monotonic() < until:
        time.sleep(0.2)
    assert _is_free(site.port)
    site.start()  # the same folder is whole and answers again
    site.stop()


def test_a_web_process_that_falls_is_replaced_and_the_site_answers_meanwhile(tmp_path: Path) -> None:
    site = Site(tmp_path, free_port())
    site.start()
    assert site.process is not None
    first, second = _serving(site.process.pid)
    until = time.monotonic() + 5
    while len(_web_processes(site.process.pid)) > 2 and time.monotonic() < until:
        time.sleep(0.1)
    assert _web_processes(site.process.pid) == [first, second], "the loader has stepped aside"
    os.kill(first, signal.SIGKILL)
    time.sleep(0.3)  # whoever was in its queue at that moment is cut off, as in any server
    until = time.monotonic() + 30
    while len(_serving(site.process.pid)) < 2 and time.monotonic() < until:
        assert b" 200 " in _healthz(site.port), "the other process serves"
        time.sleep(0.1)
    assert second in _serving(site.process.pid)
    assert len(_serving(site.process.pid)) == 2
    site.stop()
    assert _is_free(site.port)


def test_the_heap_that_web_processes_share_stays_in_small_pages(tmp_path: Path) -> None:
    site = Site(tmp_path, free_port())
    site.start()
    assert site.process is not None
    flags = [_heap_flags(found) for found in _serving(site.process.pid)]
    site.stop()
    assert [found & {"nh", "hg"} for found in flags] == [{"nh"}, {"nh"}]


def _heap_flags(pid: int) -> set[str]:
    """What the kernel notes of the first stretch of a process's heap (proc(5), VmFlags)."""
    heap = Path(f"/proc/{pid}/smaps").read_text().split("[heap]\n")[1]
    return set(heap.split("VmFlags:")[1].splitlines()[0].split())


def _web_processes(pid: int) -> list[int]:
    return [found for found in family(pid) if "core.web" in command_line(found)]


def _serving(pid: int) -> list[int]:
    """Those that answer: a loader has one thread only."""
    return [found for found in _web_processes(pid) if len(list(Path(f"/proc/{found}/task").glob("*"))) > 1]


def _healthz(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        return line.recv(64)
