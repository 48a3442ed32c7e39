"""Vietnamese text: one Unicode form, comparison that forgives what is no mistake, order of names, dates."""

import datetime
import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."})
# Excel files of old fonts carry the Icelandic eth, which looks exactly like đ.
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})


class _Bare(dict[int, int | None]):
    """For `str.translate`: marks go, đ becomes d; letters are looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Bare({ord("đ"): ord("d")})
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
# The order of tones in Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = ("", _GRAVE, _HOOK, _TILDE, _ACUTE, _DOT)
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_OPEN_CLUSTER = re.compile(rf"(?P<first>[ouOU])(?P<tone>[{''.join(_TONES)}])(?P<second>[aeyAEY])(?![^\W\d_])")
_MOVABLE = {"oa", "oe", "uy"}


def nfc(text: str) -> str:
    """The one Unicode form that is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Without marks, đ as d, small letters, single spaces, to search by: 'Đặng Hoà' -> 'dang hoa'."""
    return _fold_line(text) if len(text) <= _LINE else _fold(text)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFD", clean(text).translate(_ETH).casefold()).translate(_BARE)


# Whoever reads a document asks the same lines a hundred times: a third of the time of the checker.
_LINE = 200
_fold_line = lru_cache(maxsize=1024)(_fold)


def slug(text: str) -> str:
    """Small letters without marks, digits and dashes, for file names and anchors: 'Đặng Hoà, 2' -> 'dang-hoa-2'; may be empty."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def clean(text: str) -> str:
    """NFC, without invisible characters, every run of spaces (also no-break) as one space, trimmed."""
    return _SPACES.sub(" ", nfc(text).translate(_INVISIBLE)).strip()


def clean_name(name: str) -> str:
    """A person's or agency's name as it is stored: cleaned, and Ð (U+00D0, eth) turned into Đ."""
    return clean(name).translate(_ETH)


def normalise_tone(text: str) -> str:
    """Put the tone of open oa, oe, uy on the second vowel, so that hòa and hoà, both right, become one."""
    bare = unicodedata.normalize("NFD", text)
    return nfc(_OPEN_CLUSTER.sub(_move_tone, bare))


def _move_tone(match: re.Match[str]) -> str:
    first, tone, second = match["first"], match["tone"], match["second"]
    if (first + second).lower() not in _MOVABLE:
        return match[0]
    return first + second + tone


def comparable(text: str) -> str:
    """The text without differences that are no mistake: Unicode form, spaces, dashes, quotes, tone marks."""
    return normalise_tone(clean(text).translate(_ETH).translate(_DASHES).translate(_QUOTES))


def equal_text(one: str, other: str, *, ignore_case: bool = False) -> bool:
    """Whether two texts say the same, letter for letter, whatever keyboard or spelling habit wrote them."""
    first, second = comparable(one), comparable(other)
    if ignore_case:
        return first.casefold() == second.casefold()
    return first == second


def text_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Sort key by the Vietnamese alphabet (a ă â b …), word by word; tones decide between equal letters."""
    return tuple(_word_key(word) for word in normalise_tone(clean_name(text)).lower().split(" ") if word)


def initial(text: str) -> str:
    """The letter under which a dictionary lists the text, without its tone: 'ủy quyền' -> 'U', 'điều' -> 'Đ'."""
    words = clean_name(text)
    return _split_tone(words[0])[0].upper() if words else ""


def name_key(name: str) -> tuple[object, ...]:
    """Sort key of a person: given name, then middle names, then family: 'Nguyễn Thị Ánh' goes under Á."""
    words = text_key(name)
    return (words[-1:], words[1:-1], words[:1])


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for character in word:
        letter, tone = _split_tone(character)
        letters.append(_LETTERS.index(letter) if letter in _LETTERS else len(_LETTERS) + ord(letter[0]))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _split_tone(character: str) -> tuple[str, int]:
    """'ế' -> ('ê', 4)."""
    tone = 0
    kept = ""
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES.index(part)
        else:
            kept += part
    return nfc(kept) or character, tone


def official_number(number: int) -> str:
    """The number of a document: a leading 0 below 10 (Phụ lục I Phần I Mục II khoản 3 điểm c)."""
    if number < 1:
        raise ValueError(f"a document number begins at 1, not {number}")
    return f"{number:02d}"


def official_date(day: datetime.date) -> str:
    """'ngày 05 tháng 02 năm 2026': a leading 0 for days below 10 and months 1 and 2 (khoản 4 điểm b)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: datetime.date) -> str:
    """dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


_DATE_FORMS = (
    re.compile(r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})"),
    re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
)


def parse_date(text: str) -> datetime.date:
    """Read 22/11/2026, 22-11-2026, 22.11.2026, 'ngày 22 tháng 11 năm 2026' or 2026-11-22.

    Day before month, four-digit year. Raises ValueError with a Vietnamese sentence for the field.
    """
    cleaned = clean(text).translate(_DASHES)
    for form in _DATE_FORMS:
        match = form.fullmatch(cleaned)
        if match:
            try:
                return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                raise ValueError(f"Không có ngày {cleaned} trên lịch. Hãy kiểm tra lại ngày và tháng.") from None
    raise ValueError("Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 22/11/2026.")
