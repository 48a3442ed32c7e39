"""What a child process does with the files of drafts: makes the given one, reads one that was handed in. Answers are JSON values."""

from __future__ import annotations

import base64
import json
from typing import Any

from exercises.dms.domain.codec import from_json, to_json
from exercises.dms.domain.drafts import Draft
from lookup.soi import looking
from lookup.soi.looking import be_polite

NOT_WORD = "Hãy nộp tệp Word (.docx), không nộp PDF: bản thảo còn phải sửa tiếp được."


def warm() -> None:
    """What children of this room need: the checker, the writer and the faults."""
    from exercises.dms import letters  # noqa: F401  both

    looking.warm()


def make(content: bytes) -> dict[str, Any]:
    """The given file of a draft, and what the checker sees in it. `content`: the draft as one line of JSON."""
    from exercises.dms.letters import given_file
    from law import register

    be_polite()
    draft = from_json(Draft, json.loads(content.partition(b"\n")[0])["draft"])
    data = given_file(draft, register.load())
    return {"file": base64.b64encode(data).decode(), **_looked_at(draft, data, draft.file_name)}


def read(content: bytes) -> dict[str, Any]:
    """What the checker sees in a file. `content`: draft and name as one line of JSON, then the file."""
    be_polite()
    header, _, data = content.partition(b"\n")
    about = json.loads(header)
    return _looked_at(from_json(Draft, about["draft"]), data, about["name"])


def _looked_at(draft: Draft, data: bytes, name: str) -> dict[str, Any]:
    # Imported here: the parent serves pages and needs neither lxml nor pdfminer.
    from exercises.dms.letters import look_at
    from law import register
    from law.layout.soi import Source, Unreadable, judge, understand
    from law.layout.soi import read as read_file
    from lookup.soi.drawing import drawing_of

    try:
        found = read_file(data, name)
    except Unreadable as refusal:
        return {"refused": str(refusal), "too_large": refusal.too_large}
    if found.source is not Source.DOCX:
        return {"refused": NOT_WORD, "too_large": False}
    report = judge(understand(found), register.load(), draft.issued_date)
    if report.refusal:
        return {"refused": report.refusal, "too_large": False}
    shown = report.as_json()
    shown["findings"] = [one for one in shown["findings"] if one["outcome"] in ("FAIL", "NEEDS_REVIEW")]
    return {"look": to_json(look_at(draft, report)), "report": shown, "drawing": drawing_of(found)}
