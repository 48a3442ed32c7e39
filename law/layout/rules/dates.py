"""Phụ lục I Phần I Mục II khoản 4: place and date of issue."""

import re
from collections.abc import Iterator

from law.layout.placeholders import has_placeholder, with_dots
from law.layout.rules.measures import Look, check_look, check_middle
from law.layout.rules.rulebook import OF_TWO_PARTIES, Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Part
from law.vietnamese import clean, nfc

_K4 = "PL1.P1.M2.K4"
_DATE = re.compile(r"ngày(?P<day>.*?)tháng(?P<month>.*?)năm(?P<year>.*)$", re.IGNORECASE)
_BLANK = re.compile(r"^[\s._…]*$")
_UNIT_WORD = re.compile(r"^(?:tỉnh|xã|phường|đặc khu|thị trấn|huyện|quận)\s", re.IGNORECASE)


def _line(case: Case) -> tuple[str, re.Match[str] | None]:
    text = nfc(clean(with_dots(case.seen.text(Part.PLACE_AND_DATE))))
    return text, _DATE.search(text)


@rule(
    "dia-danh.co", f"{_K4}.B", Part.PLACE_AND_DATE, "Ghi đầy đủ “ngày … tháng … năm …” bằng chữ số Ả Rập",
    "Gõ đủ địa danh và ngày, tháng, năm, ví dụ “…, ngày 05 tháng 02 năm 2026”.",
)  # fmt: skip
def full_date(case: Case) -> Iterator[Verdict]:
    """Day, month and year in words and figures."""
    kind = case.seen.document_type
    if case.seen.only_attachments or (kind is not None and not kind.has_place_and_date):
        return
    found = case.seen.get(Part.PLACE_AND_DATE)
    if found is None:
        doubtful = bool(case.seen.strays) or kind is None or kind.key in OF_TWO_PARTIES
        yield (unsure if doubtful else wrong)("không thấy địa danh, ngày tháng năm", case.seen.strays[:3])
        return
    text, match = _line(case)
    if match is None:
        yield ok("ngày tháng còn để trống", found.lines) if text.endswith("…") else wrong(f"ghi “{text}”", found.lines)
        return
    odd = [
        part.strip()
        for part in match.groups()
        if not re.fullmatch(r"\s*\d{1,4}\s*\.?|[\s._…/]*(?:\d{1,4})?[\s._…]*", part)
    ]
    if odd:
        yield wrong(f"ngày, tháng, năm không bằng chữ số: “{text}”", found.lines)
    elif re.fullmatch(r"\s*\d{1,3}\s*", match["year"]):
        yield wrong(f"năm không ghi đủ bốn chữ số: “{text}”", found.lines)
    else:
        yield ok(text, found.lines)


@rule(
    "ngay.so-khong", f"{_K4}.B", Part.PLACE_AND_DATE, "Ngày nhỏ hơn 10 và tháng 1, tháng 2 có số 0 phía trước",
    "Thêm số 0 trước ngày dưới 10 và trước tháng 1, tháng 2.",
)  # fmt: skip
def leading_zero(case: Case) -> Iterator[Verdict]:
    """05, 01, 02; months from 3 need none."""
    found = case.seen.get(Part.PLACE_AND_DATE)
    _, match = _line(case)
    if found is None or match is None:
        return
    day, month = match["day"].strip(), match["month"].strip()
    if not (day.isdigit() or month.isdigit()):
        return
    if (day.isdigit() and len(day) == 1) or month in ("1", "2"):
        yield wrong(f"ghi ngày {day} tháng {month}", found.lines)
    elif re.fullmatch(r"0[3-9]", month):
        yield unsure(f"ghi tháng {month}: Nghị định chỉ yêu cầu số 0 cho tháng 1 và tháng 2", found.lines)
    else:
        yield ok(f"ngày {day} tháng {month}", found.lines)


