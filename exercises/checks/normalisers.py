"""When two values of a field say the same. What no clerk can see or no rule forbids is never a mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from exercises.dms.domain.fields import bare_subject
from law.vietnamese import comparable

_CLOSING = re.compile(r"[\s./]+$")
_AROUND_MARKS = re.compile(r"\s*([-/])\s*")


def is_same_value(field: str, found: Any, expected: Any, accepted: Sequence[str] = ()) -> bool:
    """Whether the entry of `field` is right: equal to `expected`, or to one of the other `accepted` spellings."""
    if found is None or expected is None:
        return False
    if found == expected or not isinstance(expected, str):
        return bool(found == expected)
    normalise = _NORMALISERS.get(field, _text)
    return normalise(str(found)) in {normalise(spelling) for spelling in (expected, *accepted)}


def _text(text: str) -> str:
    """Unicode form, spaces, dashes, quotes, tone placement, letter case and a closing dot are no mistakes."""
    return _CLOSING.sub("", comparable(text).casefold())


def _subject(text: str) -> str:
    """Also without a leading "V/v" or "Về việc", and a closing "./."."""
    return bare_subject(_text(text))


def _number(text: str) -> str:
    """05 is 5; the letter O in a number is a zero that nobody can tell apart."""
    digits = comparable(text).upper().replace("O", "0")
    return digits.lstrip("0") or digits


def _notation(text: str) -> str:
    """The case of letters counts (QyĐ, TTr), spaces around a dash do not; a leading slash is the form's."""
    return _AROUND_MARKS.sub(r"\1", comparable(text)).strip("/")


def _organisation(text: str) -> str:
    """UBND is the usual abbreviation of Ủy ban nhân dân."""
    return re.sub(r"\bubnd\b", comparable("ủy ban nhân dân"), _text(text))


def _position(text: str) -> str:
    """Commas and dashes between the lines of authority and the position are the clerk's own."""
    return " ".join(re.sub(r"[,;/–-]", " ", _organisation(text)).split())


_NORMALISERS = {
    "organ_name": _organisation,
    "signer_position": _position,
    "subject": _subject,
    "code_number": _number,
    "code_notation": _notation,
}
