"""How the letters of a line look, in words that fit a right line as well as a wrong one.

Where a page is shown with mistakes in it, every line says its whole look as classes, so that the source of the page
tells no more than the page itself. `static/law/a4.css` has one rule for each class.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

BIGGER = 2.0


class Change(enum.StrEnum):
    """What can be done to the look of a line."""

    BOLD = "bold"
    NOT_BOLD = "not-bold"
    ITALIC = "italic"
    UPRIGHT = "upright"
    UNDERLINED = "underlined"
    LARGER = "larger"
    SMALLER = "smaller"
    LEFT = "left"
    CENTRED = "centred"
    NO_RULE = "no-rule"
    SHORT_RULE = "short-rule"
    LONG_RULE = "long-rule"


class Rule(enum.StrEnum):
    """The line drawn below some words; the value is the class of the words."""

    NONE = ""
    SHORT = "a4-short-rule"
    FULL = "a4-full-rule"


@dataclass(frozen=True, slots=True)
class Lettering:
    """Weight, style, size in points, place and rule of one line."""

    size: float
    align: str = "centred"
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    rule: Rule = Rule.NONE

    def changed(self, changes: Iterable[Change]) -> "Lettering":
        """The look after these changes."""
        look = self
        for change in changes:
            look = _changed(look, change)
        return look

    @property
    def classes(self) -> str:
        """The classes that say this look, the rule apart: it belongs to the words, not to the line."""
        parts = (
            "bold" if self.is_bold else "light",
            "italic" if self.is_italic else "upright",
            "underlined" if self.is_underlined else "plain",
            f"{self.size:g}pt",
            self.align,
        )
        return " ".join(f"a4-look-{part}" for part in parts)


def _changed(look: Lettering, change: Change) -> Lettering:
    match change:
        case Change.BOLD | Change.NOT_BOLD:
            return replace(look, is_bold=change is Change.BOLD)
        case Change.ITALIC | Change.UPRIGHT:
            return replace(look, is_italic=change is Change.ITALIC)
        case Change.UNDERLINED:
            return replace(look, is_underlined=True)
        case Change.LARGER | Change.SMALLER:
            return replace(look, size=look.size + (BIGGER if change is Change.LARGER else -BIGGER))
        case Change.LEFT | Change.CENTRED:
            return replace(look, align=change.value)
        case _:
            return replace(look, rule=_RULES[change])


_RULES = {Change.NO_RULE: Rule.NONE, Change.SHORT_RULE: Rule.SHORT, Change.LONG_RULE: Rule.FULL}

# The right look of a line by the class of its component, the same as in a4.css; the rule stands in the page itself.
RIGHT = {
    "a4-national-name": Lettering(12, is_bold=True),
    "a4-national-motto": Lettering(13, is_bold=True),
    "a4-parent-organ": Lettering(12),
    "a4-organ-name": Lettering(12, is_bold=True),
    "a4-code": Lettering(13),
    "a4-date": Lettering(13, is_italic=True),
    "a4-letter-subject": Lettering(12),
    "a4-copy-form": Lettering(14, is_bold=True),
    "a4-circulation": Lettering(13, is_bold=True),
    "a4-signing-note": Lettering(10, "left"),
    "a4-marks": Lettering(13, is_bold=True),
    "a4-title": Lettering(14, is_bold=True),
    "a4-addressed-to": Lettering(14),
    "a4-addressed-to-many": Lettering(14, "left"),
    "a4-issuing-authority": Lettering(14, is_bold=True),
    "a4-legal-basis": Lettering(14, "justified", is_italic=True),
    "a4-enacting-word": Lettering(14, is_bold=True),
    "a4-heading": Lettering(14, is_bold=True),
    "a4-roman-section": Lettering(14, "justified", is_bold=True),
    "a4-paragraph": Lettering(14, "justified"),
    "a4-dieu": Lettering(14, "justified"),
    "a4-khoan": Lettering(14, "justified"),
    "a4-diem": Lettering(14, "justified"),
    "a4-dash-list": Lettering(14, "justified"),
    "a4-end-mark": Lettering(14, "justified"),
    "a4-recipients-word": Lettering(12, "left", is_bold=True, is_italic=True),
    "a4-recipients-list": Lettering(11, "left"),
    "a4-drafter-mark": Lettering(11, "right"),
    "a4-authority": Lettering(14, is_bold=True),
    "a4-other-position": Lettering(14, is_bold=True),
    "a4-signer-name": Lettering(14, is_bold=True),
    "a4-contact": Lettering(11, "left"),
}
