"""The document samples: complete by Phụ lục III, true to the register, the page and the file alike."""

import datetime
import io
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from law import register
from law.cites import find_key
from law.document_types import DOCUMENT_TYPES
from law.layout.document import Document
from law.layout.page import render_page
from law.layout.word.writer import write_docx
from lookup import service
from lookup.domain.changes import ChangeKind
from lookup.domain.texts import TextState, state_on
from lookup.providers import direct
from lookup.samples import domain
from lookup.samples.reading import FOLDER, SampleError, load
from lookup.samples.views import uses
from tests.conftest import NOW
from tests.factories.people import create_person

SAMPLES = list(load().values())
# The types that the note below Mẫu 1.4 names.
NAMED_TYPES = {
    "chi-thi", "quy-che", "quy-dinh", "thong-cao", "thong-bao", "huong-dan", "chuong-trinh", "ke-hoach", "phuong-an",
    "de-an", "du-an", "bao-cao", "to-trinh", "giay-uy-quyen", "phieu-gui", "phieu-chuyen", "phieu-bao",
}  # fmt: skip
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def test_every_model_of_phu_luc_iii_has_a_sample() -> None:
    models = {key for key in register.load().folded if key.startswith("ND30.PL3.M2.MAU")}
    assert len(models) == 14
    assert {sample.cite for sample in SAMPLES} == models


def test_every_type_that_mau_1_4_names_has_a_sample_of_its_own() -> None:
    found = Counter(sample.document.document_type.key for sample in SAMPLES if sample.model == "1-4")
    assert found == dict.fromkeys(NAMED_TYPES, 1)


def test_every_type_with_a_model_has_a_sample() -> None:
    shown = {sample.kind.key for sample in SAMPLES if sample.is_of_its_type}
    assert {kind.key for kind in DOCUMENT_TYPES if kind.model} <= shown
    assert {"sao-y", "trich-sao", "sao-luc"} <= shown


def test_the_model_of_a_sample_is_that_of_its_type() -> None:
    decisions = {"ND30.PL3.M2.MAU1-2", "ND30.PL3.M2.MAU1-3"}
    for sample in SAMPLES:
        if sample.is_of_its_type:
            expected = decisions if sample.kind.key == "quyet-dinh" else {sample.kind.model}
            assert sample.cite in expected, sample.key


def test_the_symbol_begins_with_the_abbreviation_of_the_type() -> None:
    """Phụ lục I Phần I Mục II khoản 3 điểm b; Phụ lục III Mục I."""
    for sample in SAMPLES:
        kind, notation = sample.document.document_type, sample.document.code_notation
        if kind.abbreviation:
            assert notation.startswith(f"{kind.abbreviation}-"), sample.key
        else:
            assert not notation.startswith("CV-"), sample.key
        if sample.document.paper_copy:
            assert sample.document.paper_copy.code_notation.startswith(f"{sample.kind.abbreviation}-"), sample.key


def test_kinh_gui_stands_only_where_the_decree_asks_for_it() -> None:
    """Phụ lục I Phần I Mục II khoản 9 điểm b: letters, submissions, reports to a superior; then 'Như trên' comes first."""
    for sample in SAMPLES:
        document = sample.document
        if document.addressed_to and document.address_lead == "Kính gửi":
            assert document.document_type.key in {"cong-van", "to-trinh", "bao-cao"}, sample.key
            assert document.recipients.names[0] == "Như trên", sample.key


def test_legal_bases_are_cited_in_full_and_in_force_on_the_day_of_issue() -> None:
    """Phụ lục I Phần I Mục II khoản 6 điểm a."""
    seen = 0
    for sample in SAMPLES:
        for basis in sample.document.legal_bases:
            assert basis.startswith(("Căn cứ ", "Theo đề nghị ", "Xét ")), basis
            if " Luật " in basis:
                assert re.fullmatch(r"Căn cứ Luật [^0-9]+ ngày \d\d tháng \d{1,2} năm \d{4}", basis), basis
            elif " số " in basis:
                assert re.search(r"số \S+ ngày \d\d tháng \d{1,2} năm \d{4} của .+ về ", basis), basis
            seen += _is_in_force(basis, sample.document)
    assert seen >= 5


def _is_in_force(basis: str, document: Document) -> bool:
    """Whether the register knows the basis; one that it knows must be in force."""
    loaded = register.load()
    key = find_key(loaded, basis)
    if key is None or key not in loaded.texts:
        return False
    assert document.issued_date is not None
    assert state_on(loaded.texts[key], document.issued_date) not in (TextState.ENDED, TextState.NOT_YET), basis
    return True


