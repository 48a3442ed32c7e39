"""Phụ lục III Mục II: what a model has beyond the components that all documents share."""

import re
from collections.abc import Iterator, Sequence

from law.layout.rules.measures import Look, check_page_middle, look_faults
from law.layout.rules.rulebook import Case, Outcome, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_M2 = "PL3.M2"
_WORDS = {"quyet-dinh": "quyet dinh", "nghi-quyet": "quyet nghi"}


def _centred_capitals(found: Component, case: Case) -> list[str]:
    faults = look_faults(found.lines, Look(None, None, True, False, True), case)
    return faults + [one.found for one in check_page_middle(found.lines, case) if one.outcome is Outcome.FAIL]


def _is_decision(case: Case) -> bool:
    return case.seen.type_key in _WORDS and not case.seen.only_attachments


@rule(
    "mau.tham-quyen", f"{_M2}.MAU1-2", Part.ISSUING_AUTHORITY,
    "Quyết định, nghị quyết ghi thẩm quyền ban hành dưới trích yếu: in hoa, đậm, canh giữa",
    "Thêm dòng thẩm quyền ban hành (chức vụ người đứng đầu hoặc tên tập thể) trước các căn cứ.",
)  # fmt: skip
def issuing_authority(case: Case) -> Iterator[Verdict]:
    """The line between subject and legal bases (Mẫu 1.1 to 1.3)."""
    if not _is_decision(case):
        return
    found = case.seen.get(Part.ISSUING_AUTHORITY)
    if found is None:
        yield (
            wrong("không có dòng thẩm quyền ban hành")
            if case.seen.bases
            else unsure("không thấy dòng thẩm quyền ban hành")
        )
        return
    faults = _centred_capitals(found, case)
    yield wrong("; ".join(faults), found.lines) if faults else ok(found.text, found.lines)


@rule(
    "mau.chu-quyet-dinh", f"{_M2}.MAU1-2", Part.ENACTING_WORD,
    "Sau các căn cứ có dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”, in hoa, đậm, canh giữa, có dấu hai chấm",
    "Thêm dòng QUYẾT ĐỊNH: (nghị quyết là QUYẾT NGHỊ:) giữa căn cứ và Điều 1.",
)  # fmt: skip
def enacting_word(case: Case) -> Iterator[Verdict]:
    """The word that belongs to the type, with its colon."""
    if not _is_decision(case):
        return
    found = case.seen.get(Part.ENACTING_WORD)
    if found is None:
        yield wrong("không có dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”")
        return
    faults = _centred_capitals(found, case)
    if not found.text.rstrip().endswith(":"):
        faults.append("thiếu dấu hai chấm")
    if fold(found.text).strip(" :.") != _WORDS[case.seen.type_key]:
        faults.append(f"ghi “{found.text}”")
    yield wrong("; ".join(faults), found.lines) if faults else ok(found.text, found.lines)


@rule(
    "mau.ban-hanh-kem-theo", f"{_M2}.MAU1-3", Part.BODY,
    "Quyết định ban hành hoặc phê duyệt văn bản khác ghi ở Điều 1 “kèm theo Quyết định này”",
    "Ở Điều 1 ghi: Ban hành (Phê duyệt) kèm theo Quyết định này …",
)  # fmt: skip
def issued_with(case: Case) -> Iterator[Verdict]:
    """A text behind the decision is named by it."""
    attached = [one for one in case.seen.appendices if one.is_text]
    if not attached or not _is_decision(case):
        return
    whole = fold(" ".join(one.text for one in case.seen.body))
    named = "kem theo" in whole or "ban hanh" in whole or "phe duyet" in whole
    yield (
        ok("có ghi kèm theo")
        if "kem theo" in whole
        else (unsure if named else wrong)("nội dung không ghi “kèm theo Quyết định này”", attached[0].word.lines)
    )


