"""Phụ lục I Phần I Mục II khoản 9, ô 9b: 'Nơi nhận'."""

import re
from collections.abc import Iterator, Sequence

from law.layout.draft import Line, Side
from law.layout.placeholders import is_unfilled
from law.layout.rules.lists import DASHES, entries_of
from law.layout.rules.measures import Look, check_look, look_faults, mm
from law.layout.rules.rulebook import OF_TWO_PARTIES, Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Part
from law.vietnamese import clean, fold, nfc

_K9 = "PL1.P1.M2.K9"
_ARCHIVE = re.compile(r"^[-–]?\s*Lưu\s*:\s*VT(?:\s*,\s*\S.*?|\s*\(\s*\d+.*?\))?\s*\.$")
_MARKS = "-–+•*·—. "
# Many offices write the drafter's name behind the unit, where ô 12 has a line of its own.
_DRAFTED = re.compile(
    r"^[-–]?\s*Lưu\s*:\s*VT,(?:\s*[^\s,.;]+,)*\s*[^\s,.;(]+(?:\s*\.\s*\(?|\s*\()[A-ZĐ]\w*[a-zà-ỹ]\)?\s*(?:\(\d+\w*\))?\s*\.?$"
)
# Types that the decree gives no model for; two parties sign them or a person writes them.
_WITHOUT_LIST = {*OF_TWO_PARTIES, "thu-cong"}


def _to_superior(case: Case) -> bool:
    """Whether it is a proposal or report that names whom it addresses."""
    return case.seen.type_key in ("to-trinh", "bao-cao") and case.seen.get(Part.ADDRESSED_TO) is not None


@rule(
    "noi-nhan.co", f"{_K9}.C", Part.RECIPIENTS_WORD, "Có phần “Nơi nhận” và danh sách nơi nhận",
    "Thêm “Nơi nhận:” và danh sách ở bên trái, ngang hàng chức vụ người ký.",
)  # fmt: skip
def has_recipients(case: Case) -> Iterator[Verdict]:
    """A word and a list."""
    if case.seen.only_attachments or case.seen.get(Part.AUTHORITY) is None or case.seen.type_key in _WITHOUT_LIST:
        return
    word, listed = case.seen.get(Part.RECIPIENTS_WORD), case.seen.get(Part.RECIPIENTS)
    if word is None:
        yield wrong("không có “Nơi nhận”")
    elif listed is None:
        yield wrong("sau “Nơi nhận” không có danh sách", word.lines)
    else:
        yield ok(f"{len(listed.lines)} dòng", (*word.lines, *listed.lines))


@rule(
    "noi-nhan.nhu-tren", f"{_K9}.B", Part.RECIPIENTS, "Công văn, tờ trình và báo cáo gửi cấp trên: danh sách nơi nhận bắt đầu bằng “Như trên”",
    "Thêm dòng “- Như trên;” đầu danh sách nơi nhận.",
)  # fmt: skip
def as_above(case: Case) -> Iterator[Verdict]:
    """'Như trên' comes first."""
    found = case.seen.get(Part.RECIPIENTS)
    if found is None or not (case.seen.is_letter or _to_superior(case)):
        return
    first = fold(found.lines[0].text).lstrip(_MARKS)
    if first.startswith(("nhu tren", "nhu kinh gui")):
        yield (
            ok(found.lines[0].text, found.lines[:1])
            if first.startswith("nhu tren")
            else wrong(f"ghi “{found.lines[0].text}”", found.lines[:1])
        )
    else:
        yield wrong(f"dòng đầu ghi “{found.lines[0].text}”", found.lines[:1])


@rule(
    "noi-nhan.tu", f"{_K9}.D", Part.RECIPIENTS_WORD, "Từ “Nơi nhận:” trên dòng riêng, sát lề trái, có dấu hai chấm, in thường, cỡ 12, nghiêng, đậm",
    "Chọn “Nơi nhận:”, đặt cỡ 12, nghiêng, đậm, canh trái.",
)  # fmt: skip
def word(case: Case) -> Iterator[Verdict]:
    """Own line, colon, 12, italic, bold, flush left."""
    found = case.seen.get(Part.RECIPIENTS_WORD)
    if found is None:
        return
    line = found.lines[0]
    faults = look_faults(found.lines, Look(12, 12, True, True, False), case)
    if not re.fullmatch(r"nơi nhận\s*:", nfc(line.text), re.IGNORECASE):
        faults.append(f"ghi “{line.text[:40]}”, không phải “Nơi nhận:” trên dòng riêng")
    off = line.x0 - case.seen.draft.sections[min(line.section, len(case.seen.draft.sections) - 1)].room[0]
    if off > 20 and line.side is not Side.RIGHT:
        faults.append(f"cách lề trái {mm(off)}")
    yield wrong("; ".join(faults), found.lines) if faults else ok("cỡ 12, nghiêng, đậm", found.lines)


