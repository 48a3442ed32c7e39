"""Phụ lục I Phần I Mục II khoản 6 điểm a, b: legal bases and citations."""

import re
from collections.abc import Iterator

from law.layout.placeholders import has_blank
from law.layout.rules.days import day_of
from law.layout.rules.measures import Look, look_faults
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Paragraph, Part, Unit
from law.register import LegalText
from law.vietnamese import comparable, fold

_K6 = "PL1.P1.M2.K6"
_LAW = re.compile(r"^(?:-\s*)?Căn cứ\s+(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:-\s*)?Căn cứ\s+(?:các\s+)?(Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Công văn|Kế hoạch|Hướng dẫn|Thông báo)\b",
    re.IGNORECASE,
)
_LAW_NUMBER = re.compile(
    r"\bsố\s*:?\s*\d+\s*/\s*\d{4}\s*/\s*(?:QH|UBTVQH|L-CTN)|\bcủa Quốc hội\b|\b\d+/\d{4}/QH\d+", re.IGNORECASE
)
_NUMBER = re.compile(r"\b\d{1,5}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w-]*", re.UNICODE)
_LEFT_OPEN = re.compile(r"\bsố\s*:?\s*/|\bngày\s+tháng\b|\btháng\s+năm\b", re.IGNORECASE)
_DATE = re.compile(r"ngày\s*\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})", re.IGNORECASE)
_ISSUER = re.compile(r"\bcủa\s+\S+", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:về|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|phê duyệt|giao|công bố|thành lập|phân|quy chế|triển khai|kiện toàn|thực hiện|tăng cường|chi tiết)\b",
    re.IGNORECASE,
)  # fmt: skip
_FIRST_DATE = re.compile(r"^[^.;]{0,40}?\bngày\b", re.IGNORECASE)
_DATED = re.compile(r"ngày\s*\d{1,2}\s*(?:[/.-]|tháng)[^.;]{0,80}$", re.IGNORECASE)
_CITED = re.compile(
    r"\b(?P<kind>Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Thông báo|Hướng dẫn|Tờ trình|Báo cáo)\s+(?:số\s*)?"
    r"(?P<number>\d{1,5}/(?:\d{4}/)?[A-ZĐ][\w-]*(?:-[A-ZĐ][\w-]*)*)"
)


@rule(
    "can-cu.day-du", f"{_K6}.A", Part.LEGAL_BASES,
    "Căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày ban hành và trích yếu; Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành",
    "Bổ sung cho đủ, ví dụ: Căn cứ Nghị định số … ngày … của Chính phủ về …; với Luật chỉ ghi tên Luật và ngày.",
)  # fmt: skip
def complete(case: Case) -> Iterator[Verdict]:
    """What each basis lacks, or has too much."""
    bases = [one for one in case.seen.bases if fold(one.text).lstrip("- ").startswith("can cu")]
    checked = [(one, _lacks(one.text)) for one in bases if _LAW.match(one.text) or _NUMBERED.match(one.text)]
    faults = [(one, fault) for one, fault in checked if fault]
    for one, fault in faults[:6]:
        yield wrong(f"“{one.text[:60]}…”: {fault}", one.lines)
    if checked and not faults:
        yield ok("các căn cứ ghi đủ", [one.first for one, _ in checked])


def _lacks(text: str) -> str:
    if _LAW.match(text):
        return "Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành" if _LAW_NUMBER.search(text) else ""
    if has_blank(text) or _LEFT_OPEN.search(text):
        return ""  # room that is still to be filled
    number, date = _NUMBER.search(text), _DATE.search(text)
    missing = []
    if number is None:
        missing.append("số, ký hiệu")
    if date is None:
        missing.append("ngày ban hành")
    behind = text[date.end() if date else number.end() if number else 0 :]
    issuer = _ISSUER.search(behind)
    if issuer is None:
        missing.append("cơ quan ban hành")
    elif not _ABOUT.search(behind[issuer.end() :]):
        missing.append("trích yếu")
    return f"thiếu {', '.join(missing)}" if missing else ""


@rule(
    "can-cu.kieu-chu", f"{_K6}.A", Part.LEGAL_BASES, "Căn cứ in thường, nghiêng, cỡ 13-14",
    "Chọn các dòng căn cứ, đặt nghiêng (Ctrl+I), cỡ 13 hoặc 14.",
)  # fmt: skip
def basis_look(case: Case) -> Iterator[Verdict]:
    """Italic, 13 to 14."""
    faulty = [
        (one, faults)
        for one in case.seen.bases
        if (faults := look_faults(one.lines, Look(13, 14, False, True, False), case))
    ]
    # The sentence puts them below type and subject; a letter has neither there.
    say = unsure if case.seen.is_letter else wrong
    for one, faults in faulty[:4]:
        yield say("; ".join(faults), one.lines)
    if case.seen.bases and not faulty:
        yield ok("nghiêng, cỡ 13-14", [one.first for one in case.seen.bases])


