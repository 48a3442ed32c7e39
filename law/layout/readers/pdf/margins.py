"""What stands in the margins of a PDF page: its number, and the address of the body at the foot."""

import re
from collections.abc import Sequence
from dataclasses import replace

from law.layout.draft import Area, Line, Section
from law.layout.readers.pdf import paragraphs
from law.layout.readers.pdf.glyphs import Rule, Sheet
from law.layout.readers.pdf.paragraphs import Placed

_FIGURE = re.compile(r"^[-–\s]*\d{1,3}[-–\s]*$")
_DIGITS = re.compile(r"\d+")
_BROWSER = re.compile(
    r"^\d{1,2}/\d{1,2}/\d{2,4},? \d|^\d{1,2}:\d\d(?: [AP]M)?,? \d|(?:^|\s)(?:file|ﬁle|https?|about):|\d/\d+$"
)
_EDGE, _TINY = 36.0, 9.5
_RUNNING = 60.0  # the text itself begins and ends farther in
_MARGIN = 78.0
_SMALL = 12.6
_MOST_LINES = 14
_WORD = re.compile(r"^(?:Nơi nhận|-)")


def is_figure(one: Placed, sheet: Sheet) -> bool:
    """Whether it is the number of the page: a bare figure in the upper or lower margin."""
    near = one.piece.base < _MARGIN or one.piece.base > sheet.height - _MARGIN + 10
    return near and one.alone and bool(_FIGURE.match(one.piece.text))


def running(pages: Sequence[Sequence[Placed]], sheets: Sequence[Sheet]) -> set[int]:
    """The ids of what stands in the upper or lower margin of several pages alike: a form's number, its edition."""
    groups: dict[tuple[str, int], list[Placed]] = {}
    for page, sheet in zip(pages, sheets, strict=True):
        for one in page:
            words = any(letter.isalpha() for letter in one.piece.text)
            if words and not _RUNNING < one.piece.base < sheet.height - _RUNNING:
                groups.setdefault((_DIGITS.sub("", one.piece.text), round(one.piece.base / 4)), []).append(one)
    return {id(one) for group in groups.values() if len({one.page for one in group}) > 1 for one in group}


def by_a_browser(page: Sequence[Placed], sheet: Sheet) -> set[int]:
    """The ids of what a browser prints at the edges of the sheet: the day, the title, the address, '1/2'."""
    edge = [one for one in page if one.piece.size <= _TINY and not _EDGE < one.piece.base < sheet.height - _EDGE]
    rows = {one.piece.base for one in edge if _BROWSER.search(one.piece.text)}
    return {id(one) for one in edge if any(abs(one.piece.base - base) < 2 for base in rows)}


def foot_of(page: Sequence[Placed], sheet: Sheet) -> list[Placed]:
    """The small lines below a rule of the whole width, or below the short one over footnotes, low on the page."""
    wide = [one.y for one in sheet.rules if one.x1 - one.x0 > 0.68 * sheet.width and one.y > 0.7 * sheet.height]
    notes = [one.y for one in sheet.rules if _over_notes(one, sheet)]
    for y in (*wide[-1:], *notes[-1:]):
        below = [one for one in page if one.piece.base > y and not is_figure(one, sheet)]
        small = all(one.piece.size <= _SMALL for one in below)
        if below and small and len(below) <= _MOST_LINES and not any(_WORD.match(one.piece.text) for one in below):
            return below
    return []


def _over_notes(rule: Rule, sheet: Sheet) -> bool:
    long = rule.x1 - rule.x0
    return 90 < long < 220 and rule.x0 < 0.25 * sheet.width and rule.y > 0.35 * sheet.height


def line_of(number: int, one: Placed, sheet: Sheet, section: Section) -> Line:
    """A line of a margin."""
    numbered = is_figure(one, sheet)
    return Line(
        number,
        tuple(replace(run, is_page_number=numbered) for run in one.piece.runs),
        paragraphs.form_of([one], None, section),
        -number,
        area=_area(one, sheet, numbered),
        room=section.room,
        x0=one.piece.x0,
        x1=one.piece.x1,
        page=one.page,
        top=one.piece.base,
    )


def _area(one: Placed, sheet: Sheet, numbered: bool) -> Area:
    if one.piece.base < sheet.height / 2:
        return Area.HEADER if numbered or one.page > 1 else Area.FIRST_HEADER
    if numbered:
        return Area.FOOTER
    return Area.FIRST_FOOTER if one.page == 1 else Area.FOOTER
