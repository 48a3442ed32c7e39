"""What the child processes of the tests do."""

import os
import resource
import tempfile

from core.children import Rejected


def echo(content: bytes) -> dict[str, int]:
    """Say how long it was."""
    return {"length": len(content)}


calls: list[int] = []


def count_and_limits(_content: bytes) -> dict[str, int]:
    """How often it was called in this process, and what the process may take."""
    calls.append(1)
    return {
        "called": len(calls),
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "file": resource.getrlimit(resource.RLIMIT_FSIZE)[0],
    }


def refuse(_content: bytes) -> None:
    """Refuse with a sentence."""
    raise Rejected("Tệp này không đọc được.")


def eat_memory(_content: bytes) -> int:
    """Ask for more than is given."""
    return len(bytearray(1024 * 1024 * 1024))


def crash(_content: bytes) -> None:
    """Die at once."""
    os.abort()


def write_a_file(_content: bytes) -> None:
    """Try to leave something behind."""
    with tempfile.TemporaryFile() as file:
        file.write(b"0" * 100_000)
        file.flush()


def work_for_ever(_content: bytes) -> None:
    """Never answer."""
    while True:
        pass
