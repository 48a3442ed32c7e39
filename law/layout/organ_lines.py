"""How the name of a body is broken into lines in the left column of the head; the page and the .docx file break alike."""

import re

from law.layout.letter_widths import balanced

_BEFORE_PLACE = re.compile(r"\s+(?=(?:tỉnh|thành phố|xã|phường|đặc khu)\s)", re.IGNORECASE)
_ROOM = 169.5  # points: 62 mm of the head, without what keeps it away from the right column
_SIZE = 12.0


def organ_lines(name: str, *, bold: bool) -> list[str]:
    """The lines in capitals: 'ỦY BAN NHÂN DÂN', 'XÃ BÌNH THUẬN'. Broken before the place, unless that takes a line more."""
    capitals = name.upper()
    fewest = balanced(capitals, _ROOM, _SIZE, bold=bold)
    phrases = _BEFORE_PLACE.split(capitals, maxsplit=1)
    phrased = [line for phrase in phrases for line in balanced(phrase, _ROOM, _SIZE, bold=bold)]
    return phrased if len(phrased) == len(fewest) else fewest
