"""What real offices do and the models do not show: found for what it is, and no fault where it is none."""

import datetime
from typing import Any

import pytest
from lxml import etree

from law import register
from law.document_types import document_type
from law.layout.document import Heading, Level, Paragraph
from law.layout.soi import Kind, Outcome, Part, Report, judge, read, understand
from law.layout.word.writer import write_docx
from tests.law.documents import decision, official_letter
from tests.samples import xml
from tests.samples.good import by_hand
from tests.samples.mutate import Change, both, edited, look, paragraphs, text, w

DAY = datetime.date(2026, 11, 26)
HALL = "Sở Nội vụ đề nghị các cơ quan cử người tham gia."


def soi(content: bytes) -> Report:
    return judge(understand(read(content, "van-ban.docx")), register.load(), DAY)


def fails(report: Report) -> set[str]:
    return {one.rule for one in report.of(Outcome.FAIL)}


def of_body(*words: str) -> Report:
    return soi(write_docx(official_letter(body=tuple(Paragraph(one) for one in words))))


def test_a_subject_with_v_v_below_a_named_type_is_its_subject() -> None:
    proposal = official_letter(
        document_type=document_type("to-trinh"), code_notation="TTr-SNV", subject="V/v tổ chức lớp bồi dưỡng"
    )
    report = soi(write_docx(proposal))
    assert report.seen.text(Part.SUBJECT) == "V/v tổ chức lớp bồi dưỡng"
    assert fails(report) == set()


def test_a_subject_may_begin_with_the_words_of_a_basis() -> None:
    plan = official_letter(
        document_type=document_type("ke-hoach"),
        code_notation="KH-SNV",
        subject="Thực hiện công tác số hóa",
        addressed_to=(),
    )
    report = soi(write_docx(plan))
    assert report.seen.text(Part.SUBJECT) == "Thực hiện công tác số hóa"


def test_kinh_trinh_is_known_and_asked_about() -> None:
    proposal = official_letter(
        document_type=document_type("to-trinh"), code_notation="TTr-SNV", address_lead="Kính trình",
        addressed_to=("Ủy ban nhân dân tỉnh T",),
    )  # fmt: skip
    report = soi(write_docx(proposal))
    assert report.seen.text(Part.ADDRESSED_TO) == "Kính trình: Ủy ban nhân dân tỉnh T"
    assert [one.found for one in report.of(Outcome.NEEDS_REVIEW) if one.rule == "kinh-gui.co"] == [
        "ghi “Kính trình”, mẫu của Nghị định ghi “Kính gửi”"
    ]
    assert fails(report) == set()


def test_a_legal_basis_above_a_contract_is_not_its_day() -> None:
    contract = official_letter(
        document_type=document_type("hop-dong"), code_notation="HĐLĐ-SNV", subject="", addressed_to=()
    )
    basis = text("Phường Trung tâm, ngày 05 tháng 02 năm 2026", "- Căn cứ Bộ luật Dân sự ngày 24 tháng 11 năm 2015;")
    report = soi(basis(write_docx(contract)))
    assert Part.PLACE_AND_DATE not in report.seen.components
    assert not {one for one in fails(report) if one.startswith("dia-danh.") and one != "dia-danh.co"}
    assert "ky-hieu.viet-tat" not in fails(report)


@pytest.mark.parametrize("title", ["Th.s", "ThS.", "T.S", "BS.CKII"])
def test_academic_titles_are_found_in_every_spelling(title: str) -> None:
    name = "Nguyễn Thị Phương Thảo"
    assert "ho-ten.khong-hoc-vi" in fails(soi(text(name, f"{title} {name}")(write_docx(official_letter()))))


def test_words_that_end_like_the_name_of_a_body_are_none() -> None:
    for words in ("Trên cơ sở Kế hoạch được duyệt", "Toàn bộ Tài chính của dự án", "Thuê trụ sở Y tế cũ của phường"):
        assert "viet-hoa.co-quan" not in fails(of_body(f"{HALL} {words} thì thực hiện."))
    assert "viet-hoa.co-quan" in fails(of_body(f"{HALL} Gửi về sở Kế hoạch để tổng hợp."))


