"""The supervisor: the web server and the job worker, restarted when they fall, ended together.

`python -m core.serve HOST PORT PROCESSES PUBLIC_URL` is what the `serve` command becomes. It imports nothing of the
application. Its children live in sessions of their own, so that Ctrl-C reaches the supervisor alone and the end has one
order; they end when it is gone, even by kill -9.

The web server (`core/web.py`) loads the application, forks the web processes, and then becomes `keep`: a process without
the application, so that what the web processes do not share any more does not stand in memory a third time.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from core.processes import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
# A password's 19 MiB must go back to the system after each hash; glibc would keep them for every thread, 300 MiB in all.
# Taken in huge pages, they cost 2 ms of the system's time a hash; in small ones 10.
MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 20),
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
PATIENCE = 60.0
LAST_WORDS = 8.0
LAST_ANSWERS = 5.0


class Child:
    """A program that is started again when it falls."""

    def __init__(self, *command: str) -> None:
        self._command = [sys.executable, *command]
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def keep(self) -> None:
        """Start it if it is not running; a program that falls at once is not started again within a second."""
        if self._process is not None and self._process.poll() is None:
            return
        if time.monotonic() - self._started > 1:
            self._started = time.monotonic()
            self._process = subprocess.Popen(  # noqa: S603  our own programs
                self._command,
                cwd=ROOT,
                env={**os.environ, **MEMORY},
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def end(self) -> None:
        """Ask it to end."""
        if self._process is not None:
            self._process.terminate()

    def wait(self) -> None:
        """Wait for its end; after eight seconds end it for good."""
        if self._process is None:
            return
        try:
            self._process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def announce(host: str, port: int, public_url: str) -> None:
    """Print the address once the first page can be had."""
    name = "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104  compares, does not bind
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _is_well(name, port):
            print(f"Dấu Đến đang chạy tại {public_url}", flush=True)  # noqa: T201  the command's output
            return
        time.sleep(0.1)


def _is_well(name: str, port: int) -> bool:
    # By hand: the library's way of asking brings 5 MiB into a process that asks once.
    try:
        with socket.create_connection((name, port), timeout=2) as line:
            line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n".encode())
            return b" 200 " in line.recv(64)
    except OSError:
        return False


def is_taken(host: str, port: int) -> bool:
    """Whether somebody already listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


class Forked:
    """A web process that was forked from the loaded application; when it falls, a freshly loaded one takes its place."""

    def __init__(self, pid: int, command: list[str]) -> None:
        self._pid: int | None = pid
        self._substitute = Child(*command)

    def keep(self) -> None:
        """See whether it still runs."""
        if self._pid is not None and os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = None
        if self._pid is None:
            self._substitute.keep()

    def end(self) -> None:
        """Ask it to end."""
        if self._pid is not None:
            os.kill(self._pid, signal.SIGTERM)
        self._substitute.end()

    def wait(self) -> None:
        """Wait for its end; a browser that holds its connection must not hold it up for more than five seconds."""
        until = time.monotonic() + LAST_ANSWERS
        while self._pid is not None:
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                self._pid = None
            elif time.monotonic() > until:
                os.kill(self._pid, signal.SIGKILL)
            time.sleep(0.02)
        self._substitute.wait()


def keep_web(command: list[str], pids: list[int]) -> int:
    """What the web server becomes: keep the forked processes alive; `command` starts one that replaces a fallen one."""
    keep_alive([Forked(pid, command) for pid in pids])
    return 0


def keep_alive(children: Sequence[Child | Forked]) -> None:
    """Look after children until SIGTERM or SIGINT, then end them together."""
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    while not ending.wait(0.5):
        for child in children:
            child.keep()
    for child in children:
        child.end()
    for child in children:
        child.wait()


def supervise(host: str, port: int, processes: int, public_url: str) -> int:
    """Keep the children alive until SIGTERM or SIGINT."""
    if is_taken(host, port):
        sys.stderr.write(f"Cổng {port} đang có chương trình khác dùng. Hãy đặt DAUDEN_PORT sang số khác.\n")
        return 2
    children = [Child("-m", "core.serve", "web", host, str(port), str(processes)), Child("app.py", "work")]
    for child in children:
        child.keep()
    threading.Thread(target=announce, args=(host, port, public_url), daemon=True).start()
    keep_alive(children)
    return 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["web", host, port, processes]:
            from core.web import serve_web

            serve_web("app:create_web_app", host, int(port), int(processes))
        case ["web-keep", target, host, port, *pids]:
            raise SystemExit(keep_web(["-m", "core.web", target, host, port, "1"], [int(pid) for pid in pids]))
        case [host, port, processes, public_url]:
            raise SystemExit(supervise(host, int(port), int(processes), public_url))
