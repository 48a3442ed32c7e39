"""Phụ lục I Phần I Mục II khoản 2: the issuing body and the body above it."""

import datetime
import re
from collections.abc import Iterator

from law.layout.draft import StrokeKind
from law.layout.rules.days import day_of
from law.layout.rules.measures import Look, check_look, check_middle, mm, widths
from law.layout.rules.national import close_lines
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_K2 = "PL1.P1.M2.K2"
_THIRD_TO_HALF = (0.29, 0.56)
_NEARLY = (0.24, 0.62)
_SHORTENED = re.compile(r"\b(?:ubnd|hdnd|ub|sgddt|gddt|gd&dt|ld-tb&xh|ldtbxh|tn&mt|nn&ptnt|vhttdl)\b")
_DISTRICT = re.compile(
    r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\s+(?:huyen|quan|thi xa|thi tran)\b|\b(?:huyen|thi tran)\s+\S"
)
# The law on local government of 2025 (LTCCQDP2025): province and commune only.
_TWO_TIERS = datetime.date(2025, 7, 1)


@rule(
    "co-quan.co", f"{_K2}.A", Part.ORGAN, "Có tên cơ quan, tổ chức ban hành văn bản",
    "Ghi tên cơ quan ban hành ở góc trên bên trái, ngang Quốc hiệu.",
)  # fmt: skip
def has_organ(case: Case) -> Iterator[Verdict]:
    """There is a name."""
    if case.seen.only_attachments:
        return
    found = case.seen.get(Part.ORGAN)
    if found is not None:
        yield ok(found.text, found.lines)
    else:
        yield (unsure if case.seen.strays else wrong)("không thấy tên cơ quan ban hành", case.seen.strays[:3])


@rule(
    "co-quan.ten-day-du", f"{_K2}.A", Part.ORGAN,
    "Cơ quan ban hành ghi tên chính thức, đầy đủ; chỉ tên cơ quan chủ quản mới được viết tắt cụm từ thông dụng",
    "Viết đầy đủ tên cơ quan ban hành, ví dụ ỦY BAN NHÂN DÂN thay cho UBND.",
)  # fmt: skip
def full_name(case: Case) -> Iterator[Verdict]:
    """No common shortening in the name of the issuing body."""
    found = case.seen.get(Part.ORGAN)
    if found is None or found.certainty < 0.8:
        return
    short = _SHORTENED.search(fold(found.text))
    if short:
        yield wrong(f"tên cơ quan ban hành viết tắt: “{found.text}”", found.lines)
    else:
        yield ok(found.text, found.lines)


@rule(
    "co-quan.cap-huyen", f"{_K2}.A", Part.PARENT_ORGAN,
    "Tên cơ quan và cơ quan chủ quản là cơ quan đang có: từ 01/7/2025 không còn cấp huyện",
    "Sửa tên cơ quan chủ quản theo tổ chức hai cấp: tỉnh, thành phố và xã, phường, đặc khu.",
)  # fmt: skip
def no_district(case: Case) -> Iterator[Verdict]:
    """A body of the district level, which is gone."""
    parts = [one for part in (Part.PARENT_ORGAN, Part.ORGAN) if (one := case.seen.get(part))]
    if not parts or day_of(case) < _TWO_TIERS:
        return
    for one in parts:
        if _DISTRICT.search(fold(one.text)):
            yield wrong(f"“{one.text}” là cơ quan cấp huyện", one.lines)
            return
    yield ok("không có cơ quan cấp huyện", parts[0].lines)


@rule(
    "co-quan.kieu-chu", f"{_K2}.B", Part.ORGAN, "Tên cơ quan ban hành in hoa, cỡ 12-13, đứng, đậm",
    "Chọn tên cơ quan ban hành, đặt chữ in hoa, cỡ 12 hoặc 13, đậm.",
)  # fmt: skip
def organ_look(case: Case) -> Iterator[Verdict]:
    """Capitals, size, weight."""
    yield from check_look(case.seen.get(Part.ORGAN), Look(12, 13, True, False, True), case)


@rule(
    "co-quan.canh-giua", f"{_K2}.B", Part.ORGAN, "Tên cơ quan ban hành canh giữa dưới tên cơ quan chủ quản",
    "Để hai tên trong cùng một ô và canh giữa cả hai (Ctrl+E).",
)  # fmt: skip
def organ_middle(case: Case) -> Iterator[Verdict]:
    """In the middle below the parent."""
    yield from check_middle(case.seen.get(Part.ORGAN), case.seen.get(Part.PARENT_ORGAN), "giữa dưới cơ quan chủ quản")


