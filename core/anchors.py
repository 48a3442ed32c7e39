"""Heads of the hash chains, kept in files outside the database, so that a chain cannot be cut short unseen."""

import fcntl
import os
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from core.db import on_commit


def anchor_on_commit(session: Session, chain: str, position: int, head: str) -> None:
    """Write (position, head) of a chain to its anchor file once the open transaction is committed."""
    path = current_app.extensions["settings"].anchors / f"{chain}.head"
    on_commit(session, f"anchor {chain}", lambda: write(path, position, head))


def write(path: Path, position: int, head: str) -> None:
    """Move an anchor forward, never back; safe between processes."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        kept = _parse(path)
        if kept and kept[0] >= position:
            return
        # One line of one length, written over the last: a crash leaves the old head or the new one.
        os.pwrite(handle, f"{position:012d} {head}\n".encode("ascii"), 0)
        os.fdatasync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> tuple[int, str] | None:
    """The anchored (position, head), or None where a chain has not begun."""
    return _parse(path) if path.exists() else None


def _parse(path: Path) -> tuple[int, str] | None:
    words = path.read_text(encoding="ascii").split()
    return (int(words[0]), words[1]) if len(words) == 2 else None
