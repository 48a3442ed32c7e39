"""Phụ lục I Phần I Mục II khoản 3 and the table of Phụ lục III Mục I: number and symbol."""

import re
from collections.abc import Iterator

from law.document_types import COPY_TYPES, DOCUMENT_TYPES
from law.layout.placeholders import has_blank, is_unfilled, with_dots
from law.layout.rules.measures import Look, check_middle, look_faults
from law.layout.rules.organs import whole_organ
from law.layout.rules.rulebook import Case, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import clean, nfc

_K3 = "PL1.P1.M2.K3"
_WRITTEN = re.compile(
    r"^(?P<word>\w+)\s*(?P<colon>[:：;.,]?)\s*(?P<number>[^/]*?)(?P<before>\s*)/(?P<after>\s*)(?P<notation>.*)$"
)
_LONG_DASH = "[\u2012-\u2015\u2212]"
_BLANK = re.compile(r"^[\s._…\u2026]*$")
_ABBREVIATIONS = {kind.abbreviation for kind in (*DOCUMENT_TYPES, *COPY_TYPES) if kind.abbreviation}
_LETTER = {"CV", "CVĂN", "CVAN"}


def _parts(code: Component) -> re.Match[str] | None:
    return _WRITTEN.match(clean(with_dots(code.text)))


@rule(
    "so-ky-hieu.co", f"{_K3}.A", Part.CODE, "Có số, ký hiệu; số bằng chữ số Ả Rập",
    "Ghi dòng “Số: …/ký hiệu” dưới tên cơ quan ban hành.",
)  # fmt: skip
def has_code(case: Case) -> Iterator[Verdict]:
    """A number in figures, or room for it on a draft."""
    if case.seen.only_attachments:
        return
    found = case.seen.get(Part.CODE)
    if found is None:
        doubtful = bool(case.seen.strays) or case.seen.type_key in ("", "thu-cong")
        yield (unsure if doubtful else wrong)("không thấy số, ký hiệu", case.seen.strays[:3])
        return
    match = _parts(found)
    number = match["number"].strip() if match else ""
    if match is None and is_unfilled(re.sub(r"^[Ss]ố\s*:?", "", nfc(found.text))):
        yield ok("số, ký hiệu còn để trống", found.lines)
    elif match is None:
        yield unsure(f"không đọc được số trong “{found.text}”", found.lines)
    elif _BLANK.match(number) or re.fullmatch(r"\d{1,6}[a-zđA-ZĐ]?", number):
        yield ok(found.text, found.lines)
    else:
        yield wrong(f"số ghi “{number}”", found.lines)


@rule(
    "ky-hieu.ten-loai", f"{_K3}.B", Part.CODE,
    "Ký hiệu gồm chữ viết tắt tên loại và tên cơ quan; công văn chỉ gồm tên cơ quan và đơn vị soạn thảo, không có tên loại",
    "Sửa ký hiệu: văn bản có tên loại bắt đầu bằng chữ viết tắt tên loại, công văn bắt đầu bằng chữ viết tắt tên cơ quan.",
)  # fmt: skip
def notation_type(case: Case) -> Iterator[Verdict]:
    """Type in front for named types, none for an official letter."""
    found, kind = case.seen.get(Part.CODE), case.seen.document_type
    match = _parts(found) if found else None
    if found is None or match is None or kind is None or case.seen.type_certainty < 0.8:
        return
    groups = [group.strip() for group in re.split(r"[-–]", match["notation"]) if group.strip(" .…")]
    if not groups or (len(groups) < 2 and has_blank(match["notation"])):
        yield unsure("ký hiệu còn để trống", found.lines)
    elif kind.key == "cong-van":
        first = groups[0].upper()
        if first in _LETTER or first in {"QĐ", "TB", "KH", "BC", "TTR", "GM"}:
            yield wrong(f"ký hiệu công văn có chữ tên loại: “{match['notation'].strip()}”", found.lines)
        elif len(groups) < 2:
            yield wrong(f"ký hiệu “{match['notation'].strip()}” thiếu đơn vị soạn thảo hoặc lĩnh vực", found.lines)
        else:
            yield ok(match["notation"], found.lines)
    elif not kind.abbreviation:
        return
    elif len(groups) < 2:
        yield wrong(f"ký hiệu “{match['notation'].strip()}” thiếu tên loại hoặc tên cơ quan", found.lines)
    else:
        yield ok(match["notation"], found.lines)


