"""The top of a page: the bodies at the left, the national name at the right, number and date below them."""

import datetime

from law.layout.document import Document
from law.layout.markup import element, text
from law.layout.organ_lines import organ_lines
from law.layout.wording import NATIONAL_MOTTO, NATIONAL_NAME, code_line, letter_subject
from law.layout.wording import place_and_date as place_and_date_line


def head(document: Document) -> str:
    """Ô 2, 1, 3, 4 and 5b."""
    kind = document.document_type
    letter = ""
    if not kind.has_heading:
        letter = element("p", "a4-letter-subject", text(letter_subject(document.subject)), data_zone="5b")
    return element(
        "div",
        "a4-head",
        organ(document.organ_name, document.parent_organ),
        national(),
        code(document.code_number, document.code_notation),
        place_and_date(document.place, document.issued_date) if kind.has_place_and_date else "",
        letter,
    )


def head_without_number(document: Document) -> str:
    """Ô 2 and 1 alone, above the text that a decision issues (Mẫu 1.3)."""
    return element("div", "a4-head", organ(document.organ_name, document.parent_organ), national())


def organ(name: str, parent: str = "", zone: str = "2") -> str:
    """Ô 2: the parent body, then the body itself over its short rule."""
    return element(
        "div",
        "a4-organ",
        element("p", "a4-parent-organ", _phrased(parent, bold=False)) if parent else "",
        element("p", "a4-organ-name", element("span", "a4-short-rule", _phrased(name, bold=True))),
        data_zone=zone,
    )


def national() -> str:
    """Ô 1."""
    return element(
        "div",
        "a4-national",
        element("p", "a4-national-name", text(NATIONAL_NAME)),
        element("p", "a4-national-motto", element("span", "a4-full-rule", text(NATIONAL_MOTTO))),
        data_zone="1",
    )


def code(number: str, notation: str, zone: str = "3") -> str:
    """Ô 3."""
    return element("p", "a4-code", text(code_line(number, notation)), data_zone=zone)


def place_and_date(place: str, day: datetime.date | None, zone: str = "4") -> str:
    """Ô 4."""
    return element("p", "a4-date", text(place_and_date_line(place, day)), data_zone=zone)


def _phrased(organ_name: str, *, bold: bool) -> str:
    return " ".join(element("span", "a4-phrase", text(line)) for line in organ_lines(organ_name, bold=bold))
