"""What `write_docx` writes, read back with python-docx. How it looks on paper is measured in test_docx_on_paper.py."""

import dataclasses
import datetime
import io
import re
import time
import zipfile

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from law.document_types import document_type
from law.layout.document import (
    Appendix,
    AttachedText,
    DashList,
    Document,
    DrafterMark,
    Heading,
    Level,
    Paragraph,
    Signer,
    SigningNote,
    Table,
)
from law.layout.word.writer import write_docx
from law.urgency import Urgency
from tests.law.documents import decision, official_letter
from tests.law.measures import MEASURES, Measure


def read(document: Document) -> WordFile:
    return docx.Document(io.BytesIO(write_docx(document)))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        return box.read(name).decode()


def style(name: str) -> ParagraphStyle:
    found = read(decision()).styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def written(file: WordFile) -> list[tuple[str, str]]:
    """Style and text of every paragraph in reading order, those in cells too, without the empty ones."""
    found = [
        (paragraph.pPr.pStyle.val, text)
        for paragraph in file.element.body.iter(qn("w:p"))
        if (text := _text(paragraph))
    ]
    names = {one.style_id: str(one.name) for one in file.styles}
    return [(names[style_id], text) for style_id, text in found]


def _text(paragraph) -> str:  # type: ignore[no-untyped-def]  # an element of lxml
    return "".join(node.text or "" if node.tag == qn("w:t") else " " for node in paragraph.iter(qn("w:t"), qn("w:br")))


def texts(document: Document, name: str) -> list[str]:
    return [text for styled, text in written(read(document)) if styled == name]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.component)
def test_each_component_has_a_style_of_its_own_with_the_size_of_muc_v(measure: Measure) -> None:
    found = style(measure.style)
    assert found.font.size is not None
    assert measure.least <= found.font.size.pt <= measure.most
    assert (found.font.bold, found.font.italic) == (measure.bold, measure.italic)


def test_the_sheet_is_a4_with_margins_inside_the_ranges() -> None:
    """Phụ lục I Phần I Mục I khoản 1 và 3."""
    for section in read(decision()).sections:
        assert section.page_width is not None
        assert section.page_height is not None
        assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (210, 297)
        margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
        for margin, least, most in zip(margins, (20, 20, 30, 15), (25, 25, 35, 20), strict=True):
            assert margin is not None
            assert least <= margin.mm <= most


def test_the_body_is_justified_indented_and_spaced() -> None:
    """Mục II khoản 6 điểm e."""
    for name in ("Lời văn", "Điều", "Khoản", "Điểm", "Gạch đầu dòng", "Căn cứ"):
        form = style(name).paragraph_format
        assert form.alignment is ALIGN.JUSTIFY
        assert form.first_line_indent is not None
        assert round(form.first_line_indent.mm, 1) in (10, 12.7)
        assert form.space_before is not None
        assert form.space_before.pt >= 6
        assert isinstance(form.line_spacing, float)
        assert 1 <= form.line_spacing <= 1.5


def test_every_letter_is_times_new_roman_in_black_and_speaks_vietnamese() -> None:
    """Mục I khoản 4. No theme is there whose fonts could win over ours."""
    content = write_docx(decision())
    defaults = part(content, "word/styles.xml").split("</w:docDefaults>")[0]
    fonts = re.findall(r"<w:rFonts ([^>]*)/>", defaults)
    assert len(fonts) == 1
    assert re.findall(r'w:(\w+)="Times New Roman"', fonts[0]) == ["ascii", "hAnsi", "eastAsia", "cs"]
    assert 'w:lang w:val="vi-VN"' in defaults
    assert 'w:color w:val="000000"' in defaults
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        assert not [name for name in box.namelist() if "theme" in name or "thumbnail" in name]
        xml = "".join(box.read(name).decode() for name in box.namelist() if name.endswith(".xml"))
    assert "Theme" not in xml
    assert set(re.findall(r'<w:rFonts [^>]*w:ascii="([^"]+)"', xml)) == {"Times New Roman"}


def test_every_style_that_the_file_names_is_there() -> None:
    content = write_docx(decision(circulation="Lưu hành nội bộ", contact_lines=("Số 1",)))
    defined = set(re.findall(r'w:styleId="([^"]+)"', part(content, "word/styles.xml")))
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        xml = "".join(box.read(name).decode() for name in box.namelist() if name.startswith("word/"))
    assert set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', xml)) <= defined


