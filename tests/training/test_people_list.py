"""Reading lists of people as agencies send them."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from accounts.domain import person_name_mistake
from tests.factories.classes import TODAY
from tests.factories.lists import USUAL, archive_of, hide_rows, make_list
from training import spreadsheet
from training.domain.headings import Field, field_of
from training.domain.list_cells import name_mistake, read_birth, read_email, read_phone, tidy_name
from training.domain.people_list import PeopleList
from training.service.list_files import ListRejected, read_file

LAN = (1, "Nông Thị Lan", "05/03/1985", "Công chức Văn phòng", "UBND xã Văn Yên", "lan@x.vn", "0912345678")


def _read(content: bytes, agency: str = "") -> PeopleList:
    return read_file(content, TODAY, agency)


def _sentences(found: PeopleList) -> list[str]:
    return [complaint.sentence for complaint in found.complaints]


def test_it_reads_a_list_under_title_rows() -> None:
    found = _read(make_list(LAN))
    assert found.header_row == 3
    lan = found.people[0]
    assert (lan.full_name, lan.birth_date, lan.agency) == ("Nông Thị Lan", date(1985, 3, 5), "UBND xã Văn Yên")
    assert (lan.row, lan.position, lan.email, lan.phone) == (4, "Công chức Văn phòng", "lan@x.vn", "0912345678")


def test_it_reads_family_and_given_name_in_two_columns() -> None:
    header = ("TT", "Họ đệm", "Tên", "Năm sinh", "Chức danh", "Đơn vị công tác")
    found = _read(make_list((1, "Nông Thị", "Lan", 1985, "Văn thư", "UBND xã Văn Yên"), header=(header,)))
    assert found.people[0].full_name == "Nông Thị Lan"
    assert (found.people[0].birth_date, found.people[0].birth_year) == (None, 1985)


def test_it_reads_one_heading_merged_over_two_columns() -> None:
    header = ("STT", "HỌ VÀ TÊN", None, "NGÀY, THÁNG, NĂM SINH", "CƠ QUAN, ĐƠN VỊ")
    found = _read(make_list((1, "Nông Thị", "Lan", "5.3.1985", "UBND xã Văn Yên"), header=(header,), merged=["B3:C3"]))
    assert found.people[0].full_name == "Nông Thị Lan"
    assert found.people[0].birth_date == date(1985, 3, 5)


def test_it_reads_a_second_header_row_under_merged_headings() -> None:
    first = ("STT", "Họ và tên", None, "Năm sinh", None, "Cơ quan", "Liên hệ", None)
    second = (None, "Họ đệm", "Tên", "Nam", "Nữ", None, "Số ĐT", "Thư điện tử")
    numbers = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)")
    content = make_list(
        numbers,
        (1, "Nông Thị", "Lan", None, 1985, "UBND xã Văn Yên", 912345678, "LAN@X.VN"),
        header=(first, second),
        merged=["A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:H3"],
    )
    lan = _read(content).people[0]
    assert (lan.full_name, lan.birth_year, lan.phone, lan.email) == ("Nông Thị Lan", 1985, "0912345678", "lan@x.vn")


def test_a_merged_agency_belongs_to_each_of_its_people() -> None:
    second = (2, "Hoàng Văn Minh", "01/01/1980", "Chủ tịch", None, "", "")
    found = _read(make_list(LAN, second, merged=["E4:E5"]))
    assert [person.agency for person in found.people] == ["UBND xã Văn Yên"] * 2


def test_a_line_with_an_agency_name_stands_over_its_people() -> None:
    header = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ")
    found = _read(
        make_list(
            ("I", "UBND phường Phan Đình Phùng", None, None),
            (1, "Nông Thị Lan", "05/03/1985", "Văn thư"),
            ("II", "Sở Tài chính", None, None),
            (2, "Hoàng Văn Minh", "01/01/1980", "Chuyên viên"),
            header=(header,),
        )
    )
    assert [person.agency for person in found.people] == ["UBND phường Phan Đình Phùng", "Sở Tài chính"]


def test_totals_and_signatures_are_passed_over_and_shown() -> None:
    footer: list[tuple[Any, ...]] = [
        (None, None),
        ("Tổng số: 01 người", None),
        (None, None, None, None, "CHỦ TỊCH"),
        (None, None, None, None, "(Ký, đóng dấu)"),
        (None, None, None, None, "Trần Văn Bình"),
    ]
    found = _read(make_list(LAN, (None,) * 7, footer=footer))
    assert len(found.people) == 1
    assert found.passed_over[0][1] == "phần cuối: Tổng số: 01 người"
    assert found.passed_over[-1] == (10, "phần cuối: Trần Văn Bình")


def test_a_chairman_among_the_people_is_not_the_signature_under_the_list() -> None:
    header = ("STT", "Họ và tên", "Chức vụ")
    found = _read(
        make_list((1, "Nông Thị Lan", "Chủ tịch"), (2, "Hoàng Văn Minh", "Thư ký"), header=(header,)), "UBND xã A"
    )
    assert [person.full_name for person in found.people] == ["Nông Thị Lan", "Hoàng Văn Minh"]


def test_each_bad_cell_is_named_with_its_row_its_column_and_the_reason() -> None:
    bad = [
        (1, "Nông Thị Lan", "31/02/1980", "", "UBND xã Văn Yên", "lan.x.vn", "123"),
        (2, None, "05/03/1985", "Văn thư", "UBND xã Văn Yên", None, None),
        (3, "Lan", "05/03/85", "Văn thư", None, None, None),
        (4, "Hoàng Văn Minh", "05/03/2020", "Văn thư", "UBND xã Văn Yên", None, None),
    ]
    found = _read(make_list(*bad))
    assert found.people == ()
    assert _sentences(found) == [
        "Dòng 4, cột Email: “lan.x.vn” không phải địa chỉ e-mail. Hãy sửa, hoặc để trống nếu không có.",
        "Dòng 4, cột Điện thoại: “123” không phải số điện thoại (10 hoặc 11 chữ số, bắt đầu bằng 0).",
        "Dòng 4, cột Ngày sinh: “31/02/1980” không phải ngày có thật.",
        "Dòng 5, cột Họ và tên: để trống. Hãy ghi họ và tên.",
        "Dòng 6, cột Họ và tên: “Lan” chưa đúng. Hãy ghi đủ họ, chữ đệm và tên, ví dụ Nông Thị Lan.",
        "Dòng 6, cột Cơ quan: để trống. Hãy ghi tên cơ quan của người này.",
        "Dòng 6, cột Ngày sinh: “05/03/85” ghi năm có hai chữ số. Hãy ghi đủ, ví dụ 05/03/1985.",
        "Dòng 7, cột Ngày sinh: “05/03/2020” không thể là ngày sinh của học viên. Hãy kiểm tra lại năm sinh.",
    ]


@pytest.mark.parametrize("dash", ["-", "–", "/", "không"])
def test_a_dash_is_no_agency(dash: str) -> None:
    row = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", dash, None, None)
    assert _sentences(_read(make_list(row))) == ["Dòng 4, cột Cơ quan: để trống. Hãy ghi tên cơ quan của người này."]
    assert [one.agency for one in _read(make_list(row), "UBND xã A").people] == ["UBND xã A"]


def test_the_same_person_twice_is_named() -> None:
    found = _read(make_list(LAN, (2, "NÔNG THỊ LAN", date(1985, 3, 5), "", "UBND xã Văn Yên", None, None)))
    assert _sentences(found) == ["Dòng 5, cột Họ và tên: “Nông Thị Lan” trùng với dòng 4. Hãy bỏ một dòng."]


@pytest.mark.parametrize(
    "second",
    [
        (1985, "", "UBND xã Văn Yên", None, None),
        ("năm 1985", "Văn thư", "Ủy ban nhân dân xã Văn Yên", None, "0987654321"),
        (None, "Văn thư", "UBND Xã  Văn Yên.", None, None),
        ("06/03/1985", "Văn thư", "UBND xã Văn Yên", None, "0912345678"),
        ("06/03/1985", "Văn thư", "UBND xã Phú Lương", "lan@x.vn", None),
    ],
    ids=["year", "year and telephone", "nothing", "one digit", "one digit elsewhere"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_who_may_stand_twice_in_one_list_is_marked(second: tuple[Any, ...], is_first: bool) -> None:
    rows = [LAN, (2, "NÔNG THỊ LAN", *second)]
    found = _read(make_list(*(rows if is_first else rows[::-1])))
    assert found.complaints == ()
    assert [one.twin_of for one in found.people] == [None, 4]


@pytest.mark.parametrize(
    ("first", "second", "twin"),
    [
        ((1985, "", "UBND xã A"), (1985, "", "UBND xã B"), 4),
        ((1985, "", "UBND xã A", None, "0912345678"), (1985, "", "UBND xã A", None, "0987654321"), 4),
        ((None, "", "UBND xã A", None, "0912345678"), (None, "", "UBND xã A"), 4),
        ((1985, "", "UBND xã A"), (1986, "", "UBND xã A"), None),
        ((None, "", "UBND xã A"), (None, "", "UBND xã B"), None),
        (("05/03/1985", "", "UBND xã A"), (1986, "", "UBND xã A"), None),
        (("05/03/1985", "", "UBND xã A"), ("07/08/1990", "", "UBND xã A"), None),
        (("05/03/1985", "", "UBND xã A"), (None, "", "UBND xã B"), None),
    ],
)
def test_namesakes_of_one_list_are_told_apart_as_far_as_it_goes(
    first: tuple[Any, ...], second: tuple[Any, ...], twin: int | None
) -> None:
    found = _read(make_list((1, "Nông Thị Lan", *first), (2, "Nông Thị Lan", *second)))
    assert found.complaints == ()
    assert [one.twin_of for one in found.people] == [None, twin]


BINH = ("Phạm Thị Bình", "01/02/1980", "", "UBND xã A")


@pytest.mark.parametrize(
    ("second", "twin"),
    [
        (("Phạm Thị Bình", "01/02/1981", "", "UBND xã A"), 4),
        (("Phạm Thị Bình", "02/01/1980", "", "Ủy ban nhân dân xã A"), 4),
        (("Pham Thi Binh", "01/02/1980", "", "UBND xã A"), 4),
        (("PHAM THI BINH", "01/02/1981", "", "UBND xã A"), 4),
        (("Pham Thi Binh", 1980, "", "UBND xã A"), 4),
        (("Phạm Thị Bính", "01/02/1980", "", "UBND xã A"), 4),
        (("Phạm Thị Bính", "01/02/1981", "", "UBND xã A"), None),
        (("Phạm Thị Bính", None, "", "UBND xã A"), None),
        (("Phạm Thị Bình", "01/02/1981", "", "UBND xã B"), None),
        (("Pham Thi Binh", "07/08/1990", "", "UBND xã A"), None),
        (("Pham Thi Binh", "01/02/1980", "", "UBND xã B"), 4),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_slip_of_the_date_or_a_name_without_marks_may_be_the_same_person(
    second: tuple[Any, ...], twin: int | None, is_first: bool
) -> None:
    rows = [(1, *BINH), (2, *second)]
    found = _read(make_list(*(rows if is_first else rows[::-1])))
    assert found.complaints == ()
    assert [one.twin_of for one in found.people] == [None, twin]


def test_each_of_three_spellings_of_one_person_is_asked_about() -> None:
    slip, bare = (BINH[0], "01/02/1981", *BINH[2:]), ("Pham Thi Binh", *BINH[1:])
    found = _read(make_list((1, *BINH), (2, *slip), (3, *bare)))
    assert [one.twin_of for one in found.people] == [None, 4, 4]


def test_what_nothing_tells_apart_is_still_named_as_the_same() -> None:
    same = (1985, "", "UBND xã A")
    found = _read(make_list((1, "Nông Thị Lan", *same), (2, "Nông Thị Lan", *same), (3, "Nông Thị Lan", *same)))
    assert _sentences(found) == [
        "Dòng 5, cột Họ và tên: “Nông Thị Lan” trùng với dòng 4. Hãy bỏ một dòng.",
        "Dòng 6, cột Họ và tên: “Nông Thị Lan” trùng với dòng 4. Hãy bỏ một dòng.",
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Họ và tên", Field.NAME),
        ("HỌ TÊN HỌC VIÊN", Field.NAME),
        ("Họ, chữ đệm và tên", Field.NAME),
        ("Họ và chữ đệm", Field.FAMILY_NAME),
        ("Tên", Field.GIVEN_NAME),
        ("Ngày tháng\nnăm sinh", Field.BIRTH),
        ("Chức vụ/chức danh", Field.POSITION),
        ("Chức vụ, đơn vị công tác", Field.POSITION),
        ("Cơ quan, đơn vị", Field.AGENCY),
        ("Nơi công tác", Field.AGENCY),
        ("Số điện thoại (Zalo)", Field.PHONE),
        ("E-mail công vụ", Field.EMAIL),
        ("Số TT", Field.NUMBER),
        ("Giới tính", None),
        ("Tên lớp", None),
    ],
)
def test_it_knows_the_headings_of_agencies(heading: str, kind: Field | None) -> None:
    assert field_of(heading) is kind


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        (date(1985, 3, 5), date(1985, 3, 5)),
        ("5/3/1985", date(1985, 3, 5)),
        ("05.03.1985", date(1985, 3, 5)),
        ("05-03-1985", date(1985, 3, 5)),
        ("'05/03/1985", date(1985, 3, 5)),
        ("1985-03-05", date(1985, 3, 5)),
        (31111, date(1985, 3, 5)),
        (1985, 1985),
        ("1985", 1985),
        ("03/1985", 1985),
        (None, None),
        ("-", None),
    ],
)
def test_it_reads_birth_dates_as_people_type_them(cell: Any, born: Any) -> None:
    assert read_birth(cell, TODAY) == born


@pytest.mark.parametrize(
    "cell",
    ["5 tháng ba 1980", "05/03", "05/03/1980 và 1981", "khoảng 1980?", "05031980", 5031980, "198", 12, "05/03/19 80"],
)
def test_a_birth_date_that_cannot_be_read_tells_what_was_read_and_which_forms_are(cell: Any) -> None:
    with pytest.raises(ValueError) as told:
        read_birth(cell, TODAY)
    assert str(told.value) == (
        f"không đọc được “{cell}”. Hãy ghi ngày/tháng/năm, ví dụ 05/03/1980, hoặc chỉ năm sinh, ví dụ 1980."
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("03/25/1980", "“03/25/1980” có tháng 25. Hãy ghi ngày trước tháng: 25/03/1980."),
        ("31/02/1980", "“31/02/1980” không phải ngày có thật."),
        ("ngày 31 tháng 02 năm 1980", "“ngày 31 tháng 02 năm 1980” không phải ngày có thật."),
    ],
)
def test_a_birth_date_that_is_not_on_the_calendar_is_no_form_that_cannot_be_read(cell: str, words: str) -> None:
    with pytest.raises(ValueError) as told:
        read_birth(cell, TODAY)
    assert str(told.value) == words


@pytest.mark.parametrize(
    "cell", ["năm 1980", "00/00/1980", "Sinh năm 1980", "SN 1980", "1980.", "1980\u00a0", "Na\u0306m 1980"]
)
def test_a_year_of_birth_alone_is_read_in_the_forms_of_papers(cell: str) -> None:
    assert read_birth(cell, TODAY) == 1980


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (912345678, "0912345678"),
        (912345678.0, "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0208 3855 123", "02083855123"),
        ("0912345678 / 02083855123", "0912345678"),
        ("không có", None),
        (None, None),
    ],
)
def test_it_gives_telephone_numbers_their_zero_back(cell: Any, number: str | None) -> None:
    assert read_phone(cell) == number


def test_it_reads_e_mail_addresses_in_small_letters() -> None:
    assert read_email(" Lan.Nong@X.VN ") == "lan.nong@x.vn"
    with pytest.raises(ValueError, match="e-mail"):
        read_email("lan@@x.vn")


def test_names_in_capitals_get_small_letters_and_right_letters() -> None:
    assert tidy_name("NGUYỄN  THỊ   ÁNH") == "Nguyễn Thị Ánh"
    assert tidy_name("\u00d0ặng Văn Phê-rô") == "Đặng Văn Phê-rô"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7", "PDF"),
        (b"ho ten;ngay sinh", "không phải tệp Excel"),
        (spreadsheet.OLD_OFFICE + b"0" * 500, ".xls"),
        (spreadsheet.OLD_OFFICE + b"0" * 50 + spreadsheet.ENCRYPTED, "mật khẩu"),
        (make_list(LAN)[:-2000], "hỏng"),
        (make_list(("a", "b"), header=(("Cột 1", "Cột 2"),)), "dòng tiêu đề"),
        (make_list(), "không có người nào"),
    ],
    ids=["empty", "pdf", "text", "xls", "locked", "cut", "no header", "no people"],
)
def test_a_wrong_file_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(ListRejected, match=words) as refused:
        _read(content)
    assert not refused.value.is_too_large


@pytest.mark.parametrize(
    ("members", "size", "words"),
    [
        (spreadsheet.MOST_MEMBERS, 10, "quá nhiều dữ liệu"),
        (1, spreadsheet.LARGEST_UNPACKED, "quá nhiều dữ liệu"),
        (1, 10, "hỏng"),
    ],
    ids=["members", "bomb", "hollow"],
)
def test_an_archive_that_is_no_workbook_is_refused_with_a_sentence(members: int, size: int, words: str) -> None:
    with pytest.raises(ListRejected, match=words) as refused:
        _read(archive_of(members, size))
    assert not refused.value.is_too_large


def test_a_large_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(ListRejected, match="5 MB") as refused:
        _read(b"PK" + b"0" * spreadsheet.LARGEST)
    assert refused.value.is_too_large


def test_formulas_and_markup_in_names_are_refused() -> None:
    found = _read(make_list((1, "=cmd|' /C calc'!A0 B", "05/03/1985", "", "UBND xã Văn Yên"), header=(USUAL[:5],)))
    assert found.people == ()
    found = _read(make_list((1, "<script>alert(1)</script> A", "05/03/1985", "", "UBND xã A"), header=(USUAL[:5],)))
    assert "ký hiệu" in _sentences(found)[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NÔNG THỊ LAN", "Nông Thị Lan"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("y-blim êban", "Y-Blim Êban"),
        ("H’Loan Mlô", "H’Loan Mlô"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("name", ["Trần Văn B*", "Lê Thị C [cũ]", "Nguyễn Văn A1"])
def test_a_list_takes_no_name_that_the_form_would_refuse(name: str) -> None:
    assert person_name_mistake(name) in name_mistake(name)
    assert name_mistake(name)


def _names(found: PeopleList) -> list[str]:
    return [one.full_name for one in found.people]


@pytest.mark.parametrize("numbered", [True, False])
def test_nobody_is_taken_for_a_second_header_row(numbered: bool) -> None:
    header = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Cơ quan")
    people = [
        ("01", "Nông Thị Lan", "Nữ", "05/03/1985", "Văn thư", "UBND xã Văn Yên"),
        ("02", "Hoàng Văn Minh", "Nam", "01/01/1980", "Văn thư", "UBND xã Văn Yên"),
    ]
    begin = 0 if numbered else 1
    found = _read(make_list(*(one[begin:] for one in people), header=(header[begin:],)))
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]


def test_people_of_whom_only_the_name_is_known_are_no_agencies() -> None:
    names = ["Nguyễn Thị Một", "Trương Thị Hai", "Phạm Văn Ba", "Bảo Ngọc Bốn", "Hội Thị Năm", "Ban Văn Sáu"]
    people = [(number, name, None) for number, name in enumerate(names, start=1)]
    found = _read(make_list(*people, header=(("STT", "Họ và tên", "Ngày sinh"),)), "UBND xã Chung")
    assert _names(found) == names
    assert {one.agency for one in found.people} == {"UBND xã Chung"}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Trường THPT Lương Ngọc Quyến", "Trường THPT Lương Ngọc Quyến"),
        ("UBND xã Đại Từ (02 người)", "UBND xã Đại Từ"),
        ("Hội Nông dân", "Hội Nông dân"),
        ("UBND xa Van Yen", "UBND xa Van Yen"),
    ],
)
def test_agencies_over_their_people_are_told_from_people(line: str, agency: str) -> None:
    found = _read(
        make_list((None, line, None), (1, "Trương Thị Hai", 1985), header=(("STT", "Họ và tên", "Năm sinh"),))
    )
    assert [(one.full_name, one.agency) for one in found.people] == [("Trương Thị Hai", agency)]


def test_after_a_subtotal_the_people_of_the_next_agency_are_read() -> None:
    header = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ")
    rows = [
        ("I", "UBND xã Đại Từ", None, None),
        (1, "Nông Thị Lan", "05/03/1985", "Văn thư"),
        (None, "Cộng: 01 người", None, None),
        ("II", "UBND xã Phú Lương", None, None),
        (1, "Hoàng Văn Minh", "01/01/1980", "Văn thư"),
        (None, "Tổng cộng: 02 người", None, None),
        (None, "NGƯỜI LẬP", None, None),
        (None, "Trần Văn Bình", None, None),
    ]
    found = _read(make_list(*rows, header=(header,)))
    assert [(one.full_name, one.agency) for one in found.people] == [
        ("Nông Thị Lan", "UBND xã Đại Từ"),
        ("Hoàng Văn Minh", "UBND xã Phú Lương"),
    ]
    assert "dòng cộng: Cộng: 01 người" in [text for _row, text in found.passed_over]


def test_headings_that_are_repeated_are_nobody() -> None:
    found = _read(make_list(LAN, USUAL, (2, "Hoàng Văn Minh", *LAN[2:5], None, None)))
    assert _names(found) == ["Nông Thị Lan", "Hoàng Văn Minh"]


def test_a_list_on_two_sheets_is_refused_and_an_empty_sheet_is_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_list(LAN)))
    second = book.create_sheet("Phú Lương")
    second.append(USUAL)

    def content() -> bytes:
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    assert _names(_read(content())) == ["Nông Thị Lan"]
    second.append((1, "Hoàng Văn Minh", *LAN[2:]))
    with pytest.raises(ListRejected, match="2 trang tính: “Sheet”, “Phú Lương”"):
        _read(content())


def _with_sheets(names: list[str], rows: Any = (), *, hidden: str = "", first: bytes = b"") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(first or make_list(LAN)))
    for name in names:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        if name == hidden:
            page.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_sheets_after_the_tenth_are_named_and_not_dropped_in_silence() -> None:
    names = [f"Xã {number}" for number in range(2, 13)]
    found = _read(_with_sheets(names, [("Ghi chú",)]))
    assert found.warnings == (
        "Tệp có 12 trang tính có chữ; máy chỉ đọc 10 trang đầu, chưa đọc “Xã 11”, “Xã 12”. Nếu học viên ở các trang ấy, hãy"
        " chép họ vào trang tính đầu rồi tải lên lại.",
    )


def test_a_list_on_the_eleventh_sheet_is_told_where_nothing_else_is_found() -> None:
    content = make_list(("a", "b"), header=(("Cột 1", "Cột 2"),))
    names = [f"Xã {number}" for number in range(2, 12)]
    with pytest.raises(ListRejected, match="dòng tiêu đề.*chưa đọc “Xã 11”"):
        _read(_with_sheets(names, [("Ghi chú",)], first=content))


def test_empty_sheets_do_not_count_among_the_ten() -> None:
    found = _read(_with_sheets([f"Sheet{number}" for number in range(2, 30)]))
    assert (_names(found), found.warnings) == (["Nông Thị Lan"], ())


def test_a_hidden_sheet_with_words_is_named() -> None:
    found = _read(_with_sheets(["Danh mục", "Trống"], [("Ghi chú",)], hidden="Danh mục"))
    assert found.unread_sheets == ("Danh mục",)


def test_people_on_a_sheet_without_headings_are_told() -> None:
    found = _read(_with_sheets(["Tiếp theo", "Hướng dẫn"], [(2, "Hoàng Văn Minh", "01/01/1980")]))
    assert found.warnings == (
        "Trang tính “Tiếp theo” có tên người nhưng không có dòng tiêu đề nên chưa được đọc. Nếu đó là học viên, hãy chép họ vào"
        " trang tính “Sheet” rồi tải lên lại.",
        "Trang tính “Hướng dẫn” có tên người nhưng không có dòng tiêu đề nên chưa được đọc. Nếu đó là học viên, hãy chép họ vào"
        " trang tính “Sheet” rồi tải lên lại.",
    )


def test_rows_below_the_last_that_is_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    gap: list[tuple[Any, ...]] = [(None, None)] * (spreadsheet.MOST_ROWS - 3)
    found = _read(make_list(LAN, *gap, (2, "Hoàng Văn Minh", *LAN[2:])))
    assert _names(found) == ["Nông Thị Lan"]
    assert found.warnings == (
        "Trang tính “Sheet” có chữ dưới dòng 3000; máy chỉ đọc đến dòng ấy. Nếu còn học viên ở dưới, hãy chép họ lên trên rồi tải"
        " lên lại.",
    )


def test_hidden_rows_are_read_and_marked() -> None:
    bad = (3, "Vi Thị Hoa", "31/02/1980", *LAN[3:])
    content = make_list(LAN, (2, "Hoàng Văn Minh", *LAN[2:]), bad, footer=[(None, "Tổng số: 3")])
    found = _read(hide_rows(content, 5, 6, 7))
    assert [(one.full_name, one.is_hidden) for one in found.people] == [
        ("Nông Thị Lan", False),
        ("Hoàng Văn Minh", True),
    ]
    assert _sentences(found) == ["Dòng 6 (dòng ẩn trong tệp), cột Ngày sinh: “31/02/1980” không phải ngày có thật."]
    assert found.passed_over == ((7, "phần cuối: Tổng số: 3 (dòng ẩn trong tệp)"),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ông Trần Văn Bê", "Trần Văn Bê"),
        ("Bà: Vi Thị Hoa", "Vi Thị Hoa"),
        ("ThS. Vi Thị Hoa", "Vi Thị Hoa"),
        ("Ông TS. Trần Văn Bê", "Trần Văn Bê"),
        ("PGS.TS Trần Văn Bê", "Trần Văn Bê"),
        ("ĐỒNG CHÍ LÒ THỊ ÍN", "Lò Thị Ín"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Bàn Thị Lan", "Bàn Thị Lan"),
    ],
)
def test_who_is_named_with_ong_or_ba_is_kept_without(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


def test_cells_as_other_programs_leave_them() -> None:
    assert read_phone("84 0912345678") == "0912345678"
    assert read_birth("01/02/1985 00:00:00", TODAY) == date(1985, 2, 1)
    assert read_birth("1.2.1985.", TODAY) == date(1985, 2, 1)
    assert field_of("Họ, chữ đệm và tên khai sinh") is Field.NAME
