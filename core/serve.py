"""The supervisor: the web server and the job worker, restarted when they fall, ended together.

`python -m core.serve HOST PORT PROCESSES PUBLIC_URL` is what the `serve` command becomes. It imports nothing of the
application. Its children live in sessions of their own, so that Ctrl-C reaches the supervisor alone and the end has one
order; they end when it is gone, even by kill -9.

The web server's loader (`core/web.py`) loads the application, forks the web processes, says who they are, and is gone, so
that what they do not share any more does not stand in memory a third time. The supervisor adopts them.
"""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from core.processes import adopt_orphans, die_with_parent

ROOT = Path(__file__).resolve().parent.parent
# What is large goes back to the system at once; left to itself, glibc keeps it for every thread, tens of MiB in all. The last
# line is for granian, whose own allocator (jemalloc) would hold what it freed in several arenas: 1 MiB of each web process.
MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 20),
    "MALLOC_ARENA_MAX": "1",
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0",
}
PATIENCE = 60.0
LAST_WORDS = 8.0
LAST_ANSWERS = 5.0


def start(*command: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    """A Python program of ours, in a session of its own; it ends with this process."""
    return subprocess.Popen(  # noqa: S603  our own programs
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **MEMORY},
        start_new_session=True,
        preexec_fn=die_with_parent,
        pass_fds=pass_fds,
    )


class Child:
    """A program that is started again when it falls."""

    def __init__(self, *command: str) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def keep(self) -> None:
        """Start it if it is not running; a program that falls at once is not started again within a second."""
        if self._process is not None and self._process.poll() is None:
            return
        if time.monotonic() - self._started > 1:
            self._started = time.monotonic()
            self._process = start(*self._command)

    @property
    def pids(self) -> set[int]:
        """The process that this looks after."""
        return set() if self._process is None else {self._process.pid}

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
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compares, does not bind
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
            line.sendall(f"GET /healthz HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
            return b" 200 " in line.recv(64)
    except OSError:
        return False


def why_not_listen(host: str, port: int) -> str:
    """What keeps this process from listening there and what to do about it, or an empty text."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return _advice(host, port, error)
    return ""


def _advice(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Hãy đặt DAUDEN_PORT sang số khác."
    if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
        return f"Máy này không có địa chỉ {host}. Hãy đặt DAUDEN_HOST là một địa chỉ của máy này, ví dụ 127.0.0.1."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Tài khoản này không được mở cổng {port}. Hãy đặt DAUDEN_PORT là một số từ 1024 trở lên."
    return f"Không nghe được ở {host}, cổng {port} ({error.strerror}). Hãy kiểm tra DAUDEN_HOST và DAUDEN_PORT."


class Web:
    """The web processes: forked from a loaded application by a loader that leaves them to this process.

    When one falls, a loader is started for it; the others serve meanwhile. Make it after `adopt_orphans`.
    """

    def __init__(self, processes: int, *loader: str) -> None:
        self._wanted = processes
        self._loader_command = loader
        self._loader: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._said = -1
        self._pids: list[int] = []

    def keep(self) -> None:
        """Take over whom the loader has forked, and start a loader for those that are missing."""
        self._pids = [pid for pid in self._pids if not _has_ended(pid)]
        if self._loader is not None and self._loader.poll() is not None:
            self._take_over()
        missing = self._wanted - len(self._pids)
        if missing and self._loader is None and time.monotonic() - self._started > 1:
            self._load(missing)

    def _load(self, processes: int) -> None:
        self._started = time.monotonic()
        self._said, says = os.pipe()
        self._loader = start(*self._loader_command, str(processes), str(says), pass_fds=(says,))
        os.close(says)

    def _take_over(self) -> None:
        # Not to the end of the file: the web processes hold the other side as well.
        os.set_blocking(self._said, False)
        with contextlib.suppress(BlockingIOError):
            self._pids += [int(pid) for pid in os.read(self._said, 4096).split()]
        os.close(self._said)
        self._loader = None

    @property
    def pids(self) -> set[int]:
        """The processes that this looks after."""
        return {*self._pids, *([] if self._loader is None else [self._loader.pid])}

    def end(self) -> None:
        """Ask all to end, the loader first, so that nobody is forked any more."""
        if self._loader is not None:
            self._loader.kill()
            self._loader.wait()
            self._take_over()
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait for their end; a browser that holds its connection must not hold it up for more than five seconds."""
        until = time.monotonic() + LAST_ANSWERS
        while self._pids:
            self._pids = [pid for pid in self._pids if not _has_ended(pid)]
            if time.monotonic() > until:
                for pid in self._pids:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)


def _has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # it ended before the loader had said who it is, and was taken for a stranger
        return True


def bury_strangers(known: set[int]) -> None:
    """Take away what a child that was killed has left to this process, such as its render process, once it has ended."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if ended.si_pid in known:
                return  # whoever looks after it takes it away, and the next round comes to the others
            os.waitpid(ended.si_pid, 0)


def keep_alive(children: Sequence[Child | Web]) -> None:
    """Look after children until SIGTERM or SIGINT, then end them together."""
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    while not ending.wait(0.5):
        for child in children:
            child.keep()
        bury_strangers({pid for child in children for pid in child.pids})
    for child in children:
        child.end()
    for child in children:
        child.wait()


def supervise(host: str, port: int, processes: int, public_url: str) -> int:
    """Keep the children alive until SIGTERM or SIGINT."""
    if advice := why_not_listen(host, port):
        sys.stderr.write(f"{advice}\n")
        return 2
    adopt_orphans()
    # Without docstrings (-OO) and places inside lines two web processes take 7 MiB less.
    web = Web(processes, "-X", "no_debug_ranges", "-OO", "-m", "core.web", "app:create_web_app", host, str(port))
    children: list[Child | Web] = [web, Child("app.py", "work")]
    for child in children:
        child.keep()
    threading.Thread(target=announce, args=(host, port, public_url), daemon=True).start()
    keep_alive(children)
    return 0


if __name__ == "__main__":
    host, port, processes, public_url = sys.argv[1:]
    raise SystemExit(supervise(host, int(port), int(processes), public_url))
