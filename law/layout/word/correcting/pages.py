"""Paper, margins, font, colour, number of the page."""

from law.layout.draft import Area, Section
from law.layout.readers.docx.names import Element, q
from law.layout.readers.fonts import SYMBOLS, is_times
from law.layout.rules.measures import Look
from law.layout.rules.pages import may_be_red
from law.layout.understanding.margins import page_numbers
from law.layout.understanding.parts import Part
from law.layout.word.correcting.corrections import corrects
from law.layout.word.correcting.hand import Hand
from law.layout.word.correcting.xml import properties, put

_A4 = ("11906", "16838")  # twips
_MM = 72 / 25.4
_SLACK = 1.2
_RANGES = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def _sections(hand: Hand) -> list[tuple[Section, Element]]:
    """The sections with their properties; a file that says nothing of its only one gets some."""
    found = list(zip(hand.case.seen.draft.sections, hand.traced.sections, strict=True))
    for _, node in found:
        if node.getparent() is None:
            hand.traced.body.append(node)
        hand.traced.touch(node)
    return found


@corrects("trang.kho-giay")
def paper(hand: Hand) -> None:
    """A4, whichever side is up."""
    for section, node in _sections(hand):
        wide, high = reversed(_A4) if section.is_landscape else _A4
        if abs(section.width - int(wide) / 20) > 4 or abs(section.height - int(high) / 20) > 4:
            put(node, "pgSz", w=wide, h=high)


@corrects("trang.le")
def margins(hand: Hand) -> None:
    """The nearest margin that is allowed."""
    for section, node in _sections(hand):
        if section.is_landscape:
            continue
        for side, (least, most) in _RANGES.items():
            said = getattr(section, side) + (section.gutter if side == "left" else 0.0)
            asked = min(max(said, least * _MM), most * _MM)
            if abs(said - asked) > _SLACK:
                if side == "left":
                    put(node, "pgMar", gutter="0")
                put(node, "pgMar", **{side: str(_inside(asked, least * _MM))})


def _inside(points: float, least: float) -> int:
    """Twips, rounded so that they stay inside the range."""
    return round(points * 20 + (0.5 if points <= least else -0.5))


@corrects("trang.phong-chu")
def font(hand: Hand) -> None:
    """Times New Roman, black; words in code tables before Unicode are left to a person."""
    if hand.case.seen.draft.old_fonts:
        return
    lines = hand.case.seen.draft.lines
    hand.font(
        line
        for line in lines
        if any(run.font and not is_times(run.font) and run.font.lower() not in SYMBOLS for run in line.letters)
    )
    coloured = [
        line for line in hand.named("trang.phong-chu") if any(run.colour not in ("", "000000") for run in line.letters)
    ]
    shown = {run.colour for line in coloured for run in line.letters}
    alike = (
        [line for line in lines if any(run.colour and run.colour in shown for run in line.letters)] if coloured else []
    )
    hand.colour((line for line in alike if not may_be_red(hand.case, line)), "auto")


@corrects("trang.so-trang")
def page_number(hand: Hand) -> None:
    """In the middle, 13 points, not on the first page; a number in the bottom margin is left to a person."""
    numbers = [line for line in page_numbers(hand.case.seen.draft) if line.section == 0]
    if not numbers or any(line.area.is_footer for line in numbers):
        return
    hand.look(numbers, Look(13, 14, None, False))
    hand.centre(numbers)
    alone = {line.id for line in numbers} == {
        line.id for line in hand.case.seen.draft.in_area(Area.HEADER) if line.section == 0
    }
    section, node = _sections(hand)[0]
    if not section.different_first and alone:
        put(node, "titlePg", val="1")


@corrects("phu-luc.so-trang")
def appendix_numbers(hand: Hand) -> None:
    """Pages of an appendix that has a section of its own count from 1."""
    sections = _sections(hand)
    for one in hand.case.seen.appendices:
        opens = next((line for line in hand.case.seen.draft.body if line.section == one.section), None)
        if not one.is_text and one.section > 0 and opens is not None and opens.id == one.word.lines[0].id:
            put(sections[one.section][1], "pgNumType", start="1")


@corrects("dia-chi.duong-ke")
def contact_rule(hand: Hand) -> None:
    """A line of the whole width above the address on the first page."""
    found = hand.case.seen.get(Part.CONTACT)
    if found is None or not hand.alone(found.lines[:1]) or found.lines[0].area is Area.FOOTER:
        return
    about = properties(hand.traced.paragraph(found.lines[0]))
    border = put(about, "pBdr")
    top = border.find(q("w:top"))
    if top is None:
        top = border.makeelement(q("w:top"))
        border.insert(0, top)
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(q(f"w:{name}"), value)