def test_the_words_of_a_letter_stand_in_the_styles_of_their_components() -> None:
    assert written(read(official_letter())) == [
        ("Cơ quan chủ quản", "UBND TỈNH T"),
        ("Cơ quan ban hành", "SỞ NỘI VỤ"),
        ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
        ("Số, ký hiệu", "Số: 05/SNV-VP"),
        ("Địa danh, thời gian", "Phường Trung tâm, ngày\u00a005\u00a0tháng\u00a002\u00a0năm\u00a02026"),
        ("Trích yếu công văn", "V/v cử công chức, viên chức tham gia lớp bồi dưỡng"),
        ("Kính gửi", "Kính gửi:"),
        ("Danh sách kính gửi", "- Các sở, ban, ngành;"),
        ("Danh sách kính gửi", "- Ủy ban nhân dân các xã, phường."),
        ("Lời văn", "Sở Nội vụ đề nghị các cơ quan cử người tham gia."),
        ("Lời văn", "Trân trọng đề nghị phối hợp./."),
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", "- Như trên;"),
        ("Danh sách nơi nhận", "- UBND tỉnh (để báo cáo);"),
        ("Danh sách nơi nhận", "- Lưu: VT, VP (02)."),
        ("Quyền hạn, chức vụ", "KT. GIÁM ĐỐC"),
        ("Quyền hạn, chức vụ", "PHÓ GIÁM ĐỐC"),
        ("Họ tên người ký", "Nguyễn Thị Phương Thảo"),
    ]


def test_no_underscore_and_no_space_draws_a_line() -> None:
    for document in (official_letter(), decision()):
        for _style, text in written(read(document)):
            assert "__" not in text
            assert "   " not in text
            assert "\t" not in text


def test_a_long_name_of_a_body_breaks_before_its_place() -> None:
    assert texts(decision(), "Cơ quan ban hành") == ["ỦY BAN NHÂN DÂN XÃ BÌNH THUẬN"]
    file = read(decision())
    assert [run.text for run in file.tables[0].cell(0, 0).paragraphs[0].runs] == ["ỦY BAN NHÂN DÂN\n", "XÃ BÌNH THUẬN"]


def test_the_page_number_is_a_field_in_the_header_and_the_first_page_has_none() -> None:
    """Mục I khoản 7; each appendix is numbered on its own: điểm đ khoản 1 Mục III."""
    for section in read(decision()).sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        header = section.header.paragraphs
        assert len(header) == 1
        assert header[0].style is not None
        assert header[0].style.name == "Số trang"
        assert header[0]._p.xpath("./w:fldSimple/@w:instr") == ["PAGE"]
        assert section._sectPr.xpath("./w:pgNumType/@w:start") == ["1"]
        assert section.footer.is_linked_to_previous or not section.footer.paragraphs[0].text


def test_the_circulation_and_the_signing_note_stand_above_the_first_page_only() -> None:
    """Ô 11 and 14."""
    note = SigningNote(("SAO Y",), datetime.datetime(2026, 11, 22, 9, 15, 30, tzinfo=datetime.UTC))
    first, appendix = read(decision(circulation="Lưu hành nội bộ", signing_note=note)).sections
    header = first.first_page_header
    assert header.tables[0].cell(0, 0).text == "LƯU HÀNH NỘI BỘ"
    assert [one.text for one in header.paragraphs] == ["SAO Y", "22/11/2026 16:15:30 +07:00"]
    assert not appendix.first_page_header.tables


def test_the_address_stands_at_the_foot_of_the_first_page_only() -> None:
    """Ô 13, under a line as wide as the text: Mục III khoản 4."""
    first, appendix = read(decision(contact_lines=("Số 1, đường A", "Điện thoại: 0200"))).sections
    lines = first.first_page_footer.paragraphs
    assert [line.text for line in lines] == ["Số 1, đường A", "Điện thoại: 0200"]
    assert lines[0]._p.xpath("./w:pPr/w:pBdr/w:top")
    assert [line.text for line in appendix.first_page_footer.paragraphs] == [""]
    assert not first.footer.paragraphs[0].text


@pytest.mark.parametrize(("urgency", "wide"), [(Urgency.URGENT, 20), (Urgency.VERY_URGENT, 40), (Urgency.EXPRESS, 30)])
def test_the_mark_of_urgency_is_a_box_in_millimetres(urgency: Urgency, wide: float) -> None:
    """Mục III khoản 2 điểm b."""
    box = read(decision(urgency=urgency)).tables[1].cell(0, 0).tables[0]
    assert box.cell(0, 0).text == urgency.mark
    assert box.columns[0].width is not None
    assert box.rows[0].height is not None
    assert box.columns[0].width.mm == pytest.approx(wide, abs=0.05)
    assert box.rows[0].height.mm == pytest.approx(8, abs=0.05)
    assert not read(decision()).tables[1].cell(0, 0).tables