@rule(
    "ky-hieu.viet-tat", "PL3.M1", Part.CODE, "Chữ viết tắt tên loại đúng bảng của Phụ lục III (QyĐ, CTr, TTr là ba chữ hay nhầm)",
    "Thay chữ viết tắt tên loại trong ký hiệu bằng chữ trong bảng của Phụ lục III.",
)  # fmt: skip
def abbreviation(case: Case) -> Iterator[Verdict]:
    """The abbreviation of the type that the heading names."""
    found, kind = case.seen.get(Part.CODE), case.seen.document_type
    match = _parts(found) if found else None
    if found is None or match is None or kind is None or not kind.abbreviation or case.seen.get(Part.TYPE) is None:
        return
    first = nfc(re.split(r"[-–]", match["notation"])[0].strip())
    if not first.strip(" .…"):
        return
    if first == kind.abbreviation:
        yield ok(first, found.lines)
    elif kind.key == "hop-dong" and first.startswith("HĐ"):
        yield unsure(f"ghi “{first}”: hợp đồng có thể ghi thêm loại hợp đồng", found.lines)
    else:
        yield wrong(f"ghi “{first}”", found.lines, expected=f"{kind.name} viết tắt là {kind.abbreviation}")


@rule(
    "so.kieu-chu", f"{_K3}.C", Part.CODE, "Chữ “Số” in thường, cỡ 13, đứng",
    "Chọn dòng số, ký hiệu, đặt cỡ 13, bỏ đậm và nghiêng.",
)  # fmt: skip
def code_look(case: Case) -> Iterator[Verdict]:
    """Size 13, upright; light, as the table of Mục V shows it."""
    found = case.seen.get(Part.CODE)
    if found is None:
        return
    faults = look_faults(found.lines, Look(13, 13, False, False), case)
    if found.text.startswith("SỐ"):
        faults.append("chữ “SỐ” in hoa")
    yield wrong("; ".join(faults), found.lines) if faults else ok("cỡ 13, đứng", found.lines)


@rule(
    "so.hai-cham", f"{_K3}.C", Part.CODE, "Sau chữ “Số” có dấu hai chấm",
    "Gõ dấu hai chấm ngay sau chữ Số: “Số: …”.",
)  # fmt: skip
def colon(case: Case) -> Iterator[Verdict]:
    """'Số:'."""
    found = case.seen.get(Part.CODE)
    match = _parts(found) if found else None
    if found is None or match is None:
        return
    yield (
        ok("có dấu hai chấm", found.lines)
        if match["colon"] in (":", "：")
        else wrong(f"ghi “{found.text}”", found.lines)
    )


@rule(
    "so.so-khong", f"{_K3}.C", Part.CODE, "Số nhỏ hơn 10 có số 0 phía trước",
    "Thêm số 0 trước số văn bản nhỏ hơn 10, ví dụ 05.",
)  # fmt: skip
def leading_zero(case: Case) -> Iterator[Verdict]:
    """05, not 5; not 005 either."""
    found = case.seen.get(Part.CODE)
    match = _parts(found) if found else None
    number = match["number"].strip() if match else ""
    if found is None or not re.fullmatch(r"\d+[a-zđA-ZĐ]?", number):
        return
    digits = re.sub(r"\D", "", number)
    if len(digits) == 1:
        yield wrong(f"số ghi “{number}”", found.lines, expected=f"0{number}")
    elif len(digits) > 2 and digits.startswith("0"):
        yield unsure(f"số ghi “{number}”: từ 10 trở lên không cần số 0 phía trước", found.lines)
    else:
        yield ok(number, found.lines)


