"""Phụ lục I Phần I Mục I: paper, margins, font, number of the page."""

from collections.abc import Iterator

from law.layout.draft import Align, Area, Line, Section, Source
from law.layout.placeholders import is_unfilled
from law.layout.readers.fonts import RIGHT_FONT, SYMBOLS, is_like_times, is_old, is_times
from law.layout.rules.measures import Look, look_faults, mm
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding import texts
from law.layout.understanding.margins import page_numbers
from law.layout.understanding.parts import Part

_A4 = (595.28, 841.89)
_PAPER_SLACK = 4.0
_MARGIN_SLACK = 1.2
_MEASURED_SLACK = 7.0
_MM = 72 / 25.4
_BLACKS = {"", "000000", "AUTO", "010101", "0D0D0D", "000001"}
_M1 = "PL1.P1.M1"


@rule(
    "trang.kho-giay", f"{_M1}.K1", Part.PAGE, "Khổ A4 (210 x 297 mm)",
    "Vào Layout, Size, chọn A4 cho toàn văn bản.",
)  # fmt: skip
def paper(case: Case) -> Iterator[Verdict]:
    """Every section is A4, whichever side is up."""
    for number, section in enumerate(case.seen.draft.sections):
        short, long = sorted((section.width, section.height))
        if abs(short - _A4[0]) > _PAPER_SLACK or abs(long - _A4[1]) > _PAPER_SLACK:
            yield wrong(f"{_section(case, number)}khổ {mm(section.width)} x {mm(section.height)}")
            return
    yield ok("A4")


def _section(case: Case, number: int) -> str:
    return f"phần {number + 1} của tệp: " if len(case.seen.draft.sections) > 1 else ""


@rule(
    "trang.chieu-giay", f"{_M1}.K2", Part.PAGE, "Văn bản trình bày theo chiều dọc; chỉ quay ngang khi có bảng, biểu",
    "Vào Layout, Orientation, chọn Portrait; để bảng rộng ở một section riêng.",
)  # fmt: skip
def upright(case: Case) -> Iterator[Verdict]:
    """The main document stands upright, unless it holds tables."""
    draft = case.seen.draft
    if case.seen.only_attachments or not draft.sections[0].is_landscape:
        yield ok("chiều dọc")
    elif any(line.cell is not None and line.cell.is_lined for line in draft.body):
        yield ok("chiều ngang, có bảng biểu trong văn bản")
    else:
        yield wrong("văn bản quay ngang mà không có bảng, biểu")


@rule(
    "trang.le", f"{_M1}.K3", Part.PAGE, "Lề trên và dưới 20-25 mm, trái 30-35 mm, phải 15-20 mm",
    "Vào Layout, Margins, Custom Margins: trên 2 cm, dưới 2 cm, trái 3 cm, phải 2 cm (hoặc 1,5 cm).",
)  # fmt: skip
def margins(case: Case) -> Iterator[Verdict]:
    """The margins of the main document and of upright appendices."""
    faults: list[str] = []
    for number, section in enumerate(case.seen.draft.sections):
        if section.is_landscape:
            continue
        faults += [f"{_section(case, number)}{one}" for one in _margin_faults(section)]
    if not faults:
        yield ok("các lề trong khoảng quy định")
    else:
        yield wrong("; ".join(dict.fromkeys(faults)))


def _margin_faults(section: Section) -> Iterator[str]:
    slack = _MEASURED_SLACK if section.measured is not None else _MARGIN_SLACK
    for side, name, value, least, most in (
        ("top", "trên", section.top, 20, 25),
        ("bottom", "dưới", section.bottom, 20, 25),
        ("left", "trái", section.left + section.gutter, 30, 35),
        ("right", "phải", section.right, 15, 20),
    ):
        if section.measured is not None and side not in section.measured:
            continue  # too few lines reach it to measure
        if not least * _MM - slack <= value <= most * _MM + slack:
            yield f"lề {name} {mm(value)} (quy định {least}-{most} mm)"


@rule(
    "trang.phong-chu", f"{_M1}.K4", Part.PAGE, "Phông Times New Roman, mã Unicode, chữ màu đen",
    "Bấm Ctrl+A, chọn phông Times New Roman và màu chữ Automatic; văn bản gõ bằng .VnTime, VNI phải chuyển mã sang Unicode.",
)  # fmt: skip
def font(case: Case) -> Iterator[Verdict]:
    """Font, code table and colour of all letters; marks in red ink and links are left out."""
    draft = case.seen.draft
    if draft.old_fonts:
        lines = [line for line in draft.lines if any(is_old(run.font) for run in line.letters)]
        yield wrong(f"chữ gõ bằng phông mã cũ {', '.join(draft.old_fonts)} (TCVN3 hoặc VNI)", lines[:8])
        return
    other: dict[str, list[Line]] = {}
    like: dict[str, list[Line]] = {}
    coloured: list[Line] = []
    for line in draft.lines:
        for run in line.letters:
            if not any(letter.isalnum() for letter in run.text):
                continue
            if not run.font:
                like.setdefault("không ghi tên", []).append(line)
                continue
            if not is_times(run.font) and run.font.lower() not in SYMBOLS:
                (like if is_like_times(run.font) and draft.source is Source.PDF else other).setdefault(
                    run.font, []
                ).append(line)
        tinted = "".join(run.text for run in line.letters if not _is_black(run.colour))
        if any(letter.isalnum() for letter in tinted) and not is_unfilled(tinted) and not may_be_red(case, line):
            coloured.append(line)
    yield from _fonts(other, like, coloured)


