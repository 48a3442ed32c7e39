"""Phụ lục I Phần I Mục II khoản 5: type and subject."""

from collections.abc import Iterator

from law.layout.rules.measures import Look, check_look, check_middle, check_page_middle, pt
from law.layout.rules.organs import short_rule, whole_organ
from law.layout.rules.rulebook import OF_TWO_PARTIES, Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Part
from law.vietnamese import fold

_K5 = "PL1.P1.M2.K5"
_LONG_SUBJECT = 60
_WITHOUT_SUBJECT = {"giay-gioi-thieu", "giay-nghi-phep", "hop-dong", "thu-cong", "cong-van"}


@rule(
    "trich-yeu.co", f"{_K5}.A", Part.SUBJECT, "Có trích yếu: một câu ngắn gọn hoặc cụm từ nói nội dung chính",
    "Ghi trích yếu ngay dưới tên loại; với công văn ghi sau chữ V/v dưới số, ký hiệu.",
)  # fmt: skip
def has_subject(case: Case) -> Iterator[Verdict]:
    """A subject, and not a whole paragraph."""
    kind = case.seen.document_type
    if kind is None or (kind.key in _WITHOUT_SUBJECT and not case.seen.is_letter):
        return
    found = case.seen.get(Part.LETTER_SUBJECT if case.seen.is_letter else Part.SUBJECT)
    heading = case.seen.get(Part.TYPE)
    if found is None:
        if not case.seen.is_letter and (below := case.seen.get(Part.LETTER_SUBJECT)):
            yield wrong("trích yếu ghi dưới số, ký hiệu như ở công văn, không ở dưới tên loại", below.lines)
            return
        only_type = heading is not None and fold(heading.text) == fold(kind.name)
        yield (wrong if case.seen.is_letter or only_type else unsure)(
            "không thấy trích yếu", heading.lines if heading else ()
        )
    elif len(found.text.split()) > _LONG_SUBJECT:
        yield unsure(f"trích yếu dài {len(found.text.split())} chữ", found.lines)
    else:
        yield ok(found.text, found.lines)


@rule(
    "ten-loai.kieu-chu", f"{_K5}.B", Part.TYPE, "Tên loại in hoa, cỡ 13-14, đứng, đậm",
    "Chọn tên loại văn bản, đặt chữ in hoa, cỡ 13 hoặc 14, đậm.",
)  # fmt: skip
def type_look(case: Case) -> Iterator[Verdict]:
    """Capitals, size, weight."""
    if not case.seen.is_letter:
        yield from check_look(case.seen.get(Part.TYPE), Look(13, 14, True, False, True), case)


@rule(
    "ten-loai.canh-giua", f"{_K5}.B", Part.TYPE, "Tên loại và trích yếu canh giữa theo chiều ngang văn bản",
    "Chọn tên loại và trích yếu, canh giữa (Ctrl+E), bỏ lùi đầu dòng.",
)  # fmt: skip
def type_middle(case: Case) -> Iterator[Verdict]:
    """In the middle of the page."""
    if case.seen.is_letter:
        return
    parts = [one for part in (Part.TYPE, Part.SUBJECT) if (one := case.seen.get(part))]
    yield from check_page_middle([line for one in parts for line in one.lines], case)


@rule(
    "trich-yeu.kieu-chu", f"{_K5}.B", Part.SUBJECT, "Trích yếu in thường, cỡ 13-14, đứng, đậm",
    "Chọn trích yếu, đặt chữ thường, cỡ 13 hoặc 14, đậm, không nghiêng.",
)  # fmt: skip
def subject_look(case: Case) -> Iterator[Verdict]:
    """Size, weight, small letters."""
    yield from check_look(case.seen.get(Part.SUBJECT), Look(13, 14, True, False, False), case)


