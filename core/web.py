"""The web server: the application is loaded once, the web processes are forked from it, and the loader steps aside.

`python -m core.web MODULE:FUNCTION HOST PORT PROCESSES FD`, started by `core.serve.Web`, which reads the processes' numbers from FD.
"""

import ctypes
import gc
import importlib
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

from core.processes import die_with_adopter

MADV_NOHUGEPAGE = 15
ROOT = Path(__file__).resolve().parent.parent


def serve_web(target: str, host: str, port: int, processes: int, says: int) -> None:
    """Serve what `target` (`module:function`) makes, a WSGI application. Does not return.

    The application is made once, here, and its memory is shared by the web processes, which are forked from this one.
    Then this one writes their numbers to the file descriptor `says` and is gone.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    from core.gateway import Gateway

    application = _made(target)
    loader_id, supervisor_id = os.getpid(), os.getppid()

    def loader() -> Any:  # granian types it as a function; RSGI takes an object too
        die_with_adopter(loader_id, supervisor_id)
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
        http1_settings=HTTP1Settings(header_read_timeout=15_000, keep_alive=True, max_buffer_size=64 * 1024),
        log_enabled=False,
        working_dir=ROOT,
    )

    def step_aside(*_: object) -> None:
        os.write(says, " ".join(str(process.pid) for process in multiprocessing.active_children()).encode())
        os._exit(0)  # the interpreter's own end would end the processes too

    # Where granian would wait for its processes, with all of the application in memory.
    server._serve_loop = step_aside  # type: ignore[method-assign]
    server.serve(target_loader=loader, wrap_loader=False)


def _made(target: str) -> Any:
    module, _, function = target.partition(":")
    application = getattr(importlib.import_module(module), function)()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # reading the content left holes
    _share_heap()
    gc.freeze()  # what lives as long as the process is never looked at again, so its pages stay shared
    gc.set_threshold(20_000, 20, 50)
    return application


def _share_heap() -> None:
    """Keep the heap in small pages: where the system makes huge ones of it, each web process gets a copy of what they share."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        if line.endswith("[heap]"):
            first, last = (int(address, 16) for address in line.split()[0].split("-"))
            ctypes.CDLL(None).madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), MADV_NOHUGEPAGE)


if __name__ == "__main__":
    serve_web(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
