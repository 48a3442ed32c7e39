"""The supervisor: two web processes and one job worker, restarted when they fall, ended together.

Run as `python -m core.serve HOST PORT PROCESSES PUBLIC_URL` by the `serve` command. It imports nothing of the application.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0


class JobWorker:
    """The job worker's process, kept alive by a thread."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start the worker and watch it."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker; a job in its hands stays on its row and is done after the next start."""
        self._ending.set()
        if self._child is not None:
            self._child.terminate()
            try:
                self._child.wait(5)
            except subprocess.TimeoutExpired:
                self._child.kill()

    def _keep(self) -> None:
        while not self._ending.is_set():
            self._child = subprocess.Popen([sys.executable, "app.py", "work"], cwd=ROOT)
            self._child.wait()
            self._ending.wait(1)


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


def main(host: str, port: int, processes: int, public_url: str) -> int:
    """Serve until told to stop."""
    if is_taken(host, port):
        sys.stderr.write(f"Cổng {port} đang có chương trình khác dùng. Hãy đặt DAUDEN_PORT sang số khác.\n")
        return 2
    worker = JobWorker()
    worker.start()
    threading.Thread(target=announce, args=(host, port, public_url), daemon=True).start()
    server = Granian(
        "app:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=8,
        backlog=1024,
        backpressure=512,
        respawn_failed_workers=True,
        http1_settings=HTTP1Settings(header_read_timeout=15_000, keep_alive=True),
        log_enabled=False,
        working_dir=ROOT,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.serve()
    finally:
        worker.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
