"""Between the head and the text: type and subject, issuing authority, 'Kính gửi', legal bases, enacting word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from law.document_types import OFFICIAL_LETTER, DocumentType, document_type_of_notation
from law.layout.draft import Align, Draft, Line, Side, Stroke
from law.layout.understanding import texts
from law.layout.understanding.head import Head, underlines
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_FARTHEST = 14
_ENACTING = {"quyet dinh", "quyet nghi"}
_WITH_AUTHORITY = {"quyet-dinh", "nghi-quyet"}
_TELEGRAM = re.compile(r"\bđiện\s*:\s*$")


@dataclass
class Title:
    """What stands between head and text; `end` is the first line behind it."""

    document_type: DocumentType | None = None
    certainty: float = 0.0
    components: dict[Part, Component] = field(default_factory=dict)
    end: int = 0


def read_title(draft: Draft, lines: Sequence[Line], head: Head) -> Title:
    """Type, subject and 'Kính gửi' of the lines behind the head."""
    room = draft.sections[0].room
    title = Title(end=head.end)
    place = _marks(title, lines, head)
    found = _heading(lines, place, room)
    if found is not None:
        at, kind, _ = found
        title.document_type, title.certainty = kind, 1.0
        title.components[Part.TYPE] = Component(Part.TYPE, (lines[at],))
        title.end = _subject(title, draft, lines, at + 1, room)
    else:
        title.document_type, title.certainty = _without_heading(lines, head, place, room)
        title.end = place
    _addressed(title, lines)
    return title


def _marks(title: Title, lines: Sequence[Line], head: Head) -> int:
    """Marks of urgency and secrecy beside or above the title."""
    place = head.end
    while place < min(len(lines), head.end + 6):
        text = lines[place].text
        for part, is_it in (
            (Part.URGENCY, texts.is_urgency),
            (Part.SECRECY, texts.is_secrecy),
            (Part.CIRCULATION, texts.is_circulation),
        ):
            if is_it(text) and part not in head.components:
                title.components[part] = Component(part, (lines[place],))
                break
        else:
            break
        place += 1
    return place


def _heading(lines: Sequence[Line], start: int, room: tuple[float, float]) -> tuple[int, DocumentType, bool] | None:
    for place in range(start, min(len(lines), start + _FARTHEST)):
        line = lines[place]
        if (
            texts.is_addressed(line.text)
            or line.text.startswith("Căn cứ ")
            or (line.form.align is Align.JUSTIFY and len(line.text) > 120)
        ):
            return None
        named = texts.type_of_heading(line.text)
        if named is None:
            continue
        kind, exact = named
        stands_out = line.is_capitals or (exact and line.share("bold") > 0.5)
        if stands_out and (exact or line.is_capitals) and not (line.cell is not None and line.cell.is_lined):
            return place, kind, exact
    return None


def _without_heading(
    lines: Sequence[Line], head: Head, place: int, room: tuple[float, float]
) -> tuple[DocumentType | None, float]:
    code = head.components.get(Part.CODE)
    notation = code.text.rpartition("/")[2] if code else ""
    named = document_type_of_notation(notation)
    addressed = any(texts.is_addressed(line.text) for line in lines[place : place + 4])
    if _has_other_title(lines[place : place + 4], room):
        return named, 0.6 if named else 0.0
    if Part.LETTER_SUBJECT in head.components or (addressed and named is None and code):
        return OFFICIAL_LETTER, 1.0 if Part.LETTER_SUBJECT in head.components else 0.8
    if named is not None:
        return named, 0.6
    return None, 0.0


def _has_other_title(lines: Sequence[Line], room: tuple[float, float]) -> bool:
    """Whether a title that the decree does not know stands above 'Kính gửi': 'PHIẾU TRÌNH', 'GIẤY ĐỀ NGHỊ'."""
    for line in lines:
        if texts.is_addressed(line.text):
            return False
        if line.is_capitals and texts.is_centred(line, room) and line.share("bold") > 0.5:
            return True
    return False


def _subject(title: Title, draft: Draft, lines: Sequence[Line], start: int, room: tuple[float, float]) -> int:
    heading = lines[start - 1]
    subject: list[Line] = []
    authority: list[Line] = []
    place = start
    while place < len(lines):
        line = lines[place]
        if texts.is_urgency(line.text):
            title.components[Part.URGENCY] = Component(Part.URGENCY, (line,))
            place += 1
            continue
        if not _may_be_subject(line, heading, room, subject):
            break
        if _is_authority(title, line, subject) or (authority and line.is_capitals):
            authority.append(line)
        elif authority:
            break
        else:
            subject.append(line)
        place += 1
    if subject:
        strokes = _strokes(draft, heading, lines[place] if place < len(lines) else None)
        title.components[Part.SUBJECT] = Component(Part.SUBJECT, tuple(subject), 1.0, (*strokes, *underlines(subject)))
    else:
        strokes = _strokes(draft, heading, lines[place] if place < len(lines) else None)
        title.components[Part.TYPE] = Component(Part.TYPE, (heading,), 1.0, (*strokes, *underlines((heading,))))
    if authority:
        title.components[Part.ISSUING_AUTHORITY] = Component(Part.ISSUING_AUTHORITY, tuple(authority))
    return place


def _may_be_subject(line: Line, heading: Line, room: tuple[float, float], subject: Sequence[Line]) -> bool:
    text = line.text
    if (
        texts.is_addressed(text)
        or text.startswith(("Căn cứ ", "(Kèm", "Thời gian", "-"))
        or (text.startswith("Thực hiện ") and line.share("bold") < 0.5)
        or _TELEGRAM.search(text)
    ):
        return False
    if (fold(text).rstrip(" :") in _ENACTING and text.isupper()) or _is_unit(text):
        return False
    same_cell = line.cell is not None and heading.cell is not None and line.cell == heading.cell
    runs_on = bool(subject) and line.paragraph == subject[-1].paragraph
    if subject and not runs_on and subject[-1].share("bold") > 0.5 > line.share("bold"):
        return False
    if same_cell or runs_on or texts.is_centred(line, room):
        return True
    # A subject that was set at the wrong place is still bold and short, right below the type.
    return not subject and line.share("bold") > 0.9 and len(text) < 160 and line.side is not Side.RIGHT


def _is_unit(text: str) -> bool:
    return bool(
        re.match(
            r"^(?!v\s*/\s*v\b)(?:[IVX]+|\d+)\s*[.)/]|^(?:điều|chương|phần|mục) +(?:[ivx]+|\d+)\b", text, re.IGNORECASE
        )
    )


def _is_authority(title: Title, line: Line, subject: Sequence[Line]) -> bool:
    kind = title.document_type
    if kind is None or kind.key not in _WITH_AUTHORITY or not line.is_capitals:
        return False
    known = texts.is_authority(line.text) or texts.begins_organ(line.text)
    return known or (bool(subject) and not subject[-1].is_capitals)


def _strokes(draft: Draft, start: Line, stop: Line | None) -> tuple[Stroke, ...]:
    found: list[Stroke] = []
    for item in draft.after(start):
        if isinstance(item, Line) and stop is not None and item.id == stop.id:
            break
        if isinstance(item, Stroke) and item.section == start.section and item.length >= 8:
            found.append(item)
    return tuple(found)


def _addressed(title: Title, lines: Sequence[Line]) -> None:
    """Ô 9a, and the sender's line of a telegram."""
    start = title.end
    for place in range(start, min(len(lines), start + 4)):
        text = lines[place].text
        if texts.is_addressed(text) or (
            title.document_type and title.document_type.key == "cong-dien" and _TELEGRAM.search(text)
        ):
            end = _addressees(lines, place)
            title.components[Part.ADDRESSED_TO] = Component(Part.ADDRESSED_TO, tuple(lines[place:end]))
            title.end = end
            return


def _addressees(lines: Sequence[Line], start: int) -> int:
    place = start + 1
    head = lines[start]
    many = len(head.text.rstrip(" :")) < 10 or head.text.rstrip().endswith(":") or "- " in head.text
    while place < len(lines):
        line = lines[place]
        same_cell = line.cell is not None and head.cell is not None and line.cell.table == head.cell.table
        dashed = line.text.startswith(("-", "–", "+", "•", "*")) and (many or place > start + 1)
        runs_on = line.paragraph == lines[place - 1].paragraph
        hangs = many and not line.is_first and runs_on
        listed = (
            many
            and not dashed
            and line.form.align is not Align.JUSTIFY
            and line.x0 > head.x0 + 30
            and len(line.text) < 120
        )
        if not (same_cell or dashed or runs_on or hangs or listed):
            break
        place += 1
    return place
