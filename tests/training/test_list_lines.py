"""Which lines of a list are people: dates and signatures at the foot, agencies over their people, secretaries among them."""

import io
import unicodedata
from typing import Any

import openpyxl
import pytest

from tests.factories.classes import TODAY
from tests.factories.lists import make_list
from training.domain.people_list import PeopleList
from training.service.list_files import ListRejected, read_file

FULL = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Cơ quan")
SHORT = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ")
BARE = ("Họ và tên", "Chức vụ")
LAN = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", "UBND xã Văn Yên")
MINH = (2, "Hoàng Văn Minh", "01/01/1980", "Chủ tịch", "UBND xã Văn Yên")


def _read(*rows: Any, header: Any = FULL, agency: str = "UBND xã A", **more: Any) -> PeopleList:
    return read_file(make_list(*rows, header=(header,), **more), TODAY, agency)


def _names(found: PeopleList) -> list[str]:
    return [one.full_name for one in found.people]


DATE_LINES = [
    "Đại Từ, ngày 05 tháng 3 năm 2026",
    "Xã Định Hóa, ngày … tháng … năm 2026",
    "Xã Định Hóa, ngày ..... tháng ..... năm 2026",
    "Phường Phan Đình Phùng, ngày      tháng 3 năm 2026",
    "Đại\u00a0Từ, ngày\u00a005 tháng\u00a03 năm\u00a02026",
    unicodedata.normalize("NFD", "Sông Công, ngày 05 tháng 3 năm 2026"),
    "TP. Thái Nguyên, ngày 5/3/2026",
    "Đại Từ, 05/3/2026",
    "Ngày … tháng … năm …",
    "ĐẠI TỪ, NGÀY 05 THÁNG 3 NĂM 2026",
    "Dai Tu, ngay 05 thang 3 nam 2026",
]


@pytest.mark.parametrize("column", [0, 1, 3])
@pytest.mark.parametrize("line", DATE_LINES)
def test_a_date_behind_a_place_ends_the_list(line: str, column: int) -> None:
    foot = [(*[None] * column, line), (*[None] * 3, "Trần Văn Bình")]
    found = _read(LAN, MINH, footer=foot)
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]
    assert found.complaints == ()
    assert found.passed_over[0][1].startswith("phần cuối: ")
    assert found.passed_over[-1] == (7, "phần cuối: Trần Văn Bình")


def test_a_date_line_that_is_merged_over_the_columns_ends_the_list() -> None:
    foot = [(None, None, None, DATE_LINES[0]), (None, "Người lập", None, "Chủ tịch")]
    found = _read(LAN, MINH, footer=foot, merged=["D6:E6"])
    assert (_names(found), found.complaints) == (["Nông Thị Lan", "Hoàng Văn Minh"], ())


def test_a_birth_date_in_words_is_no_date_of_the_foot() -> None:
    found = _read(
        ("Nông Thị Lan", "ngày 05 tháng 3 năm 1985"),
        ("Hoàng Văn Minh", "ngày 01 tháng 01 năm 1980"),
        header=("Họ và tên", "Ngày sinh"),
    )
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]


@pytest.mark.parametrize(
    "position",
    [
        "Thư ký",
        "Chủ tịch",
        "Giám đốc",
        "Thủ trưởng đơn vị",
        "Chủ tịch UBND",
        "Thư ký hội đồng",
        "Kế toán",
        "Trưởng phòng",
    ],
)
@pytest.mark.parametrize("header", [BARE, ("Họ và tên", "Ghi chú", "Chức vụ"), ("STT", "Họ và tên", "Chức vụ")])
def test_nobody_vanishes_for_a_position_that_signs(position: str, header: tuple[str, ...]) -> None:
    empty = [None] * (len(header) - 2)
    where = header.index("Họ và tên")

    def row(name: str, position: str) -> tuple[str | None, ...]:
        return (*empty[:where], name, *empty[where:], position)

    found = _read(
        row("Nông Thị Lan", position), row("Hoàng Văn Minh", "Văn thư"), row("LỜ A PÓ", position), header=header
    )
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh", "Lờ A Pó"]
    assert found.passed_over == ()


