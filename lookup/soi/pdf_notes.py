"""Notes in a PDF that somebody sent: a highlight at the place of each finding, with what was found and how to mend it.

What is added stands behind the file, which itself stays byte for byte: its pages, and a signature in it, are as they were.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.children import Rejected

AUTHOR = "Soi thể thức"
UNWRITABLE = "Không ghi chú được vào tệp PDF này. Hãy tải kết quả soi dạng PDF thay cho bản có ghi chú."
_PAD = 2.0
_LONGEST = 1500

Note = Mapping[str, Any]
"""`page` from 0, `box` (left, top, right, bottom) in points from the top left corner, `words`."""


def notes_of(drawing: Mapping[str, Any], shown: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Note]:
    """The notes of some findings by the places of their lines; one that is about no line stands in the top left corner."""
    notes: list[Note] = []
    above = 0
    for heading, finding in shown:
        lines = [str(one) for one in finding["where"]["lines"] if str(one) in drawing["places"]]
        if lines:
            page, x0, x1, base, size = drawing["places"][lines[0]]
            box = (x0 - _PAD, base - size, x1 + _PAD, base + 0.3 * size)
        else:
            page, box, above = 0, (20.0, 20.0 + 14 * above, 40.0, 32.0 + 14 * above), above + 1
        notes.append({"page": page, "box": box, "words": f"{heading}\n{_words(finding)}"[:_LONGEST]})
    return notes


def _words(finding: Mapping[str, Any]) -> str:
    found = finding["found"] or "chưa thấy phần này"
    return f"Thấy: {found}.\nQuy định: {finding['expected']} ({finding['article']}).\nCách sửa: {finding['how']}"


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """The PDF with these notes. Raises Rejected for a file that cannot be added to."""
    # Known to the child process alone.
    from pypdf import PdfWriter
    from pypdf.annotations import Highlight
    from pypdf.errors import PyPdfError
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    try:
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        for note in notes:
            high = float(writer.pages[note["page"]].mediabox.top)
            left, top, right, bottom = note["box"]
            corners = (left, high - top, right, high - top, left, high - bottom, right, high - bottom)
            mark = Highlight(
                rect=(left, high - bottom, right, high - top), quad_points=ArrayObject([FloatObject(one) for one in corners]),
                highlight_color="ffe08a", printing=True, title_bar=AUTHOR,
            )  # fmt: skip
            mark[NameObject("/Contents")] = TextStringObject(note["words"])
            writer.add_annotation(note["page"], mark)
        made = io.BytesIO()
        writer.write(made)
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Rejected(UNWRITABLE) from error
    return made.getvalue()
