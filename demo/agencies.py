"""Agencies of the demonstration. Names of places are those that the sources name; districts end on 30/6/2025.

The two-tier structure of 2025 has communes only. Nothing here is an agency's code, address or person.
"""

from dataclasses import dataclass
from datetime import date

from accounts.domain import AgencyKind

EARLY = date(2015, 1, 1)
LAST_DISTRICT_DAY = date(2025, 6, 30)
TWO_TIER_DAY = date(2025, 7, 1)


@dataclass(frozen=True)
class PlannedAgency:
    """An agency to be made, with the days of its life; `parent` is the name of another one."""

    name: str
    kind: AgencyKind
    valid_from: date = EARLY
    valid_to: date | None = None
    parent: str | None = None


OFFICE = "Sở Nội vụ"

DEPARTMENTS = [
    PlannedAgency(OFFICE, AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Tài chính", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Tư pháp", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Giáo dục và Đào tạo", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Y tế", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Công Thương", AgencyKind.DEPARTMENT),
    PlannedAgency("Văn phòng Ủy ban nhân dân tỉnh", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Khoa học và Công nghệ", AgencyKind.DEPARTMENT),
    PlannedAgency("Sở Văn hóa, Thể thao và Du lịch", AgencyKind.DEPARTMENT),
    PlannedAgency("Thanh tra tỉnh", AgencyKind.DEPARTMENT),
]


def _district(name: str) -> PlannedAgency:
    return PlannedAgency(f"Ủy ban nhân dân {name}", AgencyKind.DISTRICT, EARLY, LAST_DISTRICT_DAY)


DISTRICTS = {
    "Đại Từ": _district("huyện Đại Từ"),
    "Đồng Hỷ": _district("huyện Đồng Hỷ"),
    "Thái Nguyên": _district("thành phố Thái Nguyên"),
    "Sông Công": _district("thành phố Sông Công"),
    "Định Hóa": _district("huyện Định Hóa"),
    "Phú Lương": _district("huyện Phú Lương"),
}
COMMUNES = [
    PlannedAgency(f"Ủy ban nhân dân {name}", AgencyKind.COMMUNE, TWO_TIER_DAY)
    for name in ("xã Đại Từ", "xã Đồng Hỷ", "xã Định Hóa", "xã Phú Lương", "phường Sông Công", "phường Phan Đình Phùng")
]
UNITS = [
    PlannedAgency("Trung tâm Lưu trữ lịch sử tỉnh", AgencyKind.UNIT, parent=OFFICE),
    PlannedAgency("Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp", AgencyKind.UNIT),
]

ALL = [*DEPARTMENTS, *DISTRICTS.values(), *COMMUNES, *UNITS]