def test_a_numbered_row_without_a_name_is_told_and_does_not_end_the_list() -> None:
    found = _read((1, None, "01/01/1980", "Chủ tịch", "UBND xã A"), (2, *LAN[1:]))
    assert _names(found) == ["Nông Thị Lan"]
    assert [one.sentence for one in found.complaints] == ["Dòng 4, cột Họ và tên: để trống. Hãy ghi họ và tên."]


def test_a_family_called_tong_is_no_total() -> None:
    found = _read((1, "Tống Công Danh", "01/01/1980", "Văn thư", "UBND xã A"), (2, *LAN[1:]))
    assert _names(found) == ["Tống Công Danh", "Nông Thị Lan"]


def test_the_signatures_of_three_are_nobody() -> None:
    foot = [
        (None, "Tổng cộng: 02 người"),
        (None, "Người lập biểu", None, "Trưởng phòng", "Chủ tịch"),
        (None, "Lê Thị Hoa", None, "Trần Văn Bình", "Vũ Văn Nam"),
    ]
    found = _read(LAN, MINH, footer=foot)
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]
    assert found.doubtful == ()


def test_people_behind_a_total_are_read_though_nobody_is_numbered() -> None:
    found = _read(
        ("Nông Thị Lan", "Văn thư"),
        ("Cộng: 01 người", None),
        ("Hoàng Văn Minh", "Thư ký"),
        ("Tổng cộng", 2),
        ("NGƯỜI LẬP", "CHỦ TỊCH"),
        ("Lê Thị Hoa", "Trần Văn Bình"),
        header=BARE,
    )
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]
    assert found.doubtful == ()


def test_who_is_named_below_the_foot_is_shown_and_doubted() -> None:
    found = _read(
        LAN,
        (None, "Danh sách dự phòng"),
        (None, "Vi Thị Hoa"),
        (None, None, None, "CHỦ TỊCH"),
        (None, None, None, "(Ký, đóng dấu)"),
        (None, "Lê Thị Hoa", None, "Trần Văn Bình"),
    )
    assert _names(found) == ["Nông Thị Lan"]
    assert found.doubtful == (6,)


@pytest.mark.parametrize("name", ["Vi Thị Hoa", "LỜ A PÓ"])
@pytest.mark.parametrize("position", ["Trưởng phòng", "Văn thư", "VĂN THƯ"])
def test_a_name_with_a_position_below_a_title_that_signs_is_doubted(name: str, position: str) -> None:
    found = _read(LAN, (None, None, None, "CHỦ TỊCH"), (None, name, None, position))
    assert (_names(found), found.doubtful) == (["Nông Thị Lan"], (6,))


def test_a_birth_date_in_words_below_a_title_that_signs_makes_a_person() -> None:
    found = _read(LAN, (None, None, None, "CHỦ TỊCH"), (None, "Vi Thị Hoa", "ngày 05 tháng 3 năm 1985"))
    assert _names(found) == ["Nông Thị Lan", "Vi Thị Hoa"]


def test_a_name_in_the_column_of_numbers_is_shown_and_doubted() -> None:
    found = _read(LAN, ("Vi Thị Hoa",), MINH)
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]
    assert (found.passed_over, found.doubtful) == (((5, "dòng tên cơ quan: Vi Thị Hoa"),), (5,))


def test_words_in_a_column_that_is_not_read_are_shown() -> None:
    header = (*FULL, "Ghi chú")
    found = _read(LAN, (None, None, None, None, None, "Thay cho đ/c Hoa"), MINH, header=header)
    assert found.passed_over == ((5, "dòng không có họ tên: Thay cho đ/c Hoa"),)


UNLISTED = [
    "Điện lực Đại Từ",
    "ĐIỆN LỰC ĐẠI TỪ",
    "Nhà máy Z131",
    "Vườn quốc gia Tam Đảo",
    "Bưu điện huyện",
    "Hạt Kiểm lâm",
    "Liên đoàn Lao động",
    "Tỉnh đoàn Thái Nguyên",
    "Công ty TNHH MTV Thủy lợi",
    "Mặt trận Tổ quốc",
    "Điện\u00a0lực Võ Nhai",
    unicodedata.normalize("NFD", "Điện lực Võ Nhai"),
]


