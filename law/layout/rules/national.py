"""Phụ lục I Phần I Mục II khoản 1: Quốc hiệu and Tiêu ngữ."""

import re
from collections.abc import Iterator

from law.layout.draft import Line, Side, Stroke, StrokeKind
from law.layout.rules.measures import Look, check_look, check_middle, mm, widths
from law.layout.rules.rulebook import Case, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Part
from law.layout.wording import NATIONAL_MOTTO, NATIONAL_NAME
from law.vietnamese import clean, equal_text, nfc

_K1 = "PL1.P1.M2.K1"
_ALMOST = (0.85, 1.18)
_NEARLY = (0.75, 1.35)
_WHOLE_CELL = 1.9


@rule(
    "quoc-hieu.chu", f"{_K1}.A", Part.NATIONAL_NAME, "Ghi đúng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”",
    "Gõ lại dòng Quốc hiệu cho đủ chữ, bằng chữ in hoa.",
)  # fmt: skip
def name_text(case: Case) -> Iterator[Verdict]:
    """The words, in either way of placing tones."""
    found = case.seen.get(Part.NATIONAL_NAME)
    if case.seen.only_attachments:
        return
    if found is None:
        yield wrong("không thấy Quốc hiệu", case.seen.draft.body[:1])
    elif equal_text(found.text.strip(" ."), NATIONAL_NAME, ignore_case=True):
        yield ok(found.text, found.lines)
    else:
        yield wrong(f"ghi “{found.text}”", found.lines)


@rule(
    "quoc-hieu.kieu-chu", f"{_K1}.A", Part.NATIONAL_NAME, "Quốc hiệu in hoa, cỡ 12-13, đứng, đậm",
    "Chọn dòng Quốc hiệu, đặt chữ in hoa, cỡ 12 hoặc 13, đậm, không nghiêng.",
)  # fmt: skip
def name_look(case: Case) -> Iterator[Verdict]:
    """Capitals, size, weight."""
    yield from check_look(case.seen.get(Part.NATIONAL_NAME), Look(12, 13, True, False, True), case)


@rule(
    "quoc-hieu.vi-tri", f"{_K1}.A", Part.NATIONAL_NAME, "Quốc hiệu ở trên cùng, bên phải trang đầu",
    "Đặt Quốc hiệu ở cột phải của bảng hai cột không kẻ khung trên đầu trang.",
)  # fmt: skip
def name_place(case: Case) -> Iterator[Verdict]:
    """In the right half of the first page."""
    found = case.seen.get(Part.NATIONAL_NAME)
    if found is None:
        return
    line = found.lines[0]
    middle = sum(case.seen.draft.sections[0].room) / 2
    organ = case.seen.get(Part.ORGAN)
    beside = organ is not None and line.x0 > max(one.x1 for one in organ.lines) - 5
    if line.side is Side.RIGHT or line.middle > middle + 20 or beside:
        yield ok("bên phải trang đầu", found.lines)
    elif organ is None:
        yield unsure("không ở bên phải trang", found.lines)
    else:
        yield wrong("không ở bên phải trang", found.lines)


@rule(
    "tieu-ngu.chu", f"{_K1}.B", Part.MOTTO,
    "Ghi “Độc lập - Tự do - Hạnh phúc”: hoa chữ đầu mỗi cụm từ, gạch nối có cách chữ hai bên",
    "Gõ lại: Độc lập - Tự do - Hạnh phúc (dấu cách, gạch nối, dấu cách; tắt tự đổi gạch nối nếu cần).",
)  # fmt: skip
def motto_text(case: Case) -> Iterator[Verdict]:
    """Words, capitals, hyphens with spaces."""
    found = case.seen.get(Part.MOTTO)
    if case.seen.only_attachments:
        return
    if found is None:
        yield wrong("không thấy Tiêu ngữ", case.seen.draft.body[:1])
        return
    written = clean(found.text).strip(" .")
    if equal_text(written, NATIONAL_MOTTO) and not re.search(r"[—―]", nfc(written)):
        yield ok(written, found.lines)
    elif equal_text(written, NATIONAL_MOTTO, ignore_case=True) and written.isupper():
        yield wrong(f"in hoa hết: “{written}”", found.lines)
    else:
        yield wrong(f"ghi “{written}”", found.lines)


@rule(
    "tieu-ngu.kieu-chu", f"{_K1}.B", Part.MOTTO, "Tiêu ngữ in thường, cỡ 13-14, đứng, đậm",
    "Chọn dòng Tiêu ngữ, đặt cỡ 13 hoặc 14, đậm, không nghiêng.",
)  # fmt: skip
def motto_look(case: Case) -> Iterator[Verdict]:
    """Size and weight; its case belongs to its words."""
    yield from check_look(case.seen.get(Part.MOTTO), Look(13, 14, True, False), case)


