"""Heads of the hash chains, kept in files outside the database, so that a chain cannot be cut short unseen."""

import fcntl
import os
from pathlib import Path

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session


def anchor_on_commit(session: Session, chain: str, position: int, head: str) -> None:
    """Write (position, head) of a chain to its anchor file once the open transaction is committed."""
    folder = current_app.extensions["settings"].anchors
    waiting: dict[str, tuple[int, str]] = session.info.setdefault("anchors", {})
    waiting[chain] = (position, head)
    if not event.contains(session, "after_commit", _write_waiting):
        session.info["anchor_folder"] = folder
        event.listen(session, "after_commit", _write_waiting)
        event.listen(session, "after_rollback", _forget_waiting)


def _write_waiting(session: Session) -> None:
    waiting = session.info.pop("anchors", {})
    for chain, (position, head) in waiting.items():
        write(session.info["anchor_folder"] / f"{chain}.head", position, head)


def _forget_waiting(session: Session) -> None:
    session.info.pop("anchors", None)


def write(path: Path, position: int, head: str) -> None:
    """Move an anchor forward, never back; safe between processes."""
    with path.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = _parse(path)
        if kept and kept[0] >= position:
            return
        file.seek(0)
        file.truncate()
        file.write(f"{position} {head}\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> tuple[int, str] | None:
    """The anchored (position, head), or None where a chain has not begun."""
    return _parse(path) if path.exists() else None


def _parse(path: Path) -> tuple[int, str] | None:
    words = path.read_text(encoding="ascii").split()
    return (int(words[0]), words[1]) if len(words) == 2 else None
