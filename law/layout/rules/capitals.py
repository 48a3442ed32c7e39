"""Phụ lục II: capitals. Only what a pattern can tell for sure is a fault; names are not guessed.

Texts are compared with the tone on the second vowel (`comparable`): patterns are written so.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from law.layout.draft import Line
from law.layout.placeholders import with_dots
from law.layout.rules.rulebook import Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Paragraph, Part, Unit
from law.vietnamese import comparable

_LOW = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_UP = _LOW.upper().replace("A-Z", "A-Z")
_MID = rf"(?<=[{_LOW}\d,;] )"
_FIELDS = (
    "nội vụ|tài chính|tư pháp|xây dựng|y tế|công thương|giáo dục|nông nghiệp|khoa học|văn hoá|thông tin|lao động|kế hoạch|ngoại vụ|"
    "giao thông|tài nguyên|công an|quốc phòng|ngoại giao"
)
_FAMILIES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Nông|Hà|Đinh|Đào|Lâm|Mai|Trịnh|Đoàn|Lương|Vi|Ma|Bế|Hứa|Triệu"
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+")
_ENDS = re.compile(rf"(?<=[{_LOW}][{_LOW}][.?!]) +[{_LOW}]")
_STARTS = re.compile(r"^(?:\(?\d+(?:\.\d+)*[.)/]|[a-zđ][.)/]|[-–+•*])?\s*")


def _texts(case: Case) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The running words of the document: subject, addressees, legal bases, body."""
    for part in (Part.SUBJECT, Part.LETTER_SUBJECT, Part.ADDRESSED_TO):
        found = case.seen.get(part)
        if found:
            yield _words(found.text), found.lines
    for one in (*case.seen.bases, *case.seen.body):
        if not one.text.isupper():
            yield _words(one.text), one.lines


@lru_cache(4096)  # every rule here asks for the words of every paragraph
def _words(text: str) -> str:
    """The words that follow rules: no addresses of the net, nothing that is still to be filled in."""
    return comparable(_ADDRESS.sub("…", with_dots(text)))


def _search(
    case: Case, pattern: re.Pattern[str], hint: re.Pattern[str], say: Callable[[re.Match[str]], str]
) -> Iterator[Verdict]:
    """Faults that `pattern` finds; kept where only `hint`, the thing itself in any case, is there."""
    seen = faults = 0
    for text, lines in _texts(case):
        seen += bool(hint.search(text))
        for match in pattern.finditer(text):
            faults += 1
            if faults <= 4:
                yield wrong(say(match), lines)
    if seen and not faults:
        yield ok()


def _quote(match: re.Match[str]) -> str:
    return f"ghi “{match[0].strip()}”"


def _entered(
    name: str,
    article: str,
    asks: str,
    how: str,
    pattern: str,
    hint: str,
    *,
    ignore_hint_case: bool = True,
) -> None:
    """Enter a rule that is one pattern."""
    compiled = re.compile(pattern)
    hinted = re.compile(hint, re.IGNORECASE if ignore_hint_case else 0)

    @rule(name, f"PL2.{article}", Part.BODY, asks, how, Severity.BETTER)
    def check(case: Case) -> Iterator[Verdict]:
        """One pattern over all running words."""
        yield from _search(case, compiled, hinted, _quote)


@rule(
    "viet-hoa.dau-cau", "PL2.M1", Part.BODY, "Viết hoa chữ đầu câu: sau dấu chấm, chấm hỏi, chấm than và khi xuống dòng",
    "Viết hoa chữ cái đầu của câu và của đoạn.", Severity.BETTER,
)  # fmt: skip
def sentences(case: Case) -> Iterator[Verdict]:
    """Beginnings of sentences and paragraphs; entries of a list after a dash are left to a person."""
    faults = [(said, one.lines) for one in case.seen.body for said in _inside(_words(one.text))]
    begun = [one for one in case.seen.body if _begins_small(_words(one.text))]
    faults += [(f"đầu đoạn viết thường: “{one.text[:24]}”", one.lines[:1]) for one in begun if _must_begin_large(one)]
    for said, lines in faults[:6]:
        yield wrong(said, lines)
    dashed = [one.first for one in begun if one.unit is Unit.DASH]
    if dashed and not faults:
        yield unsure(f"{len(dashed)} dòng gạch đầu dòng bắt đầu bằng chữ thường", dashed[:4])
    elif case.seen.body and not faults:
        yield ok()


def _inside(text: str) -> Iterator[str]:
    for match in _ENDS.finditer(text):
        yield f"sau dấu câu viết thường: “…{text[max(0, match.start() - 12) : match.end() + 10]}…”"


