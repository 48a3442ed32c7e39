"""The papers: what they say, that they are made once, and that a crash loses nothing."""

import re
import shutil
import subprocess
import unicodedata
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import paper, queries, tasks
from certificates.domain.codes import code_of, grouped
from certificates.domain.facts import Decision, Facts, Holder, Issuer, Training
from certificates.domain.states import EventKind
from certificates.models import Certificate, CertificateEvent
from certificates.service.issuing import keep_paper
from core import db, storage
from core.audit import verify_all
from core.printing import PrintingFailed
from tests.conftest import NOW
from tests.factories.certificates import create_officer, finished_class, issue_certificates, set_names

PLAIN = "aăâeêioôơuưy"
MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# The letters that ASCII has not: 67, in two cases 134.
LETTERS = [
    letter
    for letter in (unicodedata.normalize("NFC", plain + mark) for plain in PLAIN for mark in MARKS)
    if letter > "z"
] + ["đ"]

FACTS = Facts(
    type_code="gcn-khoa-boi-duong",
    number="0012/2026/GCN-SNV",
    register_no=12,
    year=2026,
    code=code_of(bytes(range(16))),
    holder=Holder("Nguyễn Thị Hường Giang", date(1985, 2, 5), None, "Công chức Văn phòng", "Ủy ban nhân dân xã Văn Yên"),
    training=Training("Lớp bồi dưỡng khóa 1", "Văn thư cơ bản", "Trung tâm Chính trị", date(2026, 11, 22), date(2026, 11, 24), 24),
    results=(),
    decision=Decision("45/QĐ-SNV", date(2026, 2, 3)),
    issuer=Issuer("Ủy ban nhân dân tỉnh T", "Sở Nội vụ", "T", "Giám đốc", "Nguyễn Thị Thanh Huyền"),
    issued_on=date(2026, 11, 23),
    public_url="https://daotao.tinht.example.vn",
    is_simulated=False,
)  # fmt: skip
LONG = replace(
    FACTS,
    holder=Holder(
        "Tôn Nữ Nguyễn Phước Quỳnh Hoàng Thiên Hương Thảo Nguyên",
        date(1985, 2, 5),
        None,
        "Phó Trưởng phòng Hành chính - Tổng hợp kiêm phụ trách lưu trữ hiện hành",
        "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng, công nghiệp và phát triển đô thị trực thuộc Ủy ban nhân dân tỉnh T",
    ),
    training=replace(
        FACTS.training,
        class_name="Lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ cho công chức cấp xã năm 2026 (khóa thứ hai, cụm số 4)",
        course="Bồi dưỡng nghiệp vụ văn thư, lưu trữ cho công chức, viên chức các cơ quan, tổ chức và xã, phường",
        place="Hội trường tầng 3, Trung tâm Bồi dưỡng chính trị và Hội nghị tỉnh T, đường Cách mạng tháng Tám",
    ),
)


def run(tool: str, content: bytes, *arguments: str) -> str:
    """What a poppler tool says of a PDF."""
    done = subprocess.run([tool, *arguments, "-", *(["-"] if tool == "pdftotext" else [])], input=content, capture_output=True, check=True)  # fmt: skip
    return done.stdout.decode()


def words(content: bytes) -> str:
    """The text of a PDF in one line."""
    return " ".join(run("pdftotext", content, "-layout").split())