@pytest.mark.parametrize("line", UNLISTED)
@pytest.mark.parametrize("numbers", [("I", "II"), ("A", "B"), ("I.", "II."), ("a)", "b)"), (None, None), (1, 2)])
def test_a_line_over_people_is_their_agency_whatever_it_is_called(line: str, numbers: tuple[Any, Any]) -> None:
    found = _read(
        (numbers[0], line),
        (1, "Nông Thị Lan", "05/03/1985", "Văn thư"),
        (numbers[1], "UBND xã Phú Lương"),
        (2, "Hoàng Văn Minh", "01/01/1980", "Thư ký"),
        header=SHORT,
    )
    kept = " ".join(unicodedata.normalize("NFC", line).split())
    assert [(one.full_name, one.agency) for one in found.people] == [
        ("Nông Thị Lan", kept),
        ("Hoàng Văn Minh", "UBND xã Phú Lương"),
    ]
    assert (4, f"dòng tên cơ quan: {kept}") in found.passed_over


@pytest.mark.parametrize("area", ["A4:D4", "B4:D4", "A4:B4"])
@pytest.mark.parametrize("line", ["Điện lực Đại Từ", "NHÀ MÁY Z131 (01 người)", "II. Bưu điện tỉnh: 01 đồng chí"])
def test_a_merged_line_is_the_agency_of_those_below(line: str, area: str) -> None:
    row = (line,) if area.startswith("A") else (None, line)
    for header in (SHORT, ("STT", "Họ đệm", "Tên", "Chức vụ")):
        lan = (1, "Nông Thị Lan", "05/03/1985", "Văn thư") if header is SHORT else (1, "Nông Thị", "Lan", "Văn thư")
        found = _read(row, lan, header=header, merged=[area])
        agency = line.split(" (")[0].split(": ")[0].removeprefix("II. ")
        assert [(one.full_name, one.agency) for one in found.people] == [("Nông Thị Lan", agency)]


@pytest.mark.parametrize("line", [("I", "Điện lực Đại Từ", None, 3), ("I", "Điện lực Đại Từ", None, "03 người")])
def test_an_agency_may_have_its_number_of_people_beside_it(line: tuple[Any, ...]) -> None:
    found = _read(line, (1, "Nông Thị Lan", "05/03/1985", "Văn thư"), header=SHORT)
    assert [(one.full_name, one.agency) for one in found.people] == [("Nông Thị Lan", "Điện lực Đại Từ")]


def test_a_name_over_people_is_their_agency_and_doubted() -> None:
    found = _read(("I", "Võ Nhai"), (1, "Nông Thị Lan", "05/03/1985", "Văn thư"), header=SHORT)
    assert [(one.full_name, one.agency) for one in found.people] == [("Nông Thị Lan", "Võ Nhai")]
    assert found.doubtful == (4,)


@pytest.mark.parametrize("row", [("NÔNG THỊ LAN", None), ("LỜ A PÓ", None), ("Nguyễn thị Lan", None)])
def test_the_last_of_an_unnumbered_list_is_no_signature(row: tuple[Any, ...]) -> None:
    found = _read(("Vi Thị Hoa", "Văn thư"), row, header=BARE)
    assert len(found.people) == 2


def test_a_first_agency_that_is_called_co_quan_is_no_second_header_row() -> None:
    found = _read(("I", "Cơ quan Mặt trận"), (1, "Nông Thị Lan", "05/03/1985", "Văn thư"), header=SHORT)
    assert [(one.full_name, one.agency) for one in found.people] == [("Nông Thị Lan", "Cơ quan Mặt trận")]


def test_two_sheets_of_people_without_numbers_and_birth_dates_are_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_list(("Nông Thị Lan", "Chủ tịch"), header=(BARE,))))
    second = book.create_sheet("Phú Lương")
    second.append(BARE)
    second.append(("Hoàng Văn Minh", "Thư ký"))
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(ListRejected, match="2 trang tính"):
        read_file(target.getvalue(), TODAY, "UBND xã A")


def test_a_person_without_number_and_particulars_stays_a_person() -> None:
    found = _read(LAN, (None, "Vi Thị Hoa"), MINH)
    assert _names(found) == ["Nông Thị Lan", "Vi Thị Hoa", "Hoàng Văn Minh"]


