"""Files, named by their SHA-256 and never changed. A file is there whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app


def put(content: bytes) -> str:
    """Keep a file; returns its SHA-256 (64 hex digits). Keeping the same content again changes nothing."""
    digest = hashlib.sha256(content).hexdigest()
    target = _path(digest)
    if target.exists():
        return digest
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
        _sync_folder(target.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def get(digest: str) -> bytes:
    """The content of a kept file. Raises FileNotFoundError, or ValueError where the content no longer fits its name."""
    content = _path(digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"the stored file {digest} has been changed")
    return content


def _path(digest: str) -> Path:
    if len(digest) != 64 or not all(letter in "0123456789abcdef" for letter in digest):
        raise ValueError("a file is named by 64 hex digits")
    folder: Path = current_app.extensions["settings"].files
    return folder / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
