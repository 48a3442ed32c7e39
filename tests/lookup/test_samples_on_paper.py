"""Every sample as LibreOffice prints it, measured against Phụ lục I. One run of LibreOffice for the whole file."""

import itertools
import re
from collections.abc import Iterator

import pytest

from law.layout import wording
from law.layout.document import Appendix, Document, Paragraph
from law.layout.word.writer import write_docx
from law.urgency import Urgency
from lookup.samples.reading import load
from tests.law.documents import decision, official_letter
from tests.law.measures import MEASURES, Measure
from tests.lookup.paper import LINE_HEIGHT, MM_PER_PT, Line, Page, printed

LEFT, RIGHT, TOP, BOTTOM = 30.0, 195.0, 20.0, 277.0
MIDDLE = (LEFT + RIGHT) / 2
NEAR = 0.5  # mm: a third of a point, and what the two programs round differently
SENTENCE = "Các cơ quan, địa phương phối hợp thực hiện và báo cáo kết quả theo quy định. "
LONG = tuple(Paragraph(SENTENCE * 9) for _ in range(12))
EXTRA = {
    "dai": decision(
        body=LONG, contact_lines=("Địa chỉ: xã Bình Thuận",), circulation="Xem xong trả lại",
        appendices=tuple(Appendix(f"Danh sách {n}", LONG, n) for n in ("I", "II")),
    ),
    "khan": decision(urgency=Urgency.URGENT, appendices=()),
    "thuong-khan": official_letter(urgency=Urgency.VERY_URGENT),
}  # fmt: skip
DOCUMENTS: dict[str, Document] = {key: sample.document for key, sample in load().items()} | EXTRA
MEASURE = {measure.component: measure for measure in MEASURES}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    files = {name: write_docx(document) for name, document in DOCUMENTS.items()}
    return printed(files, tmp_path_factory.mktemp("paper"))


Papers = dict[str, list[Page]]


def whole(papers: Papers) -> Iterator[tuple[str, Document, Page]]:
    """Each file that begins with the document itself: its name, the document, the first page."""
    for name, document in DOCUMENTS.items():
        if not document.only_attachments:
            yield name, document, papers[name][0]


def pages(papers: Papers) -> Iterator[tuple[str, Page]]:
    return ((name, page) for name, found in papers.items() for page in found)


def in_margin(line: Line) -> bool:
    """Page numbers, ô 11 and ô 14 stand in the top margin."""
    return line.bottom <= TOP + NEAR


def components(document: Document) -> Iterator[tuple[str, str]]:
    """What stands on the first page of a document: the component and how its text begins."""
    yield "Quốc hiệu", wording.NATIONAL_NAME
    yield "Tiêu ngữ", wording.NATIONAL_MOTTO
    if document.parent_organ:
        yield "Cơ quan chủ quản", document.parent_organ.upper()
    yield "Cơ quan ban hành", document.organ_name.upper()
    yield "Số, ký hiệu", wording.code_line(document.code_number, document.code_notation)
    if document.document_type.has_place_and_date:
        yield "Địa danh, thời gian", wording.place_and_date(document.place, document.issued_date).replace("\u00a0", " ")
    if not document.document_type.has_heading:
        yield "Trích yếu công văn", wording.letter_subject(document.subject)
    else:
        yield "Tên loại", document.document_type.name.upper()
        if document.subject:
            yield "Trích yếu", document.subject
    if document.addressed_to:
        yield "Kính gửi", f"{document.address_lead}:"
    for mark in filter(None, [document.urgency.mark]):
        yield "Dấu khẩn, mật", mark
    for line in document.contact_lines:
        yield "Địa chỉ", line


def foot_components(document: Document) -> Iterator[tuple[str, str]]:
    """What stands under the body, on whatever page."""
    yield "Nơi nhận", wording.RECIPIENTS_WORD
    for line in wording.recipient_lines(document.recipients):
        yield "Danh sách nơi nhận", f"- {line}"
    for line in wording.authority_lines(document.signer):
        yield "Quyền hạn, chức vụ", line
    yield "Họ tên", document.signer.full_name
    if document.drafter_mark:
        yield "Ký hiệu người soạn", str(document.drafter_mark)


