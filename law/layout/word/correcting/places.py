"""Places: what stands in the middle, how the running text is set, how far lines are apart."""

from collections.abc import Iterator

from law.layout.draft import Align, Line
from law.layout.rules.bodies import running
from law.layout.understanding.parts import Component, Paragraph, Part
from law.layout.word.correcting.corrections import corrects
from law.layout.word.correcting.hand import Hand

_FIRST = 36.0
_RIGHT_FIRST = (28.35, 36.0)
_SPACING = (0.95, 1.5)


def _lines(hand: Hand, *parts: Part) -> list[Line]:
    found: Iterator[Component | None] = (hand.case.seen.get(part) for part in parts)
    return [line for one in found if one is not None for line in one.lines]


def _together(hand: Hand, *parts: Part) -> None:
    """Centre components that stand in one column, so that one is in the middle below the other."""
    lines = _lines(hand, *parts)
    cells = {(line.cell.table, line.cell.column) if line.cell else None for line in lines}
    if len(cells) == 1 and cells != {None}:
        hand.centre(lines)


@corrects("tieu-ngu.canh-giua")
def motto(hand: Hand) -> None:
    """Below the Quốc hiệu."""
    _together(hand, Part.NATIONAL_NAME, Part.MOTTO)


@corrects("co-quan.canh-giua")
def organ(hand: Hand) -> None:
    """Below the parent."""
    _together(hand, Part.PARENT_ORGAN, Part.ORGAN)


@corrects("so-ky-hieu.canh-giua")
def code(hand: Hand) -> None:
    """Below the issuing body."""
    _together(hand, Part.PARENT_ORGAN, Part.ORGAN, Part.CODE)


@corrects("dia-danh.canh-giua")
def date(hand: Hand) -> None:
    """Below the Tiêu ngữ."""
    _together(hand, Part.NATIONAL_NAME, Part.MOTTO, Part.PLACE_AND_DATE)


@corrects("cong-van.trich-yeu-giua")
def letter_subject(hand: Hand) -> None:
    """Below the number."""
    _together(hand, Part.PARENT_ORGAN, Part.ORGAN, Part.CODE, Part.LETTER_SUBJECT)


@corrects("ho-ten.canh-giua")
def signer(hand: Hand) -> None:
    """Below the position."""
    _together(hand, Part.AUTHORITY, Part.SIGNER)


@corrects("ten-loai.canh-giua")
def heading(hand: Hand) -> None:
    """Type and subject in the middle of the page."""
    hand.centre(line for line in _lines(hand, Part.TYPE, Part.SUBJECT) if line.cell is None)


@corrects("tieu-ngu.dong-don")
def national_lines(hand: Hand) -> None:
    """A single line apart."""
    _close(hand, _lines(hand, Part.NATIONAL_NAME), _lines(hand, Part.MOTTO))


@corrects("co-quan.dong-don")
def organ_lines(hand: Hand) -> None:
    """A single line apart."""
    _close(hand, _lines(hand, Part.PARENT_ORGAN), _lines(hand, Part.ORGAN))


def _close(hand: Hand, above: list[Line], below: list[Line]) -> None:
    hand.gaps(above, after=0, spacing=1)
    hand.gaps(below, before=0, spacing=1)


@corrects("cong-van.trich-yeu-cach")
def letter_subject_gap(hand: Hand) -> None:
    """6 pt below the number."""
    hand.gaps(_lines(hand, Part.CODE)[-1:], after=0)
    hand.gaps(_lines(hand, Part.LETTER_SUBJECT)[:1], before=6)


@corrects("noi-dung.canh-deu")
def justified(hand: Hand) -> None:
    """Flush at both sides."""
    for one in running(hand.case):
        if one.align in (Align.LEFT, Align.RIGHT) or (one.align is Align.CENTER and len(one.lines) > 1):
            hand.justify(one.lines)


@corrects("noi-dung.lui-dong")
def indented(hand: Hand) -> None:
    """1.27 cm, whatever drew the first line in before."""
    for one in running(hand.case):
        if one.align not in (Align.CENTER, Align.RIGHT) and not _is_indented(hand, one):
            hand.indent(one.lines, _FIRST)


def _is_indented(hand: Hand, one: Paragraph) -> bool:
    sections = hand.case.seen.draft.sections
    start = sections[min(one.first.section, len(sections) - 1)].room[0]
    return any(abs(one.first.x0 - start - right) <= 2.2 for right in _RIGHT_FIRST)


@corrects("noi-dung.cach-doan")
def gaps(hand: Hand) -> None:
    """6 pt between paragraphs."""
    for one in running(hand.case):
        if one.first.form.before < 6:
            hand.gaps(one.lines, before=6)


@corrects("noi-dung.gian-dong")
def spacing(hand: Hand) -> None:
    """Single to one and a half."""
    for one in running(hand.case):
        said = one.first.form.spacing
        if said is not None and not _SPACING[0] <= said <= _SPACING[1]:
            hand.gaps(one.lines, spacing=1 if said < 1 else _SPACING[1])
