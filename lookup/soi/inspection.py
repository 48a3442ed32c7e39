"""A stranger's file inspected in a child process with limits; only the report comes back."""

import datetime
import json
from pathlib import PurePath
from typing import Any

from core import children
from core.children import ChildDied, Rejected
from law.layout.readers import refusals

DIED = "Không đọc được tệp này: tệp quá lớn hoặc quá phức tạp. Hãy lưu lại thành tệp mới, bỏ bớt ảnh, rồi thử lại."


class TooLarge(Rejected):
    """The file is larger than what is read: 413, the other refusals are 422."""


def inspect(data: bytes, name: str, day: datetime.date) -> dict[str, Any]:
    """The report of a file as JSON values (`Report.as_json`). Raises Rejected with a sentence; TooLarge among them."""
    if len(data) > refusals.LARGEST_FILE:
        raise TooLarge(refusals.LARGE)
    about = json.dumps({"name": PurePath(name).name[-200:], "day": day.isoformat()})
    try:
        answer: dict[str, Any] = children.run(f"{__name__}:work", about.encode() + b"\n" + data)
    except ChildDied as death:
        raise Rejected(DIED) from death
    if "refused" in answer:
        raise (TooLarge if answer["too_large"] else Rejected)(answer["refused"])
    return answer


def work(content: bytes) -> dict[str, Any]:
    """What the child does: header line, then the file."""
    # Imported here: the parent serves pages and needs neither lxml nor pdfminer.
    from law import register
    from law.layout.soi import Unreadable, judge, read, understand

    header, _, data = content.partition(b"\n")
    about = json.loads(header)
    try:
        draft = read(data, about["name"])
    except Unreadable as refusal:
        return {"refused": str(refusal), "too_large": refusal.too_large}
    return judge(understand(draft), register.load(), datetime.date.fromisoformat(about["day"])).as_json()
