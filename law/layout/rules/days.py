"""The day that a document is judged for: its own, where it bears one that has come."""

import datetime

from law.layout.rules.rulebook import Case
from law.layout.understanding.parts import Part
from law.vietnamese import clean, parse_date


def day_of(case: Case) -> datetime.date:
    """The document's day of issue; the day of judging for a draft."""
    words = clean(case.seen.text(Part.PLACE_AND_DATE)).lower()
    _, found, rest = words.rpartition("ngày ")
    try:
        issued = parse_date(f"ngày {rest.strip(' .')}") if found else case.day
    except ValueError:
        return case.day
    return min(issued, case.day)
