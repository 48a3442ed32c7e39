"""Roles and the rules on people that need no database."""

import enum
import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from unicodedata import combining
from urllib.parse import urlsplit

from law.vietnamese import clean, fold, text_key


class Role(enum.StrEnum):
    """What a person may be here; one person may have several. Names as in the permission tables."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    AGENCY_CONTACT = "agency_contact"
    OFFICER = "officer"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


WAITING_LIFE = timedelta(minutes=30)  # how long what was typed before the sign-in ran out waits for its person

ROLE_NAMES = {
    Role.TRAINEE: "Học viên",
    Role.INSTRUCTOR: "Giảng viên",
    Role.AGENCY_CONTACT: "Đầu mối cơ quan",
    Role.OFFICER: "Cán bộ Sở Nội vụ",
    Role.AUTHOR: "Biên soạn",
    Role.ADMINISTRATOR: "Quản trị",
}

# Roles that can change other people's results or data; they need a second factor in production.
PRIVILEGED = frozenset({Role.OFFICER, Role.AUTHOR, Role.ADMINISTRATOR})


class AgencyKind(enum.StrEnum):
    """Kinds of agencies; districts exist until 30/6/2025 only."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    UNIT = "unit"


AGENCY_KIND_NAMES = {
    AgencyKind.PROVINCE: "Cấp tỉnh",
    AgencyKind.DEPARTMENT: "Sở, ban, ngành",
    AgencyKind.DISTRICT: "Cấp huyện (đến 30/6/2025)",
    AgencyKind.COMMUNE: "Xã, phường",
    AgencyKind.UNIT: "Đơn vị sự nghiệp, tổ chức khác",
}

# A class shares one address, so tries are counted for the account, never for the address.
MOST_PASSWORD_TRIES = 10
MOST_CODE_TRIES = 5
LOCK = timedelta(minutes=15)


def tries_after(tries: int, last_at: datetime, at: datetime, most: int) -> int | None:
    """How many tries are counted when one more is made now, or None where it is refused until `last_at + LOCK`."""
    if at >= last_at + LOCK:
        return 1
    return None if tries >= most else tries + 1


def user_name_from(full_name: str) -> str:
    """Given name, dot, family name, without marks: Nông Thị Lan -> lan.nong; one word stays one word."""
    words = re.findall(r"[a-z0-9]+", fold(full_name)) or ["hoc.vien"]
    return (words[0] if len(words) == 1 else f"{words[-1]}.{words[0]}")[:50]


USER_NAME = re.compile(r"[a-z0-9]+([.\-][a-z0-9]+)*")
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
LONGEST_USER_NAME = 60
LONGEST_NAME = 120


def may_be_same(one: tuple[date | None, object], other: tuple[date | None, object]) -> bool:
    """Whether two people of one name, each with birth date and agency, may be one person.

    Other birth dates mean other people, but for two of one agency: there one of the dates may be a slip.
    """
    (born, agency), (also_born, also_agency) = one, other
    return (agency is not None and agency == also_agency) or born is None or also_born is None or born == also_born


def clean_user_name(typed: str) -> str:
    """The one spelling of a user name: no invisible letters, small letters. Other alphabets stay what they are."""
    return clean(typed).casefold()


def user_name_mistake(name: str) -> str:
    """What to do about a user name in its one spelling, or an empty text."""
    if not USER_NAME.fullmatch(name):
        return "chỉ dùng chữ không dấu, số, dấu chấm và gạch nối, ví dụ lan.nong."
    if name.isdigit():
        return "cần ít nhất một chữ cái, ví dụ lan.nong: chỉ có số thì lẫn với số điện thoại của người khác."
    if len(name) > LONGEST_USER_NAME:
        return f"dài quá {LONGEST_USER_NAME} ký tự. Hãy chọn tên đăng nhập ngắn hơn, ví dụ lan.nong."
    return ""


def email_mistake(typed: str) -> str:
    """What to do about an e-mail address, or an empty text."""
    if not typed.isascii():
        return "Địa chỉ e-mail viết không dấu, ví dụ: ten@coquan.vn. Hãy xem bộ gõ tiếng Việt."
    return "" if EMAIL.fullmatch(typed) else "Địa chỉ e-mail chưa đúng, ví dụ: ten@coquan.vn."


def clean_phone(typed: str | None) -> str | None:
    """Digits only, +84 as 0: '+84 912.345.678' -> '0912345678'; None for nothing."""
    kept = re.sub(r"[\s.\-()]", "", typed or "")
    if kept.startswith("+84"):
        kept = "0" + kept[3:]
    return kept or None


def clean_email(typed: str | None) -> str | None:
    """Small letters, no blanks; None for nothing."""
    return clean(typed or "").casefold() or None


def name_sort_text(full_name: str) -> str:
    """The order of `law.vietnamese.name_key` as digits, so that every database sorts people by given name alike."""
    words = text_key(full_name)
    groups = (words[-1:], words[1:-1], words[:1])
    return "".join("".join(_word_digits(*word) for word in group) + "00" for group in groups)[:400]


def _word_digits(letters: tuple[int, ...], tones: tuple[int, ...]) -> str:
    # Two digits a letter from 10, closed by 00; one digit a tone from 1, closed by 0: a shorter word sorts first.
    return "".join(str(min(letter + 10, 99)) for letter in letters) + "00" + "".join(str(t + 1) for t in tones) + "0"


