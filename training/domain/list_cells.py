"""Cells of a list of people: names, birth dates, e-mail addresses and telephone numbers as people type them into Excel."""

import re
from datetime import date, timedelta

from accounts.domain import DEGREE, email_mistake, person_name_mistake
from law import vietnamese

Cell = str | int | float | date | None

LONGEST_NAME = 120
EXCEL_EPOCH = date(1899, 12, 30)
YOUNGEST, OLDEST = 16, 90
_WORD = re.compile(r"[^\W\d_]+")  # H'Hen and Y-Blim have a capital after their sign too
_HONORIFIC = re.compile(r"^(?:bà|đ/c|đồng chí|ông(?=[.:]?\s+\S+\s+\S+\s+\S))[.:]?\s+(?=\S+\s+\S)", re.IGNORECASE)
# "Năm 1980", 03/1980, and 00/00/1980 as papers have it where the day is not known.
_YEAR_ALONE = re.compile(r"(?:(?:sinh\s+)?năm\s+|sn\s+|(?:00?\s*[/.\-]\s*)?\d{1,2}\s*[/.\-]\s*)(\d{4})", re.IGNORECASE)
_SPELT_OUT = re.compile(r"\d{4}-\d\d-\d\d|(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
NOTHING = {"", "-", "–", "khong", "khong co", "k", "x", "/", "0", "chua co", "n/a"}


def text_of(cell: Cell) -> str:
    """The cell as clean text."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return vietnamese.clean(str(cell))


def tidy_name(name: str) -> str:
    """A person's name as it is kept: single spaces, not all in capitals, without "Ông" or "Bà" in front.

    Ông is a family name too: before fewer than three words it stays.
    """
    cleaned = vietnamese.clean_name(name)
    for before in (_HONORIFIC, DEGREE):
        cleaned = before.sub("", cleaned)
    if cleaned.isupper() or cleaned.islower():
        return _WORD.sub(lambda word: word[0].capitalize(), cleaned)
    return cleaned


def name_mistake(name: str) -> str:
    """What is wrong with a name, or an empty text."""
    if not name:
        return "để trống. Hãy ghi họ và tên."
    if len(name) > LONGEST_NAME:
        return f"dài quá, nhiều nhất {LONGEST_NAME} ký tự."
    mistake = person_name_mistake(name)
    return f"“{name}” chưa đúng. {mistake}" if mistake else ""


def read_birth(cell: Cell, on: date) -> date | int | None:
    """A birth date, a birth year alone, or None for nothing. Raises ValueError with a reason."""
    if cell is None:
        return None
    if isinstance(cell, date):
        return _plausible(cell, on, cell.strftime("%d/%m/%Y"))
    if isinstance(cell, int | float):
        return _birth_number(float(cell), on)
    text = re.sub(r"\s+0{1,2}:00(:00)?$", "", vietnamese.clean(str(cell)).strip("'’ ")).rstrip(". ")
    if vietnamese.fold(text) in NOTHING:
        return None
    if re.fullmatch(r"\d{4}|\d{5}", text):
        return _birth_number(float(text), on)
    if year := _YEAR_ALONE.fullmatch(text):
        return _plausible_year(int(year[1]), on, text)
    return _plausible(_birth_text(text), on, text)


def _birth_text(text: str) -> date:
    parts = re.fullmatch(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{2}|\d{4})", text)
    if parts and len(parts[3]) == 2:
        raise ValueError(f"“{text}” ghi năm có hai chữ số. Hãy ghi đủ, ví dụ {parts[1]}/{parts[2]}/19{parts[3]}.")
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else vietnamese.parse_date(text)
    except ValueError:
        raise ValueError(_no_day(text, parts)) from None


def _no_day(text: str, parts: re.Match[str] | None) -> str:
    """Why a text is no day: the calendar has none such, or its form is not understood."""
    if parts and 31 >= int(parts[2]) > 12 >= int(parts[1]) > 0:
        return f"“{text}” có tháng {parts[2]}. Hãy ghi ngày trước tháng: {parts[2]}/{parts[1]}/{parts[3]}."
    if parts or _SPELT_OUT.fullmatch(text):
        return f"“{text}” không phải ngày có thật."
    return _unreadable(text)


def _unreadable(text: str) -> str:
    return f"không đọc được “{text[:60]}”. Hãy ghi ngày/tháng/năm, ví dụ 05/03/1980, hoặc chỉ năm sinh, ví dụ 1980."


def _birth_number(number: float, on: date) -> date | int:
    if 1900 <= number <= 2100:
        return _plausible_year(int(number), on, str(int(number)))
    if 3000 <= number <= 60000:  # a date whose cell lost its form: days since the epoch of Excel
        day = EXCEL_EPOCH + timedelta(days=int(number))
        return _plausible(day, on, day.strftime("%d/%m/%Y"))
    raise ValueError(_unreadable(text_of(number)))


def _plausible(day: date, on: date, shown: str) -> date:
    _plausible_year(day.year, on, shown)
    return day


def _plausible_year(year: int, on: date, shown: str) -> int:
    if not on.year - OLDEST <= year <= on.year - YOUNGEST:
        raise ValueError(f"“{shown}” không thể là ngày sinh của học viên. Hãy kiểm tra lại năm sinh.")
    return year


def read_email(cell: Cell) -> str | None:
    """An e-mail address in small letters, or None. Raises ValueError with a reason."""
    text = text_of(cell).removeprefix("mailto:").strip(" .;,")
    if vietnamese.fold(text) in NOTHING:
        return None
    if len(text) > 254 or email_mistake(text):
        raise ValueError(f"“{text[:60]}” không phải địa chỉ e-mail. Hãy sửa, hoặc để trống nếu không có.")
    return text.lower()


def read_phone(cell: Cell) -> str | None:
    """A telephone number of 10 or 11 digits with its leading 0, or None. Raises ValueError with a reason."""
    text = text_of(cell)
    if vietnamese.fold(text) in NOTHING:
        return None
    first = re.split(r"[/;,]|\s-\s|\shoặc\s", text)[0]
    digits = re.sub(r"[\s.\-()]", "", first).removeprefix("'")
    digits = re.sub(r"^\+?84(0(?=\d{9}$)|(?=\d{9,10}$))", "0", digits)
    if re.fullmatch(r"[1-9]\d{8,9}", digits):
        digits = "0" + digits  # Excel dropped the leading 0 of a number
    if not re.fullmatch(r"0\d{9,10}", digits):
        raise ValueError(f"“{text[:40]}” không phải số điện thoại (10 hoặc 11 chữ số, bắt đầu bằng 0).")
    return digits