@rule(
    "trich-yeu.duong-ke", f"{_K5}.B", Part.SUBJECT, "Dưới trích yếu có đường kẻ liền, dài 1/3 đến 1/2 dòng chữ, cân đối",
    "Vẽ một đường thẳng dưới trích yếu, dài bằng 1/3 đến 1/2 dòng chữ và canh giữa.",
)  # fmt: skip
def subject_rule(case: Case) -> Iterator[Verdict]:
    """A short rule; without a subject it stands below the type (Mẫu 1.8, 1.10)."""
    found = case.seen.get(Part.SUBJECT)
    if case.seen.is_letter or case.seen.only_attachments or case.seen.type_key in OF_TWO_PARTIES:
        return
    if found is not None:
        yield from short_rule(found, "trích yếu")


@rule(
    "cong-van.khong-ten-loai", "PL3.M2.MAU1-5", Part.TYPE, "Công văn không ghi tên loại",
    "Xóa dòng “CÔNG VĂN”; trích yếu để sau chữ V/v dưới số, ký hiệu.",
)  # fmt: skip
def letter_without_heading(case: Case) -> Iterator[Verdict]:
    """No heading 'CÔNG VĂN'."""
    if not case.seen.is_letter:
        return
    found = case.seen.get(Part.TYPE)
    yield wrong(f"có dòng “{found.text}”", found.lines) if found else ok("không ghi tên loại")


@rule(
    "cong-van.trich-yeu", f"{_K5}.B", Part.LETTER_SUBJECT, "Trích yếu công văn sau chữ “V/v”, in thường, cỡ 12-13, đứng, không đậm",
    "Chọn dòng V/v, đặt chữ thường, cỡ 12 hoặc 13, bỏ đậm và nghiêng.",
)  # fmt: skip
def letter_subject_look(case: Case) -> Iterator[Verdict]:
    """'V/v', size, light, upright."""
    found = case.seen.get(Part.LETTER_SUBJECT)
    if found is None or not case.seen.is_letter:
        return
    if not found.text.replace(" ", "").startswith("V/v"):
        yield wrong(f"bắt đầu bằng “{found.text.split()[0]}”", found.lines, expected="V/v")
        return
    yield from check_look(found, Look(12, 13, False, False, False), case)


@rule(
    "cong-van.trich-yeu-giua", f"{_K5}.B", Part.LETTER_SUBJECT, "Trích yếu công văn canh giữa dưới số, ký hiệu",
    "Để dòng V/v trong ô của số, ký hiệu và canh giữa (Ctrl+E).",
)  # fmt: skip
def letter_subject_middle(case: Case) -> Iterator[Verdict]:
    """In the middle below the number."""
    if case.seen.is_letter:
        below = whole_organ(case) or case.seen.get(Part.CODE)
        yield from check_middle(case.seen.get(Part.LETTER_SUBJECT), below, "giữa dưới số, ký hiệu", slack=20)


@rule(
    "cong-van.trich-yeu-cach", f"{_K5}.B", Part.LETTER_SUBJECT, "Trích yếu công văn cách dòng số, ký hiệu 6 pt",
    "Chọn dòng V/v, vào Paragraph đặt Before là 6 pt.", Severity.BETTER,
)  # fmt: skip
def letter_subject_gap(case: Case) -> Iterator[Verdict]:
    """6 pt below the number."""
    found, code = case.seen.get(Part.LETTER_SUBJECT), case.seen.get(Part.CODE)
    if found is None or code is None or not case.seen.is_letter:
        return
    above, below = code.lines[-1], found.lines[0]
    if below.top is not None or above.top is not None:
        return
    if above.paragraph == below.paragraph:
        yield wrong("trích yếu nối liền dòng số, ký hiệu, không cách", found.lines)
        return
    gap = max(above.form.after, below.form.before)
    if 5 <= gap <= 8:
        yield ok(f"cách {pt(gap)} pt", found.lines)
    else:
        yield wrong(f"cách {pt(gap)} pt", found.lines)
