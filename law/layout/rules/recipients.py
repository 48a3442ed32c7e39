"""Phụ lục I Phần I Mục II khoản 9: 'Kính gửi' and 'Nơi nhận'."""

import re
from collections.abc import Iterator, Sequence

from law.layout.draft import Line, Side
from law.layout.letter_widths import width
from law.layout.rules.measures import Look, check_look, look_faults, mm
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import clean, fold, nfc

_K9 = "PL1.P1.M2.K9"
_DASHES = ("-", "–")
_OTHER_DASHES = ("+", "•", "*", "·", "—", "o ")
_ARCHIVE = re.compile(r"^[-–]?\s*Lưu\s*:\s*VT(?:\s*,\s*\S.*?|\s*\(\s*\d+.*?\))?\s*\.$")
# Types that the decree gives no model for; two parties sign them or a person writes them.
_WITHOUT_LIST = {"hop-dong", "ban-ghi-nho", "ban-thoa-thuan", "thu-cong"}


def _to_superior(case: Case) -> bool:
    """Whether it is a proposal or report that names whom it addresses."""
    return case.seen.type_key in ("to-trinh", "bao-cao") and case.seen.get(Part.ADDRESSED_TO) is not None


def _items(component: Component) -> list[list[Line]]:
    """The list by its entries: a line that begins without a dash runs on from the one above."""
    found: list[list[Line]] = []
    for line in component.lines:
        begins = (
            line.text.startswith((*_DASHES, *_OTHER_DASHES))
            or _begins(line, found)
            or fold(line.text).startswith("luu")
        )
        if (
            found
            and not (begins and line.paragraph != found[-1][-1].paragraph)
            and not (begins and line.text.startswith(_DASHES))
        ):
            found[-1].append(line)
        elif begins or not found:
            found.append([line])
    return found


def _begins(line: Line, found: Sequence[Sequence[Line]]) -> bool:
    """Whether a line without a dash begins an entry; a PDF tells it only by the mark that ends the one above."""
    if line.top is None:
        return line.is_first
    return not found or found[-1][-1].text.endswith((";", "."))


@rule(
    "kinh-gui.co", f"{_K9}.B", Part.ADDRESSED_TO, "Công văn có phần “Kính gửi”; tờ trình, báo cáo gửi cấp trên cũng vậy",
    "Thêm dòng “Kính gửi: …” trước nội dung.",
)  # fmt: skip
def has_addressee(case: Case) -> Iterator[Verdict]:
    """A letter names whom it addresses."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if case.seen.is_letter:
        yield ok(found.text[:80], found.lines) if found else wrong("công văn không có “Kính gửi”")
    elif case.seen.type_key == "to-trinh":
        yield (
            ok(found.text[:80], found.lines)
            if found
            else unsure("tờ trình không có “Kính gửi”; gửi cấp trên thì phải có")
        )


@rule(
    "kinh-gui.kieu-chu", f"{_K9}.D", Part.ADDRESSED_TO, "“Kính gửi” và tên nơi nhận in thường, cỡ 13-14, đứng",
    "Chọn phần Kính gửi, đặt chữ thường, cỡ 13 hoặc 14, bỏ nghiêng.",
)  # fmt: skip
def addressed_look(case: Case) -> Iterator[Verdict]:
    """Size, upright, small letters; the table of letter styles shows it light."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if found is not None and fold(found.text).startswith("kinh gui"):
        yield from check_look(found, Look(13, 14, False, False, False), case)


@rule(
    "kinh-gui.hai-cham", f"{_K9}.D", Part.ADDRESSED_TO, "Sau “Kính gửi” có dấu hai chấm",
    "Gõ dấu hai chấm ngay sau chữ Kính gửi.",
)  # fmt: skip
def addressed_colon(case: Case) -> Iterator[Verdict]:
    """'Kính gửi:'."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if found is None or not fold(found.text).startswith("kinh gui"):
        return
    yield (
        ok("có dấu hai chấm", found.lines[:1])
        if re.match(r"^kính gửi:", nfc(found.text), re.IGNORECASE)
        else wrong(f"ghi “{found.lines[0].text}”", found.lines[:1])
    )


@rule(
    "kinh-gui.nhieu-noi", f"{_K9}.D", Part.ADDRESSED_TO,
    "Gửi một nơi: cùng dòng với “Kính gửi”; gửi nhiều nơi: mỗi nơi một dòng, có gạch đầu dòng, dấu chấm phẩy, dòng cuối dấu chấm",
    "Sau “Kính gửi:” xuống dòng, mỗi nơi một dòng bắt đầu bằng “- ”, kết thúc bằng “;”, dòng cuối bằng “.”.",
)  # fmt: skip
def addressed_list(case: Case) -> Iterator[Verdict]:
    """One on the same line, several on lines of their own."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if found is None or not fold(found.text).startswith("kinh gui"):
        return
    behind = re.sub(r"^kính gửi\s*:?\s*", "", clean(nfc(found.text)), flags=re.IGNORECASE)
    items = [clean(" ".join(line.text for line in entry)) for entry in _entries(found)]
    first = re.sub(r"^kính gửi\s*:?\s*", "", nfc(found.lines[0].text), flags=re.IGNORECASE)
    if first.startswith(_DASHES) and len(found.lines) > 1:
        yield unsure("nơi nhận đầu tiên viết cùng dòng với “Kính gửi:”; gửi nhiều nơi thì xuống dòng", found.lines)
    elif not items:
        yield from _one(found, behind)
    elif len(items) == 1:
        yield wrong("gửi một nơi mà xuống dòng", found.lines, expected="Tên nơi nhận cùng dòng với “Kính gửi:”")
    else:
        yield from _many(found, items)


