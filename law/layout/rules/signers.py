"""Phụ lục I Phần I Mục II khoản 7: authority, position and name of the signer."""

import re
from collections.abc import Iterator

from law.layout.placeholders import has_placeholder, is_unfilled
from law.layout.rules.measures import Look, check_look, check_middle
from law.layout.rules.rulebook import OF_TWO_PARTIES, Case, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Part
from law.vietnamese import clean, fold, nfc

_K7 = "PL1.P1.M2.K7"
_PREFIX = re.compile(
    r"^(?P<prefix>TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|TUỶ QUYỀN|Q|QUYỀN|THAY MẶT|THỪA LỆNH|KÝ THAY)\b(?P<mark>\s*[./:,]?)\s*",
    re.IGNORECASE,
)
_RIGHT = {"TM", "KT", "TL", "TUQ", "Q"}
_COLLECTIVE = ("uy ban nhan dan", "ubnd", "hoi dong", "hdnd", "ban chi dao", "ban chi huy", "ban to chuc", "uy ban", "chinh phu", "to ", "doan ",
               "thuong truc", "ban ", "hoi ", "lien doan", "mat tran")  # fmt: skip
_TITLED = re.compile(
    r"^(?:GS|PGS|TS|Ts|T\.S|ThS|Ths|Th\.\s?[sS]|CN|KS|Ks|BS|Bs|B[sS]\.?\s?CK\w*|CKI{1,2}|DS|LS|TSKH|NGND|NGƯT|NSND|NSƯT|AHLĐ|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Kỹ sư|Cử nhân|Bác sĩ|"
    r"Ông|Bà|Đồng chí|Đ/c|Nhà giáo|Nghệ sĩ|Anh hùng)\b\s*[.:]?",
)
_RANKED = re.compile(
    r"^(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)\b",
    re.IGNORECASE,
)
_DEPUTY = re.compile(r"pho (?:giam doc|chu tich|truong|cuc truong|chanh|hieu truong|vu truong|tong|vien truong|bi thu)")
_EXEMPT = re.compile(
    r"\b(?:truong|dai hoc|hoc vien|vien|benh vien|trung tam y te|so y te|giao duc|khoa hoc|cong an|quan su|bo chi huy|quoc phong|y te)\b"
)


@rule(
    "nguoi-ky.co", f"{_K7}.C", Part.AUTHORITY, "Có chức vụ và họ tên đầy đủ của người ký",
    "Ghi chức vụ của người ký bằng chữ in hoa ở bên phải cuối văn bản, họ tên ở dưới.",
)  # fmt: skip
def has_signer(case: Case) -> Iterator[Verdict]:
    """Position and name at the foot."""
    if case.seen.only_attachments:
        return
    authority, name = case.seen.get(Part.AUTHORITY), case.seen.get(Part.SIGNER)
    if authority is None:
        yield unsure("không thấy chức vụ người ký")
    elif name is None:
        doubtful = bool(case.seen.foot_strays) or case.seen.type_key in OF_TWO_PARTIES or is_unfilled(authority.text)
        yield (unsure if doubtful else wrong)("không thấy họ tên người ký", authority.lines)
    else:
        yield ok(f"{authority.text}; {name.text}", (*authority.lines, *name.lines))


@rule(
    "quyen-han.viet-tat", f"{_K7}.B", Part.AUTHORITY, "Quyền hạn ghi đúng chữ viết tắt có dấu chấm: TM., Q., KT., TL., TUQ.",
    "Gõ lại chữ viết tắt quyền hạn với dấu chấm, ví dụ “KT. GIÁM ĐỐC”.",
)  # fmt: skip
def prefix(case: Case) -> Iterator[Verdict]:
    """Letters and full stop."""
    found = case.seen.get(Part.AUTHORITY)
    if found is None:
        return
    seen = [(line, match) for line in found.lines if (match := _PREFIX.match(nfc(line.text)))]
    for line, match in seen:
        written = match["prefix"].upper()
        if written not in _RIGHT or match["mark"].strip() != "." or match["mark"] != ".":
            yield wrong(f"ghi “{match[0].strip()}” trong “{line.text}”", (line,))
            return
        if len(line.text) > match.end() and line.text[match.end() - 1] != " ":
            yield wrong(f"sau “{match[0].strip()}” không có dấu cách", (line,))
            return
    if seen:
        yield ok(", ".join(match[0].strip() for _, match in seen), found.lines)


@rule(
    "quyen-han.dung-cach", f"{_K7}.B", Part.AUTHORITY,
    "TM. đứng trước tên tập thể; KT., TL., TUQ., Q. đứng trước chức vụ người đứng đầu; cấp phó ký thay phải có KT.",
    "Ghi KT. và chức vụ người đứng đầu ở dòng trên khi cấp phó ký thay; TM. trước tên tập thể lãnh đạo; TL. trước chức vụ người đứng đầu.",
)  # fmt: skip
def authority(case: Case) -> Iterator[Verdict]:
    """Which prefix may stand before which words, and a deputy needs one."""
    found = case.seen.get(Part.AUTHORITY)
    if found is None or case.seen.type_key == "bien-ban":
        return  # who presides over a meeting signs as such
    lines = [clean(nfc(line.text)) for line in found.lines]
    fault = _authority_fault(lines)
    if fault:
        yield wrong(fault, found.lines)
    elif any(_PREFIX.match(line) for line in lines) or fold(lines[-1]).startswith("pho "):
        yield ok(" / ".join(lines), found.lines)


