"""Phụ lục I Phần I Mục II khoản 6 điểm e: the running text."""

from collections.abc import Iterator, Sequence

from law.layout.draft import Align, Side, Source
from law.layout.placeholders import is_unfilled
from law.layout.rules.measures import Look, look_faults, mm, pt
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Paragraph, Part, Unit

_E = "PL1.P1.M2.K6.E"
_RUNNING = (Unit.TEXT, Unit.ARTICLE, Unit.CLAUSE, Unit.POINT, Unit.DASH)
_INDENTS = (28.35, 36.0)
_INDENT_SLACK = 2.2
_MEASURED_SLACK = 4.0
_GAP = 5.9
_SPACING = (0.93, 1.52)
_SHOWN = 5
_PLACED = 0.3
_MANY = 0.3  # of the paragraphs: what a PDF shows of fewer may be a matter of how its lines were read


def running(case: Case) -> list[Paragraph]:
    """The paragraphs of the body that are running text, those in cells left out."""
    return [one for one in case.seen.paragraphs(*_RUNNING) if one.first.cell is None and one.text.strip("./ ")]


def _shown(paragraphs: Sequence[Paragraph]) -> list:  # type: ignore[type-arg]
    return [one.first for one in paragraphs[:_SHOWN]]


@rule(
    "noi-dung.chu-thuong", _E, Part.BODY, "Nội dung in thường, kiểu chữ đứng",
    "Chọn đoạn bị in hoa hoặc nghiêng, bỏ nghiêng (Ctrl+I) và gõ lại bằng chữ thường.",
)  # fmt: skip
def upright(case: Case) -> Iterator[Verdict]:
    """No paragraph in capitals or italics; a remark in brackets may be in italics."""
    body = running(case)
    capitals = [one for one in body if one.unit is Unit.TEXT and len(one.text) > 25 and one.text.isupper()]
    quoted = _quoted(case)
    slanted = [
        one
        for one in body
        if one.share("italic") > 0.8 and len(one.text) > 12 and not _may_slant(one.text) and one.first.id not in quoted
    ]
    if capitals:
        yield wrong(f"{len(capitals)} đoạn in hoa hết", _shown(capitals))
    if slanted:
        yield wrong(f"{len(slanted)} đoạn in nghiêng", _shown(slanted))
    if body and not capitals and not slanted:
        yield ok("chữ thường, đứng")


def _quoted(case: Case) -> set[int]:
    """The first lines of paragraphs inside a quotation that opened in one before and has not ended yet."""
    found: set[int] = set()
    within = False
    for one in case.seen.body:
        if within:
            found.add(one.first.id)
        opened, closed = one.text.rfind("“"), one.text.rfind("”")
        within = opened > closed if max(opened, closed) >= 0 else within
    return found


def _may_slant(text: str) -> bool:
    """A remark in brackets and the words of another text stand in italics with reason."""
    return text.startswith(("(", "[")) or "“" in text or '"' in text


@rule(
    "noi-dung.co-chu", _E, Part.BODY, "Nội dung cỡ chữ 13-14",
    "Chọn phần nội dung, đặt cỡ chữ 14 (hoặc 13).",
)  # fmt: skip
def size(case: Case) -> Iterator[Verdict]:
    """13 to 14 points, paragraph by paragraph."""
    body = running(case)
    odd: dict[str, list[Paragraph]] = {}
    for one in body:
        for fault in look_faults(one.lines, Look(13, 14, None, None), case):
            odd.setdefault(fault, []).append(one)
    for fault, ones in odd.items():
        yield wrong(f"{len(ones)} đoạn {fault}", _shown(ones))
    if body and not odd:
        yield ok("cỡ 13-14")


@rule(
    "noi-dung.canh-deu", _E, Part.BODY, "Nội dung canh đều cả hai lề",
    "Chọn phần nội dung, bấm Ctrl+J.",
)  # fmt: skip
def justified(case: Case) -> Iterator[Verdict]:
    """Paragraphs of more than one line reach both margins."""
    long = [one for one in running(case) if _is_long(one)]
    ragged = [one for one in long if one.align not in (Align.JUSTIFY, Align.UNKNOWN)]
    few = case.seen.draft.source is Source.PDF and len(ragged) < _MANY * len(long)
    if ragged:
        yield (unsure if few else wrong)(f"{len(ragged)} đoạn canh {_ALIGNS[ragged[0].align]}", _shown(ragged))
    elif long:
        yield ok("canh đều hai lề")


def _is_placed(one: Paragraph) -> bool:
    """Whether a line begins so far in that it was put there on purpose: a name, a day above the signature."""
    line = one.first
    return line.side is Side.RIGHT or line.x0 - line.room[0] > _PLACED * (line.room[1] - line.room[0])


_ALIGNS = {Align.LEFT: "trái", Align.RIGHT: "phải", Align.CENTER: "giữa"}


def _is_long(one: Paragraph) -> bool:
    line = max(one.lines, key=lambda part: part.width)
    return len(one.lines) > 2 or (line.x1 >= line.room[1] - 3 and line.width > 150)


