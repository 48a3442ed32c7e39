"""The fields of an incoming document's entry: Decree 30 Phụ lục VI, Phần II, mục II, with their legal lengths."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from exercises.dms.domain.values import Registration


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its number and English name in the appendix, our name, its label, length in characters."""

    number: str
    legal_name: str
    name: str
    label: str
    length: int
    auto: bool = False  # the system may fill it by itself (Phần I, mục III, khoản 1, điểm g)


INCOMING_FIELDS = (
    FieldSpec("12", "ArrivalDate", "arrival_date", "Ngày, tháng, năm đến", 10, auto=True),
    FieldSpec("13", "ArrivalNumber", "arrival_number", "Số đến", 10, auto=True),
    FieldSpec("7", "OrganName", "organ_name", "Tên cơ quan, tổ chức ban hành văn bản", 200),
    FieldSpec("4", "CodeNumber", "code_number", "Số của văn bản", 11),
    FieldSpec("5", "CodeNotation", "code_notation", "Ký hiệu của văn bản", 30),
    FieldSpec("6", "IssuedDate", "issued_date", "Ngày, tháng, năm văn bản", 10),
    FieldSpec("3", "TypeName", "type_name", "Tên loại văn bản", 100),
    FieldSpec("8", "Subject", "subject", "Trích yếu nội dung", 500),
    FieldSpec("9", "Language", "language", "Ngôn ngữ", 30),
    FieldSpec("10", "PageAmount", "page_amount", "Số trang của văn bản", 3, auto=True),
    FieldSpec("14.1", "Position", "signer_position", "Chức vụ của người ký", 100),
    FieldSpec("14.2", "FullName", "signer_full_name", "Họ và tên người ký", 50),
    FieldSpec("15", "Priority", "priority", "Mức độ khẩn", 1),
    FieldSpec("11", "Description", "description", "Ghi chú", 500),
)
FIELD_BY_NAME = {spec.name: spec for spec in INCOMING_FIELDS}
NO_REASON = "Hãy ghi lý do sửa: hệ thống lưu cả giá trị cũ, giá trị mới và lý do."
MOST_PAGES = 999  # three digits
_ABOUT = re.compile(r"^(?:v/v|về việc|về)[\s:]+", re.IGNORECASE)
GRADABLE_FIELDS = tuple(spec.name for spec in INCOMING_FIELDS if spec.name != "description")


def bare_subject(subject: str) -> str:
    """A subject without the "V/v" or "Về việc" that stands before it on a công văn."""
    return _ABOUT.sub("", subject)


def too_long(registration: Registration) -> list[FieldSpec]:
    """The fields whose text exceeds the legal length; a real system cannot store them."""
    return [
        spec
        for spec in INCOMING_FIELDS
        if isinstance(text := getattr(registration, spec.name, None), str) and len(text) > spec.length
    ] + (
        [FIELD_BY_NAME["page_amount"]]
        if registration.page_amount is not None and not 0 <= registration.page_amount <= MOST_PAGES
        else []
    )


def cannot_store(registration: Registration) -> dict[str, str]:
    """Why a system cannot store an entry: a sentence by the name of the field; empty where it can."""
    wrong = {spec.name: f"Hệ thống chỉ lưu nhiều nhất {spec.length} ký tự." for spec in too_long(registration)}
    if "page_amount" in wrong:
        wrong["page_amount"] = f"Số trang là một số từ 0 đến {MOST_PAGES}."
    if registration.arrival_date is None:
        wrong["arrival_date"] = "Hệ thống cần ngày đến để vào sổ."
    if not registration.subject.strip():
        wrong["subject"] = "Hệ thống cần trích yếu nội dung để vào sổ."
    return wrong


def changed_fields(before: Registration, after: Registration) -> list[str]:
    """Names of the fields in which two entries differ, in the order of the form."""
    names = {item.name for item in fields(Registration) if getattr(before, item.name) != getattr(after, item.name)}
    return [spec.name for spec in INCOMING_FIELDS if spec.name in names]
