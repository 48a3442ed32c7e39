"""Models that somebody still has to fill in: room for words is no fault, whoever marks it and however."""

import datetime

import pytest

from law import register
from law.layout.document import Paragraph, Recipients, Signer
from law.layout.soi import Outcome, Part, Report, judge, read, understand
from law.layout.word.writer import write_docx
from tests.law.documents import decision, official_letter
from tests.samples.mutate import Change, both, text, without

DAY = datetime.date(2026, 11, 26)
MARKS = ("{{{{{}}}}}", "<{}>", "[{}]", "«{}»", "${{{}}}", "{{{}}}", "………………")


def soi(content: bytes) -> Report:
    return judge(understand(read(content, "mau.docx")), register.load(), DAY)


def fails(report: Report) -> set[str]:
    return {one.rule for one in report.of(Outcome.FAIL)}


def model(mark: str) -> bytes:
    """A letter whose number, day, subject, addressee, text and signer are marked so."""

    def room(name: str) -> str:
        return mark.format(name)

    letter = official_letter(
        code_number=room("so"),
        subject=f"triển khai {room('trich_yeu')}",
        addressed_to=(room("noi_gui"),),
        body=(Paragraph(f"Sở Nội vụ đề nghị {room('noi_gui')} thực hiện {room('noi_dung')}."),),
        signer=Signer("Họ Và Tên", "Giám đốc"),
        recipients=Recipients(("Như trên", room("noi_nhan"))),
    )
    day = text("ngày 05 tháng 02 năm 2026", f"ngày {room('d')} tháng {room('m')} năm {room('y')}")
    return both(day, text("Họ Và Tên", room("ho_ten")))(write_docx(letter))


@pytest.mark.parametrize("mark", MARKS)
def test_what_is_still_to_be_filled_in_is_no_fault(mark: str) -> None:
    report = soi(model(mark))
    assert report.document_type == "cong-van"
    assert fails(report) == set()
    assert report.seen.text(Part.SIGNER) == mark.format("ho_ten")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (text("Số: 05/SNV-VP", "Số: {{so_ky_hieu}}"), Part.CODE),
        (text(", ngày 05 tháng 02 năm 2026", ", <ngay_thang>"), Part.PLACE_AND_DATE),
        (text("Nguyễn Thị Phương Thảo", "[Họ và tên người ký]"), Part.SIGNER),
        (text("PHÓ GIÁM ĐỐC", "<CHUC_VU>"), Part.AUTHORITY),
    ],
)
def test_a_single_placeholder_stands_for_its_component(change: Change, part: Part) -> None:
    report = soi(change(write_docx(official_letter())))
    assert part in report.seen.components
    assert fails(report) == set()


def test_a_hint_where_the_name_will_come_is_a_question() -> None:
    hint = text("Nguyễn Thị Phương Thảo", "(Ký, ghi rõ họ tên)")
    report = soi(hint(write_docx(official_letter())))
    assert fails(report) == set()
    assert "nguoi-ky.co" in {one.rule for one in report.of(Outcome.NEEDS_REVIEW)}


def test_no_name_and_no_room_for_one_is_a_fault() -> None:
    assert fails(soi(without("Nguyễn Thị Phương Thảo")(write_docx(official_letter())))) == {"nguoi-ky.co"}


def test_a_basis_with_room_for_number_and_day_is_not_called_incomplete() -> None:
    for basis in (
        "Căn cứ Quyết định số /QĐ-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân tỉnh T về chức năng của Sở",
        "Căn cứ Quyết định số ……/QĐ-UBND ngày …/…/2026 của Ủy ban nhân dân tỉnh T về chức năng của Sở",
        "Căn cứ Kế hoạch {{so_ke_hoach}} của Ủy ban nhân dân tỉnh T về số hóa",
    ):
        report = soi(write_docx(decision(legal_bases=(basis, "Theo đề nghị của Chánh Văn phòng"), appendices=())))
        assert "can-cu.day-du" not in fails(report)


def test_red_letters_of_a_placeholder_are_taken_for_a_mark_of_the_model() -> None:
    from tests.samples.mutate import look

    named = text("Nguyễn Thị Phương Thảo", "{{ho_ten}}")
    report = soi(both(named, look("{{ho_ten}}", colour="FF0000"))(write_docx(official_letter())))
    assert fails(report) == set()
    plain = soi(look("Nguyễn Thị Phương Thảo", colour="FF0000")(write_docx(official_letter())))
    assert fails(plain) == {"trang.phong-chu"}


def test_a_lone_placeholder_where_the_signer_stands_is_a_question() -> None:
    lone = both(text("KT. GIÁM ĐỐC", ""), text("PHÓ GIÁM ĐỐC", ""), text("Nguyễn Thị Phương Thảo", "<truong_doan>"))
    report = soi(lone(write_docx(official_letter())))
    assert "nguoi-ky.co" not in fails(report)
