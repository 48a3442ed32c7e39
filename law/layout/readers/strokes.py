"""Lines of text that are drawn rules: underscores and dashes."""

import re

from law.layout.draft import Line, Stroke, StrokeKind

_SOLID = re.compile(r"[_—―─━–‗¯]{3,}")
_DASHED = re.compile(r"(?:[-–=*~]\s?){4,}")


def stroke_of(line: Line) -> Stroke | None:
    """The rule that a line of characters draws; None for a line of words."""
    if _SOLID.fullmatch(line.text):
        kind = StrokeKind.CHARACTERS
    elif _DASHED.fullmatch(line.text):
        kind = StrokeKind.DASHES
    else:
        return None
    return Stroke(
        line.x0, line.x1, kind, line.area, line.section, line.cell, line.page, line.top,
        is_solid=kind is StrokeKind.CHARACTERS,
    )  # fmt: skip
