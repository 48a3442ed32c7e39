"""What a child process does with the files of drafts: makes the given one, reads one that was handed in. Answers are JSON values."""

from __future__ import annotations

import base64
import json
from typing import Any

from exercises.dms.domain.codec import from_json, to_json
from exercises.dms.domain.drafts import Draft
from law.layout.readers import refusals
from lookup.soi import looking
from lookup.soi.looking import be_polite

NOT_WORD = "Hãy nộp tệp Word (.docx), không nộp PDF: bản thảo còn phải sửa tiếp được."
_CHOOSE = "Hãy chọn tệp .docx mà bạn đã tải về, sửa và lưu."
WRONG_ENDING = f"Tên tệp phải có đuôi .docx như tệp bạn đã tải về. {_CHOOSE}"
OTHER_DOCUMENT = f"Đây không phải bản thảo được giao. {_CHOOSE}"
BEARS_A_MARK = "Văn bản mang dấu chỉ độ mật. Không đưa tài liệu bí mật nhà nước lên đây; tệp không được giữ lại."
# What the checker would say of a document of one's own, in the words of this desk: it takes the mended draft and no PDF.
AT_THE_DESK = {
    refusals.EMPTY: f"Tệp rỗng, không có bản thảo trong đó. {_CHOOSE}",
    refusals.NO_WORDS: f"Tệp không có chữ nào, không phải bản thảo được giao. {_CHOOSE}",
    refusals.GARBLED: f"Chữ trong tệp bị lỗi mã (nhiều chữ có dấu hiện thành dấu hỏi). Hãy tải lại bản được giao và sửa trên bản đó. {_CHOOSE}",
    refusals.NOT_WORD: f"Đây là tệp nén, không phải văn bản Word. {_CHOOSE}",
    refusals.SPREADSHEET: f"Đây là bảng tính hoặc bản trình chiếu, không phải bản thảo. {_CHOOSE}",
    refusals.PICTURE: f"Đây là tệp ảnh, không phải bản thảo. {_CHOOSE}",
    refusals.UNKNOWN: f"Đây không phải văn bản Word. {_CHOOSE}",
}


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
    from law.layout.readers.reading import is_pdf
    from law.layout.readers.reading import read as read_file
    from law.layout.soi import Kind, judge, understand
    from lookup.soi.drawing import drawing_of

    if is_pdf(data):
        return {"refused": NOT_WORD, "too_large": False}
    try:
        found = read_file(data, name)
    except refusals.WrongEnding:
        return {"refused": WRONG_ENDING, "too_large": False}
    except refusals.Unreadable as refusal:
        return {"refused": AT_THE_DESK.get(str(refusal), str(refusal)), "too_large": refusal.too_large}
    report = judge(understand(found), register.load(), draft.issued_date)
    if report.refusal:
        return {"refused": BEARS_A_MARK if report.seen.kind is Kind.SECRET else OTHER_DOCUMENT, "too_large": False}
    shown = report.as_json()
    shown["findings"] = [one for one in shown["findings"] if one["outcome"] in ("FAIL", "NEEDS_REVIEW")]
    return {"look": to_json(look_at(draft, report)), "report": shown, "drawing": drawing_of(found)}
