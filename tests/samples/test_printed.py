"""A letter that a browser or another program printed: what they add round it is no part of the document."""

import datetime
from functools import cache

import pytest
from weasyprint import HTML

from law import register
from law.layout.soi import Outcome, Part, Report, Unreadable, judge, read, understand

DAY = datetime.date(2026, 11, 26)
# The machine that prints the test has a font of the same measures for Times New Roman.
_FONT = {"trang.phong-chu"}
_BROWSER = """
@top-left { content: "11/26/26, 9:14 AM"; font: 8pt sans-serif; vertical-align: top; padding-top: 8pt }
@top-center { content: "Công văn"; font: 8pt sans-serif; vertical-align: top; padding-top: 8pt }
@bottom-left { content: "https://vidu.example/cong-van"; font: 8pt sans-serif; vertical-align: bottom; padding-bottom: 8pt }
@bottom-right { content: counter(page) "/" counter(pages); font: 8pt sans-serif; vertical-align: bottom; padding-bottom: 8pt }
"""
_SIGNED = """<div style="border:1px solid red;color:red;font-size:9pt;text-align:left;margin:4pt 40pt">
Người ký: Nguyễn Thị Phương Thảo<br>Email: thao@vidu.example<br>Cơ quan: Sở Nội vụ, tỉnh T<br>
Thời gian ký: 05/03/2026 09:15:30 +07:00</div>"""
_PAGE = """<html lang="vi"><head><style>
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm; {edges} }}
body {{ font: 14pt "Times New Roman", serif; margin: 0 }} p {{ margin: 0 }}
table {{ width: 100%; font-size: 13pt }} td {{ vertical-align: top; text-align: center }}
.text p {{ text-align: justify; text-indent: 1.27cm; margin-top: 6pt; line-height: 1.2 }}
.rule {{ display: block; border-bottom: .75pt solid; margin: 1pt auto }}
</style></head><body><table><tr><td style="width: 40%"><p>UBND TỈNH T</p><p><b>SỞ NỘI VỤ</b></p>
<span class="rule" style="width: 14%"></span><p style="margin-top: 6pt">Số: 05/SNV-VP</p>
<p style="font-size: 12pt; margin-top: 6pt">V/v cử công chức tham gia<br>lớp bồi dưỡng</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p style="font-size: 14pt"><b>Độc lập - Tự do - Hạnh phúc</b></p>
<span class="rule" style="width: 62%"></span>
<p style="font-size: 14pt; margin-top: 6pt"><i>Phường Trung tâm, ngày 05 tháng 3 năm 2026</i></p></td></tr></table>
<p style="text-align: center; margin: 14pt 0">Kính gửi: Ủy ban nhân dân các xã, phường</p><div class="text">
<p>Thực hiện kế hoạch bồi dưỡng năm 2026, Sở Nội vụ đề nghị Ủy ban nhân dân các xã, phường cử công chức, viên chức phụ trách công tác
văn thư tham gia lớp bồi dưỡng nghiệp vụ, cụ thể như sau:</p>
<p>1. Thời gian: 02 ngày, từ ngày 16 đến ngày 17 tháng 3 năm 2026.</p>
<p>2. Địa điểm: hội trường Sở Nội vụ, tầng 2, nhà A, khu hành chính tập trung của tỉnh, phường Trung tâm, tỉnh T.</p>
<p>Đề nghị các đơn vị gửi danh sách trước ngày 10 tháng 3 năm 2026 để tổng hợp./.</p></div>
<table style="margin-top: 12pt"><tr><td style="text-align: left; width: 45%; font-size: 11pt"><p style="font-size: 12pt"><b><i>Nơi nhận:</i></b></p>
<p>- Như trên;</p><p>- Giám đốc Sở (để báo cáo);</p><p>- Lưu: VT, VP.</p></td><td style="font-size: 14pt"><p><b>KT. GIÁM ĐỐC</b></p>
<p><b>PHÓ GIÁM ĐỐC</b></p>{signed}<p><b>Nguyễn Thị Phương Thảo</b></p></td></tr></table></body></html>"""


@cache
def printed(edges: str = "", signed: str = "<br><br><br>") -> Report:
    data = HTML(string=_PAGE.format(edges=edges, signed=signed)).write_pdf()
    return judge(understand(read(data, "cong-van.pdf")), register.load(), DAY)


def fails(report: Report) -> set[str]:
    return {one.rule for one in report.of(Outcome.FAIL)}


@pytest.mark.parametrize(("edges", "signed"), [("", "<br><br><br>"), (_BROWSER, "<br><br><br>"), ("", _SIGNED)])
def test_a_printed_letter_has_no_fault(edges: str, signed: str) -> None:
    report = printed(edges, signed)
    assert fails(report) == set()
    assert {one.rule for one in report.of(Outcome.NEEDS_REVIEW)} <= _FONT | {"dia-danh.cung-dong"}
    assert report.seen.text(Part.PARENT_ORGAN) == "UBND TỈNH T"
    assert report.seen.text(Part.SIGNER) == "Nguyễn Thị Phương Thảo"


def test_what_a_signing_program_writes_is_no_address_of_the_body() -> None:
    assert Part.CONTACT not in printed("", _SIGNED).seen.components


def test_a_font_of_the_same_measures_is_a_question_and_no_fault() -> None:
    [said] = [one.found for one in printed().of(Outcome.NEEDS_REVIEW) if one.rule == "trang.phong-chu"]
    assert "Liberation Serif" in said


def test_the_number_of_a_form_at_the_top_of_every_page_is_no_text() -> None:
    edges = '@top-right { content: "BM01/VP-QT 7.0"; font: italic 10pt Tinos, Liberation Serif; vertical-align: top; padding-top: 30pt }'
    long = "<p>Nội dung bồi dưỡng được trình bày theo từng chuyên đề của chương trình.</p>" * 40
    data = HTML(
        string=_PAGE.format(edges=edges, signed="<br><br>").replace("<p>1. Thời gian", f"{long}<p>1. Thời gian")
    ).write_pdf()
    report = judge(understand(read(data, "cong-van.pdf")), register.load(), DAY)
    assert report.seen.draft.pages == 2
    assert fails(report) == {"trang.so-trang"}
    assert all("BM01" not in one.text for one in report.seen.body)


def test_a_file_that_lost_its_letters_is_refused_with_a_sentence() -> None:
    lost = (
        "<p>C?NG HÒA XÃ H?I CH? NGH?A VI?T NAM. Th?c hi?n k? ho?ch b?i d??ng, S? N?i v? ?? ngh? các ??n v? c? ng??i.</p>"
        * 6
    )
    with pytest.raises(Unreadable, match="lỗi mã"):
        read(HTML(string=lost).write_pdf(), "cong-van.pdf")
    asked = "<p>Vì sao? Bao giờ? Ở đâu? Các câu hỏi này có trong phiếu hỏi ý kiến của người dự lớp.</p>" * 20
    assert read(HTML(string=asked).write_pdf(), "phieu.pdf").lines
