"""The mark of a file that an exercise handed out. It stands among the keywords of the file, which word processors keep.

The daily tools of the site leave such files alone: finding the faults is the exercise.
"""

import re

_LEAD = "Bài luyện tập Dấu Đến"
_MARK = re.compile(rf"{_LEAD} ([0-9a-f]{{8,40}})")


def keywords_of(mark: str) -> str:
    """What stands in the file for a mark of hexadecimal figures."""
    return f"{_LEAD} {mark}"


def mark_in(keywords: str) -> str:
    """The mark in a file's keywords; empty where there is none."""
    found = _MARK.search(keywords)
    return found[1] if found else ""
