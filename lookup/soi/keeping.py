"""Uploads and their reports, kept for a session or, where a person says so, for that person; in folders that no backup takes.

Each owner (a session, a person) has a folder named by the SHA-256 of what the owner is known by.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SESSION_FOLDER, SAVED_FOLDER = "soi", "soi-saved"
LONGEST = timedelta(hours=2)
MOST_OF_ONE = 5
LONGEST_SAVED = timedelta(days=90)
MOST_SAVED = 20
MOST_BYTES = 1024 * 1024 * 1024
_REPORT, _FILE = ".json", ".file"


class Full(Exception):
    """Too much is kept at the moment."""


@dataclass(frozen=True)
class Kept:
    """What was found in a file. `look` is the answer of `looking.look`; empty while the file waits for its turn."""

    id: uuid.UUID
    name: str
    look: Mapping[str, Any]
    pointed: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has looked at the file yet."""
        return not self.look


@dataclass(frozen=True)
class Keeper:
    """The reports of one owner. `folder` is that of all owners of a kind, `owner` what this one is known by."""

    folder: Path
    owner: str
    longest: timedelta = LONGEST
    most: int = MOST_OF_ONE
    drops_oldest: bool = True
    """Whether the oldest makes room for a new one; otherwise the new one is refused."""

    def keep(self, kept: Kept, data: bytes, at: datetime) -> None:
        """Keep a report and its file. Raises Full."""
        sweep(self.folder, at, self.longest)
        if not self.drops_oldest and len(self._ids()) >= self.most:
            raise Full
        if sum(map(_size, self.folder.glob("*/*"))) + len(data) > MOST_BYTES:
            raise Full
        for old in self._ids()[self.most - 1 :]:
            self.drop(old)
        self._own.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(kept.id, _FILE, data, at)
        self.update(kept, at)

    def update(self, kept: Kept, at: datetime) -> None:
        """A report that was judged again."""
        self._write(kept.id, _REPORT, json.dumps(asdict(kept) | {"id": str(kept.id)}, ensure_ascii=False).encode(), at)

    def get(self, report_id: uuid.UUID, at: datetime) -> Kept | None:
        """A report of this owner that is not too old."""
        path = self._path(report_id, _REPORT)
        try:
            if _is_old(path, at, self.longest):
                return None
            return Kept(**json.loads(path.read_bytes()) | {"id": report_id})
        except FileNotFoundError:
            return None

    def data_of(self, report_id: uuid.UUID) -> bytes:
        """The file of a report. Raises FileNotFoundError."""
        return self._path(report_id, _FILE).read_bytes()

    def listed(self, at: datetime) -> list[Kept]:
        """The reports of this owner, newest first."""
        return [kept for one in self._ids() if (kept := self.get(one, at)) is not None]

    def drop(self, report_id: uuid.UUID) -> None:
        """Wipe a report and its file."""
        for ending in (_REPORT, _FILE):
            self._path(report_id, ending).unlink(missing_ok=True)

    def wipe(self) -> None:
        """Wipe everything of this owner."""
        shutil.rmtree(self._own, ignore_errors=True)

    @property
    def _own(self) -> Path:
        return self.folder / hashlib.sha256(self.owner.encode()).hexdigest()

    def _path(self, report_id: uuid.UUID, ending: str) -> Path:
        return self._own / f"{report_id}{ending}"

    def _ids(self) -> list[uuid.UUID]:
        found = sorted(self._own.glob(f"*{_REPORT}"), key=_age, reverse=True)
        return [uuid.UUID(path.stem) for path in found]

    def _write(self, report_id: uuid.UUID, ending: str, content: bytes, at: datetime) -> None:
        part = self._path(report_id, f"{ending}.part")
        try:
            part.touch(mode=0o600)
            part.write_bytes(content)
            # The site's clock decides how old a file is, not the machine's.
            os.utime(part, (at.timestamp(), at.timestamp()))
            part.replace(self._path(report_id, ending))
        finally:
            part.unlink(missing_ok=True)


def sweep(folder: Path, at: datetime, longest: timedelta = LONGEST) -> None:
    """Wipe what is too old, whoever it belongs to."""
    for path in folder.glob("*/*"):
        if _is_old(path, at, longest):
            path.unlink(missing_ok=True)
    for own in folder.glob("*"):
        # A folder that was just made is about to be filled.
        if _is_old(own, at, longest) and not any(own.iterdir()):
            own.rmdir()


def _is_old(path: Path, at: datetime, longest: timedelta) -> bool:
    try:
        return at - datetime.fromtimestamp(path.stat().st_mtime, UTC) >= longest
    except FileNotFoundError:  # another process has wiped it
        return False


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
