"""The body in paragraphs: what each one is, and which of them are legal bases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from law.layout.draft import Line
from law.layout.understanding import texts
from law.layout.understanding.parts import Component, Paragraph, Part, Unit
from law.vietnamese import fold

_WORD_UNITS = (
    (Unit.SUBSECTION, re.compile(r"^tieu muc\s+(?P<number>\d+|[ivxlc]+)\b")),
    (Unit.PART, re.compile(r"^phan\s+(?:thu\s+)?(?P<number>[ivxlc]+|\d+|nhat|mot|hai|ba|tu|bon|nam|sau|bay)\b")),
    (Unit.CHAPTER, re.compile(r"^chuong\s+(?P<number>[ivxlc]+|\d+)\b")),
    (Unit.SECTION, re.compile(r"^muc\s+(?P<number>\d+|[ivxlc]+)\b")),
)
_ARTICLE = re.compile(r"^điều\s*(?P<number>\d+[a-zđ]?|[IVXL]+)\b(?P<mark>\s*[.:\-)]?)", re.IGNORECASE)
_ROMAN = re.compile(r"^(?!V\s*/\s*v)(?P<number>[IVX]+)\s*[.\-:/)]\s*\S")
_CLAUSE = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*(?:[.)/:]|\s-)\s*\D")
_POINT = re.compile(r"^(?P<number>[a-zđ])\s*[.)/]\s*\S")
_DASH = re.compile(r"^[-–—+•*]\s*\S")
_BASIS = re.compile(r"^(?:-\s*)?(?:căn cứ|theo đề nghị|xét|theo|thực hiện|trên cơ sở|sau khi)\b", re.IGNORECASE)
_STRICT_BASIS = re.compile(r"^(?:-\s*)?căn cứ\b", re.IGNORECASE)
_PROPOSAL = re.compile(r"^(?:theo đề nghị|xét)\b", re.IGNORECASE)
_MAKES = re.compile(r"\b(?:ban hành|xây dựng|báo cáo|thông báo|trình|như sau|yêu cầu)\b", re.IGNORECASE)
_ENACTING = {"quyet dinh", "quyet nghi"}
_WITH_BASES = ("quyet-dinh", "nghi-quyet")


@dataclass(frozen=True)
class Body:
    """The legal bases, the enacting word and the rest."""

    bases: tuple[Paragraph, ...]
    enacting: Component | None
    paragraphs: tuple[Paragraph, ...]


def read_body(lines: Sequence[Line], type_key: str, room: tuple[float, float]) -> Body:
    """The paragraphs of these lines, tables with lines left out."""
    groups = [Paragraph(tuple(group)) for group in grouped(lines)]
    enacting = next(
        (
            place
            for place, one in enumerate(groups[:40])
            if fold(one.text).strip(" :.") in _ENACTING and one.text.isupper()
        ),
        -1,
    )
    if enacting >= 0 and type_key in (*_WITH_BASES, ""):
        bases = tuple(one for one in groups[:enacting])
        word = Component(Part.ENACTING_WORD, groups[enacting].lines)
        return Body(bases, word, units(groups[enacting + 1 :], room))
    count = _bases(groups, type_key)
    return Body(tuple(groups[:count]), None, units(groups[count:], room))


def grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph; cells of drawn tables hold data and are left out."""
    held: list[Line] = []
    for line in lines:
        if line.cell is not None and line.cell.is_lined:
            continue
        if held and held[-1].paragraph != line.paragraph:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _bases(groups: Sequence[Paragraph], type_key: str) -> int:
    """How many paragraphs at the beginning are legal bases."""
    count = 0
    for one in groups:
        strict = bool(_STRICT_BASIS.match(one.text))
        listed = bool(_BASIS.match(one.text)) and one.text.rstrip().endswith((";", ","))
        last = count > 0 and (strict or bool(_PROPOSAL.match(one.text))) and not _makes_text(one.text)
        if not ((listed and (strict or count)) or last or (strict and one.share("italic") > 0.8)):
            break
        if strict and not listed and not count and _makes_text(one.text):
            break
        count += 1
    if type_key in _WITH_BASES or count > 1:
        return count
    return (
        count if (count and groups[0].text.rstrip().endswith(";")) or (count and groups[0].share("italic") > 0.8) else 0
    )


def _makes_text(text: str) -> bool:
    """Whether a sentence that begins like a legal basis goes on to say who does what."""
    last = text.rsplit(",", 1)[-1]
    return "," in text and bool(_MAKES.search(last)) and text.rstrip().endswith((":", "."))


def units(groups: Sequence[Paragraph], room: tuple[float, float]) -> tuple[Paragraph, ...]:
    """The paragraphs with what each one is."""
    found: list[Paragraph] = []
    for one in groups:
        unit, number = _unit(one, room)
        before = found[-1].unit if found else None
        titled = before in (Unit.PART, Unit.CHAPTER, Unit.SECTION, Unit.SUBSECTION)
        if titled and unit in (Unit.CENTRED, Unit.TEXT) and (unit is Unit.CENTRED or one.first.is_capitals):
            unit = Unit.UNIT_TITLE
        found.append(Paragraph(one.lines, unit, number))
    return tuple(found)


def _unit(one: Paragraph, room: tuple[float, float]) -> tuple[Unit, str]:
    text = one.text
    centred = texts.is_centred(one.first, room)
    stands_out = centred or one.share("bold") > 0.9
    folded = fold(text)
    for unit, pattern in _WORD_UNITS:
        match = pattern.match(folded)
        if match and stands_out and len(text) < 160:
            return unit, text[match.start("number") : match.end("number")]
    article = _ARTICLE.match(text)
    if article and text[0] in "Đđ" and (article["mark"].strip() or one.lines[0].runs[0].bold):
        return Unit.ARTICLE, article["number"]
    for unit, pattern in ((Unit.ROMAN, _ROMAN), (Unit.CLAUSE, _CLAUSE), (Unit.POINT, _POINT), (Unit.DASH, _DASH)):
        match = pattern.match(text)
        if match and not (centred and unit is not Unit.ROMAN and not _is_indented(one.first, room)):
            return unit, match.groupdict().get("number", "")
    if centred and len(text) < 200 and not _is_indented(one.first, room):
        return Unit.CENTRED, ""
    return Unit.TEXT, ""


def _is_indented(line: Line, room: tuple[float, float]) -> bool:
    """Whether a line of a PDF begins where paragraphs begin: it is in the middle by chance."""
    return line.top is not None and not line.is_capitals and 24 <= line.x0 - room[0] <= 40
