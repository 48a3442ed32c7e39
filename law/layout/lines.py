"""The body of a document (ô số 6) as lines: what is written on each and how it is set, for the page and the .docx file."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from law.layout.document import Block, DashList, Heading, Level, Paragraph, Table

END_MARK = "./."


class Look(StrEnum):
    """How a line is set (Phụ lục I Phần I Mục II khoản 6). The value is its class on the page, behind 'a4-'."""

    PARAGRAPH = "paragraph"
    HEADING_WORD = "heading-word"
    HEADING_TITLE = "heading-title"
    ROMAN_SECTION = "roman-section"
    ARTICLE = "dieu"
    CLAUSE = "khoan"
    POINT = "diem"
    END = "end-mark"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `strong` in bold, then `text` running on."""

    look: Look
    text: str = ""
    strong: str = ""


_WORDS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
}
_NUMBERED = {
    Level.ARTICLE: (Look.ARTICLE, "Điều {}."),
    Level.CLAUSE: (Look.CLAUSE, "{}."),
    Level.POINT: (Look.POINT, "{})"),
}


def lines_of(block: Block, *, end_mark: bool = False) -> Iterator[Line | DashList | Table]:
    """The lines of a block. ``end_mark`` closes the last one with './.', after a table on a line of its own."""
    end = END_MARK if end_mark else ""
    match block:
        case Paragraph(text=plain):
            yield Line(Look.PARAGRAPH, _closed(plain, end))
        case Heading():
            yield from _heading(block, end)
        case DashList(items=items):
            yield DashList((*items[:-1], _closed(items[-1], end))) if items else block
        case Table():
            yield block
            if end:
                yield Line(Look.END, end)


def _closed(plain: str, end: str) -> str:
    return plain.rstrip(" .;") + end if end else plain


def _heading(heading: Heading, end: str) -> Iterator[Line]:
    if heading.level.is_centred:
        yield Line(Look.HEADING_WORD, f"{_WORDS[heading.level]} {heading.number}")
        if heading.title:
            yield Line(Look.HEADING_TITLE, heading.title.upper())
    elif heading.level is Level.ROMAN_SECTION:
        yield Line(Look.ROMAN_SECTION, f"{heading.number}. {heading.title}".upper())
    else:
        yield from _numbered(heading, end)


def _numbered(heading: Heading, end: str) -> Iterator[Line]:
    """Điều, khoản, điểm: number, title in bold, text running on (Phụ lục I Phần I Mục II khoản 6 điểm đ)."""
    look, pattern = _NUMBERED[heading.level]
    head = f"{pattern.format(heading.number)} {heading.title}".strip()
    if heading.title and heading.text and heading.level is not Level.POINT:
        yield Line(look, strong=head)
        yield Line(Look.PARAGRAPH, _closed(heading.text, end))
        return
    running = f" {_closed(heading.text, end)}" if heading.text else end
    if heading.level is Level.ARTICLE or heading.title:
        yield Line(look, running, head)
    else:
        yield Line(look, head + running)
