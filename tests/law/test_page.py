import dataclasses
import datetime
import re
from html.parser import HTMLParser

import pytest

from law.document_types import document_type
from law.layout.document import (
    Appendix,
    ArchiveLine,
    ArrivalStamp,
    AttachedText,
    DashList,
    DrafterMark,
    Heading,
    Level,
    PaperCopy,
    Paragraph,
    Recipients,
    SignatureKind,
    Signer,
    SigningNote,
)
from law.layout.page import render_page
from law.secrecy import Secrecy
from law.urgency import Urgency
from tests.law.documents import DIRECTOR, decision, official_letter

VOID = {"path", "circle", "br"}


class Page(HTMLParser):
    """The text and the zones of a rendered page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.zones: list[str] = []
        self.texts: dict[str, str] = {}
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.feed(html)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes |= set(found)
        self._open.append(found.get("class") or tag)
        if found.get("data-zone"):
            self.zones.append(str(found["data-zone"]))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.texts[name] = self.texts.get(name, "") + data


def test_an_official_letter_has_its_zones_and_no_heading() -> None:
    page = Page(render_page(official_letter()))
    assert page.zones == ["2", "1", "3", "4", "5b", "9a", "6", "9b", "7a", "7c", "8", "7b"]
    assert "CÔNG VĂN" not in render_page(official_letter())


def test_a_named_document_has_its_type_in_capitals_in_zone_5a() -> None:
    page = Page(render_page(decision()))
    assert "5a" in page.zones
    assert "5b" not in page.zones
    assert page.texts["a4-type"] == "QUYẾT ĐỊNH"


def test_the_national_name_and_motto_are_written_exactly() -> None:
    """Phụ lục I Phần I Mục II khoản 1."""
    page = Page(render_page(official_letter()))
    assert page.texts["a4-national-name"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert page.texts["a4-national-motto"] == "Độc lập - Tự do - Hạnh phúc"


def test_the_bodies_stand_in_capitals_the_parent_above() -> None:
    """Phụ lục I Phần I Mục II khoản 2."""
    page = Page(render_page(official_letter()))
    assert page.texts["a4-organ"] == "UBND TỈNH TSỞ NỘI VỤ"


def test_number_and_symbol_are_joined_by_a_slash_without_spaces() -> None:
    """Phụ lục I Phần I Mục II khoản 3 điểm c."""
    assert Page(render_page(official_letter())).texts["a4-code"] == "Số: 05/SNV-VP"


def test_place_and_date_have_a_comma_and_the_date_its_zeros() -> None:
    """Phụ lục I Phần I Mục II khoản 4."""
    text = Page(render_page(official_letter())).texts["a4-date"].replace("\u00a0", " ")
    assert text == "Phường Trung tâm, ngày 05 tháng 02 năm 2026"


def test_a_draft_without_number_and_date_shows_dots() -> None:
    page = Page(render_page(official_letter(code_number="", issued_date=None)))
    assert page.texts["a4-code"] == "Số: ……/SNV-VP"
    assert "ngày" in page.texts["a4-date"]
    assert "……" in page.texts["a4-date"]


def test_the_subject_of_a_letter_follows_v_v() -> None:
    """Phụ lục I Phần I Mục II khoản 5 điểm b."""
    assert Page(render_page(official_letter())).texts["a4-letter-subject"].startswith("V/v cử công chức")


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    """Phụ lục I Phần I Mục II khoản 6 điểm a."""
    assert Page(render_page(decision())).texts["a4-legal-basis"] == (
        "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;Theo đề nghị của Chánh Văn phòng."
    )


def test_one_addressee_stands_on_the_line_of_kinh_gui() -> None:
    """Phụ lục I Phần I Mục II khoản 9 điểm d."""
    page = Page(render_page(official_letter(addressed_to=("Sở Tài chính",))))
    assert page.texts["a4-addressed-to"] == "Kính gửi: Sở Tài chính"


def test_several_addressees_have_lines_of_their_own() -> None:
    """Phụ lục I Phần I Mục II khoản 9 điểm d."""
    html = render_page(official_letter())
    assert re.findall(r"<li>(.*?)</li>", html)[:2] == ["Các sở, ban, ngành;", "Ủy ban nhân dân các xã, phường."]


def test_the_recipients_end_with_the_archive_line() -> None:
    """Phụ lục I Phần I Mục II khoản 9 điểm d."""
    texts = Page(render_page(official_letter())).texts
    assert texts["a4-recipients-list"] == "Như trên;UBND tỉnh (để báo cáo);Lưu: VT, VP (02)."
    assert texts["a4-recipients-word"] == "Nơi nhận:"


def test_the_signer_has_authority_in_capitals_and_the_name_as_written() -> None:
    """Phụ lục I Phần I Mục II khoản 7."""
    texts = Page(render_page(official_letter())).texts
    assert texts["a4-authority"] == "KT. GIÁM ĐỐCPHÓ GIÁM ĐỐC"
    assert texts["a4-signer-name"] == "Nguyễn Thị Phương Thảo"


def test_an_unsigned_draft_has_neither_signature_nor_seal() -> None:
    signer = dataclasses.replace(DIRECTOR, signature=SignatureKind.NONE, has_seal=False)
    zones = Page(render_page(official_letter(signer=signer))).zones
    assert "7c" not in zones
    assert "8" not in zones


def test_the_seal_says_that_it_is_a_simulation() -> None:
    html = render_page(official_letter())
    assert "MÔ</text>" in html
    assert "PHỎNG</text>" in html


@pytest.mark.parametrize(
    ("urgency", "mark"),
    [(Urgency.URGENT, "KHẨN"), (Urgency.VERY_URGENT, "THƯỢNG KHẨN"), (Urgency.EXPRESS, "HỎA TỐC")],
)
def test_urgency_is_marked_in_zone_10b(urgency: Urgency, mark: str) -> None:
    """Phụ lục I Phần I Mục III khoản 2 điểm b."""
    page = Page(render_page(official_letter(urgency=urgency)))
    assert "10b" in page.zones
    assert page.texts["a4-marks"] == mark


def test_secrecy_is_marked_in_zone_10a_and_circulation_in_zone_11() -> None:
    """Phụ lục I Phần I Mục III khoản 2 điểm a và c."""
    page = Page(render_page(official_letter(secrecy=Secrecy.SECRET, circulation="Lưu hành nội bộ")))
    assert {"10a", "11"} <= set(page.zones)
    assert page.texts["a4-circulation"] == "LƯU HÀNH NỘI BỘ"


def test_the_arrival_stamp_has_the_five_parts_of_the_model() -> None:
    """Phụ lục IV Mục V."""
    stamp = ArrivalStamp("UBND xã Bình Thuận", 217, datetime.date(2026, 2, 6), "Văn phòng", "01.VP")
    text = Page(render_page(official_letter(arrival_stamp=stamp))).texts["a4-arrival"]
    assert text == ("UBND XÃ BÌNH THUẬNĐẾNSố: 217Ngày: 06/02/2026Chuyển: Văn phòngSố và ký hiệu HS: 01.VP")


def test_an_appendix_of_an_electronic_document_leaves_its_pointer_blank() -> None:
    """Phụ lục I Phần I Mục III khoản 1 điểm c."""
    assert "128/QĐ-UBND" not in Page(render_page(decision())).texts["a4-appendix-pointer"]
    on_paper = Page(render_page(decision(is_electronic=False))).texts["a4-appendix-pointer"]
    assert on_paper == (
        "(Kèm theo Quyết định số 128/QĐ-UBND ngày 22 tháng 11 năm 2026 của Ủy ban nhân dân xã Bình Thuận)"
    )


def test_the_signing_note_shows_vietnam_time_with_its_zone() -> None:
    """Phụ lục I Phần II Mục I khoản 3 điểm c."""
    signed_at = datetime.datetime(2026, 11, 22, 2, 15, 30, tzinfo=datetime.UTC)
    note = SigningNote(("SAO Y", "Ủy ban nhân dân xã Bình Thuận"), signed_at)
    assert Page(render_page(decision(signing_note=note))).texts["a4-signing-note"] == (
        "SAO YỦy ban nhân dân xã Bình Thuận22/11/2026 09:15:30 +07:00"
    )


def test_a_signing_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SigningNote(("SAO Y",), datetime.datetime(2026, 11, 22, 9, 15, 30))  # noqa: DTZ001 - the point of the test


def test_the_text_ends_with_the_end_mark_whatever_the_last_block() -> None:
    endings = {
        "paragraph": (Paragraph("Hết."),),
        "article": (Heading(Level.ARTICLE, "1", text="Quyết định này có hiệu lực kể từ ngày ký."),),
        "titled clause": (Heading(Level.CLAUSE, "1", title="Kinh phí", text="Do ngân sách chi."),),
        "list": (DashList(("một;", "hai;")),),
    }
    for name, blocks in endings.items():
        body = Page(render_page(official_letter(body=blocks))).texts["a4-body"]
        assert re.search(r"[^.;]\./\.$", body), name


def test_drafter_mark_and_contact_lines_have_their_zones() -> None:
    """Phụ lục I Phần I Mục III khoản 3 và 4."""
    page = Page(render_page(official_letter(drafter_mark=DrafterMark("pl", 300), contact_lines=("ĐT: 0200",))))
    assert page.texts["a4-drafter-mark"] == "PL.(300)"
    assert {"12", "13"} <= set(page.zones)


def test_a_position_of_an_advisory_body_stands_above_the_name() -> None:
    signer = Signer("Hoàng Đăng Khoa", "Trưởng ban", other_position="Phó Chủ tịch UBND tỉnh")
    assert Page(render_page(official_letter(signer=signer))).texts["a4-signer"] == (
        "PHÓ CHỦ TỊCH UBND TỈNHHoàng Đăng Khoa"
    )


def test_what_a_person_typed_never_becomes_markup() -> None:
    html = render_page(
        official_letter(subject='<script>alert("x")</script>', place='A" onload="x', organ_name="<b>Sở</b>")
    )
    assert "<script" not in html
    assert "<b>" not in html.lower()
    assert "onload" not in Page(html).attributes


def test_the_page_has_no_inline_style_that_the_policy_would_refuse() -> None:
    for document in (official_letter(urgency=Urgency.EXPRESS), decision()):
        assert "style" not in Page(render_page(document)).attributes


def test_zones_can_be_left_out_and_can_be_shown() -> None:
    typed = official_letter(subject='về ô data-zone="5b"')
    assert Page(render_page(typed, zones=False)).zones == []
    assert "5b" in Page(render_page(typed, zones=False)).texts["a4-letter-subject"]
    assert "a4-shows-zones" in render_page(typed, show_zones=True)


def test_a_reader_of_the_screen_hears_which_document_it_is() -> None:
    assert 'aria-label="Công văn số 05/SNV-VP của Sở Nội vụ: cử công chức' in render_page(official_letter())


def test_a_register_writes_type_and_subject_in_one_line() -> None:
    assert decision().type_and_subject == "Quyết định về việc thành lập Tổ công tác số hóa"
    assert official_letter().type_and_subject.startswith("Công văn v/v cử công chức")
    plan = official_letter(document_type=document_type("ke-hoach"), subject="UBND xã tổ chức hội nghị")
    assert plan.type_and_subject == "Kế hoạch UBND xã tổ chức hội nghị"


def test_minutes_have_no_line_of_place_and_date_and_two_signers() -> None:
    """Phụ lục III Mục II Mẫu 1.9."""
    page = Page(
        render_page(
            decision(
                document_type=document_type("bien-ban"),
                signer=Signer("Hoàng Đăng Khoa", "Chủ tọa"),
                secretary=Signer("Lý Thị Hương", "Thư ký", has_seal=False),
                recipients=Recipients(("Các phòng",), ArchiveLine("Hồ sơ")),
            )
        )
    )
    assert "4" not in page.zones
    assert re.sub(r"MÔPHỎNG", "", page.texts["a4-foot a4-foot-minutes"]) == (
        "THƯ KÝLý Thị HươngCHỦ TỌAHoàng Đăng KhoaNơi nhận:Các phòng;Lưu: VT, Hồ sơ."
    )


def test_a_paper_without_subject_has_its_rule_under_the_name_of_its_type() -> None:
    """Phụ lục III Mục II Mẫu 1.8 and 1.10."""
    html = render_page(decision(document_type=document_type("giay-nghi-phep"), subject=""))
    assert '<p class="a4-type"><span class="a4-short-rule">GIẤY NGHỈ PHÉP</span></p>' in html


def test_a_leave_permit_leaves_a_place_to_confirm() -> None:
    """Phụ lục III Mục II Mẫu 1.10."""
    page = Page(render_page(decision(confirmation="Xác nhận của chính quyền nơi nghỉ phép")))
    assert page.texts["a4-confirmation"].startswith("Xác nhận của chính quyền nơi nghỉ phép(Chữ ký, dấu)")


def test_a_telegram_names_its_sender_before_its_addressees() -> None:
    """Phụ lục III Mục II Mẫu 1.6."""
    page = Page(render_page(official_letter(address_lead="Chủ tịch Ủy ban nhân dân tỉnh T điện")))
    assert page.texts["a4-addressed-to a4-addressed-to-many"].startswith("Chủ tịch Ủy ban nhân dân tỉnh T điện:Các sở")


def attached(**changes: object) -> str:
    text = AttachedText(document_type("quy-che"), "Công tác văn thư", (Heading(Level.CHAPTER, "I", "Quy định chung"),))
    return render_page(decision(**{"attached_text": text, "appendices": (), **changes}))


def test_the_text_that_a_decision_issues_has_a_head_without_number_and_date() -> None:
    """Phụ lục III Mục II Mẫu 1.3."""
    page = Page(attached(only_attachments=True))
    assert page.zones == ["2", "1"]
    assert page.texts["a4-title"] == "QUY CHẾCông tác văn thư"
    assert page.texts["a4-body"] == "Chương IQUY ĐỊNH CHUNG"


def test_the_text_that_a_decision_issues_points_to_it_on_paper_and_leaves_it_blank_otherwise() -> None:
    """Phụ lục III Mục II Mẫu 1.3: the notes below its two models."""
    on_paper = Page(attached(is_electronic=False)).texts["a4-appendix-pointer"]
    assert on_paper.startswith("(Kèm theo Quyết định số 128/QĐ-UBND ngày 22 tháng 11 năm 2026")
    assert Page(attached()).texts["a4-appendix-pointer"].startswith("(Kèm theo Quyết định số ……")


def test_an_attachment_in_a_file_of_its_own_bears_number_and_time_of_signing_at_the_top() -> None:
    """Phụ lục I Phần I Mục III khoản 1 điểm d; Phụ lục III Mục II Mẫu 2.2."""
    note = SigningNote(("128/QĐ-UBND",), datetime.datetime(2026, 11, 22, 2, 15, 30, tzinfo=datetime.UTC))
    appendix = Appendix("Danh sách", (Paragraph("Lý A Sùng"),), signing_note=note)
    page = Page(render_page(decision(appendices=(appendix,), only_attachments=True)))
    assert page.zones == ["14"]
    assert page.texts["a4-signing-note"] == "128/QĐ-UBND22/11/2026 09:15:30 +07:00"


def test_a_copy_on_paper_has_its_own_zones_under_the_copied_text() -> None:
    """Phụ lục I Phần II Mục II khoản 3; Phụ lục III Mục II Mẫu 3.1."""
    copy = PaperCopy(
        document_type=document_type("sao-y"),
        organ_name="Ủy ban nhân dân xã Bình Thuận",
        code_number="07",
        code_notation="SY-UBND",
        place="Bình Thuận",
        issued_date=datetime.date(2026, 11, 25),
        signer=Signer("Hoàng Đăng Khoa", "Chủ tịch"),
        recipients=Recipients(("Phòng Kinh tế",)),
    )
    page = Page(render_page(official_letter(paper_copy=copy)))
    assert page.zones[-9:] == ["S2", "S1", "S3", "S4", "S7", "S5a", "S5c", "S6", "S5b"]
    assert page.texts["a4-copy-form"] == "SAO Y"
    assert "Số: 07/SY-UBND" in page.texts["a4-copy"]
    assert Page(render_page(official_letter(paper_copy=copy), zones=False)).zones == []
