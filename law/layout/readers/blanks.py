"""Room that a writer leaves open inside a line, 'Số:        /QĐ-UBND', is no border between two columns."""

import re

_OPEN = re.compile(r"(?:^|\s)(?:số|ngày|tháng|năm)\s*:?\s*[._…]*\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"^\s*(?:/|tháng\b|năm\b)", re.IGNORECASE)


def is_left_open(before: str, after: str) -> bool:
    """Whether the gap between these two pieces is room to write in."""
    return bool(_OPEN.search(before) or _GOES_ON.match(after))