@rule(
    "noi-dung.lui-dong", _E, Part.BODY, "Dòng đầu mỗi đoạn lùi vào 1 cm hoặc 1,27 cm",
    "Chọn phần nội dung, vào Paragraph, Special chọn First line, By ghi 1,27 cm; bỏ dấu cách và tab đầu đoạn.",
)  # fmt: skip
def indented(case: Case) -> Iterator[Verdict]:
    """Where the first letter of each paragraph stands, seen from the left margin."""
    draft = case.seen.draft
    slack = _MEASURED_SLACK if draft.source is Source.PDF else _INDENT_SLACK
    odd: dict[str, list[Paragraph]] = {}
    body = [one for one in running(case) if one.align not in (Align.CENTER, Align.RIGHT) and not _is_placed(one)]
    for one in body:
        start = draft.sections[min(one.first.section, len(draft.sections) - 1)].room[0]
        indent = one.first.x0 - start
        if min(abs(indent - asked) for asked in _INDENTS) > slack:
            odd.setdefault(mm(max(0.0, indent)), []).append(one)
    faulty = [one for ones in odd.values() for one in ones]
    few = draft.source is Source.PDF and len(faulty) < _MANY * len(body)
    if few:
        faulty = [one for one in faulty if len(one.lines) > 1]
    if faulty:
        yield (unsure if few else wrong)(f"{len(faulty)} đoạn lùi {', '.join(list(odd)[:4])}", _shown(faulty))
    elif body:
        yield ok("lùi đầu dòng đúng")


@rule(
    "noi-dung.cach-doan", _E, Part.BODY, "Các đoạn cách nhau ít nhất 6 pt",
    "Chọn phần nội dung, vào Paragraph, đặt Before hoặc After là 6 pt.",
)  # fmt: skip
def gaps(case: Case) -> Iterator[Verdict]:
    """The distance of each two neighbours; an empty paragraph between them is a distance as well."""
    draft = case.seen.draft
    few = False
    pairs = [
        (above, below)
        for above, below in zip(case.seen.body, case.seen.body[1:], strict=False)
        if above.unit in _RUNNING and below.unit in _RUNNING and above.first.cell is None and below.first.cell is None
        and above.first.section == below.first.section
    ]  # fmt: skip
    if draft.source is Source.PDF:
        pairs = [(above, below) for above, below in pairs if above.lines[-1].page == below.first.page]
        close = [below for _, below in pairs if below.first.form.before < _GAP - 3.5]
        few = len(close) <= 0.5 * len(pairs)
    else:
        close = [below for above, below in pairs if _gap(above, below) < _GAP]
    if close:
        say = unsure if draft.source is Source.PDF and few else wrong
        least = (
            min(one.first.form.before for one in close)
            if draft.source is Source.PDF
            else min(_gap(above, below) for above, below in pairs)
        )
        yield say(f"{len(close)} chỗ hai đoạn chỉ cách nhau {pt(max(0.0, least))} pt", _shown(close))
    elif pairs:
        yield ok("các đoạn cách nhau từ 6 pt")


def _gap(above: Paragraph, below: Paragraph) -> float:
    if below.first.paragraph - above.first.paragraph > 1:
        return _GAP + 1
    return above.first.form.after + below.first.form.before


@rule(
    "noi-dung.gian-dong", _E, Part.BODY, "Khoảng cách dòng từ dòng đơn đến 1,5 lines",
    "Chọn phần nội dung, vào Paragraph, đặt Line spacing là Single đến 1,5 lines.",
)  # fmt: skip
def spacing(case: Case) -> Iterator[Verdict]:
    """Single to one and a half."""
    body = [one for one in running(case) if one.first.form.spacing is not None]
    odd = [one for one in body if not _SPACING[0] <= (one.first.form.spacing or 1.0) <= _SPACING[1]]
    if odd:
        found = sorted({f"{one.first.form.spacing:.2g}".replace(".", ",") for one in odd})
        yield wrong(f"{len(odd)} đoạn giãn dòng {', '.join(found[:3])}", _shown(odd))
    elif body:
        yield ok("giãn dòng trong khoảng quy định")


@rule(
    "noi-dung.ket-thuc", "PL3.M2.MAU1-4", Part.BODY, "Nội dung kết thúc bằng dấu “./.”",
    "Gõ ./. ngay sau câu cuối của nội dung.", Severity.BETTER,
)  # fmt: skip
def end_mark(case: Case) -> Iterator[Verdict]:
    """'./.' behind the last sentence, as all models of Phụ lục III have it."""
    body = case.seen.body
    if not body or case.seen.only_attachments or case.seen.get(Part.AUTHORITY) is None:
        return
    last = body[-1]
    if is_unfilled(last.text):
        return
    end = last.text.rstrip().rstrip("”\"'")
    if end.replace(" ", "").endswith("./."):
        yield ok("./.", last.lines[-1:])
    else:
        yield wrong(f"kết thúc bằng “{end[-12:]}”", last.lines[-1:])
