"""The headings that agencies write over the columns of a list, in their many spellings."""

import enum
import re
from collections.abc import Mapping

from law import vietnamese


class Field(enum.Enum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    FAMILY_NAME = "family_name"
    MIDDLE_NAME = "middle_name"
    GIVEN_NAME = "given_name"
    BIRTH = "birth"
    POSITION = "position"
    AGENCY = "agency"
    EMAIL = "email"
    PHONE = "phone"


FIELD_NAMES: Mapping[Field, str] = {
    Field.NUMBER: "STT",
    Field.NAME: "Họ và tên",
    Field.FAMILY_NAME: "Họ và tên",
    Field.MIDDLE_NAME: "Tên đệm",
    Field.GIVEN_NAME: "Tên",
    Field.BIRTH: "Ngày sinh",
    Field.POSITION: "Chức vụ",
    Field.AGENCY: "Cơ quan",
    Field.EMAIL: "E-mail",
    Field.PHONE: "Điện thoại",
}

# Folded, without punctuation. Short headings must fit as a whole; a word such as "ten" stands in many others.
_WHOLE: Mapping[str, Field] = {
    "stt": Field.NUMBER, "tt": Field.NUMBER, "so tt": Field.NUMBER, "so thu tu": Field.NUMBER, "thu tu": Field.NUMBER, "no": Field.NUMBER,
    "ten": Field.GIVEN_NAME, "ten goi": Field.GIVEN_NAME,
    "dem va ten": Field.GIVEN_NAME, "ten dem va ten": Field.GIVEN_NAME, "chu dem va ten": Field.GIVEN_NAME,
    "dem": Field.MIDDLE_NAME, "ten dem": Field.MIDDLE_NAME, "chu dem": Field.MIDDLE_NAME, "lot": Field.MIDDLE_NAME, "ten lot": Field.MIDDLE_NAME, "chu lot": Field.MIDDLE_NAME,
    "ho": Field.FAMILY_NAME, "ho dem": Field.FAMILY_NAME, "ho va dem": Field.FAMILY_NAME, "ho lot": Field.FAMILY_NAME,
    "ho chu dem": Field.FAMILY_NAME, "ho va chu dem": Field.FAMILY_NAME, "ho va ten dem": Field.FAMILY_NAME, "ho ten dem": Field.FAMILY_NAME,
    "ho va ten lot": Field.FAMILY_NAME, "ho va lot": Field.FAMILY_NAME, "ho va chu lot": Field.FAMILY_NAME,
    "ho chu dem va ten": Field.NAME, "ho chu dem va ten khai sinh": Field.NAME, "ho va chu dem va ten": Field.NAME, "ho dem va ten": Field.NAME, "ten hoc vien": Field.NAME, "hoc vien": Field.NAME,
    "ns": Field.BIRTH, "sinh ngay": Field.BIRTH, "sinh nam": Field.BIRTH,
    "dt": Field.PHONE, "sdt": Field.PHONE, "dtdd": Field.PHONE, "so dt": Field.PHONE, "di dong": Field.PHONE, "tel": Field.PHONE, "phone": Field.PHONE,
    "mail": Field.EMAIL, "thu dien tu": Field.EMAIL, "hop thu": Field.EMAIL, "hop thu cong vu": Field.EMAIL,
    "cv": Field.POSITION, "vi tri viec lam": Field.POSITION, "vi tri": Field.POSITION, "cong viec": Field.POSITION, "chuc danh": Field.POSITION,
    "xa phuong": Field.AGENCY, "phuong xa": Field.AGENCY, "ten co quan": Field.AGENCY, "dia phuong": Field.AGENCY,
}  # fmt: skip

# In this order: "chức vụ, đơn vị công tác" is first of all a position.
_PARTS: tuple[tuple[str, Field], ...] = (
    ("ngay sinh", Field.BIRTH),
    ("nam sinh", Field.BIRTH),
    ("ngay thang nam sinh", Field.BIRTH),
    ("email", Field.EMAIL),
    ("e mail", Field.EMAIL),
    ("thu dien tu", Field.EMAIL),
    ("dien thoai", Field.PHONE),
    ("so dt", Field.PHONE),
    ("sdt", Field.PHONE),
    ("chuc vu", Field.POSITION),
    ("chuc danh", Field.POSITION),
    ("vi tri cong tac", Field.POSITION),
    ("co quan", Field.AGENCY),
    ("don vi", Field.AGENCY),
    ("noi cong tac", Field.AGENCY),
    ("noi lam viec", Field.AGENCY),
    ("ho va ten", Field.NAME),
    ("ho ten", Field.NAME),
    ("ho dem va ten", Field.NAME),
)
LONGEST_HEADING = 60
_NAME_OF = re.compile(r"ho (va )?ten ")
_SOMEBODY_ELSE = re.compile(r"\b(lanh dao|phu trach|lien he|thu truong|nguoi lap|nguoi ky)\b")


def field_of(heading: str) -> Field | None:
    """What a column with this heading holds, or None where it is not one of ours."""
    plain = _plain(heading)
    if not plain or len(plain) > LONGEST_HEADING:
        return None
    if plain in _WHOLE:
        return _WHOLE[plain]
    if _NAME_OF.match(plain) and speaks_of_somebody_else(plain):
        return Field.NAME  # "Họ tên thủ trưởng đơn vị" holds no agency
    return next((kind for part, kind in _PARTS if part in plain), None)


def speaks_of_somebody_else(heading: str) -> bool:
    """Whether a heading speaks of those who lead, answer for or wrote the list."""
    return _SOMEBODY_ELSE.search(_plain(heading)) is not None


def _plain(heading: str) -> str:
    plain = re.sub(r"\(.*?\)", " ", vietnamese.fold(heading))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
