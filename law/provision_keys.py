"""Keys of provisions: their grammar, and the Vietnamese way to write where a provision stands.

``ND30.D21.K2.A`` is a text and its segments. Segments: ``D21`` Điều 21, ``K2`` khoản 2, ``A`` điểm a (``DD``
is đ), ``PL6`` Phụ lục VI, ``P1`` Phần I, ``M3`` Mục III of an appendix, ``MAU1-5`` Mẫu 1.5, ``COT3`` cột 3,
``T1-2`` trường thông tin số 1.2. ``N3`` is a matter that a source reports without saying where in the text it stands:
it is named by its title, never by a number that the text does not have.
"""

import re

_TEXT_KEY = re.compile(r"[A-Z]+[0-9]*(-[0-9]+)?")
_SEGMENT = re.compile(r"(?P<kind>PL|MAU|COT|D|K|P|M|T|N)(?P<number>[1-9][0-9]*(?:-[0-9]+)?)")

# The letters of điểm in the order of the Vietnamese alphabet: no f, j, w, z; ă and â are not used.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_POINTS = {"DD" if letter == "đ" else letter.upper(): letter for letter in POINT_LETTERS}

# Phụ lục II Mục V khoản 7: Phần, Mục, Điều with a capital in a citation; khoản and điểm without.
_WORDS = {
    "PL": "Phụ lục",
    "MAU": "Mẫu",
    "COT": "cột",
    "D": "Điều",
    "K": "khoản",
    "P": "Phần",
    "M": "Mục",
    "T": "trường thông tin số",
}
_ROMAN_KINDS = ("PL", "P", "M")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_UNNUMBERED = "N"
_TOP_KINDS = ("D", "PL", _UNNUMBERED)
_KIND_ORDER = ("D", "PL", "P", "M", "MAU", "COT", "T", "K", _UNNUMBERED)


class WrongKey(ValueError):
    """The key does not follow the grammar."""


def is_text_key(key: str) -> bool:
    """Whether this can be the key of a text: ND30, TT05-2025, LLT2024."""
    return _TEXT_KEY.fullmatch(key) is not None


def is_segment(name: str) -> bool:
    """Whether this names a part of a text (fields of a table are written in small letters)."""
    return name in _POINTS or _SEGMENT.fullmatch(name) is not None


def roman(number: int) -> str:
    """1 to 15 as Roman numerals: appendices, parts and sections have no more."""
    return _ROMAN[number]


def where(segments: tuple[str, ...], title: str = "") -> str:
    """('D21', 'K2', 'A') -> 'điểm a khoản 2 Điều 21'. Raises WrongKey.

    The title is needed for what has no number: (('D17', 'N1'), 'Nộp lưu') -> 'nội dung “Nộp lưu” Điều 17'.
    """
    if not segments or _kind(segments[0]) not in _TOP_KINDS:
        raise WrongKey("khóa bắt đầu bằng điều (D1), phụ lục (PL1) hoặc nội dung chưa rõ số điều (N1)")
    numbered = tuple(segment for segment in segments if not is_unnumbered(segment))
    if segments[: len(numbered)] != numbered:
        raise WrongKey("dưới nội dung chưa rõ số điều (N1) chỉ có nội dung cùng loại")
    parts = [_in_words(segment) for segment in reversed(numbered)]
    if numbered != segments:
        if not title:
            raise WrongKey("nội dung chưa rõ số điều (N1) phải có 'title'")
        parts.insert(0, f"nội dung “{title}”")
    return " ".join(parts)


def last_part(segments: tuple[str, ...], title: str = "") -> str:
    """The narrowest part alone: ('D21', 'K2', 'A') -> 'điểm a'; its title for an unnumbered matter."""
    return title if is_unnumbered(segments[-1]) else _in_words(segments[-1])


def is_unnumbered(segment: str) -> bool:
    """Whether this names a matter whose place in the text is not known."""
    return _kind(segment) == _UNNUMBERED


def order(segments: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Sort key for reading order: articles before appendices, numbers by value, points as in the alphabet."""
    return tuple(_rank(segment) for segment in segments)


def split(key: str) -> tuple[str, tuple[str, ...]]:
    """'ND30.D21.K2' -> ('ND30', ('D21', 'K2'))."""
    text, *segments = key.split(".")
    return text, tuple(segments)


def touches(cited: str, changed: str) -> bool:
    """Whether a change of one provision concerns who cites the other: the same one, a part of it, or what contains it."""
    return f"{cited}.".startswith(f"{changed}.") or f"{changed}.".startswith(f"{cited}.")


def is_article(segment: str) -> bool:
    """Whether this names an article (Điều)."""
    return _kind(segment) == "D"


def _kind(segment: str) -> str:
    match = _SEGMENT.fullmatch(segment)
    return match["kind"] if match else ""


def _rank(segment: str) -> tuple[int, ...]:
    if segment in _POINTS:
        return (len(_KIND_ORDER), POINT_LETTERS.index(_POINTS[segment]))
    match = _SEGMENT.fullmatch(segment)
    if match is None:
        raise WrongKey(f"{segment!r} không phải một phần của khóa")
    return (_KIND_ORDER.index(match["kind"]), *(int(part) for part in match["number"].split("-")))


def _in_words(segment: str) -> str:
    if segment in _POINTS:
        return f"điểm {_POINTS[segment]}"
    match = _SEGMENT.fullmatch(segment)
    if match is None:
        raise WrongKey(f"{segment!r} không phải một phần của khóa")
    number = match["number"].replace("-", ".")
    if match["kind"] in _ROMAN_KINDS:
        number = roman(int(number))
    return f"{_WORDS[match['kind']]} {number}"