def _authority_fault(lines: list[str]) -> str:
    prefixes = [
        (match["prefix"].upper().replace("/", ""), fold(line[match.end() :]))
        for line in lines
        if (match := _PREFIX.match(line))
    ]
    names = dict(prefixes)
    last = fold(lines[-1])
    if "KT" in names and names["KT"].startswith(_COLLECTIVE):
        return f"KT. đứng trước tên tập thể “{lines[-1]}”"
    if "KT" in names and names["KT"].startswith("pho "):
        return "KT. đứng trước chức vụ cấp phó"
    for one in ("TL", "TUQ"):
        if one in names and names[one].startswith("pho "):
            return f"{one}. đứng trước chức vụ cấp phó"
    if (
        "TM" in names
        and not names["TM"].startswith(_COLLECTIVE)
        and re.match(r"(?:giam doc|chu tich|truong phong|bo truong|hieu truong)", names["TM"])
    ):
        return "TM. đứng trước chức vụ của một người"
    if prefixes and len(lines) == 1 and prefixes[0][0] in ("TM", "KT", "TL", "TUQ"):
        return f"có {prefixes[0][0]}. mà không có dòng chức vụ của người ký"
    if _DEPUTY.match(last) and not names.keys() & {"KT", "TL", "TUQ"}:
        return "cấp phó ký mà không ghi KT."
    if "TL" in names and "KT" not in names and last.startswith("pho "):
        return "cấp phó của đơn vị ký thừa lệnh mà không ghi KT."
    if "KT" in names and "TL" not in names and _unit_head(last) and not last.startswith("pho "):
        return "người đứng đầu đơn vị ký thay bằng KT.; trường hợp này là ký thừa lệnh (TL.)"
    return ""


def _unit_head(position: str) -> bool:
    return position.startswith(("truong phong", "chanh van phong", "truong ban"))


@rule(
    "ho-ten.khong-hoc-vi", f"{_K7}.C", Part.SIGNER, "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
    "Xóa ThS., TS., GS. … trước họ tên người ký.",
)  # fmt: skip
def no_titles(case: Case) -> Iterator[Verdict]:
    """No academic title; fields with rules of their own are left to a person."""
    found = case.seen.get(Part.SIGNER)
    if found is None:
        return
    titled, ranked = _TITLED.match(nfc(found.text)), _RANKED.match(nfc(found.text))
    if titled or ranked:
        exempt = _EXEMPT.search(fold(f"{case.seen.text(Part.PARENT_ORGAN)} {case.seen.text(Part.ORGAN)}"))
        said = f"ghi “{found.text}”"
        yield (
            unsure(f"{said}; ngành này có thể có quy định riêng", found.lines)
            if exempt or ranked
            else wrong(said, found.lines)
        )
    else:
        yield ok(found.text, found.lines)


@rule(
    "quyen-han.kieu-chu", f"{_K7}.DD", Part.AUTHORITY, "Quyền hạn, chức vụ in hoa, cỡ 13-14, đứng, đậm",
    "Chọn quyền hạn, chức vụ, đặt in hoa, cỡ 13 hoặc 14, đậm.",
)  # fmt: skip
def authority_look(case: Case) -> Iterator[Verdict]:
    """Capitals, size, weight."""
    yield from check_look(case.seen.get(Part.AUTHORITY), Look(13, 14, True, False, True), case)


@rule(
    "ho-ten.kieu-chu", f"{_K7}.DD", Part.SIGNER, "Họ tên người ký in thường, cỡ 13-14, đứng, đậm",
    "Chọn họ tên người ký, đặt chữ thường, cỡ 13 hoặc 14, đậm, không nghiêng.",
)  # fmt: skip
def name_look(case: Case) -> Iterator[Verdict]:
    """Small letters, size, weight."""
    yield from check_look(case.seen.get(Part.SIGNER), Look(13, 14, True, False, False), case)


@rule(
    "ho-ten.canh-giua", f"{_K7}.DD", Part.SIGNER, "Họ tên canh giữa dưới quyền hạn, chức vụ",
    "Để chức vụ và họ tên trong cùng một ô, canh giữa (Ctrl+E).",
)  # fmt: skip
def name_middle(case: Case) -> Iterator[Verdict]:
    """In the middle below the position."""
    if not has_placeholder(case.seen.text(Part.SIGNER)):
        yield from check_middle(
            case.seen.get(Part.SIGNER), case.seen.get(Part.AUTHORITY), "giữa dưới chức vụ", slack=20
        )


@rule(
    "ho-ten.viet-hoa", "PL2.M2.K1.A", Part.SIGNER, "Họ tên viết hoa chữ cái đầu tất cả các âm tiết",
    "Viết hoa chữ cái đầu của từng âm tiết trong họ tên.", Severity.WRONG,
)  # fmt: skip
def name_capitals(case: Case) -> Iterator[Verdict]:
    """Every syllable of the name."""
    found = case.seen.get(Part.SIGNER)
    if found is None or is_unfilled(found.text):
        return
    small = [word for word in nfc(found.text).split() if word[0].isalpha() and word[0].islower()]
    yield wrong(f"ghi “{found.text}”", found.lines) if small else ok(found.text, found.lines)
