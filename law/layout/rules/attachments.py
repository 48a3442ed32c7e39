"""Phụ lục I Phần I Mục III khoản 1 and Phần II Mục II: appendices, attached texts, copies on paper."""

import re
from collections.abc import Iterator

from law.layout.rules.measures import Look, check_page_middle, look_faults
from law.layout.rules.rulebook import Case, Outcome, Verdict, ok, rule, unsure, wrong
from law.layout.understanding import texts
from law.layout.understanding.parts import Appendix, Component, Part
from law.vietnamese import fold, nfc

_K1 = "PL1.P1.M3.K1"
_POINTS_TO = re.compile(r"\b(?:phu luc|kem theo|danh sach|bieu mau|mau so|bieu)\b")
_ROMAN = re.compile(r"^[IVXLC]+$")
_BLANK = re.compile(r"[.…_]{2,}|…")
_COPY_CODE = re.compile(r"^số\s*:\s*(?P<number>\d+|[.…]*)\s*/\s*(?P<symbol>SY|SL|TrS|TRS|[A-ZĐ]+)\b", re.IGNORECASE)
_COPY_SYMBOLS = {"sao-y": "SY", "sao-luc": "SL", "trich-sao": "TrS"}


def _appendices(case: Case) -> list[Appendix]:
    return [one for one in case.seen.appendices if not one.is_text]


@rule(
    "phu-luc.chi-dan-trong-van-ban", f"{_K1}.A", Part.APPENDIX, "Văn bản có phụ lục thì trong văn bản có chỉ dẫn về phụ lục đó",
    "Thêm vào nội dung câu chỉ dẫn, ví dụ “(Chi tiết tại Phụ lục I kèm theo)”.",
)  # fmt: skip
def pointed_to(case: Case) -> Iterator[Verdict]:
    """The main text names its appendix, or says that something is attached."""
    found = _appendices(case)
    if not found or case.seen.only_attachments or not case.seen.body:
        return
    whole = fold(" ".join(one.text for one in case.seen.body))
    if _POINTS_TO.search(whole):
        yield ok("có chỉ dẫn trong văn bản")
    else:
        yield wrong("nội dung không nhắc đến phụ lục", found[0].word.lines)


@rule(
    "phu-luc.danh-so", f"{_K1}.A", Part.APPENDIX, "Từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã",
    "Ghi Phụ lục I, Phụ lục II … theo thứ tự.",
)  # fmt: skip
def numbered(case: Case) -> Iterator[Verdict]:
    """I, II, III; a single one may do without."""
    found = _appendices(case)
    if not found:
        return
    lines = [one.word.lines[0] for one in found]
    odd = [one for one in found if one.number and not _ROMAN.match(one.number)]
    bare = [one for one in found if not one.number]
    if odd:
        yield wrong(f"ghi “{odd[0].word.text}”, không phải số La Mã", odd[0].word.lines)
    elif len(found) > 1 and bare:
        yield wrong(f"{len(found)} phụ lục mà có phụ lục không đánh số", bare[0].word.lines)
    elif len(found) > 1:
        asked = [_roman(place) for place in range(1, len(found) + 1)]
        numbers = [one.number for one in found]
        yield (
            ok(", ".join(numbers), lines)
            if numbers == asked or case.seen.only_attachments
            else wrong(f"thứ tự ghi {', '.join(numbers)}", lines)
        )
    else:
        yield ok(found[0].word.text, lines)


def _roman(number: int) -> str:
    written = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            written += letters
            number -= value
    return written


@rule(
    "phu-luc.tu", f"{_K1}.B", Part.APPENDIX, "“Phụ lục” và số thứ tự trên dòng riêng, canh giữa, in thường, cỡ 14, đứng, đậm",
    "Để “Phụ lục I” một dòng riêng, canh giữa, chữ thường, cỡ 14, đậm.",
)  # fmt: skip
def word(case: Case) -> Iterator[Verdict]:
    """Own line, 14, bold, in the middle."""
    faulty = 0
    found = _appendices(case)
    for one in found:
        line = one.word.lines[0]
        faults = look_faults(one.word.lines, Look(14, 14, True, False), case)
        if line.text.split()[0].isupper():
            faults.append("“PHỤ LỤC” in hoa hết")
        if re.match(r"^phu luc\s*(?:so\s*)?[ivxlc\d]*\s*[:.\-–]\s*\S", fold(line.text)) or len(line.text.split()) > 4:
            faults.append("tên phụ lục viết cùng dòng")
        faults += _off_middle(one.word, case)
        if faults:
            faulty += 1
            yield wrong("; ".join(faults), one.word.lines)
    if found and not faulty:
        yield ok("cỡ 14, đậm, canh giữa", [one.word.lines[0] for one in found])