def _begins_small(text: str) -> bool:
    found = _STARTS.match(text)
    begins = text[found.end() if found else 0 :][:1]
    return begins.isalpha() and begins.islower()


def _must_begin_large(one: Paragraph) -> bool:
    """A line of a PDF may go on from the one above, whatever stands between them."""
    if one.unit is Unit.TEXT:
        return one.first.top is None
    return one.unit in (Unit.CLAUSE, Unit.POINT, Unit.ARTICLE)


_entered(
    "viet-hoa.don-vi-hanh-chinh", "M3.K1.A", "Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng, tên riêng viết hoa, không gạch nối",
    "Viết “tỉnh …”, “xã …” với chữ thường khi đứng giữa câu; tên riêng không dùng gạch nối.",
    rf"{_MID}(?:Tỉnh|Xã|Huyện|Thị trấn) (?![Uu]ỷ)[{_UP}][{_LOW}]*|\b(?:tỉnh|thành phố|xã|phường|huyện) [{_UP}][{_LOW}]+-[{_UP}][{_LOW}]+",
    rf"\b(?:tỉnh|thành phố|xã|phường|huyện) [{_UP}]", ignore_hint_case=False,
)  # fmt: skip
_entered(
    "viet-hoa.dac-biet", "M3.K1.C", "Viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”",
    "Sửa thành “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”.",
    r"\bthành phố Hồ Chí Minh|\bThành Phố Hồ Chí Minh|\bthủ đô Hà Nội|\bThủ Đô Hà Nội",
    r"\bthành phố hồ chí minh|\bthủ đô hà nội",
)  # fmt: skip
_entered(
    "viet-hoa.vung-mien", "M3.K1.DD", "Tên vùng, miền theo phương hướng viết hoa các âm tiết (Tây Bắc, Bắc Bộ)",
    "Viết hoa các âm tiết của tên vùng, miền.",
    r"\b(?:vùng|khu vực|miền) (?:tây bắc|đông bắc|bắc bộ|trung bộ|nam bộ|tây nguyên|đông nam bộ|tây nam bộ|Tây bắc|Đông bắc|Bắc bộ|Nam bộ|Tây nguyên)",
    r"\b(?:vùng|khu vực|miền) (?:tây bắc|đông bắc|bắc bộ|trung bộ|nam bộ|tây nguyên|đông nam bộ|tây nam bộ)",
)  # fmt: skip
_entered(
    "viet-hoa.co-quan", "M4.K1.A", "Viết hoa chữ đầu của từ chỉ loại hình, chức năng, lĩnh vực của cơ quan (Sở Nội vụ, Ủy ban nhân dân xã …)",
    "Sửa tên cơ quan, ví dụ “Sở Nội vụ”, “Hội đồng nhân dân tỉnh”, “Ủy ban nhân dân xã”.",
    rf"\b(?:Sở|Bộ) (?:{_FIELDS})\b|(?<![Cc]ơ )(?<![Tt]rụ )(?<![Nn]ội )(?<![Cc]án )(?<![Tt]oàn )\b(?:sở|bộ) (?:{'|'.join(one.capitalize() for one in _FIELDS.split('|'))})\b|"
    r"\bUỷ Ban Nhân Dân|\bUỷ Ban nhân dân|\bHội Đồng Nhân Dân|\bHội Đồng nhân dân|\bUỷ ban Nhân Dân|\bUỷ ban Nhân dân|\bHội đồng Nhân dân",
    rf"\b(?:sở|bộ) (?:{_FIELDS})\b|\buỷ ban nhân dân|\bhội đồng nhân dân",
)  # fmt: skip
_entered(
    "viet-hoa.ten-nuoc-ngoai", "M4.K2.B", "Tên viết tắt của tổ chức nước ngoài viết in hoa như nguyên ngữ",
    "Viết in hoa: ASEAN, UNESCO, WTO, UNDP, WHO.",
    r"\b(?:Asean|asean|Unesco|unesco|Wto|wto|Undp|undp|Unicef|unicef)\b",
    r"\b(?:asean|unesco|wto|undp|unicef|who)\b",
)  # fmt: skip
_entered(
    "viet-hoa.huan-chuong", "M5.K2", "Tên huân chương, huy chương, danh hiệu viết hoa",
    "Viết hoa chữ “Huân chương”, “Huy chương” khi kèm tên riêng.",
    rf"\b(?:huân chương|huy chương) [{_UP}][{_LOW}]+", rf"\b[Hh](?:uân|uy) chương [{_UP}]", ignore_hint_case=False,
)  # fmt: skip
_entered(
    "viet-hoa.chuc-vu", "M5.K3", "Chức vụ viết hoa khi đi liền với tên người cụ thể",
    "Viết hoa chữ đầu của chức vụ trước tên người.",
    rf"\b(?:phó chủ tịch|chủ tịch|phó giám đốc|giám đốc|bộ trưởng|thứ trưởng|trưởng phòng|chánh văn phòng|bí thư|hiệu trưởng) (?:{_FAMILIES}) [{_UP}][{_LOW}]+",
    rf"\b(?:[Cc]hủ tịch|[Gg]iám đốc|[Bb]ộ trưởng|[Tt]rưởng phòng|[Bb]í thư|[Hh]iệu trưởng|[Cc]hánh [Vv]ăn phòng) (?:{_FAMILIES}) [{_UP}]",
    ignore_hint_case=False,
)  # fmt: skip
_entered(
    "viet-hoa.ngay-le", "M5.K5", "Tên ngày lễ, ngày kỷ niệm viết hoa (ngày Quốc khánh, ngày Quốc tế Lao động)",
    "Viết hoa tên ngày lễ.",
    r"\b(?:ngày|lễ) (?:quốc khánh|quốc tế lao động|Quốc tế lao động|phụ nữ việt nam|nhà giáo việt nam|thương binh)",
    r"\b(?:ngày|lễ) (?:quốc khánh|quốc tế lao động|phụ nữ việt nam|nhà giáo việt nam|thương binh)",
)  # fmt: skip
_entered(
    "viet-hoa.ten-van-ban", "M5.K6", "Tên loại văn bản viết hoa khi nói đến một văn bản cụ thể",
    "Viết hoa chữ đầu: Nghị định số …, Quyết định số …, Luật Lưu trữ.",
    r"\b(?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị|công văn|kế hoạch|thông báo) số \d+|\bluật (?:Lưu trữ|lưu trữ|Giao dịch điện tử|Đất đai|đất đai|Đầu tư)\b|"
    r"\bLuật (?:lưu trữ|giao dịch điện tử|đất đai|đầu tư)\b",
    r"\b(?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị|công văn|kế hoạch|thông báo) số \d+|\bluật (?:lưu trữ|giao dịch điện tử|đất đai|đầu tư)\b",
)  # fmt: skip
_entered(
    "viet-hoa.vien-dan", "M5.K7", "Khi viện dẫn: viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm",
    "Sửa thành “điểm a khoản 2 Điều 5”.",
    rf"{_MID}(?:Khoản \d+|Điểm [a-zđ]\b)|(?<!\w)(?:khoản|điểm) [\da-zđ]+,? (?:Khoản \d+|điều \d+)|(?<![\w])điều \d+(?= (?:của )?(?:Nghị|Luật|Thông|Quyết|này|Bộ luật|Quy))|"
    r"\b(?:chương|mục) [IVX\d]+(?= (?:của )?(?:Nghị|Luật|Thông|Quyết|Quy))",
    r"\b(?:khoản \d+|điểm [a-zđ] khoản|điều \d+ (?:của )?(?:nghị|luật|thông|quyết|quy))",
)  # fmt: skip
_entered(
    "viet-hoa.ngay-tet", "M5.K8.B", "Ngày tết: hoa chữ đầu âm tiết thứ nhất của tên (tết Nguyên đán, tết Trung thu)",
    "Viết “tết Nguyên đán”, “tết Trung thu”.",
    r"\b[Tt]ết (?:nguyên đán|Nguyên Đán|trung thu|Trung Thu|đoan ngọ|Đoan Ngọ)", r"\btết (?:nguyên đán|trung thu|đoan ngọ)",
)  # fmt: skip
_entered(
    "viet-hoa.thu-thang", "M5.K8.C", "Ngày trong tuần và tháng viết bằng chữ: hoa âm tiết chỉ ngày, tháng (thứ Hai, tháng Năm)",
    "Viết “thứ Hai”, “thứ Tư”, “tháng Năm”.",
    r"\bthứ (?:hai|ba|tư|năm|sáu|bảy)(?=,? (?:ngày|hằng tuần|hàng tuần|tuần))",
    r"\bthứ (?:hai|ba|tư|năm|sáu|bảy)(?=,? (?:ngày|hằng tuần|hàng tuần|tuần))",
)  # fmt: skip
_entered(
    "viet-hoa.su-kien", "M5.K9", "Tên sự kiện lịch sử viết hoa; số chỉ mốc thời gian viết bằng chữ (Cách mạng tháng Tám)",
    "Viết “Cách mạng tháng Tám”.",
    r"\b[Cc]ách mạng [Tt]háng (?:tám|8|mười)\b|\bcách mạng [Tt]háng Tám\b", r"\bcách mạng tháng (?:tám|8|mười)\b",
)  # fmt: skip