@pytest.mark.usefixtures("session")
class TestPaper:
    """One page that says everything that was frozen."""

    def test_its_page_is_well_formed_whatever_the_names_are(self) -> None:
        named = replace(FACTS, holder=replace(FACTS.holder, full_name='Đỗ <Thị> & Lê "Ánh" d\'Arc'))
        root = ElementTree.fromstring(paper.html(named))
        assert "Đỗ <Thị> & Lê" in "".join(root.itertext())

    def test_it_says_what_was_certified(self) -> None:
        said = words(paper.pdf(FACTS))
        for line in (
            "GIẤY CHỨNG NHẬN",
            "hoàn thành khóa bồi dưỡng nghiệp vụ văn thư, lưu trữ",
            "Nguyễn Thị Hường Giang",
            "Sinh ngày 05/02/1985",
            "Ủy ban nhân dân xã Văn Yên",
            "Theo Quyết định số 45/QĐ-SNV ngày 03 tháng 02 năm 2026",
            "T, ngày 23 tháng 11 năm 2026",
            "0012/2026/GCN-SNV",
            "daotao.tinht.example.vn/xac-minh",
            grouped(FACTS.code),
            "Nguyễn Thị Thanh Huyền",
        ):
            assert line in said
        assert "chứng chỉ" not in said.lower()
        assert "MÔ PHỎNG" not in said

    def test_a_trial_says_so_on_the_paper(self) -> None:
        assert "MÔ PHỎNG ĐỂ TẬP VIỆC, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in words(paper.pdf(replace(FACTS, is_simulated=True)))

    def test_it_prints_all_letters_of_vietnamese_in_both_cases(self) -> None:
        both = {*LETTERS, *(letter.upper() for letter in LETTERS)}
        assert len(both) == 134
        everything = replace(
            FACTS, training=replace(FACTS.training, place=" ".join(LETTERS), course=" ".join(LETTERS).upper())
        )
        said = run("pdftotext", paper.pdf(everything), "-raw")
        assert both <= set(said)

    def test_every_font_is_embedded(self) -> None:
        rows = run("pdffonts", paper.pdf(FACTS)).splitlines()[2:]
        assert rows
        for row in rows:
            assert "Liberation-Serif" in row
            assert re.search(r"yes yes yes", row)

    def test_it_is_one_page_of_a4_landscape_with_a_structure(self) -> None:
        said = run("pdfinfo", paper.pdf(FACTS))
        assert re.search(r"Pages:\s+1\n", said)
        assert re.search(r"Page size:\s+841\.89 x 595\.2", said)
        assert re.search(r"Tagged:\s+yes", said)

    def test_the_qr_code_is_large_enough_to_be_read(self) -> None:
        ((width, height),) = _pictures(paper.pdf(FACTS))
        assert width == height >= 200

    def test_the_longest_names_stay_on_the_page_and_apart(self) -> None:
        content = paper.pdf(LONG)
        assert re.search(r"Pages:\s+1\n", run("pdfinfo", content))
        said = words(content)
        assert "Nguyên" in said
        assert "trực thuộc Ủy ban nhân dân tỉnh T" in said
        last_word, first_proof = _bottom(content, "lớp"), _top(content, "Số:")
        assert last_word < first_proof

    def test_the_same_facts_give_the_same_bytes(self) -> None:
        assert paper.pdf(FACTS) == paper.pdf(FACTS)

    def test_frozen_facts_survive_being_kept(self) -> None:
        assert Facts.from_json(FACTS.to_json()) == FACTS
        with pytest.raises(ValueError, match="newer version"):
            Facts.from_json(FACTS.to_json() | {"form": 99})


def _pictures(content: bytes) -> list[tuple[int, int]]:
    rows = run("pdfimages", content, "-list").splitlines()[2:]
    return [(int(row.split()[3]), int(row.split()[4])) for row in rows if row.split()[2] == "image"]


