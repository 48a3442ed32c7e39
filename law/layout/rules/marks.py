"""Phụ lục I Phần I Mục III khoản 2 to 4, Mục II khoản 8: marks, drafter, address, signing note."""

import re
from collections.abc import Iterator

from law.layout.draft import Area, Line, Stroke
from law.layout.rules.measures import Look, check_look, look_faults, mm
from law.layout.rules.rulebook import Case, Verdict, ok, rule, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold, nfc

_M3 = "PL1.P1.M3"
_SIZES = {"hoa toc": (30, 8), "thuong khan": (40, 8), "khan": (20, 8)}
_MM = 72 / 25.4
_DRAFTER = re.compile(r"^[A-ZĐ]+\.?\s*(?:\(\d+\))?\.?$")
_NOTE_TIME = re.compile(r"\d{1,2}:\d{2}:\d{2}.*(?:\+\s*0?7|GMT|UTC)|T\d{2}:\d{2}:\d{2}\+07:00")


@rule(
    "do-khan.kieu-chu", f"{_M3}.K2.B", Part.URGENCY, "Dấu khẩn (HỎA TỐC, THƯỢNG KHẨN, KHẨN) in hoa, Times New Roman cỡ 13-14, đứng, đậm",
    "Đặt chữ trong dấu khẩn cỡ 13 hoặc 14, đậm, in hoa.",
)  # fmt: skip
def urgency_look(case: Case) -> Iterator[Verdict]:
    """Letters of the mark."""
    yield from check_look(case.seen.get(Part.URGENCY), Look(13, 14, True, False, True), case)


@rule(
    "do-khan.khung", f"{_M3}.K2.B", Part.URGENCY, "Dấu khẩn trong khung chữ nhật viền đơn: 30 x 8 mm (HỎA TỐC), 40 x 8 mm (THƯỢNG KHẨN), 20 x 8 mm (KHẨN)",
    "Đặt dấu khẩn trong khung chữ nhật đúng kích thước quy định.",
)  # fmt: skip
def urgency_box(case: Case) -> Iterator[Verdict]:
    """A frame of the size that the decree gives."""
    found = case.seen.get(Part.URGENCY)
    if found is None:
        return
    line = found.lines[0]
    wide, high = _SIZES.get(fold(line.text).strip(" ."), (0, 0))
    if line.box is None or not line.box.is_lined:
        yield wrong("không có khung", found.lines)
    elif not wide or not line.box.height:
        yield ok("có khung", found.lines)
    elif abs(line.box.width / _MM - wide) > 3 or abs(line.box.height / _MM - high) > 2:
        yield wrong(f"khung {mm(line.box.width)} x {mm(line.box.height)}", found.lines, expected=f"{wide} x {high} mm")
    else:
        yield ok(f"khung {wide} x {high} mm", found.lines)


@rule(
    "do-khan.mau", f"{_M3}.K2.B", Part.URGENCY, "Dấu khẩn màu đỏ tươi",
    "Đặt màu chữ và khung của dấu khẩn là đỏ tươi.",
)  # fmt: skip
def urgency_red(case: Case) -> Iterator[Verdict]:
    """Red; a mark that will be stamped by hand is not in the file."""
    found = case.seen.get(Part.URGENCY)
    if found is None:
        return
    colours = {run.colour for run in found.lines[0].letters}
    red = all(
        len(one) == 6 and int(one[:2], 16) > 0x90 and int(one[2:4], 16) < 0x60 and int(one[4:], 16) < 0x60
        for one in colours
    )
    yield ok("màu đỏ", found.lines) if red else wrong("chữ không phải màu đỏ", found.lines)


@rule(
    "pham-vi.trinh-bay", f"{_M3}.K2.C", Part.CIRCULATION, "Chỉ dẫn phạm vi lưu hành trong khung viền đơn, in hoa, Times New Roman cỡ 13-14, đứng, đậm",
    "Đặt chữ trong khung một đường viền, in hoa, đậm, cỡ 13 hoặc 14.",
)  # fmt: skip
def circulation(case: Case) -> Iterator[Verdict]:
    """Letters and frame."""
    found = case.seen.get(Part.CIRCULATION)
    if found is None:
        return
    faults = look_faults(found.lines, Look(13, 14, True, False, True), case)
    if found.lines[0].box is None or not found.lines[0].box.is_lined:
        faults.append("không có khung viền")
    yield wrong("; ".join(faults), found.lines) if faults else ok("trong khung, in hoa, đậm", found.lines)