def _off_middle(component: Component, case: Case) -> list[str]:
    return [verdict.found for verdict in check_page_middle(component.lines, case) if verdict.outcome is Outcome.FAIL]


@rule(
    "phu-luc.ten", f"{_K1}.B", Part.APPENDIX, "Tên phụ lục canh giữa, in hoa, cỡ 13-14, đứng, đậm",
    "Chọn tên phụ lục, đặt in hoa, đậm, cỡ 13 hoặc 14, canh giữa.",
)  # fmt: skip
def title(case: Case) -> Iterator[Verdict]:
    """Capitals, bold, in the middle."""
    titles = [one.title for one in _appendices(case) if one.title]
    faulty = 0
    for one in titles:
        faults = [*look_faults(one.lines, Look(13, 14, True, False, True), case), *_off_middle(one, case)]
        if faults:
            faulty += 1
            yield wrong("; ".join(faults), one.lines)
    if titles and not faulty:
        yield ok("in hoa, đậm, canh giữa", [line for one in titles for line in one.lines])


@rule(
    "phu-luc.chi-dan", f"{_K1}.C", Part.APPENDIX,
    "Dưới tên phụ lục có dòng “(Kèm theo … số … ngày … của …)”, canh giữa, in thường, cỡ 13-14, nghiêng",
    "Thêm dòng (Kèm theo Văn bản số … ngày … của …) dưới tên phụ lục, canh giữa, nghiêng.",
)  # fmt: skip
def pointer(case: Case) -> Iterator[Verdict]:
    """There, in italics, in the middle, with number, date and body (which an electronic document leaves blank)."""
    found = [one for one in case.seen.appendices if not one.is_text or one.pointer or one.title]
    faulty = 0
    for one in found:
        faults = _pointer_faults(one, case)
        if faults:
            faulty += 1
            yield wrong("; ".join(faults), one.pointer.lines if one.pointer else one.word.lines)
    if found and not faulty:
        yield ok("có chỉ dẫn kèm theo", [line for one in found if one.pointer for line in one.pointer.lines])


def _pointer_faults(one: Appendix, case: Case) -> list[str]:
    if one.pointer is None:
        return ["không có dòng “(Kèm theo …)”"]
    faults = [*look_faults(one.pointer.lines, Look(13, 14, None, True, False), case), *_off_middle(one.pointer, case)]
    folded = fold(one.pointer.text)
    faults += [f"thiếu {name}" for name, asked in (("số, ký hiệu", r"\bso\b"), ("ngày tháng", r"\bngay\b"), ("cơ quan ban hành", r"\bcua\b"))
               if not re.search(asked, folded)]  # fmt: skip
    return faults


@rule(
    "phu-luc.dien-du", f"{_K1}.C", Part.APPENDIX, "Chỉ dẫn kèm theo ghi đầy đủ trên văn bản giấy, để trống trên văn bản điện tử; các phụ lục ghi như nhau",
    "Văn bản giấy: điền số, ngày; văn bản điện tử: để trống ở mọi phụ lục.",
)  # fmt: skip
def filled_alike(case: Case) -> Iterator[Verdict]:
    """All filled with the document's own number, or all blank: the file does not say whether it is for paper."""
    pointers = [one.pointer for one in case.seen.appendices if one.pointer]
    if not pointers:
        return
    blank = [one for one in pointers if _BLANK.search(one.text)]
    code = re.sub(r"^số\s*:?\s*", "", nfc(case.seen.text(Part.CODE)), flags=re.IGNORECASE).strip()
    if blank and len(blank) < len(pointers):
        yield wrong("có phụ lục để trống, có phụ lục điền số và ngày", blank[0].lines)
        return
    if not blank and code and not _BLANK.search(code) and code[0].isdigit():
        other = [one for one in pointers if code.replace(" ", "") not in nfc(one.text).replace(" ", "")]
        if other:
            yield wrong(f"số trong chỉ dẫn không phải số của văn bản ({code})", other[0].lines)
            return
    yield ok("để trống" if blank else "điền đủ", pointers[0].lines)


@rule(
    "ban-sao.hinh-thuc", "PL1.P2.M2.K2", Part.PAPER_COPY, "“SAO Y”, “SAO LỤC”, “TRÍCH SAO” in hoa, cỡ 13-14, đứng, đậm",
    "Chọn hình thức sao, đặt in hoa, đậm, cỡ 13 hoặc 14.",
)  # fmt: skip
def copy_form(case: Case) -> Iterator[Verdict]:
    """One of the three words, with its look."""
    found = case.seen.paper_copy
    if found is None:
        return
    faults = look_faults(found.form.lines, Look(13, 14, True, False, True), case)
    if fold(found.form.text).strip(" .:") == "sao y ban chinh":
        faults.append("ghi “SAO Y BẢN CHÍNH”, Nghị định chỉ dùng “SAO Y”")
    yield wrong("; ".join(faults), found.form.lines) if faults else ok(found.form.text, found.form.lines)