@rule(
    "co-quan.duong-ke", f"{_K2}.B", Part.ORGAN, "Dưới tên cơ quan ban hành có đường kẻ liền, dài 1/3 đến 1/2 dòng chữ, cân đối",
    "Vẽ một đường thẳng dưới tên cơ quan, dài bằng 1/3 đến 1/2 dòng chữ và canh giữa.",
)  # fmt: skip
def organ_rule(case: Case) -> Iterator[Verdict]:
    """A solid rule of a third to a half, in the middle."""
    found = case.seen.get(Part.ORGAN)
    if found is None:
        return
    yield from short_rule(found, "tên cơ quan ban hành")


def short_rule(found, of: str) -> Iterator[Verdict]:  # type: ignore[no-untyped-def]
    """The verdict on a rule of a third to a half of a component's line."""
    drawn = [one for one in found.strokes if one.kind is not StrokeKind.PICTURE]
    if not drawn:
        pictures = any(one.kind is StrokeKind.PICTURE for one in found.strokes)
        if pictures:
            yield unsure("có hình vẽ, không đo được có phải đường kẻ")
        else:
            yield wrong(f"không có đường kẻ dưới {of}", found.lines)
        return
    lines = [one for one in widths(found.lines) if one > 20]
    longs = {max(lines), lines[-1], sum(lines)} if lines else {1.0}
    if len(lines) < 3:
        longs.discard(sum(lines) if len(lines) > 1 else 0.0)
    best = min(drawn, key=lambda one: (not one.is_solid, min(abs(one.length / long - 0.42) for long in longs)))
    ratios = [best.length / long for long in longs]
    said = f"đường kẻ dài {mm(best.length)}, dòng chữ {mm(max(lines))}" if lines else ""
    off = abs(best.middle - (min(line.x0 for line in found.lines) + max(line.x1 for line in found.lines)) / 2)
    if not best.is_solid:
        yield wrong("đường kẻ là nét đứt hoặc dãy gạch gõ tay, không phải nét liền", found.lines)
    elif not any(_NEARLY[0] <= ratio <= _NEARLY[1] for ratio in ratios):
        yield wrong(said, found.lines)
    elif not any(_THIRD_TO_HALF[0] <= ratio <= _THIRD_TO_HALF[1] for ratio in ratios):
        yield unsure(said, found.lines)
    elif off > 30 and best.kind in (StrokeKind.BORDER, StrokeKind.CHARACTERS):
        yield wrong(f"đường kẻ lệch {mm(off)} so với giữa dòng chữ", found.lines)
    else:
        yield ok(said, found.lines)


@rule(
    "chu-quan.kieu-chu", f"{_K2}.B", Part.PARENT_ORGAN, "Tên cơ quan chủ quản in hoa, cỡ 12-13, đứng, không đậm",
    "Chọn tên cơ quan chủ quản, đặt chữ in hoa, cỡ 12 hoặc 13, bỏ đậm (Ctrl+B).",
)  # fmt: skip
def parent_look(case: Case) -> Iterator[Verdict]:
    """Capitals, size, not bold."""
    yield from check_look(case.seen.get(Part.PARENT_ORGAN), Look(12, 13, False, False, True), case)


@rule(
    "co-quan.dong-don", f"{_K2}.B", Part.ORGAN, "Tên cơ quan chủ quản và tên cơ quan ban hành cách nhau dòng đơn",
    "Chọn hai dòng, vào Paragraph đặt Line spacing là Single, Before và After là 0 pt.", Severity.BETTER,
)  # fmt: skip
def organ_spacing(case: Case) -> Iterator[Verdict]:
    """No room between the two names."""
    parent, organ = case.seen.get(Part.PARENT_ORGAN), case.seen.get(Part.ORGAN)
    if parent is not None and organ is not None:
        yield from close_lines(parent.lines[-1], organ.lines[0])


def whole_organ(case: Case) -> Component | None:
    """Ô 2 as one: what stands below it is centred by the whole column."""
    parts = [one for part in (Part.PARENT_ORGAN, Part.ORGAN) if (one := case.seen.get(part))]
    return Component(Part.ORGAN, tuple(line for one in parts for line in one.lines)) if parts else None
