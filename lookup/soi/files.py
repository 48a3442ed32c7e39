"""Files made of a stranger's file in the child process: with notes, and corrected. Only bytes and lists come back."""

import base64
import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from law import register
from lookup.soi import looking, pdf_notes
from lookup.soi.presenting import Shown


@dataclass(frozen=True)
class Corrected:
    """A corrected file: its bytes, what was put right (`Change.as_json`), and the report on it."""

    data: bytes
    made: Sequence[Mapping[str, str]]
    report: Mapping[str, Any]


def annotated(data: bytes, name: str, shown: Sequence[Shown], at: datetime.datetime) -> bytes:
    """The .docx with a comment for each finding, numbered as on the page. Raises Rejected, Busy."""
    findings = [(f"{one.number}. {one.label}", dict(one.finding)) for one in shown]
    about = {"name": looking.short_name(name), "findings": findings, "at": at.isoformat()}
    answer = looking.ask(f"{__name__}:annotate_work", data, about)
    return base64.b64decode(answer["file"])


def annotated_pdf(data: bytes, look: Mapping[str, Any], shown: Sequence[Shown]) -> bytes:
    """The PDF with a note for each finding, numbered as on the page. Raises Rejected, Busy."""
    known = register.load()
    findings = [
        (
            f"{one.number}. {one.label}: {one.finding['where']['name']}",
            {**one.finding, "article": known[one.finding["article"]].where},
        )
        for one in shown
    ]
    answer = looking.ask(
        f"{__name__}:annotate_pdf_work", data, {"notes": pdf_notes.notes_of(look["drawing"], findings)}
    )
    return base64.b64decode(answer["file"])


def corrected(data: bytes, name: str, day: datetime.date, pointed: looking.Pointed) -> Corrected:
    """The .docx with everything put right that is safe. Raises Rejected, Busy."""
    about = {"name": looking.short_name(name), "day": day.isoformat(), "pointed": dict(pointed)}
    answer = looking.ask(f"{__name__}:correct_work", data, about)
    return Corrected(base64.b64decode(answer["file"]), answer["made"], answer["report"])


def warm() -> None:
    """What children of this room need: what the checker needs."""
    looking.warm()


def annotate_work(content: bytes) -> dict[str, Any]:
    """In the child: header line, then the file."""
    from law.layout.word.annotating import annotate

    about, data = _opened(content)
    known = register.load()
    findings = [(heading, one | {"article": known[one["article"]].where}) for heading, one in about["findings"]]
    return _filed(annotate(data, about["name"], findings, datetime.datetime.fromisoformat(about["at"])))


def annotate_pdf_work(content: bytes) -> dict[str, Any]:
    """In the child: header line, then the file."""
    about, data = _opened(content)
    return _filed(pdf_notes.annotate(data, about["notes"]))


def correct_work(content: bytes) -> dict[str, Any]:
    """In the child: header line, then the file."""
    from law.layout.understanding.parts import Part
    from law.layout.word.correcting.corrected import correct

    about, data = _opened(content)
    parts = {part.key: part for part in Part}
    pointed = {parts[key]: ids for key, ids in about["pointed"].items()}
    done = correct(data, about["name"], register.load(), datetime.date.fromisoformat(about["day"]), pointed)
    return {**_filed(done.data), "made": [one.as_json() for one in done.made], "report": done.left.as_json()}


def _opened(content: bytes) -> tuple[dict[str, Any], bytes]:
    looking.be_polite()
    header, _, data = content.partition(b"\n")
    return json.loads(header), data


def _filed(data: bytes) -> dict[str, Any]:
    return {"file": base64.b64encode(data).decode()}
