"""Paper: HTML to PDF through one long-lived render process.

The process starts on first need, is renewed every 200 documents, and is killed when a document takes over 20 seconds.
"""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

SECONDS = 20.0
DOCUMENTS = 200
ROOT = Path(__file__).resolve().parent.parent


class PrintingFailed(RuntimeError):
    """A document could not be made; the message says why (for the log, not for people)."""


class RenderProcess:
    """A handle on the child process; one document at a time, safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._made = 0

    def pdf(self, html: str, sheets: Sequence[str], variant: str | None) -> bytes:
        """One PDF. Raises PrintingFailed."""
        frame = json.dumps({"html": html, "sheets": list(sheets), "variant": variant}).encode()
        with self._lock:
            child = self._running()
            try:
                return self._exchange(child, frame)
            except (OSError, EOFError, TimeoutError) as error:
                self._stop()
                raise PrintingFailed(f"the render process failed: {error or type(error).__name__}") from error

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._child.poll() is not None or self._made >= DOCUMENTS):
            self._stop()
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "core.render_process"],
                cwd=ROOT,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(Path.home())},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._made = 0
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], frame: bytes) -> bytes:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(struct.pack(">I", len(frame)) + frame)
        child.stdin.flush()
        until = time.monotonic() + SECONDS
        header = _read(child.stdout.fileno(), 5, until)
        content = _read(child.stdout.fileno(), struct.unpack(">I", header[1:])[0], until)
        self._made += 1
        if header[0] != 0:
            raise PrintingFailed(content.decode(errors="replace"))
        return content

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _read(handle: int, length: int, until: float) -> bytes:
    parts: list[bytes] = []
    while length:
        ready, _, _ = select.select([handle], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError(f"no document after {SECONDS:.0f} seconds")
        part = os.read(handle, min(length, 1 << 20))
        if not part:
            raise EOFError("the render process ended")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


_process = RenderProcess()
atexit.register(_process.close)


def render_pdf(html: str, *, sheets: Sequence[str] = ("print.css",), variant: str | None = None) -> bytes:
    """HTML (a whole page) to PDF bytes.

    `sheets` are paths in `static/`; in the HTML, pictures are `static:<path>` or `data:` and nothing else is
    fetched. `variant` is a PDF variant such as `pdf/ua-1`. Raises PrintingFailed.
    """
    return _process.pdf(html, sheets, variant)
