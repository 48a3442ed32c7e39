"""The files of drafts: made, read and kept. Each stands in the store under its SHA-256, with the checker's picture of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from core import storage
from exercises.dms.domain.codec import from_json, to_json
from exercises.dms.domain.drafts import Draft, DraftLook, FileRef
from lookup.soi import looking

# One request of a web process that is served and one that waits, beside as many of Soi thể thức: one of the five threads
# stays free for pages. 45 people who hand in within one minute meet a full room once in a hundred times.
_room = BoundedSemaphore(2)


@dataclass(frozen=True)
class ReadFile:
    """A file with what the checker saw in it; not kept yet."""

    data: bytes
    file: FileRef
    look: DraftLook
    picture: bytes

    def keep(self) -> None:
        """Put the file and its picture into the store; before the event that refers to them is written."""
        storage.put(self.data)
        storage.put(self.picture)


def given(draft: Draft) -> ReadFile:
    """The file that the clerk gets, made in a child process. Raises Rejected, Busy."""
    answer = looking.ask("exercises.desk.draft_work:make", b"", {"draft": to_json(draft)}, room=_room)
    return _read(base64.b64decode(answer["file"]), draft.file_name, answer)


def handed_in(draft: Draft, data: bytes, name: str) -> ReadFile:
    """A stranger's file, read in a child process. Raises Rejected (TooLarge among them) with a sentence, Busy."""
    short = looking.short_name(name)
    answer = looking.ask("exercises.desk.draft_work:read", data, {"draft": to_json(draft), "name": short}, room=_room)
    return _read(data, short, answer)


def _read(data: bytes, name: str, answer: Mapping[str, Any]) -> ReadFile:
    picture = json.dumps({"report": answer["report"], "drawing": answer["drawing"]}, ensure_ascii=False).encode()
    return ReadFile(data, FileRef.of(data, name, picture), from_json(DraftLook, answer["look"]), picture)


def content_of(file: FileRef) -> bytes:
    """The bytes of a kept file."""
    return storage.get(file.sha256)


def picture_of(file: FileRef) -> Mapping[str, Any]:
    """`report` (its faults and questions) and `drawing`, as the checker saw the file."""
    found: Mapping[str, Any] = json.loads(storage.get(file.picture_sha256))
    return found