def test_minutes_have_two_signers_and_the_recipients_below() -> None:
    """Phụ lục III Mục II Mẫu 1.9."""
    chair, secretary = Signer("Hoàng Đăng Khoa", "Chủ tọa"), Signer("Lý Thị Hương", "Thư ký")
    file = read(decision(document_type=document_type("bien-ban"), signer=chair, secretary=secretary, appendices=()))
    foot = file.tables[-1]
    assert [cell.text.split("\n")[0] for row in foot.rows for cell in row.cells] == [
        "THƯ KÝ",
        "CHỦ TỌA",
        "Nơi nhận:",
        "",
    ]
    assert not [text for styled, text in written(file) if styled == "Địa danh, thời gian"]


def test_the_text_that_a_decision_issues_begins_a_section_without_number_and_date() -> None:
    """Phụ lục III Mục II Mẫu 1.3."""
    attached = AttachedText(document_type("quy-che"), "Công tác văn thư", (Heading(Level.CHAPTER, "I", "Chung"),))
    file = read(decision(attached_text=attached, appendices=()))
    assert len(file.sections) == 2
    assert [text for styled, text in written(file) if styled == "Số, ký hiệu"] == ["Số: 128/QĐ-UBND"]
    only = written(read(decision(attached_text=attached, appendices=(), only_attachments=True)))
    assert [name for name, _ in only] == [
        "Cơ quan ban hành", "Quốc hiệu", "Tiêu ngữ", "Tên loại", "Trích yếu", "Chỉ dẫn kèm theo", "Chương",
        "Tiêu đề phần, chương, mục",
    ]  # fmt: skip


def test_a_data_table_repeats_its_head_and_tears_no_row() -> None:
    table = Table(("STT", "Nội dung"), tuple((str(n), "Công việc dài " * 9) for n in range(1, 60)))
    found: WordTable = read(official_letter(body=(table,))).tables[1]
    assert found.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in found.rows)
    widths = [column.width.mm for column in found.columns if column.width is not None]
    assert sum(widths) == pytest.approx(165, abs=0.5)
    assert widths[0] < 20, "the narrow column stays narrow"


def test_the_last_paragraph_stays_with_the_signature() -> None:
    file = read(official_letter())
    last = next(one for one in file.paragraphs if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next


def test_the_file_says_what_it_is_and_names_nobody() -> None:
    content = write_docx(official_letter(drafter_mark=DrafterMark("pl", 3)))
    about = docx.Document(io.BytesIO(content)).core_properties
    assert about.title == "Công văn v/v cử công chức, viên chức tham gia lớp bồi dưỡng"
    assert (about.author, about.language, about.last_modified_by, about.comments) == ("Sở Nội vụ", "vi-VN", "", "")
    assert about.created == datetime.datetime(2026, 2, 5, tzinfo=datetime.UTC)
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        outside = "".join(box.read(name).decode() for name in box.namelist() if not name.startswith("word/document"))
    assert "python-docx" not in outside
    assert "Nguyễn Thị Phương Thảo" not in outside


def test_the_same_document_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_docx(decision())
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 90_000)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(now + 90_000))
    assert write_docx(decision()) == first
    assert write_docx(decision(place="Nơi khác")) != first


def test_what_a_person_typed_may_hold_anything() -> None:
    nasty = "a\x00b\x0bc\ud800d\ufffe <w:br/> & ]]> e\u0301"
    document = official_letter(subject=nasty, body=(Paragraph(nasty),), organ_name=nasty)
    assert texts(document, "Lời văn") == ["abcd <w:br/> & ]]> é./."]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_written_and_read_back(typed: str) -> None:
    table = Table((typed, "Cột"), ((typed, typed),))
    blocks = (Paragraph(typed), Heading(Level.CLAUSE, "1", typed, typed), DashList((typed,)), table)
    document = official_letter(
        subject=typed, organ_name=typed, parent_organ=typed, place=typed, addressed_to=(typed, typed), body=blocks,
        circulation=typed, contact_lines=(typed,), appendices=(Appendix(typed, blocks),),
    )  # fmt: skip
    assert read(document).sections[0].first_page_footer.paragraphs


def test_a_draft_and_an_empty_document_can_be_written() -> None:
    empty = dataclasses.replace(
        official_letter(), code_number="", issued_date=None, body=(), addressed_to=(), subject=""
    )
    assert texts(empty, "Số, ký hiệu") == ["Số: ……/SNV-VP"]
    many = decision(
        appendices=tuple(Appendix(f"Bảng {n}", (Paragraph("x"),), number) for n, number in ((1, "I"), (2, "II")))
    )
    assert texts(many, "Phụ lục") == ["Phụ lục I", "Phụ lục II"]
    assert len(read(many).sections) == 3