@rule(
    "tieu-ngu.canh-giua", f"{_K1}.B", Part.MOTTO, "Tiêu ngữ canh giữa dưới Quốc hiệu",
    "Để Quốc hiệu và Tiêu ngữ trong cùng một ô, cả hai dòng canh giữa (Ctrl+E).",
)  # fmt: skip
def motto_middle(case: Case) -> Iterator[Verdict]:
    """Below the middle of the Quốc hiệu."""
    yield from check_middle(case.seen.get(Part.MOTTO), case.seen.get(Part.NATIONAL_NAME), "giữa dưới Quốc hiệu")


@rule(
    "tieu-ngu.duong-ke", f"{_K1}.B", Part.MOTTO, "Dưới Tiêu ngữ có đường kẻ liền, dài bằng dòng chữ",
    "Vẽ một đường thẳng (Insert, Shapes, Line) ngay dưới Tiêu ngữ, dài đúng bằng dòng chữ; bỏ dấu gạch gõ tay.",
)  # fmt: skip
def motto_rule(case: Case) -> Iterator[Verdict]:
    """A solid rule as long as the line."""
    found = case.seen.get(Part.MOTTO)
    if found is None:
        return
    drawn = [one for one in found.strokes if one.kind is not StrokeKind.PICTURE]
    if not drawn:
        pictures = [one for one in found.strokes if one.kind is StrokeKind.PICTURE]
        yield (
            unsure("có hình vẽ, không đo được có phải đường kẻ")
            if pictures
            else wrong("không có đường kẻ dưới Tiêu ngữ", found.lines)
        )
        return
    long = max(widths(found.lines))
    best = min(drawn, key=lambda one: (not one.is_solid, abs(one.length - long)))
    ratio = best.length / long
    said = f"đường kẻ dài {mm(best.length)}, dòng chữ {mm(long)}"
    if not best.is_solid:
        yield wrong("đường kẻ là nét đứt hoặc dãy gạch gõ tay, không phải nét liền", found.lines)
    elif _ALMOST[0] <= ratio <= _ALMOST[1]:
        yield ok(said, found.lines)
    elif _NEARLY[0] <= ratio <= _NEARLY[1] and best.kind is StrokeKind.SHAPE:
        yield unsure(said, found.lines)
    elif _ALMOST[1] < ratio <= _WHOLE_CELL and best.kind is StrokeKind.BORDER and _fills(best, found.lines[-1]):
        yield unsure(f"đường kẻ là viền của cả đoạn: {said}", found.lines)
    else:
        yield wrong(said, found.lines)


def _fills(stroke: Stroke, line: Line) -> bool:
    """Whether a border is as wide as the paragraph that it belongs to: longer than the words, but meant as their rule."""
    return abs(stroke.length - (line.room[1] - line.room[0])) < 2


@rule(
    "tieu-ngu.dong-don", f"{_K1}.C", Part.MOTTO, "Quốc hiệu và Tiêu ngữ cách nhau dòng đơn",
    "Chọn hai dòng, vào Paragraph đặt Line spacing là Single, Before và After là 0 pt.",
)  # fmt: skip
def single_spacing(case: Case) -> Iterator[Verdict]:
    """No room between the two lines."""
    name, motto = case.seen.get(Part.NATIONAL_NAME), case.seen.get(Part.MOTTO)
    if name is None or motto is None:
        return
    yield from close_lines(name.lines[-1], motto.lines[0])


def close_lines(above, below) -> Iterator[Verdict]:  # type: ignore[no-untyped-def]
    """Whether two lines are one single line apart."""
    if above.top is not None and below.top is not None:
        distance = (below.top - above.top) / (below.size or 13)
        yield (
            ok("cách dòng đơn", (above, below))
            if 0.9 <= distance <= 1.6
            else wrong(f"hai dòng cách nhau {distance:.1f} lần cỡ chữ".replace(".", ","), (above, below))
        )
        return
    if above.paragraph == below.paragraph:
        spacing, gap = above.form.spacing or 1.0, 0.0
    else:
        spacing = max(above.form.spacing or 1.0, below.form.spacing or 1.0)
        gap = max(above.form.after, below.form.before)
    if spacing > 1.2 or gap > 3.5:
        said = [f"giãn dòng {spacing:.2g}".replace(".", ",")] if spacing > 1.2 else []
        said += [f"cách đoạn {gap:.0f} pt"] if gap > 3.5 else []
        yield wrong("; ".join(said), (above, below))
    else:
        yield ok("cách dòng đơn", (above, below))