@rule(
    "noi-nhan.ngang-hang", f"{_K9}.D", Part.RECIPIENTS_WORD, "“Nơi nhận” ngang hàng với quyền hạn, chức vụ của người ký",
    "Để “Nơi nhận” và chức vụ người ký ở hai ô của cùng một hàng trong bảng không kẻ khung.", Severity.BETTER,
)  # fmt: skip
def level(case: Case) -> Iterator[Verdict]:
    """The same row; minutes and a second signer have their own order."""
    found, signer = case.seen.get(Part.RECIPIENTS_WORD), case.seen.get(Part.AUTHORITY)
    if found is None or signer is None or case.seen.get(Part.SECRETARY) is not None:
        return
    one, other = found.lines[0], signer.lines[0]
    if one.top is not None and other.top is not None:
        near = one.page == other.page and (abs(one.top - other.top) < 14 or _faces_signer(case, one, other))
        yield ok("ngang hàng", found.lines) if near else wrong("không ngang hàng chức vụ người ký", found.lines)
    elif one.shares_table(other) and one.cell is not None and other.cell is not None:
        near = one.cell.row == other.cell.row
        yield ok("ngang hàng", found.lines) if near else wrong("ở hai hàng khác nhau của bảng", found.lines)
    elif one.paragraph == other.paragraph or one.box is not None or other.box is not None:
        yield ok("ngang hàng", found.lines)
    else:
        yield wrong("không cùng dòng với chức vụ người ký", found.lines)


def _faces_signer(case: Case, word: Line, office: Line) -> bool:
    """Whether another line of the signature, such as the unit's name, stands beside 'Nơi nhận' on the page."""
    return any(
        line.page == word.page and line.side is Side.RIGHT and line.is_capitals
        and abs((line.top or 0.0) - (word.top or 0.0)) < 6 and 0 < (office.top or 0.0) - (line.top or 0.0) < 40
        for line in case.seen.draft.body
    )  # fmt: skip


@rule(
    "noi-nhan.danh-sach", f"{_K9}.D", Part.RECIPIENTS, "Danh sách nơi nhận in thường, cỡ 11, đứng, không đậm",
    "Chọn danh sách dưới “Nơi nhận:”, đặt cỡ 11, bỏ đậm và nghiêng.",
)  # fmt: skip
def list_look(case: Case) -> Iterator[Verdict]:
    """11, upright, light."""
    yield from check_look(case.seen.get(Part.RECIPIENTS), Look(11, 11, False, False, False), case)


@rule(
    "noi-nhan.tung-dong", f"{_K9}.D", Part.RECIPIENTS, "Mỗi nơi nhận một dòng, gạch đầu dòng sát lề trái, cuối dòng có dấu chấm phẩy",
    "Mỗi nơi một dòng bắt đầu bằng “- ” và kết thúc bằng “;”.",
)  # fmt: skip
def entries(case: Case) -> Iterator[Verdict]:
    """Dash in front, semicolon behind."""
    found = case.seen.get(Part.RECIPIENTS)
    if found is None:
        return
    items = entries_of(found)
    faults: list[tuple[str, Sequence[Line]]] = []
    for place, entry in enumerate(items):
        text = clean(" ".join(line.text for line in entry))
        if is_unfilled(text):
            continue
        if not text.startswith(DASHES):
            faults.append((f"“{text[:40]}” không có gạch đầu dòng", entry))
        elif re.search(r";\s*[-–]\s", text):
            faults.append((f"“{text[:40]}…”: hai nơi nhận trên một dòng", entry))
        elif place < len(items) - 1 and not text.endswith(";"):
            faults.append((f"“{text[:40]}” không kết thúc bằng dấu chấm phẩy", entry))
    for said, lines in faults[:4]:
        yield wrong(said, lines)
    if items and not faults:
        yield ok(f"{len(items)} dòng", found.lines)


@rule(
    "noi-nhan.luu", f"{_K9}.D", Part.RECIPIENTS, "Dòng cuối: “Lưu: VT, đơn vị soạn thảo (số bản).”, kết thúc bằng dấu chấm",
    "Sửa dòng cuối thành “- Lưu: VT, <đơn vị soạn thảo>.”, có dấu hai chấm, dấu phẩy và dấu chấm.",
)  # fmt: skip
def archive(case: Case) -> Iterator[Verdict]:
    """'Lưu: VT, NVĐP.' The unit stands there where it is needed."""
    found = case.seen.get(Part.RECIPIENTS)
    if found is None:
        return
    entry = next((one for one in reversed(entries_of(found)) if "luu" in fold(one[0].text)), None)
    if entry is None and any(is_unfilled(line.text) for line in found.lines):
        yield unsure("danh sách nơi nhận còn để trống", found.lines)
        return
    if entry is None:
        yield wrong("không có dòng “Lưu: VT”", found.lines[-1:])
        return
    # A wrong mark in front is found by the rule on the lines of the list.
    text = "- " + clean(nfc(" ".join(line.text for line in entry))).lstrip(_MARKS)
    if case.seen.type_key == "bien-ban" and re.match(r"^[-–]?\s*Lưu\s*:\s*VT,\s*[Hh]ồ sơ", text):
        yield ok(text, entry) if text.endswith(".") else wrong(f"ghi “{text}”, thiếu dấu chấm", entry)
    elif _ARCHIVE.match(text):
        yield ok(text, entry)
    elif _DRAFTED.match(text):
        yield unsure(f"ghi “{text}”: ký hiệu người soạn thảo nên để ở dòng riêng dưới danh sách", entry)
    else:
        yield wrong(f"ghi “{text}”", entry)