@rule(
    "can-cu.dau-cau", f"{_K6}.A", Part.LEGAL_BASES, "Mỗi căn cứ một dòng, cuối dòng có dấu chấm phẩy, căn cứ cuối kết thúc bằng dấu chấm",
    "Mỗi căn cứ xuống dòng bằng phím Enter, kết thúc bằng dấu chấm phẩy; căn cứ cuối cùng bằng dấu chấm.",
)  # fmt: skip
def basis_marks(case: Case) -> Iterator[Verdict]:
    """Semicolons, and a full stop at the end."""
    bases = case.seen.bases
    faults: list[tuple[str, Paragraph]] = []
    for place, one in enumerate(bases):
        last = place == len(bases) - 1
        text = one.text.rstrip()
        if re.search(r";\s*Căn cứ\b", text):
            faults.append(("hai căn cứ viết liền một đoạn", one))
        elif not last and not text.endswith(";"):
            faults.append((f"cuối căn cứ thứ {place + 1} là “{text[-1:]}”, không phải dấu chấm phẩy", one))
        elif last and not text.endswith("."):
            faults.append((f"căn cứ cuối kết thúc bằng “{text[-1:]}”, không phải dấu chấm", one))
    # Before words that are no enacting word the list may run on into the sentence that follows.
    certain = case.seen.get(Part.ENACTING_WORD) is not None or case.seen.type_key in ("quyet-dinh", "nghi-quyet")
    for said, one in faults[:4]:
        yield (wrong if certain or "thứ" in said or "liền" in said else unsure)(said, one.lines)
    if bases and not faults:
        yield ok("dấu câu cuối các căn cứ đúng", [one.first for one in bases])


@rule(
    "can-cu.hieu-luc", f"{_K6}.A", Part.LEGAL_BASES, "Căn cứ là văn bản đang có hiệu lực vào ngày ban hành",
    "Thay bằng văn bản đang có hiệu lực; tra trong mục Tra cứu của trang này.",
)  # fmt: skip
def in_force(case: Case) -> Iterator[Verdict]:
    """The texts that the register knows; what it does not know is not judged."""
    day = day_of(case)
    known = [(one, text) for one in case.seen.bases for text in _named(case, one.text)]
    sound = True
    for one, text in known:
        if text.in_force_to is not None and text.in_force_to < day:
            sound = False
            now = ", ".join(case.register.texts[key].name for key in text.replaced_by if key in case.register.texts)
            said = f"{text.name} hết hiệu lực sau ngày {text.in_force_to:%d/%m/%Y}"
            how = f"Nay dùng {now}." if now else ""
            yield (wrong if text.verified.may_decide_a_score else unsure)(said, one.lines, how=how)
        elif text.verified.value == "disputed":
            continue
    if known and sound:
        yield ok("các căn cứ có trong danh mục đều đang có hiệu lực", [one.first for one, _ in known])


def _named(case: Case, words: str) -> list[LegalText]:
    written = comparable(words)
    numbers = {re.sub(r"\s", "", number) for number in _NUMBER.findall(written)}
    found = [text for text in case.register.texts.values() if text.number and comparable(text.number) in numbers]
    if found:
        return found
    named = [text for text in case.register.texts.values() if text.kind == "Luật" and _is_law(text, written)]
    return named[:1]


def _is_law(text: LegalText, written: str) -> bool:
    name, _, year = comparable(text.name).rpartition(" năm ")
    return bool(name) and name in written and re.search(rf"\b(?:năm\s+|[/.-]){year}\b", written) is not None


@rule(
    "vien-dan.lan-dau", f"{_K6}.B", Part.BODY,
    "Viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành và trích yếu; lần sau chỉ ghi tên loại và số, ký hiệu",
    "Ở lần viện dẫn đầu tiên, thêm ngày ban hành, cơ quan ban hành và trích yếu sau số, ký hiệu.", Severity.BETTER,
)  # fmt: skip
def first_citation(case: Case) -> Iterator[Verdict]:
    """The date behind the first mention; whatever was cited among the legal bases has been named already."""
    known = {_key(number) for one in case.seen.bases for number in _NUMBER.findall(one.text)}
    own = case.seen.text(Part.CODE)
    checked = 0
    for one in case.seen.body:
        if one.unit is Unit.CENTRED:
            continue
        for cited in _CITED.finditer(one.text):
            number = _key(cited["number"])
            if number in known or number in _key(own) or _is_quoted(one.text, cited.start()):
                continue
            known.add(number)
            checked += 1
            if not _FIRST_DATE.match(one.text[cited.end() :]) and not _DATED.search(one.text[: cited.start()]):
                yield wrong(f"lần đầu nhắc {cited[0]} mà không có ngày, cơ quan ban hành, trích yếu", one.lines)
    if checked:
        yield ok("viện dẫn lần đầu đầy đủ")


def _key(number: str) -> str:
    return re.sub(r"\s", "", number).upper()


def _is_quoted(text: str, place: int) -> bool:
    return text[:place].count("“") > text[:place].count("”")
