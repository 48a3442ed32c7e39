"""`annotate`: a copy of a .docx with a Word comment for each finding, at the place that it is about. The text is not touched."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from law.layout.draft import Area, Line
from law.layout.readers.docx.comments import CommentsPart
from law.layout.readers.docx.names import Element, q
from law.layout.readers.docx.tracing import Traced

AUTHOR, INITIALS = "Soi thể thức", "ST"
Finding = Mapping[str, Any]


def annotate(data: bytes, name: str, findings: Sequence[tuple[str, Finding]], at: datetime.datetime) -> bytes:
    """The file with comments. `findings`: a heading ('3. Sai') and the finding as `Finding.as_json` gives it, its
    article in words. Raises Unreadable.

    Comments that are there stay. Word allows none in margins and text boxes: what is found there is said at the first
    paragraph of the text, with the name of the place.
    """
    traced = Traced(data, name)
    comments = CommentsPart(traced)
    places = _Places(traced)
    for heading, finding in findings:
        first, last = places.of(finding["where"]["lines"])
        number = comments.add(_words(heading, finding), AUTHOR, INITIALS, at)
        _mark(first, last, number)
        traced.touch(first)
    return traced.saved() if findings else data


def _words(heading: str, finding: Finding) -> list[str]:
    where = finding["where"]
    place = f"{heading}: {where['name']}" + (f", “{where['text'][:60]}”" if where["text"] else "")
    return [
        place,
        f"Thấy: {finding['found'] or 'chưa thấy phần này'}.",
        f"Quy định: {finding['expected']} ({finding['article']}).",
        f"Cách sửa: {finding['how']}",
    ]


class _Places:
    """The paragraphs that can bear a comment."""

    def __init__(self, traced: Traced) -> None:
        self._traced = traced
        self._lines = {line.id: line for line in traced.draft.lines}
        self._first = next(iter(self._body()), None)

    def _body(self) -> Iterator[Element]:
        return (self._traced.paragraph(line) for line in self._traced.draft.body if self._is_fit(line))

    def _is_fit(self, line: Line) -> bool:
        node = self._traced.paragraph(line)
        return line.area is Area.BODY and next(node.iterancestors(q("w:txbxContent")), None) is None

    def of(self, ids: Sequence[int]) -> tuple[Element, Element]:
        """The first and the last paragraph that a finding is about; the first of the text where it is about none."""
        nodes = [self._traced.paragraph(line) for one in ids if (line := self._lines.get(one)) and self._is_fit(line)]
        if not nodes:
            only = self._first if self._first is not None else self._traced.new_paragraph()
            return only, only
        # A range may not leave the cell in which it begins.
        last = [node for node in nodes if node.getparent() is nodes[0].getparent()][-1]
        return nodes[0], last


def _mark(first: Element, last: Element, number: int) -> None:
    """Begin and end of the range, and the sign of the comment behind it."""
    start = first.makeelement(q("w:commentRangeStart"), {q("w:id"): str(number)})
    about = first.find(q("w:pPr"))
    first.insert(0 if about is None else first.index(about) + 1, start)
    last.append(last.makeelement(q("w:commentRangeEnd"), {q("w:id"): str(number)}))
    run = last.makeelement(q("w:r"))
    run.append(run.makeelement(q("w:commentReference"), {q("w:id"): str(number)}))
    last.append(run)