@rule(
    "ky-hieu.kieu-chu", f"{_K3}.C", Part.CODE, "Ký hiệu in hoa (trừ chữ y, r trong QyĐ, CTr, TTr, TrS)",
    "Gõ lại ký hiệu bằng chữ in hoa.",
)  # fmt: skip
def notation_capitals(case: Case) -> Iterator[Verdict]:
    """Capitals, but for the small letters that the table itself has."""
    found = case.seen.get(Part.CODE)
    match = _parts(found) if found else None
    if found is None or match is None:
        return
    notation = match["notation"].strip()
    small = [
        group
        for group in re.split(r"[-–/\s]+", notation)
        if group != group.upper() and nfc(group) not in _ABBREVIATIONS
    ]
    # Units of a body may carry a small letter of their own: VPCP, TTg, P1a.
    odd = [group for group in small if sum(letter.islower() for letter in group) > 1 or group == group.lower()]
    if odd:
        yield wrong(f"“{notation}” có chữ thường", found.lines)
    elif notation.strip(" .…"):
        yield ok(notation, found.lines)


@rule(
    "ky-hieu.dau", f"{_K3}.C", Part.CODE, "Gạch chéo giữa số và ký hiệu, gạch nối giữa các nhóm chữ, không cách chữ",
    "Xóa dấu cách quanh gạch chéo và gạch nối trong ký hiệu, ví dụ 12/QĐ-UBND.",
)  # fmt: skip
def separators(case: Case) -> Iterator[Verdict]:
    """No spaces round slash and hyphen."""
    found = case.seen.get(Part.CODE)
    match = _parts(found) if found else None
    if found is None:
        return
    if match is None and has_blank(found.text):
        yield unsure("số, ký hiệu còn để trống", found.lines)
        return
    if match is None:
        yield wrong(f"không có gạch chéo giữa số và ký hiệu: “{found.text}”", found.lines)
        return
    notation, number = match["notation"].strip(" ."), match["number"].strip()
    blank = bool(_BLANK.match(number))
    faults = []
    if re.search(r"\s[-–]|[-–]\s", notation):
        faults.append("có khoảng trắng quanh gạch nối")
    if not blank and (match["before"] or match["after"] or match["number"] != match["number"].rstrip()):
        faults.append("có khoảng trắng quanh gạch chéo")
    if re.search(r"\w\s+\w|/", notation):
        faults.append("giữa các nhóm chữ không phải gạch nối")
    if faults:
        yield wrong(f"“{found.text}”: {'; '.join(faults)}", found.lines)
    elif re.search(_LONG_DASH, notation):
        # Word processors put the long dash in by themselves, and on a printed page it is hardly seen.
        yield unsure(f"“{found.text}”: giữa các nhóm chữ là gạch dài, không phải gạch nối (-)", found.lines)
    else:
        yield ok(found.text, found.lines)


@rule(
    "so-ky-hieu.canh-giua", f"{_K3}.C", Part.CODE, "Số, ký hiệu canh giữa dưới tên cơ quan ban hành",
    "Để dòng số, ký hiệu trong ô của tên cơ quan và canh giữa (Ctrl+E).",
)  # fmt: skip
def code_middle(case: Case) -> Iterator[Verdict]:
    """In the middle below the issuing body."""
    found = case.seen.get(Part.CODE)
    match = _parts(found) if found else None
    # Room left for a number makes the line longer than what is written: its middle says little.
    slack = 30.0 if match and _BLANK.match(match["number"]) else 17.0
    yield from check_middle(found, whole_organ(case), "giữa dưới tên cơ quan", slack=slack)
