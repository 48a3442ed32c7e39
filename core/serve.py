"""The supervisor: the web server and the job worker, restarted when they fall, ended together.

`python -m core.serve HOST PORT PROCESSES PUBLIC_URL` is what the `serve` command becomes. It imports nothing of the
application. Its children live in sessions of their own, so that Ctrl-C reaches the supervisor alone and the end has one
order; they end when it is gone, even by kill -9.
"""

import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from core.processes import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
# A password's 19 MiB must go back to the system after each hash; glibc would keep them for every thread, 300 MiB in all.
MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20), "MALLOC_ARENA_MAX": "2"}
PATIENCE = 60.0
LAST_WORDS = 8.0


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
        try:
            urllib.request.urlopen(f"http://{name}:{port}/healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            print(f"Dấu Đến đang chạy tại {public_url}", flush=True)  # noqa: T201  the command's output
            return


def is_taken(host: str, port: int) -> bool:
    """Whether somebody already listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def serve_web(target: str, host: str, port: int, processes: int) -> None:
    """The web server itself. `target` (`module:function`) names what makes the WSGI application.

    The application is made once, here, and its memory is shared by the web processes, which are forked from this one;
    a process that falls is back at once.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    from core.gateway import Gateway

    application = _made(target)

    def loader() -> Any:  # granian types it as a function; RSGI takes an object too
        die_with_parent()
        return Gateway(application)

    server = Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=processes,
        backlog=1024,
        backpressure=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=5,  # a browser that holds its connection must not hold up the end
        http1_settings=HTTP1Settings(header_read_timeout=15_000, keep_alive=True, max_buffer_size=64 * 1024),
        log_enabled=False,
        working_dir=ROOT,
    )
    server.serve(target_loader=loader, wrap_loader=False)


def _made(target: str) -> Any:
    module, _, function = target.partition(":")
    application = getattr(importlib.import_module(module), function)()
    gc.collect()
    gc.freeze()  # what lives as long as the process is never looked at again, so its pages stay shared
    gc.set_threshold(20_000, 20, 50)
    return application


def supervise(host: str, port: int, processes: int, public_url: str) -> int:
    """Keep the children alive until SIGTERM or SIGINT."""
    if is_taken(host, port):
        sys.stderr.write(f"Cổng {port} đang có chương trình khác dùng. Hãy đặt DAUDEN_PORT sang số khác.\n")
        return 2
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    children = [Child("-m", "core.serve", "web", host, str(port), str(processes)), Child("app.py", "work")]
    for child in children:
        child.keep()
    threading.Thread(target=announce, args=(host, port, public_url), daemon=True).start()
    while not ending.wait(0.5):
        for child in children:
            child.keep()
    for child in children:
        child.end()
    for child in children:
        child.wait()
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "web":
        serve_web("app:create_web_app", sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        raise SystemExit(supervise(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
