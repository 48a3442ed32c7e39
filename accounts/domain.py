"""Roles and the rules on people that need no database."""

import enum


class Role(enum.StrEnum):
    """What a person may be here; one person may have several. Names as in the permission tables."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    AGENCY_CONTACT = "agency_contact"
    OFFICER = "officer"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.TRAINEE: "Học viên",
    Role.INSTRUCTOR: "Giảng viên",
    Role.AGENCY_CONTACT: "Đầu mối cơ quan",
    Role.OFFICER: "Cán bộ Sở Nội vụ",
    Role.AUTHOR: "Biên soạn",
    Role.ADMINISTRATOR: "Quản trị",
}

# Roles that can change other people's results or data; they need a second factor in production.
PRIVILEGED = frozenset({Role.OFFICER, Role.AUTHOR, Role.ADMINISTRATOR})


class AgencyKind(enum.StrEnum):
    """Kinds of agencies; districts exist until 30/6/2025 only."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    UNIT = "unit"


AGENCY_KIND_NAMES = {
    AgencyKind.PROVINCE: "Cấp tỉnh",
    AgencyKind.DEPARTMENT: "Sở, ban, ngành",
    AgencyKind.DISTRICT: "Cấp huyện (đến 30/6/2025)",
    AgencyKind.COMMUNE: "Xã, phường",
    AgencyKind.UNIT: "Đơn vị sự nghiệp, tổ chức khác",
}