@rule(
    "ban-sao-dien-tu.thong-tin",
    "PL1.P2.M1.K3.C",
    Part.SIGNING_NOTE,
    "Chữ ký số của cơ quan trên bản sao điện tử hiện hình thức sao, tên cơ quan sao và thời gian ký",
    "Ghi ba dòng ở góc trên bên phải: hình thức sao (SAO Y, SAO LỤC, TRÍCH SAO), tên cơ quan sao, thời gian ký.",
)
def electronic_copy(case: Case) -> Iterator[Verdict]:
    """Form, body and time; the note on an attachment has number and time instead."""
    found = case.seen.get(Part.SIGNING_NOTE)
    forms = [line for line in found.lines if fold(line.text).strip(" .:") in texts.COPY_FORMS] if found else []
    if found is None or not forms:
        return
    if fold(forms[0].text).strip(" .:") == "sao y ban chinh" or not forms[0].is_capitals:
        yield wrong(f"hình thức sao ghi “{forms[0].text}”", forms)
    elif len(found.lines) < 3:
        yield wrong("thiếu tên cơ quan sao hoặc thời gian ký", found.lines)
    else:
        yield ok(found.text, found.lines)


@rule(
    "ban-sao.ky-hieu", "PL1.P2.M2.K1.C", Part.PAPER_COPY, "Số, ký hiệu bản sao: số thứ tự, chữ viết tắt SY, SL hoặc TrS và tên cơ quan sao",
    "Sửa ký hiệu bản sao, ví dụ Số: 05/SY-UBND.",
)  # fmt: skip
def copy_code(case: Case) -> Iterator[Verdict]:
    """The abbreviation that belongs to the form."""
    found = case.seen.paper_copy
    if found is None:
        return
    line = next((one for one in found.lines if texts.is_code(one.text)), None)
    if line is None:
        yield wrong("không có số, ký hiệu bản sao", found.form.lines)
        return
    match = _COPY_CODE.match(nfc(line.text))
    key = texts.COPY_FORMS[fold(found.form.text).strip(" .:")]
    asked = _COPY_SYMBOLS[key]
    number = match["number"] if match else ""
    if match is None or match["symbol"] != asked:
        yield wrong(f"ghi “{line.text}”", (line,), expected=f"ký hiệu có {asked}")
    elif number.isdigit() and len(number) == 1:
        yield wrong(f"số ghi “{number}”", (line,), expected=f"0{number}")
    else:
        yield ok(line.text, (line,))


@rule(
    "ban-sao.duong-ke", "PL1.P2.M2.K2", Part.PAPER_COPY, "Phần của bản sao ở ngay sau văn bản được sao, dưới một đường kẻ liền hết chiều ngang",
    "Kẻ một đường hết chiều ngang vùng chữ giữa văn bản được sao và phần của bản sao.",
)  # fmt: skip
def copy_rule(case: Case) -> Iterator[Verdict]:
    """A rule of the whole width above the marks of the copy."""
    found = case.seen.paper_copy
    if found is not None:
        yield (
            ok("có đường kẻ", found.lines[:1])
            if found.rule
            else wrong("không có đường kẻ hết chiều ngang", found.lines[:1])
        )


@rule(
    "ban-sao.day-du", "PL1.P2.M2.K1", Part.PAPER_COPY, "Bản sao giấy có tên cơ quan sao, địa danh và thời gian sao, chức vụ và họ tên người ký, nơi nhận",
    "Bổ sung các thành phần còn thiếu của bản sao.",
)  # fmt: skip
def copy_complete(case: Case) -> Iterator[Verdict]:
    """The parts that a copy on paper bears."""
    found = case.seen.paper_copy
    if found is None:
        return
    missing = [
        name
        for name, is_it in (
            ("địa danh, thời gian sao", texts.is_place_and_date),
            ("chức vụ người ký", texts.is_authority),
            ("nơi nhận", texts.is_recipients_word),
        )
        if not any(is_it(line.text) for line in found.lines)
    ]
    if missing:
        yield wrong(f"thiếu {', '.join(missing)}", found.form.lines)
    elif len(found.lines) < 6:
        yield unsure("không đọc đủ các thành phần", found.form.lines)
    else:
        yield ok("đủ thành phần", found.form.lines)