def test_a_day_of_the_week_fits_its_date() -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        for day, month, year, weekday in re.findall(
            r"ngày (\d\d) tháng (\d{1,2}) năm (\d{4}) \((thứ \w+|Chủ nhật)\)", text
        ):
            assert WEEKDAYS[datetime.date(int(year), int(month), int(day)).weekday()] == weekday, (
                f"{path.name} {day}/{month}"
            )


def test_dates_in_the_text_have_the_zeros_of_the_decree() -> None:
    """Phụ lục I Phần I Mục II khoản 4 điểm b: days below 10, months 1 and 2, and no other."""
    for sample in SAMPLES:
        text = (FOLDER / f"{sample.key}.toml").read_text(encoding="utf-8").split("[document]")[1]
        for day, month in re.findall(r"ngày (\d{1,2}) tháng (\d{1,2})\b", text):
            assert len(day) == 2, f"{sample.key}: ngày {day}"
            assert month.startswith("0") is (int(month) < 3), f"{sample.key}: tháng {month}"


def test_people_places_and_addresses_are_invented() -> None:
    for sample in SAMPLES:
        text = (FOLDER / f"{sample.key}.toml").read_text(encoding="utf-8")
        assert not re.search(r"\.(vn|com|gov)\b", text), sample.key
        assert not re.search(
            r"\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b(?<!0200 000 0123)(?<!0200 000 0456)(?<!0200 000 0457)", text
        )
        assert not re.search(r"tỉnh (?!T\b)[A-ZĐ]", text), sample.key
        assert not re.search(r"\b(huyện|thị xã|quận) [A-ZĐ]", text), sample.key