def test_an_address_of_the_net_begins_small() -> None:
    assert fails(of_body(HALL, "https://vidu.example/bieu-mau điền xong trong tuần.")) == set()


def test_an_appendix_of_a_contract_and_a_record_behind_a_letter_are_documents_of_their_own() -> None:
    for title in ("PHỤ LỤC HỢP ĐỒNG SỐ 02", "BIÊN BẢN THANH LÝ", "HỢP ĐỒNG THUÊ PHÒNG HỌP"):
        second = xml.par(xml.run(title, 14, b=True), align="center") + xml.par(xml.run("Hai bên thống nhất.", 14))
        report = soi(_behind(second)(write_docx(official_letter())))
        assert report.seen.appendices == ()
        assert not {one for one in fails(report) if one.startswith("phu-luc.")}


def _nodes(root: Any, more: str) -> list[Any]:
    """Written paragraphs and tables as nodes for this document."""
    names = " ".join(f'xmlns:{key}="{value}"' for key, value in root.nsmap.items())
    return list(etree.fromstring(f"<all {names}>{more}</all>"))


def _behind(more: str) -> Change:
    def edit(root: Any) -> None:
        body = root.find(w("body"))
        place = len(body) - 1
        for node in reversed(_nodes(root, more)):
            body.insert(place, node)

    return lambda data: edited(data, edit)


def test_room_for_a_superior_beside_the_signature_is_no_text_of_the_document() -> None:
    row = xml.table(
        [[xml.par(xml.run("Ý KIẾN CỦA LÃNH ĐẠO SỞ", 13, b=True), align="center"),
          xml.par(xml.run("TRƯỞNG PHÒNG", 13, b=True), align="center") + xml.par() * 3
          + xml.par(xml.run("Lò Văn Tình", 14, b=True), align="center")]], (235.0, 220.0),
    )  # fmt: skip
    report = soi(both(_without_foot, _behind(row))(write_docx(official_letter())))
    assert report.seen.text(Part.AUTHORITY) == "TRƯỞNG PHÒNG"
    assert report.seen.text(Part.SIGNER) == "Lò Văn Tình"
    assert fails(report) == {"noi-nhan.co"}


def _without_foot(data: bytes) -> bytes:
    def edit(root: Any) -> None:
        table = next(next(paragraphs(root, "Nơi nhận")).iterancestors(w("tbl")))
        table.getparent().remove(table)

    return edited(data, edit)


def test_what_a_signing_program_writes_may_have_a_colour() -> None:
    signed = text("Nguyễn Thị Phương Thảo", "Người ký: Nguyễn Thị Phương Thảo")
    report = soi(both(signed, look("Người ký:", colour="FF0000"))(write_docx(official_letter())))
    assert "trang.phong-chu" not in fails(report)


def test_a_rule_anchored_in_the_line_behind_it_stands_below_the_subject() -> None:
    def edit(root: Any) -> None:
        subject = next(paragraphs(root, "Kính gửi")).getprevious()
        [run] = subject.findall(w("r"))
        next(paragraphs(root, "Kính gửi")).append(run)
        subject.getparent().remove(subject)

    report = soi(edited(by_hand("word", "to-trinh"), edit))
    assert fails(report) == set()


def test_a_book_with_a_page_called_appendix_is_no_document_of_a_body() -> None:
    body = "".join(
        xml.par(xml.run(words, 16), align="left")
        for words in ["Sổ tay làm trang mạng", *["Trang này nói về màu sắc."] * 12]
    )
    body += xml.par(xml.run("PHỤ LỤC", 16, b=True), align="center") + xml.par(xml.run("Bảng màu", 16), align="center")
    report = soi(xml.package(body + xml.section(header="")))
    assert report.seen.kind is Kind.UNKNOWN
    assert report.findings == ()