def _entries(found: Component) -> list[list[Line]]:
    lines = list(found.lines)
    first = re.sub(r"^kính gửi\s*:?\s*", "", nfc(lines[0].text), flags=re.IGNORECASE)
    if first and not first.startswith((*_DASHES, *_OTHER_DASHES)):
        return [[line] for line in lines[1:] if line.text.startswith((*_DASHES, *_OTHER_DASHES))]
    return _items(Component(found.part, tuple(lines[1:]))) if len(lines) > 1 else []


def _one(found: Component, behind: str) -> Iterator[Verdict]:
    if re.search(r";\s+\S", behind):
        yield wrong("nhiều nơi nhận viết liền một dòng", found.lines)
    elif not behind:
        yield unsure("chưa ghi nơi nhận", found.lines)
    else:
        yield ok(found.text[:80], found.lines)


def _many(found: Component, items: Sequence[str]) -> Iterator[Verdict]:
    faults = []
    if not all(item.startswith(_DASHES) for item in items):
        faults.append("có dòng không bắt đầu bằng gạch đầu dòng")
    if not all(item.endswith(";") for item in items[:-1]):
        faults.append("có dòng không kết thúc bằng dấu chấm phẩy")
    if not items[-1].endswith("."):
        faults.append(f"dòng cuối kết thúc bằng “{items[-1][-1:]}”, không phải dấu chấm")
    yield wrong("; ".join(faults), found.lines) if faults else ok(f"{len(items)} nơi nhận", found.lines)


@rule(
    "kinh-gui.thang-hang", f"{_K9}.D", Part.ADDRESSED_TO, "Các gạch đầu dòng thẳng hàng với nhau, dưới dấu hai chấm",
    "Lùi trái các dòng nơi nhận cho gạch đầu dòng nằm dưới dấu hai chấm của “Kính gửi:”.", Severity.BETTER,
)  # fmt: skip
def addressed_aligned(case: Case) -> Iterator[Verdict]:
    """The dashes stand below each other, and below the colon."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if found is None or not fold(found.text).startswith("kinh gui"):
        return
    dashed = [line for line in found.lines if line.text.startswith(_DASHES)]
    if len(dashed) < 2:
        return
    spread = max(line.x0 for line in dashed) - min(line.x0 for line in dashed)
    head = found.lines[0]
    colon = head.x0 + width("Kính gửi", head.size or 14)
    off = dashed[0].x0 - colon
    if spread > 4:
        yield wrong(f"các gạch đầu dòng lệch nhau {mm(spread)}", dashed)
    elif dashed[0].cell is not None or abs(off) <= 16:
        yield ok("thẳng hàng dưới dấu hai chấm", dashed)
    else:
        yield wrong(f"gạch đầu dòng lệch {mm(abs(off))} so với dấu hai chấm", dashed)


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
    first = fold(found.lines[0].text).lstrip("-– ")
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
        near = one.page == other.page and abs(one.top - other.top) < 14
        yield ok("ngang hàng", found.lines) if near else wrong("không ngang hàng chức vụ người ký", found.lines)
    elif one.shares_table(other) and one.cell is not None and other.cell is not None:
        near = one.cell.row == other.cell.row
        yield ok("ngang hàng", found.lines) if near else wrong("ở hai hàng khác nhau của bảng", found.lines)
    elif one.paragraph == other.paragraph or one.box is not None or other.box is not None:
        yield ok("ngang hàng", found.lines)
    else:
        yield wrong("không cùng dòng với chức vụ người ký", found.lines)


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
    items = _items(found)
    faults: list[tuple[str, Sequence[Line]]] = []
    for place, entry in enumerate(items):
        text = clean(" ".join(line.text for line in entry))
        if not text.startswith(_DASHES):
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
    entry = next((one for one in reversed(_items(found)) if "luu" in fold(one[0].text)), None)
    if entry is None:
        yield wrong("không có dòng “Lưu: VT”", found.lines[-1:])
        return
    text = clean(nfc(" ".join(line.text for line in entry)))
    if case.seen.type_key == "bien-ban" and re.match(r"^[-–]?\s*Lưu\s*:\s*VT,\s*[Hh]ồ sơ", text):
        yield ok(text, entry) if text.endswith(".") else wrong(f"ghi “{text}”, thiếu dấu chấm", entry)
    elif _ARCHIVE.match(text):
        yield ok(text, entry)
    else:
        yield wrong(f"ghi “{text}”", entry)