def foot_of(found: list[Page]) -> tuple[Page, float]:
    """The page with the signer, and where the foot begins on it: level with the recipients, in minutes above them."""
    for page in found:
        for line in page.lines:
            if line.text in (wording.RECIPIENTS_WORD, "THƯ KÝ"):
                return page, line.top - 1
    raise AssertionError("no recipients")


def wrong_look(name: str, line: Line, measure: Measure) -> list[str]:
    problems = []
    if not measure.least <= line.size <= measure.most:
        problems.append(f"cỡ {line.size:g}, phải {measure.least:g} đến {measure.most:g}")
    if line.bold is not measure.bold:
        problems.append("đậm" if line.bold else "không đậm")
    if line.italic is not measure.italic:
        problems.append("nghiêng" if line.italic else "không nghiêng")
    return [f"{name}: {measure.component} {line.text!r} {problem}" for problem in problems]


def test_the_paper_is_a4(papers: Papers) -> None:
    """Mục I khoản 1."""
    assert {(round(page.width), round(page.height)) for _, page in pages(papers)} == {(210, 297)}


def test_every_letter_is_times_new_roman_in_black_but_for_the_mark_of_urgency(papers: Papers) -> None:
    """Mục I khoản 4. Liberation Serif is the font of the same widths where Times New Roman is not installed."""
    lines = [(name, line) for name, page in pages(papers) for line in page.lines]
    assert {line.family for _, line in lines} <= {"LiberationSerif", "TimesNewRoman"}
    coloured = {(line.text, line.colour) for _, line in lines if line.colour != "#000000"}
    assert {text for text, _ in coloured} == {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"}


def test_nothing_but_numbers_and_notes_stands_in_the_margins(papers: Papers) -> None:
    """Mục I khoản 3."""
    outside = [
        (name, page.number, line.text)
        for name, page in pages(papers)
        for line in page.lines
        if line.left < LEFT - NEAR or line.right > RIGHT + NEAR or line.bottom > BOTTOM + NEAR
        or (line.top < TOP - NEAR and not in_margin(line))
    ]  # fmt: skip
    assert outside == []


def test_the_text_reaches_all_four_margins(papers: Papers) -> None:
    """Mục I khoản 3: the margins are inside their ranges, not wider, on a page that is full."""
    body = [line for page in papers["dai"][1:] for line in page.lines if not in_margin(line)]
    assert min(line.left for line in body) == pytest.approx(LEFT, abs=NEAR)
    assert max(line.right for line in body) == pytest.approx(RIGHT, abs=NEAR)
    assert min(line.top for line in body) == pytest.approx(TOP, abs=1)
    assert BOTTOM - 7 < max(line.bottom for line in body) <= BOTTOM + NEAR


def test_each_component_has_its_size_and_style(papers: Papers) -> None:
    """Mục V."""
    problems = []
    for name, document, first in whole(papers):
        for component, text in components(document):
            problems += wrong_look(name, first.find(text), MEASURE[component])
        last, top = foot_of(papers[name])
        for component, text in foot_components(document):
            problems += wrong_look(name, last.find(text, below=top), MEASURE[component])
    assert problems == []


def test_the_bodies_stand_left_and_the_national_name_right(papers: Papers) -> None:
    """Mục II khoản 1 to 4 and the diagram of Mục IV: numbers centred below the body, date below the national name."""
    for name, document, page in whole(papers):
        national, motto = page.find(wording.NATIONAL_NAME), page.find(wording.NATIONAL_MOTTO)
        organ, code = page.find(document.organ_name.upper()), page.find("Số: ")
        assert organ.right < national.left, name
        assert national.centre > MIDDLE, name
        assert motto.centre == pytest.approx(national.centre, abs=NEAR), name
        assert code.centre == pytest.approx(organ.centre, abs=NEAR), name
        assert national.top == pytest.approx(TOP, abs=1), name
        assert motto.top - national.top == pytest.approx(wordline(12), abs=NEAR), f"{name}: single spacing"
        if document.document_type.has_place_and_date:
            date = next(line for line in page.lines if re.search(r", ngày .* năm ", line.text) and line.italic)
            assert date.centre == pytest.approx(national.centre, abs=NEAR), name
            assert date.top == pytest.approx(code.top, abs=NEAR), name


def wordline(size: float) -> float:
    """The height of a single-spaced line of Times New Roman, in mm."""
    return size * LINE_HEIGHT * MM_PER_PT


def test_minutes_have_no_line_of_place_and_date(papers: Papers) -> None:
    """Phụ lục III Mục II Mẫu 1.9."""
    head = [line for line in papers["bien-ban"][0].lines if line.top < 45]
    assert not [line for line in head if line.italic]


def test_the_rules_are_drawn_and_have_their_lengths(papers: Papers) -> None:
    """Mục II khoản 1 điểm b: as long as the motto; khoản 2 điểm b and 5 điểm b: a third to a half of the line above."""
    for name, document, page in whole(papers):
        motto = page.find(wording.NATIONAL_MOTTO)
        rule = page.rule_below(motto)
        assert rule.length == pytest.approx(motto.right - motto.left, rel=0.02), name
        assert rule.centre == pytest.approx(motto.centre, abs=NEAR), name
        assert_short_rule(name, page, organ_lines(page))
        if document.document_type.has_heading:
            assert_short_rule(name, page, subject_lines(page, document))


def organ_lines(page: Page) -> list[Line]:
    return [line for line in page.lines if line.bold and line.size == 12 and line.right < MIDDLE and line.top < 40]


def subject_lines(page: Page, document: Document) -> list[Line]:
    first = page.find(document.subject or document.document_type.name.upper())
    below = [line for line in page.lines if line.bold and line.size == 14 and 0 < line.top - first.top < 20]
    words = document.subject or document.document_type.name.upper()
    return [first, *(line for line in below if line.text in words)]


def assert_short_rule(name: str, page: Page, lines: list[Line]) -> None:
    longest = max(line.right - line.left for line in lines)
    rule = page.rule_below(lines[-1])
    assert longest / 3 <= rule.length <= longest / 2, f"{name}: {lines[-1].text}: {rule.length:.1f} of {longest:.1f} mm"
    assert rule.centre == pytest.approx(lines[-1].centre, abs=NEAR), name


def test_type_and_subject_are_centred_on_the_page_even_beside_a_mark(papers: Papers) -> None:
    """Mục II khoản 5 điểm b."""
    for name, document, page in whole(papers):
        if document.document_type.has_heading:
            assert page.find(document.document_type.name.upper()).centre == pytest.approx(MIDDLE, abs=NEAR), name
            for line in subject_lines(page, document):
                assert line.centre == pytest.approx(MIDDLE, abs=NEAR), name


def test_the_subject_of_a_letter_stands_6_points_below_the_number_and_centred(papers: Papers) -> None:
    """Mục II khoản 5 điểm b."""
    for name, document, page in whole(papers):
        if not document.document_type.has_heading:
            code, subject = page.find("Số: "), page.find("V/v ")
            assert subject.top - code.top - wordline(13) == pytest.approx(6 * MM_PER_PT, abs=NEAR), name
            assert subject.centre == pytest.approx(code.centre, abs=1), name


def test_the_dashes_stand_under_the_colon(papers: Papers) -> None:
    """Mục II khoản 9 điểm d."""
    seen = 0
    for name, document, page in whole(papers):
        if len(document.addressed_to) > 1:
            lead = page.find(f"{document.address_lead}:")
            colon = lead.right - 0.278 * lead.size * MM_PER_PT
            for addressee in document.addressed_to:
                assert page.find(f"- {addressee}").left == pytest.approx(colon, abs=NEAR), name
                seen += 1
    assert seen >= 4


def test_the_body_is_indented_justified_and_spaced(papers: Papers) -> None:
    """Mục II khoản 6 điểm e: 1 or 1.27 cm, both margins, 6 pt between paragraphs, single to 1.5 lines."""
    lines = [line for line in papers["dai"][1].lines if not in_margin(line) and line.size == 14]
    firsts = [position for position, line in enumerate(lines) if line.left > LEFT + NEAR]
    assert {round(lines[position].left - LEFT, 1) for position in firsts} <= {12.6, 12.7, 12.8}
    for above, below in itertools.pairwise(lines):
        pitch = below.top - above.top
        if below.left > LEFT + NEAR:
            assert pitch - wordline(14) >= 6 * MM_PER_PT - 0.1
        else:
            assert wordline(14) - 0.15 <= pitch <= 1.5 * wordline(14)
            assert above.right == pytest.approx(RIGHT, abs=NEAR), "a line that runs on reaches the right margin"


def test_the_legal_bases_are_italic(papers: Papers) -> None:
    """Mục II khoản 6 điểm a."""
    seen = 0
    for _name, document, page in whole(papers):
        for basis in document.legal_bases:
            line = page.find(basis)
            assert (line.italic, line.bold, line.size) == (True, False, 14)
            seen += 1
    assert seen >= 9


def test_recipients_stand_at_the_margin_level_with_the_signer(papers: Papers) -> None:
    """Mục II khoản 9 điểm d; the name is centred under the position: khoản 7 điểm đ."""
    for name, document, _page in whole(papers):
        page, top = foot_of(papers[name])
        word = page.find(wording.RECIPIENTS_WORD)
        authority = page.find(wording.authority_lines(document.signer)[0], below=top)
        assert word.left == pytest.approx(LEFT, abs=NEAR), name
        assert page.find(document.signer.full_name, below=top).centre == pytest.approx(authority.centre, abs=NEAR), name
        assert authority.centre > MIDDLE, name
        if document.secretary is None:
            assert word.top == pytest.approx(authority.top, abs=1), name


def test_minutes_are_signed_left_and_right_above_the_recipients(papers: Papers) -> None:
    """Phụ lục III Mục II Mẫu 1.9."""
    page = papers["bien-ban"][0]
    secretary, chair = page.find("THƯ KÝ"), page.find("CHỦ TỌA")
    assert secretary.top == pytest.approx(chair.top, abs=NEAR)
    assert secretary.centre < MIDDLE < chair.centre
    assert page.find(wording.RECIPIENTS_WORD).top > page.find("Vi Thị Kim Oanh", below=chair.top).top


def test_page_numbers_begin_at_the_second_page_of_each_part_in_the_middle_of_the_top_margin(papers: Papers) -> None:
    """Mục I khoản 7; điểm đ khoản 1 Mục III."""
    shown, expected, number = [], [], 0
    for page in papers["dai"]:
        number = 1 if page.number == 1 or any(line.text.startswith("Phụ lục ") for line in page.lines) else number + 1
        expected.append("" if number == 1 else str(number))
        numbers = [line for line in page.lines if in_margin(line) and line.text.isdigit()]
        shown.append(numbers[0].text if numbers else "")
        for line in numbers:
            assert line.centre == pytest.approx(MIDDLE, abs=NEAR)
            assert 13 <= line.size <= 14
            assert not line.bold
            assert not line.italic
    assert shown == expected
    assert expected.count("2") == expected.count("") == 3
    for name, page in pages(papers):
        if page.number == 1:
            assert not [line for line in page.lines if in_margin(line) and line.text.isdigit()], name


@pytest.mark.parametrize(("name", "wide"), [("khan", 20), ("thuong-khan", 40), ("cong-dien", 30), ("cong-van", 20)])
def test_the_mark_of_urgency_has_its_size_on_paper(papers: Papers, name: str, wide: float) -> None:
    """Mục III khoản 2 điểm b."""
    found_wide, found_high = papers[name][0].red_box
    assert found_wide == pytest.approx(wide, abs=0.6)
    assert found_high == pytest.approx(8, abs=0.6)


def test_the_address_stands_at_the_foot_of_the_first_page_only_under_a_full_line(papers: Papers) -> None:
    """Mục III khoản 4."""
    for name in ("cong-van", "thong-bao", "dai"):
        first, *others = papers[name]
        line = first.find("Địa chỉ: ")
        rule = next(one for one in first.drawn if 0 < line.top + 2.5 - one.y < 4 and one.length > 100)
        assert rule.length == pytest.approx(165, abs=1), name
        assert BOTTOM - 15 < line.bottom <= BOTTOM + NEAR, name
        assert not [one for page in others for one in page.lines if one.text.startswith("Địa chỉ: ")], name


def test_circulation_and_signing_notes_stand_at_the_top_right(papers: Papers) -> None:
    """Ô 11 and 14."""
    for name, text, component in (
        ("quy-che", "LƯU HÀNH NỘI BỘ", "Phạm vi lưu hành"),
        ("phuong-an", "LƯU HÀNH NỘI BỘ", "Phạm vi lưu hành"),
        ("phu-luc-dien-tu", "1215/SNV-VTLT", "Chữ ký số không hiện hình"),
        ("phu-luc-dien-tu", "18/11/2026 10:05:42 +07:00", "Chữ ký số không hiện hình"),
        ("van-ban-kem-theo-dien-tu", "221/QĐ-UBND", "Chữ ký số không hiện hình"),
        ("ban-sao-dien-tu", "SAO Y", "Chữ ký số không hiện hình"),
    ):
        line = papers[name][0].find(text)
        assert wrong_look(name, line, MEASURE[component]) == []
        assert in_margin(line), f"{name}: {line.bottom:.1f}"
        assert line.left > MIDDLE, name


def test_an_appendix_begins_a_page_with_its_word_title_and_pointer(papers: Papers) -> None:
    """Mục III khoản 1; Phụ lục III Mục II Mẫu 2.1 and 2.2."""
    first, second = papers["phu-luc-giay"]
    for page, word, title in ((first, "Phụ lục I", "KHỐI LƯỢNG"), (second, "Phụ lục II", "TIẾN ĐỘ")):
        lines = [page.find(word), page.find(title), page.find("(Kèm theo Kế hoạch số 142/KH-UBND ngày 19")]
        assert [line.top for line in lines] == sorted(line.top for line in lines)
        assert [(line.bold, line.italic, line.size) for line in lines] == [(True, False, 14)] * 2 + [(False, True, 14)]
        assert all(line.centre == pytest.approx(MIDDLE, abs=NEAR) for line in lines)
    blank = papers["phu-luc-dien-tu"][0].find("(Kèm theo Văn bản số")
    assert "1215" not in blank.text


def test_the_text_that_a_decision_issues_has_its_own_head_and_no_number(papers: Papers) -> None:
    """Phụ lục III Mục II Mẫu 1.3."""
    page = papers["quyet-dinh-ban-hanh"][1]
    assert page.find(wording.NATIONAL_NAME).top == pytest.approx(TOP, abs=1)
    assert page.find("QUY CHẾ").centre == pytest.approx(MIDDLE, abs=NEAR)
    assert page.find("(Kèm theo Quyết định số 198/QĐ-UBND").italic
    assert not [line for line in page.lines if line.text.startswith("Số:")]


@pytest.mark.parametrize(("name", "form"), [("sao-y", "SAO Y"), ("trich-sao", "TRÍCH SAO"), ("sao-luc", "SAO LỤC")])
def test_a_copy_stands_on_the_same_sheet_under_a_full_line(papers: Papers, name: str, form: str) -> None:
    """Phụ lục I Phần II Mục II; Phụ lục III Mục II Mẫu 3.1."""
    (page,) = papers[name]
    title = page.find(form)
    assert (title.bold, title.size) == (True, 14)
    rule = next(one for one in page.drawn if one.length > 150)
    assert rule.length == pytest.approx(165, abs=1)
    original = page.find(DOCUMENTS[name].signer.full_name)
    assert original.bottom < rule.y + 1 < title.bottom
    lower = [line for line in page.lines if line.top > rule.y]
    assert title.centre > MIDDLE
    assert [line for line in lower if line.text.startswith("Số: ") and line.centre < MIDDLE]
    assert [line for line in lower if line.text == wording.RECIPIENTS_WORD]


def test_no_signature_begins_a_page_alone(papers: Papers) -> None:
    """The last paragraph of the body stays with the signer."""
    for name, _document, _first in whole(papers):
        page, top = foot_of(papers[name])
        assert [line for line in page.lines if not in_margin(line) and line.bottom < top + 2], name
