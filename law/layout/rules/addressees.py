"""Phụ lục I Phần I Mục II khoản 9, ô 9a: 'Kính gửi'."""

import re
from collections.abc import Iterator, Sequence

from law.layout.draft import Line
from law.layout.letter_widths import width
from law.layout.rules.lists import DASHES, OTHER_DASHES, entries_of
from law.layout.rules.measures import Look, check_look, mm
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import clean, fold, nfc

_K9 = "PL1.P1.M2.K9"


@rule(
    "kinh-gui.co", f"{_K9}.B", Part.ADDRESSED_TO, "Công văn có phần “Kính gửi”; tờ trình, báo cáo gửi cấp trên cũng vậy",
    "Thêm dòng “Kính gửi: …” trước nội dung.",
)  # fmt: skip
def has_addressee(case: Case) -> Iterator[Verdict]:
    """A letter names whom it addresses."""
    found = case.seen.get(Part.ADDRESSED_TO)
    if case.seen.is_letter:
        yield _said(found) if found else wrong("công văn không có “Kính gửi”")
    elif case.seen.type_key == "to-trinh":
        yield _said(found) if found else unsure("tờ trình không có “Kính gửi”; gửi cấp trên thì phải có")


def _said(found: Component) -> Verdict:
    if fold(found.text).startswith("kinh gui"):
        return ok(found.text[:80], found.lines)
    return unsure(f"ghi “{found.text.split(':')[0]}”, mẫu của Nghị định ghi “Kính gửi”", found.lines)


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
    if first.startswith(DASHES) and len(found.lines) > 1:
        yield unsure("nơi nhận đầu tiên viết cùng dòng với “Kính gửi:”; gửi nhiều nơi thì xuống dòng", found.lines)
    elif not items:
        yield from _one(found, behind)
    elif len(items) == 1 and _stands_beside(found):
        yield from _one(found, items[0])
    elif len(items) == 1:
        yield wrong("gửi một nơi mà xuống dòng", found.lines, expected="Tên nơi nhận cùng dòng với “Kính gửi:”")
    else:
        yield from _many(found, items)


def _stands_beside(found: Component) -> bool:
    """Whether the addressee stands in the cell beside 'Kính gửi:', on the same line of the page."""
    one, other = found.lines[0], found.lines[1]
    return (
        one.shares_table(other) and one.cell is not None and other.cell is not None and one.cell.row == other.cell.row
    )


def _entries(found: Component) -> list[list[Line]]:
    lines = list(found.lines)
    first = re.sub(r"^kính gửi\s*:?\s*", "", nfc(lines[0].text), flags=re.IGNORECASE)
    if first and not first.startswith((*DASHES, *OTHER_DASHES)):
        return [[line] for line in lines[1:] if line.text.startswith((*DASHES, *OTHER_DASHES))]
    return entries_of(Component(found.part, tuple(lines[1:]))) if len(lines) > 1 else []


def _one(found: Component, behind: str) -> Iterator[Verdict]:
    if re.search(r";\s+\S", behind):
        yield wrong("nhiều nơi nhận viết liền một dòng", found.lines)
    elif not behind:
        yield unsure("chưa ghi nơi nhận", found.lines)
    else:
        yield ok(found.text[:80], found.lines)


def _many(found: Component, items: Sequence[str]) -> Iterator[Verdict]:
    faults = []
    if not all(item.startswith(DASHES) for item in items):
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
    dashed = [line for line in found.lines if line.text.startswith(DASHES)]
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