def _boxes(content: bytes, word: str) -> list[tuple[float, float]]:
    found = re.findall(r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">([^<]+)<', run("pdftotext", content, "-bbox"))
    return [(float(top), float(bottom)) for top, bottom, text in found if text == word]


def _bottom(content: bytes, word: str) -> float:
    return max(bottom for _top_edge, bottom in _boxes(content, word))


def _top(content: bytes, word: str) -> float:
    return min(top for top, _bottom_edge in _boxes(content, word))


def test_every_certificate_gets_its_paper_once(
    session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
) -> None:
    set_names(session)
    decision = issue_certificates(session, create_officer(session), finished_class(session, monkeypatch, people))
    session.expire_all()
    assert queries.progress(session, decision.id).is_done
    for entry in queries.batch(session, decision.id):
        assert entry.pdf_sha256 is not None
        assert entry.number in words(storage.get(entry.pdf_sha256))
    drawn: list[Facts] = []
    monkeypatch.setattr(paper, "pdf", drawn.append)
    tasks.render(str(decision.id))
    assert drawn == []


@pytest.mark.usefixtures("no_papers")
def test_a_crash_in_the_middle_is_taken_up_where_it_stopped(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
) -> None:
    set_names(session)
    decision = issue_certificates(session, create_officer(session), finished_class(session, monkeypatch, people))
    made: list[int] = []
    really = paper.pdf

    def dies_at_the_third(facts: Facts) -> bytes:
        if len(made) == 2:
            raise PrintingFailed("the machine stops here")
        made.append(facts.register_no)
        return really(facts)

    with monkeypatch.context() as patch:
        patch.setattr(paper, "pdf", dies_at_the_third)
        with pytest.raises(PrintingFailed):
            tasks.render(str(decision.id))
    session.rollback()
    assert queries.progress(session, decision.id).made == 2
    before = {entry.number: entry.pdf_sha256 for entry in queries.batch(session, decision.id) if entry.pdf_sha256}
    tasks.render(str(decision.id))
    session.rollback()
    entries = queries.batch(session, decision.id)
    assert [entry.register_no for entry in entries] == [1, 2, 3, 4, 5]
    assert all(entry.pdf_sha256 for entry in entries)
    assert before.items() <= {entry.number: entry.pdf_sha256 for entry in entries}.items()
    rendered = session.scalars(sa.select(CertificateEvent).where(CertificateEvent.kind == EventKind.RENDERED)).all()
    assert len(rendered) == 5


@pytest.mark.usefixtures("no_papers")
def test_a_paper_that_was_stored_but_not_entered_is_no_orphan(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
) -> None:
    set_names(session)
    decision = issue_certificates(session, create_officer(session), finished_class(session, monkeypatch, people[:1]))
    folder: Path = app.extensions["settings"].files
    shutil.rmtree(folder)
    folder.mkdir()
    (certificate_id,) = queries.unmade(session, decision.id)
    storage.put(paper.pdf(session.get_one(Certificate, certificate_id).facts))
    tasks.render(str(decision.id))
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def _broken(session: Session) -> list[str]:
    return [f"{chain}: {found.reason}" for _source, chain, found in verify_all(session) if found]


@pytest.mark.usefixtures("no_papers")
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE credential SET pdf_sha256 = '0' WHERE register_no = 2", "0002/2026/GCN-SNV"),
        (
            "UPDATE credential SET facts = (SELECT facts FROM credential WHERE register_no = 1) WHERE register_no = 3",
            "0003/2026/GCN-SNV",
        ),
        ("UPDATE credential_event SET actor_id = NULL WHERE position = 2", "dòng số 2 đã bị sửa"),
        ("DELETE FROM credential_event WHERE position = 5", "đến số 5"),
        ("UPDATE credential SET code = 'X' WHERE register_no = 1", "0001/2026/GCN-SNV"),
    ],
)
def test_the_first_changed_row_is_named(
    session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person], change: str, named: str
) -> None:
    set_names(session)
    issue_certificates(session, create_officer(session), finished_class(session, monkeypatch, people))
    assert _broken(session) == []
    with db.transaction(session):
        session.execute(sa.text(change))
    session.expire_all()
    assert any(named in line for line in _broken(session)), _broken(session)


def test_an_unknown_paper_is_not_kept(session: Session) -> None:
    with pytest.raises(sa.exc.NoResultFound):
        keep_paper(session, uuid.uuid4(), "0" * 64, NOW)