class Words(HTMLParser):
    """The words of a page outside its drawings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self._in_drawing = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_drawing = self._in_drawing or tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self._in_drawing = self._in_drawing and tag != "svg"

    def handle_data(self, data: str) -> None:
        if not self._in_drawing:
            self.found.update(data.split())


def words_of_file(content: bytes) -> Counter[str]:
    file = docx.Document(io.BytesIO(content))
    roots = [file.element.body]
    for section in file.sections:
        roots += [section.first_page_header._element, section.first_page_footer._element]
    found: Counter[str] = Counter()
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            parts = paragraph.iter(qn("w:t"), qn("w:br"))
            found.update("".join(part.text or "" if part.tag == qn("w:t") else " " for part in parts).split())
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_the_page_and_the_file_say_the_same_words(sample: domain.Sample) -> None:
    page, file = Words(render_page(sample.document)).found, words_of_file(write_docx(sample.document))
    del page["-"], file["-"]  # dashes of lists are drawn on the page and written in the file
    assert page == file


def test_the_notes_cover_every_part_of_the_page_and_cite_the_register() -> None:
    loaded = register.load()
    for sample in SAMPLES:
        told = {note.zone for note in (*sample.own_notes, *sample.common_notes)}
        assert told == set(sample.parts), sample.key
        assert sample.own_notes, f"{sample.key} says nothing of its own"
        for key in sample.cites:
            assert key in loaded, f"{sample.key}: {key}"
            assert loaded[key].may_decide_a_score, f"{sample.key}: {key}"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_fault_in_a_file_is_told_with_its_name_and_key(tmp_path: Path) -> None:
    right = (FOLDER / "cong-van.toml").read_text(encoding="utf-8")
    write(tmp_path, "notes.toml", (FOLDER / "notes.toml").read_text(encoding="utf-8"))
    for wrong, message in (
        (right.replace('type = "cong-van"', 'type = "cv"'), "cong-van.toml: type: không có loại văn bản"),
        (right.replace('zone = "9b"', 'zone = "14"'), "cong-van.toml: note: trang không có ô 14"),
        (right.replace('when = "', 'wenn = "'), "cong-van.toml: when: còn thiếu"),
        (right.replace('title = "Công văn"', 'title = "Công văn"\nten = "x"'), "cong-van.toml: ten: không hiểu"),
        (right.replace("[document]", "[document"), "cong-van.toml: "),
    ):
        write(tmp_path, "cong-van.toml", wrong)
        load.cache_clear()
        with pytest.raises(SampleError, match=re.escape(message)):
            load(tmp_path)
    load.cache_clear()


def test_the_search_knows_types_abbreviations_and_words_without_marks() -> None:
    def keys(words: str, kind: str = "") -> list[str]:
        return [sample.key for sample in domain.found(SAMPLES, words, kind)]

    assert keys("to trinh danh muc") == ["to-trinh"]
    assert keys("QyĐ") == ["quy-dinh"]
    assert keys("mua lu cong dien") == ["cong-dien"]
    assert keys("", "quyet-dinh") == ["quyet-dinh-truc-tiep", "quyet-dinh-ban-hanh"]
    assert keys("", "sao-luc") == ["sao-luc"]
    assert keys("không có gì như vậy") == []
    assert len(keys("")) == len(SAMPLES)


def test_samples_are_listed_as_the_decree_lists_its_models() -> None:
    models = [sample.model for sample in SAMPLES]
    assert models == sorted(models, key=lambda model: [int(part) for part in model.split("-")])
    assert [(group.heading, len(group.samples)) for group in domain.grouped(SAMPLES)] == [
        ("Văn bản hành chính", 27),
        ("Phụ lục văn bản", 2),
        ("Bản sao văn bản", 4),
    ]


def test_anybody_finds_a_sample_from_the_register_and_reads_it(client: FlaskClient) -> None:
    assert 'href="/tra-cuu/mau-van-ban"' in client.get("/tra-cuu/van-ban").text
    listed = client.get("/tra-cuu/mau-van-ban").text
    for sample in SAMPLES:
        assert f'href="/tra-cuu/mau-van-ban/{sample.key}"' in listed
        page = client.get(f"/tra-cuu/mau-van-ban/{sample.key}")
        assert page.status_code == 200
        assert f'href="/tra-cuu/dieu/{sample.cite}"' in page.text
        assert page.text.count('class="sample-number"') == len([one for one in sample.parts if one[0] in "0123456789S"])


def test_the_list_can_be_narrowed_and_says_when_nothing_is_left(client: FlaskClient) -> None:
    html = client.get("/tra-cuu/mau-van-ban", query_string={"loai": "giay-moi"}).text
    assert "/giay-moi" in html
    assert "/cong-dien" not in html
    assert "Không tìm thấy mẫu nào" in client.get("/tra-cuu/mau-van-ban", query_string={"tim": "<b>xyz"}).text


def test_the_file_is_downloaded_as_word_and_not_sent_twice(client: FlaskClient) -> None:
    response = client.get("/tra-cuu/mau-van-ban/cong-van/tep")
    assert response.status_code == 200
    assert response.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="cong-van.docx"')
    assert response.data == write_docx(load()["cong-van"].document)
    assert response.headers["Cache-Control"] == "no-cache"
    again = client.get("/tra-cuu/mau-van-ban/cong-van/tep", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_unknown_samples_are_not_found(client: FlaskClient) -> None:
    for path in ("khong-co", "notes", "..", "cong-van/tep/x", "khong-co/tep"):
        assert client.get(f"/tra-cuu/mau-van-ban/{path}").status_code in (404, 308)


def test_a_provision_leads_to_the_samples_that_show_it(app: Flask) -> None:
    def labels(key: str) -> list[str]:
        with app.test_request_context():
            return [use.label for use in direct(uses(key), key)]

    assert labels("ND30.PL3.M2.MAU1-7") == ["Giấy mời"]
    assert "Thông báo" in labels("ND30.D13.K4")
    assert labels("ND30.D22") == []
    assert "Quyết định quy định trực tiếp" in labels("LLT2024"), "a legal basis that changes"
    assert labels("ND30.PL1.P1.M2.K1") == ["Ghi chú chung của các mẫu"]


def test_a_sample_says_that_what_it_cites_is_under_review(session: Session, client: FlaskClient) -> None:
    officer = create_person(session, "Tuấn", Role.OFFICER)
    service.mark_change(
        session,
        officer,
        key="ND30.PL3.M2.MAU1-7",
        kind=ChangeKind.AMENDED,
        effective_on=NOW.date(),
        note="Mẫu mới.",
        at=NOW,
    )
    assert "Đang rà soát" in client.get("/tra-cuu/mau-van-ban/giay-moi").text
    assert "Đang rà soát" not in client.get("/tra-cuu/mau-van-ban/giay-gioi-thieu").text


def test_a_sample_with_a_mark_less_would_be_seen() -> None:
    """The comparison of page and file can fail."""
    sample = load()["cong-van"]
    changed = replace(sample.document, place="Nơi khác")
    assert Words(render_page(changed)).found != words_of_file(write_docx(sample.document))