def is_trainee_only(roles: Collection[str]) -> bool:
    """Whether these are the roles of somebody whose particulars and sign-in an officer may settle: no staff."""
    return set(roles) <= {Role.TRAINEE.value}


class Stage(enum.StrEnum):
    """How far a sign-in has come; anything but FULL opens only the page of its own step."""

    FULL = "full"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105  the name of a step
    SET_UP = "set_up"


def stage_of(
    *, has_second_factor: bool, has_entered_code: bool, password_is_first: bool, must_have_second_factor: bool
) -> Stage:
    """The next step of a sign-in whose password was right."""
    if has_second_factor and not has_entered_code:
        return Stage.CODE
    if password_is_first:
        return Stage.PASSWORD
    if must_have_second_factor and not has_second_factor:
        return Stage.SET_UP
    return Stage.FULL


def safe_path(wanted: str | None) -> str | None:
    """A path of this site to go on to, or None: no other host, no scheme, no backslash, no control character."""
    if not wanted or len(wanted) > 1000 or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    if "\\" in wanted or any(ord(letter) < 33 or ord(letter) == 127 for letter in wanted):
        return None
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path.startswith(("/dang-nhap", "/dang-xuat")):
        return None
    return wanted


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """A browser and system in words that people know: 'Chrome trên Windows'."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "máy khác")
    return f"{browser} trên {system}"


_NO_POSITION = re.compile(r"[\d@_#=<>{}\[\]|\\/^*+~$%«»\"]")
_NO_ORGANS_NAME = re.compile(r"[@_#=<>{}\[\]|\\^*+~$%«»]")


_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_IN_A_NAME = frozenset(f" .'’‘ʼ`´′{_HYPHENS}")
# Men of the Ede and Jrai are called Y, women H, the Koho K': their letter may stand apart from its hyphen.
_LETTER_APART = re.compile(rf"\b([YHK]) ?[{_HYPHENS}] ?(?=\w)", re.IGNORECASE)
_LOOSE_HYPHEN = re.compile(rf"(?:^| )([{_HYPHENS}])|([{_HYPHENS}])(?: |$)")


# Certificates name people without degrees. Ông and Bà are families too, so they stay.
DEGREE = re.compile(
    r"(?:(?:p?gs|ts|th\.?s|ks|bs|cn|(?:phó )?giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|cử nhân|kỹ sư|đồng chí)\b[ .]*)+(?=\S+ \S)",
    re.IGNORECASE,
)


def person_name_mistake(name: str) -> str:
    """What to do about a person's name as it was typed, or an empty text."""
    if re.search(r"\d", name):
        return "Họ và tên chỉ gồm chữ. Hãy bỏ chữ số và ký hiệu."
    if sign := _odd_sign(clean(name)):
        return f"Họ và tên chỉ gồm chữ. Hãy bỏ ký hiệu “{sign}” và những gì không thuộc họ tên, ví dụ ghi Nông Thị Lan."
    if degree := DEGREE.match(clean(name)):
        return f"Họ và tên không kèm học hàm, học vị. Hãy bỏ “{degree[0].strip()}”, ví dụ ghi Nông Thị Lan."
    if " " not in clean(name) and not _LETTER_APART.match(name):
        return "Hãy ghi đủ họ, chữ đệm và tên, ví dụ Nông Thị Lan."
    return ""


def _odd_sign(name: str) -> str:
    """The first sign that nobody is called by, or an empty text."""
    odd = next((sign for sign in name if not (sign.isalpha() or combining(sign) or sign in _IN_A_NAME)), "")
    if odd:
        return odd
    loose = _LOOSE_HYPHEN.search(_LETTER_APART.sub(r"\1-", name))
    return loose[0].strip() if loose else ""


def organ_name_mistake(name: str) -> str:
    """What to do about the name of an agency as it was typed, or an empty text: words, perhaps numbers, no signs."""
    if found := _NO_ORGANS_NAME.search(name):
        return f"Tên cơ quan không có ký hiệu “{found[0]}”. Hãy ghi tên đầy đủ, ví dụ Sở Nội vụ."
    if len(re.findall(r"[^\W\d_]+", name)) < 2:
        return "Hãy ghi tên đầy đủ của cơ quan, ví dụ Sở Nội vụ."
    return ""


def position_mistake(position: str) -> str:
    """What to do about a position in front of a signature, or an empty text."""
    if _NO_POSITION.search(position):
        return "Chức vụ chỉ gồm chữ, ví dụ GIÁM ĐỐC. Hãy bỏ chữ số và ký hiệu."
    return ""


def place_mistake(place: str) -> str:
    """What to do about the place in front of a date, or an empty text: the date itself is put there by the system."""
    if _NO_ORGANS_NAME.search(place) or not re.match(r"[^\W\d_]", place):
        return "Địa danh bắt đầu bằng chữ và không có ký hiệu, ví dụ Tỉnh T."
    if re.search(r"\bngày\b|\d{1,2}/\d|\d{4}", place, re.IGNORECASE):
        return "Chỉ ghi địa danh, ví dụ Tỉnh T. Ngày, tháng, năm do máy ghi khi cấp giấy."
    return ""
