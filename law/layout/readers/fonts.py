"""Fonts by name: those of the code tables before Unicode, and those that are Times New Roman under another name."""

import re
from collections.abc import Iterable

from law.layout.draft import Line

RIGHT_FONT = "Times New Roman"
_OLD = re.compile(r"^(\.vn|vni-|vni |vn[a-z]*times|vk sans)", re.IGNORECASE)
_TIMES = re.compile(r"^times(\s*new\s*roman|newroman)?(\s*\(.*\))?(ps)?(mt)?([-, ].*)?$", re.IGNORECASE)
_LIKE_TIMES = re.compile(r"^(liberation[\s-]*serif|tinos|nimbus\s*rom|freeserif|termes|texgyretermes)", re.IGNORECASE)
SYMBOLS = frozenset(
    {"symbol", "wingdings", "webdings", "wingdings 2", "wingdings 3", "segoe ui symbol", "cambria math"}
)


def is_old(font: str) -> bool:
    """Whether a font belongs to TCVN3 (.VnTime) or VNI (VNI-Times)."""
    return bool(_OLD.match(font))


def is_times(font: str) -> bool:
    """Whether it is Times New Roman, however the file writes the name."""
    return bool(_TIMES.match(font.strip()))


def is_like_times(font: str) -> bool:
    """Whether a program puts this font, of the same measures, where Times New Roman is not installed."""
    return bool(_LIKE_TIMES.match(font.strip()))


def old_fonts(lines: Iterable[Line]) -> tuple[str, ...]:
    """The old fonts that letters are written in, each once."""
    return tuple(sorted({run.font for line in lines for run in line.letters if is_old(run.font)}))
