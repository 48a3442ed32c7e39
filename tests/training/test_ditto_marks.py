"""Ditto marks in a list: they say what the row above says, and are nobody's agency."""

from typing import Any

import pytest

from tests.factories.classes import TODAY
from tests.factories.lists import make_list
from training.domain.people_list import PeopleList
from training.service.list_files import read_file

MARKS = [
    '"',
    "”",
    "“",
    "''",
    "’’",
    "nt",
    "NT",
    "-nt-",
    "—nt—",
    "n.t",
    "như trên",
    "Như trên",
    "-như trên-",
    "//",
    '- " -',
]
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Cơ quan")
LAN = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", "UBND xã Văn Yên")


def _read(*rows: Any, header: Any = HEADER, agency: str = "") -> PeopleList:
    return read_file(make_list(*rows, header=(header,)), TODAY, agency)


def _sentences(found: PeopleList) -> list[str]:
    return [complaint.sentence for complaint in found.complaints]


@pytest.mark.parametrize("mark", MARKS)
def test_a_ditto_mark_means_the_agency_and_the_position_of_the_row_above(mark: str) -> None:
    other = (4, "Hà Văn Tú", "01/01/1982", "Chuyên viên", "Sở Tài chính")
    found = _read(
        LAN,
        (2, "Hoàng Văn Minh", "01/01/1980", mark, mark),
        (3, "Lý Thị Mai", "01/01/1981", mark, mark),
        other,
        (5, "Vi Thị Mới", "01/01/1983", None, mark),
        agency="UBND xã A",
    )
    assert found.complaints == ()
    told = [(one.position, one.agency) for one in found.people]
    assert told == [("Văn thư", "UBND xã Văn Yên")] * 3 + [("Chuyên viên", "Sở Tài chính"), ("", "Sở Tài chính")]


def test_a_ditto_mark_in_the_first_row_is_complained_of() -> None:
    found = _read((1, "Nông Thị Lan", "05/03/1985", "nt", '"'), agency="UBND xã A")
    assert found.people == ()
    assert _sentences(found) == [
        "Dòng 4, cột Chức vụ: “nt” là dấu lặp lại nhưng không có dòng nào ở trên để lặp. Hãy ghi rõ.",
        'Dòng 4, cột Cơ quan: “"” là dấu lặp lại nhưng không có dòng nào ở trên để lặp. Hãy ghi rõ.',
    ]


def test_a_ditto_mark_below_a_row_without_its_agency_is_complained_of() -> None:
    found = _read((*LAN[:4], None), (2, "Hoàng Văn Minh", "01/01/1980", "", "nt"))
    assert [complaint.row for complaint in found.complaints] == [4, 5]


def test_a_ditto_mark_below_a_row_with_a_bad_cell_still_means_its_agency() -> None:
    found = _read((*LAN[:2], "31/02/1980", *LAN[3:]), (2, "Hoàng Văn Minh", "01/01/1980", "", "nt"))
    assert [one.agency for one in found.people] == ["UBND xã Văn Yên"]


def test_a_ditto_mark_below_an_agency_over_people_means_that_agency() -> None:
    found = _read(LAN, ("II", "Sở Tài chính"), (2, "Hoàng Văn Minh", "01/01/1980", "Chuyên viên", '"'))
    assert [one.agency for one in found.people] == ["UBND xã Văn Yên", "Sở Tài chính"]


def test_a_ditto_mark_beside_a_short_name_makes_the_name_no_agency() -> None:
    header = ("Họ và tên", "Chức vụ", "Cơ quan")
    found = _read(
        ("Nông Thị Lan", "Văn thư", "UBND xã Văn Yên"),
        ("Hoàng Minh", '"', "”"),
        ("Lý Mai", "Văn thư", "”"),
        header=header,
    )
    assert [one.full_name for one in found.people] == ["Nông Thị Lan", "Hoàng Minh", "Lý Mai"]
    assert [one.agency for one in found.people] == ["UBND xã Văn Yên"] * 3