def test_parts_numbered_with_roman_figures_are_still_parts() -> None:
    report = soi(
        write_docx(
            decision(body=(Heading(Level.ROMAN_SECTION, "V", "Vốn thực hiện"), Paragraph("Nguồn vốn.")), appendices=())
        )
    )
    assert report.seen.body[0].unit.value == "muc-la-ma"


@pytest.mark.parametrize("archive", ["- Lưu: VT, NCKS.Hoa", "- Lưu: VT, TCCB.(Hoa)"])
def test_the_drafter_behind_the_unit_is_a_question_and_no_fault(archive: str) -> None:
    report = soi(text("- Lưu: VT, VP (02).", archive)(write_docx(official_letter())))
    assert fails(report) == set()
    assert "noi-nhan.luu" in {one.rule for one in report.of(Outcome.NEEDS_REVIEW)}


def test_an_archive_line_without_its_full_stop_is_a_fault() -> None:
    assert fails(soi(text("- Lưu: VT, VP (02).", "- Lưu: VT, VP")(write_docx(official_letter())))) == {"noi-nhan.luu"}


def test_a_wrong_mark_before_the_recipients_is_one_fault() -> None:
    def edit(root: Any) -> None:
        for node in root.iter(w("t")):
            if (node.text or "").startswith("- ") and next(node.iterancestors(w("tc")), None) is not None:
                node.text = f"• {node.text[2:]}"

    assert fails(soi(edited(by_hand("word", "cong-van"), edit))) == {"noi-nhan.tung-dong"}


def test_a_quotation_over_several_paragraphs_may_slant() -> None:
    words = [
        "Nghị định quy định: “1. Nhiệm kỳ của hội.",
        "a) Nhiệm kỳ không quá năm năm.",
        "b) Hết hạn thì bầu lại.”",
        HALL,
    ]
    change = both(*(look(one, i=True) for one in words[1:3]))
    letter = write_docx(official_letter(body=tuple(Paragraph(one) for one in words)))
    assert "noi-dung.chu-thuong" not in fails(soi(change(letter)))
    assert "noi-dung.chu-thuong" in fails(soi(look(HALL, i=True)(letter)))


def test_a_title_that_the_decree_does_not_know_makes_no_letter() -> None:
    slip = xml.par(xml.run("PHIẾU TRÌNH", 14, b=True), align="center")

    def edit(root: Any) -> None:
        next(paragraphs(root, "Kính gửi")).addprevious(_nodes(root, slip)[0])
        for one in list(paragraphs(root, "V/v")):
            for run in one.findall(w("r")):
                one.remove(run)

    report = soi(edited(by_hand("word", "cong-van"), edit))
    assert report.document_type == ""
    assert "trich-yeu.co" not in fails(report)


def test_a_subject_under_the_number_of_a_named_type_is_said_to_be_there() -> None:
    notice = official_letter(
        document_type=document_type("thong-bao"), code_notation="TB-SNV", subject="", addressed_to=()
    )
    under = text("Số: 05/TB-SNV", "Số: 05/TB-SNV\n")
    subject = xml.par(xml.run("(V/v tổ chức lớp bồi dưỡng)", 12), align="center")

    def edit(root: Any) -> None:
        next(paragraphs(root, "Số: 05")).addnext(_nodes(root, subject)[0])

    report = soi(edited(under(write_docx(notice)), edit))
    said = [one.found for one in report.of(Outcome.FAIL) if one.rule == "trich-yeu.co"]
    assert said == ["trích yếu ghi dưới số, ký hiệu như ở công văn, không ở dưới tên loại"]