@rule(
    "mau.bien-ban", f"{_M2}.MAU1-9", Part.SECRETARY,
    "Biên bản có chữ ký thư ký bên trái và chủ tọa bên phải; thời gian ghi trong nội dung, không có dòng địa danh, ngày tháng",
    "Thêm chức danh và họ tên thư ký bên trái, chủ tọa bên phải; bỏ dòng địa danh, ngày tháng ở đầu biên bản.", Severity.BETTER,
)  # fmt: skip
def minutes(case: Case) -> Iterator[Verdict]:
    """Two signers; the time in the text."""
    if case.seen.type_key != "bien-ban":
        return
    faults = []
    if case.seen.get(Part.SECRETARY) is None:
        faults.append("không thấy chữ ký thư ký bên trái")
    whole = fold(" ".join(one.text for one in case.seen.body))
    if not re.search(r"\bgio\b.{0,40}\bngay\b|\bthoi gian\b|\bhoi\b.{0,20}\bgio\b|\bhom nay\b", whole):
        faults.append("nội dung không ghi thời gian")
    yield wrong("; ".join(faults)) if faults else ok("đủ thư ký, chủ tọa và thời gian")


def _phrases(case: Case, key: str, asked: Sequence[tuple[str, str]]) -> Iterator[Verdict]:
    """Whether the words of a model stand in the text of a document of that type."""
    if case.seen.type_key != key or case.seen.only_attachments:
        return
    whole = fold(" ".join([case.seen.text(Part.ADDRESSED_TO), *(one.text for one in case.seen.body)]))
    missing = [name for name, pattern in asked if not re.search(pattern, whole)]
    yield wrong(f"không thấy {', '.join(missing)}") if missing else ok("đủ các mục của mẫu")


@rule(
    "mau.cong-dien", f"{_M2}.MAU1-6", Part.ADDRESSED_TO, "Công điện có dòng “… điện:” và nơi nhận điện",
    "Thêm dòng ghi tên cơ quan hoặc chức danh gửi, chữ “điện:”, rồi các nơi nhận điện.", Severity.BETTER,
)  # fmt: skip
def telegram(case: Case) -> Iterator[Verdict]:
    """Who wires whom."""
    yield from _phrases(case, "cong-dien", (("dòng “… điện:”", r"\bdien\s*:"),))


@rule(
    "mau.giay-moi", f"{_M2}.MAU1-7", Part.BODY, "Giấy mời ghi người được mời, nội dung, thời gian, địa điểm",
    "Bổ sung các mục của mẫu giấy mời: trân trọng kính mời, Tới dự, Chủ trì, Thời gian, Địa điểm.", Severity.BETTER,
)  # fmt: skip
def invitation(case: Case) -> Iterator[Verdict]:
    """The entries of Mẫu 1.7."""
    yield from _phrases(
        case, "giay-moi", (("“kính mời”", r"\bmoi\b"), ("thời gian", r"\bthoi gian\b"), ("địa điểm", r"\bdia diem\b"))
    )


@rule(
    "mau.giay-gioi-thieu", f"{_M2}.MAU1-8", Part.BODY, "Giấy giới thiệu ghi họ tên, chức vụ, nơi được cử đến, việc gì, giá trị đến ngày nào",
    "Bổ sung các mục của mẫu giấy giới thiệu.", Severity.BETTER,
)  # fmt: skip
def introduction(case: Case) -> Iterator[Verdict]:
    """The entries of Mẫu 1.8."""
    asked = (("“giới thiệu”", r"\bgioi thieu\b"), ("chức vụ", r"\bchuc vu\b"), ("nơi được cử đến", r"\bcu den\b|\bden\b"),
             ("thời hạn giá trị", r"\bgia tri\b"))  # fmt: skip
    yield from _phrases(case, "giay-gioi-thieu", asked)


@rule(
    "mau.giay-nghi-phep", f"{_M2}.MAU1-10", Part.BODY, "Giấy nghỉ phép ghi người được nghỉ, thời gian, nơi nghỉ và cách tính ngày nghỉ",
    "Bổ sung các mục của mẫu giấy nghỉ phép.", Severity.BETTER,
)  # fmt: skip
def leave(case: Case) -> Iterator[Verdict]:
    """The entries of Mẫu 1.10."""
    asked = (
        ("“cấp cho”", r"\bcap cho\b"),
        ("thời gian nghỉ", r"\bnghi phep trong thoi gian\b|\bke tu ngay\b"),
        ("cách tính", r"\btinh vao\b"),
    )
    yield from _phrases(case, "giay-nghi-phep", asked)
