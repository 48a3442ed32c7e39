"""Reading a citation as a person types it: 'điều 22 nghị định 30' -> 'ND30.D22'."""

import re

from law.provision_keys import POINT_LETTERS
from law.register import LegalText, Register
from law.vietnamese import clean, fold

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
# From the widest part to the narrowest, as keys are written; words with and without their marks.
_PARTS = (
    ("D", re.compile(r"\b(?:điều|dieu|đ)\s*(\d+)")),
    ("PL", re.compile(r"\b(?:phụ lục|phu luc|pl)\s*([ivx]+|\d+)\b")),
    ("P", re.compile(r"\b(?:phần|phan)\s+([ivx]+|\d+)\b")),
    ("M", re.compile(r"\b(?:mục|muc)\s+([ivx]+|\d+)\b")),
    ("K", re.compile(r"\b(?:khoản|khoan|k)\s*(\d+)")),
)
_POINT = re.compile(rf"\b(?:điểm|diem)\s+([{POINT_LETTERS}])\b")
_NUMBER_AND_YEAR = re.compile(r"\b(\d{1,4}/\d{4})\b")
_KIND_AND_NUMBER = re.compile(
    r"\b(?P<kind>nghi dinh|thong tu|quyet dinh|nghi quyet|nd|tt|qd|nq)\s*(?:so\s*)?(?P<number>\d{1,4})\b"
)
_KINDS = {"nd": "nghi dinh", "tt": "thong tu", "qd": "quyet dinh", "nq": "nghi quyet"}
DEFAULT_TEXT = "ND30"


def find_key(register: Register, typed: str) -> str | None:
    """The key of the provision or text that the words name, or None. Without a text, Decree 30 is meant."""
    written = clean(typed)
    if written.upper() in register:
        return written.upper()
    text = _named_text(register, written)
    parts = _parts(written.lower())
    if not parts:
        return text
    key = ".".join((text or DEFAULT_TEXT, *parts))
    return key if key in register else None


def _parts(written: str) -> list[str]:
    found = []
    for kind, pattern in _PARTS:
        match = pattern.search(written)
        if match:
            found.append(f"{kind}{_number(match[1])}")
    point = _POINT.search(written)
    if found and point:
        found.append("DD" if point[1] == "đ" else point[1].upper())
    return found


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    values = [_ROMAN_DIGITS[letter] for letter in digits]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _named_text(register: Register, written: str) -> str | None:
    folded = fold(written)
    year = _NUMBER_AND_YEAR.search(folded)
    kind = _KIND_AND_NUMBER.search(folded)
    matching = [text for text in register.texts.values() if _is_named(text, folded, year, kind)]
    # Several laws had one name: the one without an end is meant.
    matching.sort(key=lambda text: text.in_force_to is not None)
    return matching[0].key if matching else None


def _is_named(text: LegalText, folded: str, year: re.Match[str] | None, kind: re.Match[str] | None) -> bool:
    number = fold(text.number)
    if year:
        return number.startswith(f"{year[1]}/")
    if kind:
        wanted = _KINDS.get(kind["kind"], kind["kind"])
        return fold(text.kind) == wanted and re.match(rf"0*{int(kind['number'])}/", number) is not None
    name = re.sub(r" nam \d{4}$", "", fold(text.name))
    return name.startswith("luat ") and name in folded