@pytest.mark.parametrize(
    "names", [["Nông Thị Lan", "Y-Blim Êban", "H'Hen Niê"], ["NÔNG THỊ LAN", "Y-BLIM ÊBAN", "H'HEN NIÊ"]]
)
def test_people_of_whom_nothing_but_the_name_is_written_stay_people(names: list[str]) -> None:
    found = _read(*((name, None) for name in names), header=("Họ và tên", "Ngày sinh"))
    assert _names(found) == ["Nông Thị Lan", "Y-Blim Êban", "H'Hen Niê"]


def test_people_whose_numbers_are_roman_are_people_where_nobody_has_another() -> None:
    found = _read(("I", "Nông Thị Lan"), ("II", "Hoàng Văn Minh"), header=SHORT)
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]


def test_a_list_without_people_tells_the_names_that_it_has() -> None:
    with pytest.raises(ListRejected, match="Dòng 4 có tên người nhưng không được đọc là học viên"):
        _read(("Vi Thị Hoa",), (None, None, None, "CHỦ TỊCH"), header=SHORT)


def test_a_note_between_people_is_no_agency() -> None:
    found = _read(LAN[:4], (None, "(đã nghỉ việc)"), MINH[:4], header=SHORT)
    assert [one.agency for one in found.people] == ["UBND xã A"] * 2
    assert found.passed_over == ((5, "dòng ghi chú: (đã nghỉ việc)"),)


def test_schools_that_are_numbered_like_people_are_agencies() -> None:
    found = _read((1, "Trường Mầm non Hoa Sen"), (1, "Nông Thị Lan", "05/03/1985"), (2, "Trương Thị hai"), header=SHORT)
    assert [(one.full_name, one.agency) for one in found.people] == [
        ("Nông Thị Lan", "Trường Mầm non Hoa Sen"),
        ("Trương Thị hai", "Trường Mầm non Hoa Sen"),
    ]


def test_long_names_alone_are_people() -> None:
    names = ["Công Tằng Tôn Nữ Thị Hoàng Lê Quỳnh Hương", "NGUYỄN THỊ PHƯƠNG HOÀI THANH THẢO", "Lờ Thị Mỷ"]
    decomposed = [unicodedata.normalize("NFD", name).replace(" ", "\u00a0") for name in names]
    found = _read(*((name, None) for name in decomposed), header=BARE)
    assert _names(found) == [names[0], "Nguyễn Thị Phương Hoài Thanh Thảo", names[2]]


def test_people_who_are_numbered_in_steps_are_people() -> None:
    found = _read((1, "UBND xã Đại Từ"), ("1.1", "Nông Thị Lan"), ("1.2.", "Hoàng Văn Minh"), header=SHORT)
    assert [(one.full_name, one.agency) for one in found.people] == [
        ("Nông Thị Lan", "UBND xã Đại Từ"),
        ("Hoàng Văn Minh", "UBND xã Đại Từ"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "Y-Blim", "H'Hen", "Nông", "-", "- -", ".", "'", "Y", "Y-Blim Êban", "Ê̆ Ê̆", "()", "1", "Ｎông", "\u00a0"],
)
def test_any_text_in_any_column_is_read_or_told(text: str) -> None:
    for at in range(5):
        row = [*[None] * at, text, *[None] * (4 - at)]
        assert "Nông Thị Lan" in _names(_read(LAN, row, MINH, row))


@pytest.mark.parametrize(
    "heading", ["I. UBND xã Đại Từ", "1. Sở Tài chính", "A. Văn phòng UBND tỉnh", "II. Nhà máy nước Tích Lương"]
)
def test_a_numbered_agency_merged_over_the_columns_is_not_doubted(heading: str) -> None:
    found = _read((heading,), LAN[:4], header=SHORT, merged=["A4:D4"])
    assert (_names(found), found.doubtful) == (["Nông Thị Lan"], ())
    assert found.people[0].agency == heading.partition(" ")[2]


def test_a_numbered_name_merged_over_the_columns_is_doubted() -> None:
    assert _read(("I. Hoàng Văn Minh",), LAN[:4], header=SHORT, merged=["A4:D4"]).doubtful == (4,)