@rule(
    "nguoi-soan.trinh-bay", f"{_M3}.K3", Part.DRAFTER_MARK, "Ký hiệu người soạn in hoa, số bản bằng chữ số Ả Rập, cỡ 11, đứng",
    "Gõ ký hiệu người soạn bằng chữ in hoa, ví dụ PL.(300), cỡ 11.",
)  # fmt: skip
def drafter(case: Case) -> Iterator[Verdict]:
    """'PL.(300)'."""
    found = case.seen.get(Part.DRAFTER_MARK)
    if found is None:
        return
    faults = look_faults(found.lines, Look(11, 11, None, False), case)
    if not _DRAFTER.match(nfc(found.text)):
        faults.append(f"ghi “{found.text}”")
    yield wrong("; ".join(faults), found.lines) if faults else ok(found.text, found.lines)


@rule(
    "dia-chi.kieu-chu", f"{_M3}.K4", Part.CONTACT, "Địa chỉ, thư điện tử, điện thoại in thường, cỡ 11-12, đứng",
    "Chọn phần địa chỉ ở cuối trang đầu, đặt cỡ 11 hoặc 12, không nghiêng.",
)  # fmt: skip
def contact_look(case: Case) -> Iterator[Verdict]:
    """11 to 12, upright."""
    yield from check_look(case.seen.get(Part.CONTACT), Look(11, 12, None, False, False), case)


@rule(
    "dia-chi.duong-ke", f"{_M3}.K4", Part.CONTACT, "Địa chỉ ở trang thứ nhất, dưới một đường kẻ liền hết chiều ngang vùng trình bày",
    "Để phần địa chỉ ở chân trang đầu, thêm viền trên (Borders, Top Border) cho dòng đầu.",
)  # fmt: skip
def contact_rule(case: Case) -> Iterator[Verdict]:
    """A rule of the whole width above it, on the first page only."""
    found = case.seen.get(Part.CONTACT)
    if found is None:
        return
    first = found.lines[0]
    if first.area is Area.FOOTER and case.seen.draft.sections[0].different_first:
        yield wrong("địa chỉ ở chân các trang sau, không ở trang đầu", found.lines)
        return
    above = [stroke for stroke in _strokes_above(case, found) if stroke.length > 0.85 * _wide(case)]
    if above:
        yield ok("dưới đường kẻ hết chiều ngang", found.lines)
    else:
        yield wrong("không có đường kẻ hết chiều ngang phía trên", found.lines)


def _wide(case: Case) -> float:
    start, end = case.seen.draft.sections[0].room
    return end - start


def _strokes_above(case: Case, found: Component) -> list[Stroke]:
    items = case.seen.draft.items
    place = next(number for number, item in enumerate(items) if isinstance(item, Line) and item.id == found.lines[0].id)
    strokes: list[Stroke] = []
    for item in reversed(items[:place]):
        if isinstance(item, Stroke):
            strokes.append(item)
        elif item.text:
            break
    return strokes


@rule(
    "chu-ky-so.trinh-bay", "PL1.P1.M2.K8.B", Part.SIGNING_NOTE,
    "Thông tin chữ ký số của cơ quan: góc trên bên phải trang đầu, Times New Roman cỡ 10, đứng, màu đen, thời gian đủ giờ phút giây và múi giờ",
    "Đặt thông tin ký số cỡ 10, đứng, ở góc trên bên phải; thời gian ghi như 22/11/2026 09:15:30 +07:00.",
)  # fmt: skip
def signing_note(case: Case) -> Iterator[Verdict]:
    """Small letters in the corner; the time with its zone."""
    found = case.seen.get(Part.SIGNING_NOTE)
    if found is None:
        return
    faults = look_faults(found.lines, Look(10, 10, None, False), case)
    start, end = case.seen.draft.sections[0].room
    if found.lines[0].x0 < (start + end) / 2 - 20:
        faults.append("không ở bên phải")
    if not any(_NOTE_TIME.search(line.text) for line in found.lines):
        faults.append("thời gian ký thiếu giờ, phút, giây hoặc múi giờ")
    yield wrong("; ".join(faults), found.lines) if faults else ok("cỡ 10, góc trên bên phải", found.lines)