def _fonts(other: dict[str, list[Line]], like: dict[str, list[Line]], coloured: list[Line]) -> Iterator[Verdict]:
    if other:
        names = sorted(other, key=lambda name: -len(other[name]))
        yield wrong(f"có chữ phông {', '.join(names[:4])}", [line for name in names for line in other[name]][:8])
    if coloured:
        yield wrong(
            "có chữ không phải màu đen", coloured[:8], how="Chọn chỗ chữ màu, đặt Font Color là Automatic hoặc đen."
        )
    if like and not other:
        yield unsure(
            f"tệp PDF hiện phông {', '.join(sorted(like))}, thường thay cho {RIGHT_FONT} khi máy xuất thiếu phông này"
        )
    if not other and not coloured and not like:
        yield ok(RIGHT_FONT)


def _is_black(colour: str) -> bool:
    return colour in _BLACKS or (
        len(colour) == 6 and all(int(colour[place : place + 2], 16) < 0x30 for place in (0, 2, 4))
    )


def may_be_red(case: Case, line: Line) -> bool:
    """Whether another colour than black has its reason: marks, notes of a signature, addresses of the net."""
    parts = (Part.URGENCY, Part.SECRECY)
    marks = [one for part in parts if (found := case.seen.get(part)) for one in found.lines]
    return (
        any(line.id == one.id for one in marks)
        or texts.is_signing_text(line.text)
        or "@" in line.text
        or "http" in line.text.lower()
        or "www." in line.text.lower()
    )


@rule(
    "trang.so-trang", f"{_M1}.K7", Part.PAGE_NUMBER,
    "Số trang bằng chữ số Ả Rập, cỡ 13-14, đứng, giữa lề trên; trang đầu không hiện số",
    "Vào Insert, Page Number, Top of Page, Plain Number 2; đánh dấu Different First Page; đặt cỡ chữ 13 hoặc 14.",
)  # fmt: skip
def page_number(case: Case) -> Iterator[Verdict]:
    """Number in the top margin from page 2 on."""
    draft = case.seen.draft
    numbers = [line for line in page_numbers(draft) if line.section == 0]
    if not numbers:
        if draft.pages is not None and _numberless_pages(case) < draft.pages:
            yield wrong("không có số trang")
        elif draft.pages is None and not _is_short(case):
            yield unsure("không có số trang")
        return
    faults = [*_number_places(case, numbers), *_number_looks(case, numbers)]
    if faults:
        yield wrong("; ".join(dict.fromkeys(faults)), numbers[:2])
    else:
        yield ok("số trang ở giữa lề trên", numbers[:1])


def _numberless_pages(case: Case) -> int:
    """How many pages of a PDF need no number: the first of the document and of each appendix."""
    return 1 + len({one.word.lines[0].page for one in case.seen.appendices} - {1})


def _is_short(case: Case) -> bool:
    """Whether a .docx surely needs no second page: about one page of lines, counted as they break."""
    body = [line for line in case.seen.draft.body if line.section == 0]
    rows = sum(max(1, round(line.width / max(60.0, line.room[1] - line.room[0]) + len(line.raw) / 90)) for line in body)
    return rows <= 45


def _number_places(case: Case, numbers: list[Line]) -> Iterator[str]:
    draft = case.seen.draft
    section = draft.sections[0]
    if any(line.area.is_footer for line in numbers) and not any(line.area.is_header for line in numbers):
        yield "số trang ở lề dưới"
    shown_first = [line for line in numbers if line.area in (Area.FIRST_HEADER, Area.FIRST_FOOTER)]
    if draft.source is Source.PDF:
        if any(line.page == 1 for line in numbers):
            yield "số trang hiện ở trang đầu"
    elif shown_first or not section.different_first:
        yield "số trang hiện ở trang đầu"
    for line in numbers:
        if (
            line.area.is_header
            and line.form.align is not Align.CENTER
            and abs(line.middle - sum(section.room) / 2) > 20
        ):
            yield "số trang không ở giữa"
            break


def _number_looks(case: Case, numbers: list[Line]) -> Iterator[str]:
    yield from look_faults(numbers, Look(13, 14, None, False), case)
    text = numbers[0].text.strip()
    if text and not text.strip("0123456789"):
        return
    yield f"số trang viết “{text}”, không phải chỉ chữ số Ả Rập"


@rule(
    "phu-luc.so-trang", "PL1.P1.M3.K1.DD", Part.APPENDIX, "Mỗi phụ lục đánh số trang riêng",
    "Để phụ lục ở section riêng (Layout, Breaks, Next Page), rồi Page Number, Format, Start at: 1.", Severity.BETTER,
)  # fmt: skip
def appendix_numbers(case: Case) -> Iterator[Verdict]:
    """Each appendix has a section of its own whose pages count from 1."""
    draft = case.seen.draft
    found = [one for one in case.seen.appendices if not one.is_text]
    if not found or draft.source is Source.PDF or not page_numbers(draft):
        return
    wrong_ones = []
    for one in found:
        section = draft.sections[one.section]
        starts_file = case.seen.only_attachments and one is found[0]
        begins = starts_file or (one.section > 0 and _opens_section(case, one.section, one.word.lines[0].id))
        if not begins or (section.number_start != 1 and not starts_file):
            wrong_ones.append(one)
    if wrong_ones:
        yield wrong("số trang của phụ lục chạy tiếp số trang của văn bản", [one.word.lines[0] for one in wrong_ones])
    else:
        yield ok("mỗi phụ lục đánh số trang từ 1", [one.word.lines[0] for one in found])


def _opens_section(case: Case, section: int, line: int) -> bool:
    first = next((one for one in case.seen.draft.body if one.section == section), None)
    return first is not None and first.id == line
