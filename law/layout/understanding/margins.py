"""What stands in the margins and corners: ô 11, 13 and 14, and the number of the page."""

import re
from collections.abc import Sequence

from law.layout.draft import Area, Draft, Line
from law.layout.understanding import texts
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_SIGNED_AT = re.compile(r"\d{1,2}/\d{1,2}/\d{4}.*\d{1,2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}|^thoi gian ky")
_SIGNED_BY = re.compile(r"^\W*(?:duoc )?(?:ky boi|nguoi ky|thoi gian ky|ngay ky|signed by|digitally)")
_BESIDE = 12
_FIGURE = re.compile(r"^[-–\s]*\d{1,3}[-–\s]*$|^(?:trang|page)\s*\d", re.IGNORECASE)


def read_margins(draft: Draft, foot_lines: Sequence[Line]) -> dict[Part, Component]:
    """Components of the margins; `foot_lines` are what stands below the signature on the page."""
    found: dict[Part, Component] = {}
    headers = [line for line in draft.in_area(Area.FIRST_HEADER, Area.HEADER) if line.section == 0]
    _put(found, Part.CIRCULATION, [line for line in headers if texts.is_circulation(line.text)])
    _put(found, Part.SECRECY, [line for line in headers if texts.is_secrecy(line.text)])
    _put(found, Part.SIGNING_NOTE, _note(headers) or _note(list(draft.body[:6])))
    footers = [line for line in draft.in_area(Area.FIRST_FOOTER, Area.FOOTER) if not line.has_page_number]
    contact = [line for line in footers if texts.is_contact(line.text)]
    if contact:
        _put(
            found,
            Part.CONTACT,
            [line for line in footers if line.area is contact[0].area and line.section == contact[0].section],
        )
    else:
        _put(
            found,
            Part.CONTACT,
            [line for line in foot_lines if texts.is_contact(line.text) and not _signs(line, foot_lines)],
        )
    _put(found, Part.PAGE_NUMBER, page_numbers(draft)[:1])
    return found


def _signs(line: Line, lines: Sequence[Line]) -> bool:
    """Whether an address belongs to what a signing program wrote round it."""
    return any(_SIGNED_BY.match(fold(one.text)) and abs(one.x0 - line.x0) < _BESIDE for one in lines)


def _put(found: dict[Part, Component], part: Part, lines: Sequence[Line]) -> None:
    if lines:
        found[part] = Component(part, tuple(lines))


def _note(lines: Sequence[Line]) -> list[Line]:
    """The text of an organisation's digital signature: the lines of small letters up to the time of signing."""
    for place, line in enumerate(lines):
        if _SIGNED_AT.search(fold(line.text).upper().replace("THOI GIAN KY", "thoi gian ky")) and len(line.text) < 80:
            start = place
            while (
                start > 0 and abs(lines[start - 1].size - line.size) < 1.1 and abs(lines[start - 1].x0 - line.x0) < 12
            ):
                start -= 1
            return list(lines[start : place + 1])
    return []


def page_numbers(draft: Draft) -> list[Line]:
    """The lines of headers and footers that show a page's number."""
    return [
        line
        for line in draft.lines
        if line.area is not Area.BODY
        and (line.has_page_number or (draft.pages is not None and _FIGURE.match(line.text)))
    ]
