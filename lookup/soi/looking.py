"""A stranger's file read, judged and drawn in one child process with limits, for the page that shows the report."""

import datetime
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any

from core import children
from core.children import ChildDied, ChildSlow, Rejected
from law.layout.readers import refusals
from lookup.soi.inspection import DIED, TooLarge

Pointed = Mapping[str, Sequence[int]]
EXERCISE = (
    "Đây là bản thảo của một bài luyện tập: tự tìm ra lỗi chính là bài tập, nên tệp này không soi ở đây. Hãy nộp tệp ở bàn làm việc"
    " của bài; ở chế độ luyện tập, mỗi lần nộp đều có nhận xét."
)
MOST_LINES = 150
_PATIENCE = 8.0
# Pages go first: whoever waits for a report waits a little longer.
_POLITE = 10
# One child a web process, and one request that waits for it: many uploads at once must take neither the processor nor the
# threads from those who read lessons. An upload that finds both taken waits in its folder (`views.soi_report`).
_turn, _room = BoundedSemaphore(1), BoundedSemaphore(2)


class Busy(Exception):
    """Others are being served; the person should try again."""


def look(
    data: bytes, name: str, day: datetime.date, pointed: Pointed | None = None, *, patience: float = _PATIENCE
) -> dict[str, Any]:
    """`report` (as `Report.as_json`), `drawing`, `lines` to point at, how many faults are `correctable`. Raises Rejected (TooLarge among them), Busy.

    `pointed`: for the key of a component the ids of its lines, as a person has pointed them out.
    """
    about = {"name": short_name(name), "day": day.isoformat(), "pointed": dict(pointed or {})}
    return ask(f"{__name__}:work", data, about, patience)


def short_name(name: str) -> str:
    """The name of a file without folders, its last 200 letters."""
    return PurePath(name).name[-200:]


def ask(
    work: str,
    data: bytes,
    about: Mapping[str, Any],
    patience: float = _PATIENCE,
    room: BoundedSemaphore | None = None,
) -> dict[str, Any]:
    """What a function ('module:name') of the child answers about a stranger's file. Raises Rejected (TooLarge among them), Busy.

    The child gets `about` as JSON on the first line, then the file. `patience`: seconds to wait for a turn;
    `room`: how many requests may run or wait (`_room` where the caller has none of its own).
    """
    if len(data) > refusals.LARGEST_FILE:
        raise TooLarge(refusals.LARGE)
    try:
        with _taken(room or _room, 0), _taken(_turn, patience):
            answer: dict[str, Any] = children.run(work, json.dumps(about).encode() + b"\n" + data)
    except ChildSlow as slow:
        raise Busy from slow
    except ChildDied as death:
        raise Rejected(DIED) from death
    if "refused" in answer:
        raise (TooLarge if answer["too_large"] else Rejected)(answer["refused"])
    return answer


@contextmanager
def _taken(semaphore: BoundedSemaphore, seconds: float) -> Iterator[None]:
    if not semaphore.acquire(timeout=seconds):
        raise Busy
    try:
        yield
    finally:
        semaphore.release()


def be_polite() -> None:
    """In the child: let pages go first."""
    os.nice(_POLITE)


def warm() -> None:
    """What every child of this room needs, loaded once in the process that they are forked from."""
    from law import register
    from law.layout.readers.docx import file as docx_reader  # noqa: F401  both readers
    from law.layout.readers.pdf import file as pdf_reader  # noqa: F401  the same
    from law.layout.soi import judge  # noqa: F401  all rules
    from law.layout.word.correcting import corrected  # noqa: F401  all corrections
    from lookup.soi import drawing  # noqa: F401  the pen

    register.load()


def work(content: bytes) -> dict[str, Any]:
    """What the child does: header line, then the file."""
    be_polite()
    # Imported here: the parent serves pages and needs neither lxml nor pdfminer.
    from law import register
    from law.layout.practice_mark import mark_in
    from law.layout.soi import Outcome, Part, Unreadable, judge, pointed_out, read, understand
    from law.layout.word.correcting.corrected import CORRECTIONS
    from lookup.soi.drawing import drawing_of

    header, _, data = content.partition(b"\n")
    about = json.loads(header)
    try:
        draft = read(data, about["name"])
    except Unreadable as refusal:
        return {"refused": str(refusal), "too_large": refusal.too_large}
    if mark_in(draft.keywords):
        return {"refused": EXERCISE, "too_large": False}
    seen = understand(draft)
    parts = {part.key: part for part in Part}
    for key, ids in about["pointed"].items():
        seen = pointed_out(seen, parts[key], ids)
    report = judge(seen, register.load(), datetime.date.fromisoformat(about["day"]))
    return {
        "report": report.as_json(),
        "drawing": {} if report.refusal else drawing_of(draft),
        "lines": list(_lines(draft.body)),
        "correctable": sum(one.rule in CORRECTIONS for one in report.of(Outcome.FAIL))
        if draft.source.value == "docx"
        else 0,
    }


def _lines(body: Sequence[Any]) -> Iterator[list[Any]]:
    """Head and foot of the file, which hold the components."""
    shown = body if len(body) <= MOST_LINES else [*body[: MOST_LINES // 2], *body[-MOST_LINES // 2 :]]
    for line in shown:
        yield [line.id, line.text[:70]]
