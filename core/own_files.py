"""Files and folders of an installation that no other account of the machine may read."""

import contextlib
import os
from pathlib import Path


def make_for_owner(path: Path) -> None:
    """Make an empty file for its owner only, or take the others' rights from one that is there.

    A file that is there is not opened: closing it would end the locks that SQLite holds on it in this process.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    keep_from_others(path)


def keep_from_others(path: Path) -> None:
    """Take all rights but the owner's from a file or folder, if this account owns it."""
    found = path.stat()
    if found.st_uid == os.geteuid() and found.st_mode & 0o077:
        path.chmod(found.st_mode & 0o700)
