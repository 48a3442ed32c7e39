"""Which columns of a list make one name: halves of it, one whole name, never the names of two people."""

from typing import Any

import pytest

from tests.factories.classes import TODAY
from tests.factories.lists import make_list
from training.domain.people_list import PeopleList
from training.service.list_files import ListRejected, read_file

TWO_BLOCKS = ("STT", "Họ và tên", "Ngày sinh", "SĐT", "STT", "Họ và tên", "Ngày sinh", "SĐT")


def _read(*rows: Any, header: Any, **more: Any) -> PeopleList:
    return read_file(make_list(*rows, header=header, **more), TODAY, "UBND xã A")


def _names(found: PeopleList) -> list[str]:
    return [one.full_name for one in found.people]


@pytest.mark.parametrize(
    "heading",
    [
        "Họ và tên lãnh đạo phụ trách",
        "Họ tên người liên hệ",
        "Họ và tên thủ trưởng đơn vị",
        "HỌ VÀ TÊN NGƯỜI LẬP BIỂU",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_name_of_somebody_else_is_no_name_of_a_trainee(heading: str, is_first: bool) -> None:
    names = [(heading, "Trần Văn Bình"), ("Họ và tên học viên", "Nông Thị Lan")]
    (one, first), (other, second) = names if is_first else names[::-1]
    found = _read(("UBND xã Văn Yên", first, second, 1985), header=(("Đơn vị", one, other, "Năm sinh"),))
    assert (_names(found), found.complaints) == (["Nông Thị Lan"], ())
    assert found.people[0].agency == "UBND xã Văn Yên"
    assert found.ignored_columns == (heading,)


def test_the_name_of_somebody_else_beside_halves_of_a_name_is_no_name_of_a_trainee() -> None:
    header = ("Họ và tên lãnh đạo phụ trách", "Họ đệm", "Tên", "Năm sinh")
    assert _names(_read(("Trần Văn Bình", "Nông Thị", "Lan", 1985), header=(header,))) == ["Nông Thị Lan"]


def test_one_column_of_names_is_read_whatever_its_heading_says() -> None:
    header = ("STT", "Họ và tên cán bộ phụ trách", "Năm sinh")
    assert _names(_read((1, "Nông Thị Lan", 1985), header=(header,))) == ["Nông Thị Lan"]


def test_two_blocks_side_by_side_are_refused_with_what_to_do() -> None:
    row = (1, "Nông Thị Lan", "05/03/1985", "0912345678", 2, "Hoàng Văn Minh", "01/01/1980", "0987654321")
    with pytest.raises(ListRejected) as refusal:
        _read(row, header=(TWO_BLOCKS,))
    assert str(refusal.value) == (
        "Danh sách có 2 cột họ tên: “Họ và tên” (cột B), “Họ và tên” (cột F). Hãy chỉ giữ một cột họ tên của học viên; nếu danh"
        " sách chia hai khối cạnh nhau, hãy chép khối bên phải xuống dưới khối bên trái, rồi tải lên lại; chưa ai được ghi danh."
    )


@pytest.mark.parametrize(
    "header",
    [
        (("STT", "Họ và tên", "Họ và tên học viên", "Năm sinh"),),
        (("STT", "Họ và tên vợ", "Năm sinh", "Họ và tên học viên"),),
        (("STT", "Họ đệm", "Tên", "Năm sinh", "Họ đệm", "Tên"),),
        (("Họ và tên người liên hệ", "Họ tên thủ trưởng", "Năm sinh"),),
        (("STT", "Họ và tên", "Năm sinh", "Học viên"), (None, None, None, "Họ và tên")),
    ],
)
def test_several_columns_of_names_are_refused(header: Any) -> None:
    row = tuple(1985 if text == "Năm sinh" else "Nông Thị" for text in header[0])
    with pytest.raises(ListRejected, match="2 cột họ tên"):
        _read(row, header=header)


@pytest.mark.parametrize("below", [("Họ", "Đệm", "Tên"), ("Họ", "Tên đệm", "Tên")])
def test_halves_under_one_merged_heading_make_one_name(below: tuple[str, ...]) -> None:
    header = (("STT", "Họ và tên", None, None, "Năm sinh"), (None, *below, None))
    found = _read((1, "Nông", "Thị", "Lan", 1985), header=header, merged=["B3:D3", "A3:A4", "E3:E4"])
    assert _names(found) == ["Nông Thị Lan"]


@pytest.mark.parametrize("middle", ["Tên đệm", "Chữ đệm", "Đệm", "TÊN LÓT", "Chữ lót"])
def test_a_middle_name_in_a_column_of_its_own_stands_in_the_middle(middle: str) -> None:
    rows = [("Nông", "Thị", "Lan", 1985), ("Nông", "Thanh", "Lan", 1985)]
    found = _read(*rows, header=(("Họ", middle, "Tên", "Năm sinh"),))
    assert (_names(found), found.complaints) == (["Nông Thị Lan", "Nông Thanh Lan"], ())
    assert found.ignored_columns == ()


def test_a_middle_name_stands_in_the_middle_wherever_its_column_stands() -> None:
    found = _read(("Lan", "Nông", 1985, "Thị"), header=(("Tên", "Họ", "Năm sinh", "Đệm"),))
    assert _names(found) == ["Nông Thị Lan"]
