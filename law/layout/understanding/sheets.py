"""What follows the main document in a file: appendices, the text that a decision issues, a copy's own marks."""

import re
from collections.abc import Sequence

from law.layout.draft import Draft, Line, Stroke
from law.layout.understanding import texts
from law.layout.understanding.body import grouped, units
from law.layout.understanding.parts import Appendix, Component, PaperCopy, Paragraph, Part
from law.vietnamese import fold

_POINTER = re.compile(r"^\(?\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_DEEPEST_TITLE = 8
# What two parties or a meeting sign is a document of its own, whatever file it stands in.
_NEVER_ATTACHED = {"hop-dong", "bien-ban", "ban-thoa-thuan", "ban-ghi-nho"}
_HEAD = 12


def is_pointer(text: str) -> bool:
    """'(Kèm theo …)'."""
    return bool(_POINTER.match(text))


def sheet_starts(draft: Draft, lines: Sequence[Line], after: int) -> list[int]:
    """Where each appendix or attached text begins, from the line `after` on."""
    room = draft.sections[0].room
    return [place for place in range(after, len(lines)) if _begins_sheet(lines, place, room)]


def _begins_sheet(lines: Sequence[Line], place: int, room: tuple[float, float]) -> bool:
    line = lines[place]
    if line.cell is not None and line.cell.is_lined:
        return False
    if texts.is_national(line.text):
        return False
    middle = texts.is_centred(line, room) or _middle_of_its_section(line)
    if texts.appendix_number(line.text) is not None and line.is_first:
        stands_out = middle or line.share("bold") > 0.9
        return stands_out and not line.text.rstrip().endswith((";", ".", ","))
    named = texts.type_of_heading(line.text)
    if (named and named[0].key in _NEVER_ATTACHED) or _has_own_head(lines, place) or _is_title(lines, place):
        return False
    new_sheet = place > 0 and line.section != lines[place - 1].section
    after_head = any(texts.is_motto(one.text) for one in lines[max(0, place - 4) : place])
    return bool(named and line.is_capitals and middle and line.cell is None and (new_sheet or after_head or named[1]))


def _is_title(lines: Sequence[Line], place: int) -> bool:
    """Whether the line names the appendix whose word stands right above: 'Phụ lục II', 'CHƯƠNG TRÌNH'."""
    return place > 0 and texts.appendix_number(lines[place - 1].text) is not None


def _has_own_head(lines: Sequence[Line], place: int) -> bool:
    """Whether Quốc hiệu and number stand above a title: then it is no part of the document in front of it."""
    above = lines[max(0, place - _HEAD) : place]
    return any(texts.is_national(one.text) for one in above) and any(texts.is_code(one.text) for one in above)


def _middle_of_its_section(line: Line) -> bool:
    return line.form.align.value == "center" and line.cell is None


def appendix_of(draft: Draft, lines: Sequence[Line]) -> Appendix:
    """The appendix that these lines hold; the first one is its heading."""
    head = lines[0]
    number = texts.appendix_number(head.text)
    room = draft.sections[min(head.section, len(draft.sections) - 1)].room
    title: list[Line] = []
    pointer: list[Line] = []
    place = 1
    while place < min(len(lines), _DEEPEST_TITLE):
        line = lines[place]
        middle = texts.is_centred(line, room) or _middle_of_its_section(line)
        runs_on = bool(pointer) and line.paragraph == pointer[-1].paragraph
        if _POINTER.match(line.text) or runs_on or (pointer and not pointer[-1].text.rstrip().endswith(")") and middle):
            pointer.append(line)
        elif pointer or not (middle or (line.is_capitals and line.share("bold") > 0.9)) or _is_unit_word(line.text):
            break
        else:
            title.append(line)
        place += 1
    body = [Paragraph(tuple(group)) for group in grouped(lines[place:])]
    return Appendix(
        word=Component(Part.APPENDIX, (head,)),
        title=Component(Part.APPENDIX, tuple(title)) if title else None,
        pointer=Component(Part.APPENDIX, tuple(pointer)) if pointer else None,
        body=units(body, room),
        number=number or "",
        is_text=number is None,
    )


def _is_unit_word(text: str) -> bool:
    return bool(re.match(r"^(?:phan|chuong|muc|dieu)\s+(?:[ivxlc]+|\d+)\b", fold(text)))


def copy_start(lines: Sequence[Line], after: int) -> int:
    """Where the marks of a copy on paper begin: the line of its organ or form; -1 where there are none."""
    for place in range(after, len(lines)):
        line = lines[place]
        if fold(line.text).strip(" .:") in texts.COPY_FORMS and line.is_capitals:
            while place > after and line.shares_table(lines[place - 1]):
                place -= 1
            return place
    return -1


def paper_copy(draft: Draft, lines: Sequence[Line]) -> PaperCopy | None:
    """The copy that these lines mark."""
    form = next((line for line in lines if fold(line.text).strip(" .:") in texts.COPY_FORMS), None)
    if form is None:
        return None
    rule: Stroke | None = None
    for item in draft.items:
        if isinstance(item, Line) and item.id == lines[0].id:
            break
        if isinstance(item, Stroke):
            rule = item
    room = draft.sections[-1].room
    wide = rule is not None and rule.length > 0.7 * (room[1] - room[0])
    return PaperCopy(Component(Part.PAPER_COPY, (form,)), tuple(lines), rule if wide else None)