def test_one_addressee_in_the_cell_beside_stands_on_the_same_line() -> None:
    cells = xml.table(
        [[xml.par(xml.run("Kính gửi:", 14), align="right"), xml.par(xml.run("Ủy ban nhân dân tỉnh T", 14))]],
        (150.0, 300.0),
    )

    def edit(root: Any) -> None:
        line = next(paragraphs(root, "Kính gửi"))
        line.addprevious(_nodes(root, cells)[0])
        line.getparent().remove(line)

    assert fails(soi(edited(by_hand("word", "to-trinh"), edit))) == set()


def test_two_signers_in_two_columns_above_the_recipients_are_the_foot() -> None:
    def signer(*lines: str) -> str:
        *office, name = lines
        made = "".join(xml.par(xml.run(one, 14, b=True), align="center") for one in office)
        return made + xml.par() * 3 + xml.par(xml.run(name, 14, b=True), align="center")

    left = signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Tình")
    right = signer("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Vàng Thị Mây")
    word = xml.par(xml.run("Nơi nhận:", 12, b=True, i=True))
    listed = "".join(xml.par(xml.run(one, 11)) for one in ("- Như trên;", "- Lưu: VT, VP (02)."))
    behind = xml.table([[left, right]], (235.0, 220.0)) + word + listed
    report = soi(both(_without_foot, _behind(behind))(write_docx(official_letter())))
    assert fails(report) == set()
    assert report.seen.text(Part.SIGNER) == "Vàng Thị Mây"
    assert report.seen.text(Part.SECRETARY).startswith("TM. ỦY BAN NHÂN DÂN")


def test_minutes_without_a_head_are_still_no_paper_of_a_person() -> None:
    lines = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BIÊN BẢN LÀM VIỆC")
    body = "".join(xml.par(xml.run(one, 13, b=True), align="center") for one in lines)
    body += xml.par(
        xml.run("Hôm nay, ngày 12 tháng 5 năm 2026, tại hội trường Sở, hai bên gồm có:", 14), align="both", first=36
    )
    report = soi(xml.package(body + xml.section(header="")))
    assert report.document_type == "bien-ban"
    assert {"co-quan.co", "so-ky-hieu.co"} <= fails(report)


def test_letters_pressed_together_are_measured_so() -> None:
    def edit(root: Any) -> None:
        for run in next(paragraphs(root, "ĐỘI QUẢN LÝ")).findall(w("r")):
            props = run.makeelement(w("rPr"))
            etree.SubElement(props, w("spacing")).set(w("val"), "-20")
            run.insert(0, props)

    letter = write_docx(official_letter(organ_name="Đội quản lý"))
    [wide, narrow] = [
        understand(read(one, "a.docx"))[Part.ORGAN].lines[0].width for one in (letter, edited(letter, edit))
    ]
    assert narrow == pytest.approx(wide - len("ĐỘI QUẢN LÝ"), abs=0.5)


def test_a_contract_may_have_its_day_in_the_text_and_names_written_by_hand() -> None:
    contract = official_letter(
        document_type=document_type("hop-dong"), code_notation="HĐ-SNV", subject="", addressed_to=(),
        body=(Paragraph("Hôm nay, ngày 05 tháng 02 năm 2026, tại Sở Nội vụ, hai bên gồm có:"),),
    )  # fmt: skip
    bare = both(text("Phường Trung tâm, ngày 05 tháng 02 năm 2026", ""), text("Nguyễn Thị Phương Thảo", ""))
    report = soi(bare(write_docx(contract)))
    assert {"dia-danh.co", "nguoi-ky.co"} <= {one.rule for one in report.of(Outcome.NEEDS_REVIEW)}
    assert not {"dia-danh.co", "nguoi-ky.co"} & fails(report)


def test_a_long_dash_in_a_symbol_is_a_question() -> None:
    report = soi(text("SNV-VTLT", "SNV–VTLT")(by_hand("ours", "cong-van")))
    assert fails(report) == set()
    asked = [one.found for one in report.of(Outcome.NEEDS_REVIEW) if one.rule == "ky-hieu.dau"]
    assert len(asked) == 1
    assert "gạch dài" in asked[0]