@rule(
    "dia-danh.cung-dong", f"{_K4}.C", Part.PLACE_AND_DATE, "Địa danh và ngày tháng cùng một dòng với số, ký hiệu",
    "Để số, ký hiệu và địa danh, ngày tháng trong hai ô của cùng một hàng.", Severity.BETTER,
)  # fmt: skip
def same_line(case: Case) -> Iterator[Verdict]:
    """Beside the number: the same row of a table, the same line, the same height."""
    date, code = case.seen.get(Part.PLACE_AND_DATE), case.seen.get(Part.CODE)
    if date is None or code is None:
        return
    one, other = date.lines[0], code.lines[0]
    if one.top is not None and other.top is not None:
        near = abs(one.top - other.top) < 8
        yield (
            ok("cùng dòng với số, ký hiệu", date.lines)
            if near
            else unsure("không cùng dòng với số, ký hiệu", date.lines)
        )
    elif one.paragraph == other.paragraph or (one.cell and other.cell and _row(one) == _row(other)):
        yield ok("cùng dòng với số, ký hiệu", date.lines)
    elif one.cell is not None and other.cell is not None and one.cell.table == other.cell.table:
        yield wrong("số, ký hiệu và địa danh, ngày tháng ở hai hàng khác nhau của bảng", date.lines)
    else:
        yield unsure("không rõ có cùng dòng với số, ký hiệu", date.lines)


def _row(line) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    return line.cell.table, line.cell.row


@rule(
    "dia-danh.kieu-chu", f"{_K4}.C", Part.PLACE_AND_DATE, "Địa danh, ngày tháng in thường, cỡ 13-14, nghiêng, không đậm",
    "Chọn dòng địa danh, ngày tháng, đặt cỡ 13 hoặc 14 và nghiêng (Ctrl+I).",
)  # fmt: skip
def date_look(case: Case) -> Iterator[Verdict]:
    """Italic, 13 to 14."""
    yield from check_look(case.seen.get(Part.PLACE_AND_DATE), Look(13, 14, False, True, False), case)


@rule(
    "dia-danh.viet-hoa", f"{_K4}.C", Part.PLACE_AND_DATE, "Các chữ cái đầu của địa danh viết hoa",
    "Viết hoa chữ cái đầu mỗi âm tiết của địa danh.",
)  # fmt: skip
def place_capitals(case: Case) -> Iterator[Verdict]:
    """Every syllable of the place."""
    found = case.seen.get(Part.PLACE_AND_DATE)
    text, match = _line(case)
    if found is None or match is None:
        return
    place = text[: match.start()].strip(" ,.…")
    words = [word for word in place.split() if word[0].isalpha()]
    if not words:
        return
    small = [word for word in words if word[0].islower()]
    # 'Phường Trung tâm', 'Thành phố Hồ Chí Minh': the unit's own common noun may keep small letters.
    allowed = place.startswith(("Thành phố", "Thị xã", "Thị trấn", "Đặc khu")) or _UNIT_WORD.match(place)
    if place[0].islower() or (small and not allowed):
        yield wrong(f"địa danh ghi “{place}”", found.lines)
    else:
        yield ok(place, found.lines)


@rule(
    "dia-danh.dau-phay", f"{_K4}.C", Part.PLACE_AND_DATE, "Sau địa danh có dấu phẩy",
    "Thêm dấu phẩy giữa địa danh và chữ “ngày”.",
)  # fmt: skip
def comma(case: Case) -> Iterator[Verdict]:
    """A comma before 'ngày'."""
    found = case.seen.get(Part.PLACE_AND_DATE)
    text, match = _line(case)
    if found is None or match is None:
        return
    before = text[: match.start()].rstrip()
    if before.endswith(","):
        yield ok(text, found.lines)
    elif _BLANK.match(before):
        yield unsure("chưa ghi địa danh", found.lines)
    else:
        yield wrong(f"ghi “{text}”", found.lines)


@rule(
    "dia-danh.canh-giua", f"{_K4}.C", Part.PLACE_AND_DATE, "Địa danh, ngày tháng canh giữa dưới Quốc hiệu, Tiêu ngữ",
    "Để dòng này trong ô dưới Quốc hiệu và canh giữa (Ctrl+E).",
)  # fmt: skip
def date_middle(case: Case) -> Iterator[Verdict]:
    """In the middle below the Tiêu ngữ."""
    if has_placeholder(case.seen.text(Part.PLACE_AND_DATE)):
        return  # what will be written there has another width
    below = case.seen.get(Part.NATIONAL_NAME) or case.seen.get(Part.MOTTO)
    yield from check_middle(case.seen.get(Part.PLACE_AND_DATE), below, "giữa dưới Quốc hiệu", slack=20)
