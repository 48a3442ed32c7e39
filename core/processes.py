"""Processes that end together."""

import ctypes
import os
import signal
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone, even by kill -9."""
    _ask(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:  # it was gone before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _ask(PR_SET_CHILD_SUBREAPER, 1)


def die_with_adopter(parent: int, adopter: int) -> None:
    """Wait until `parent`, which is about to end, has left this process to `adopter`, and end with that one."""
    while os.getppid() == parent:
        time.sleep(0.01)
    _ask(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != adopter:  # it was gone before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _ask(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
