"""The pages of a draft: fetch, download, mend, hand in; what is wrong with a file; who sees the faults and when."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core import db, storage
from core.jobs import SWEEPS
from exercises.desk import draft_waiting, draft_work
from exercises.dms import letters
from exercises.dms.domain.drafts import DraftItem
from exercises.domain import Mode
from law import register
from law.layout.readers import refusals
from law.layout.word.writer import write_docx
from law.secrecy import Secrecy
from lookup.soi import looking
from tests.conftest import NOW
from tests.exercises.test_draft_cheats import without_foot
from tests.factories.desk_browser import Browser, begin
from tests.factories.people import create_person
from tests.law.documents import official_letter
from tests.lookup.test_soi_pages import send
from tests.samples.good import by_hand

pytestmark = pytest.mark.one_database  # files and words; the desk itself runs on both

PAGE = "/ban-thao/d1"


@pytest.fixture
def desk(app: Flask, lan: Person) -> Browser:
    """Lan's desk in practice, the draft fetched."""
    return fetched(begin(app, lan, "VBDI-02"))


@pytest.fixture
def exam(app: Flask, lan: Person) -> Browser:
    """The same in an exam."""
    return fetched(begin(app, lan, "VBDI-02", Mode.EXAM))


def fetched(desk: Browser) -> Browser:
    desk.post(f"{PAGE}/nhan")
    return desk


def item(desk: Browser) -> DraftItem:
    return desk.loaded().desk.drafts["d1"]


def download(desk: Browser, number: int = 0) -> bytes:
    answer = desk.client.get(f"{desk.home}{PAGE}/tep/{number}")
    assert answer.status_code == 200
    return bytes(answer.data)


def hand_in(desk: Browser, data: bytes, status: int = 303, name: str = "da sửa xong, của chị Lan.docx") -> str:
    fields = {"csrf_token": desk.token(), "position": desk.loaded().position, "file": (io.BytesIO(data), name)}
    answer = desk.client.post(f"{desk.home}{PAGE}/nop", data=fields, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


def packed(name: str) -> bytes:
    """A ZIP file that holds one file of that name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    return made.getvalue()


def note(words: str) -> bytes:
    """A Word file with one line and no document in it."""
    file, made = docx.Document(), io.BytesIO()
    file.add_paragraph(words)
    file.save(made)
    return made.getvalue()


def mended(desk: Browser, *left: str) -> bytes:
    """The letter with all faults put right but those of the parts `left`."""
    draft = item(desk).draft
    faults = [draft.fault(slot).name for slot in left]
    return letters.file_with(draft, letters.right_letter(draft), faults, register.load())


def test_the_whole_way_from_the_draft_to_the_result(desk: Browser) -> None:
    given = download(desk)
    assert given == letters.given_file(item(desk).draft, register.load())
    hand_in(desk, mended(desk, "noi-nhan"))
    page = desk.get(PAGE)
    assert "Còn 1 phần chưa đúng" in page
    assert 'id="cho-1"' in page
    assert page.count("Sửa trong Word") == 1, "told once, in the list that is numbered like the page"
    assert "Cần sửa: Nơi nhận" not in page
    assert desk.loaded().card.score == 93
    hand_in(desk, mended(desk))
    assert download(desk, 2) == mended(desk)
    assert "Các chỗ còn sai" not in desk.get(PAGE)
    desk.post("/nop-bai")
    assert "100/100" in desk.get("/ket-qua")


def test_the_coach_tells_of_a_part_that_no_place_on_the_page_shows(desk: Browser) -> None:
    file, words = without_foot(download(desk))
    file.sections[0].footer.paragraphs[0].add_run(words)
    saved = io.BytesIO()
    file.save(saved)
    hand_in(desk, saved.getvalue())
    page = desk.get(PAGE)
    assert "Cần sửa: Nơi nhận" in page
    assert "máy không nhận ra phần này" in page
    assert "Cần sửa: Trang giấy" not in page, "that one stands in the list"


def test_the_given_file_keeps_its_secret_even_in_practice(desk: Browser) -> None:
    page = desk.get(PAGE)
    assert "Bản được giao" in page
    assert "soi-mark" not in page
    assert "phần chưa đúng" not in page


def test_an_exam_tells_nothing_before_it_is_handed_in(exam: Browser) -> None:
    hand_in(exam, mended(exam, "noi-nhan", "trang-giay"))
    page = exam.get(PAGE)
    for words in ("soi-mark", "phần chưa đúng", "chỗ sai", "Các chỗ còn sai"):
        assert words not in page
    exam.post("/nop-bai")
    assert "86/100" in exam.get("/ket-qua")
    replay = exam.get("/xem-lai?buoc=3")
    assert "soi-mark" in replay


@pytest.mark.parametrize(
    ("make", "status", "says"),
    [
        (download, 422, "tệp gốc, chưa sửa gì"),
        (lambda desk: by_hand("word", "cong-van"), 422, "không phải bản thảo được giao"),
        (lambda desk: by_hand("ours", "quyet-dinh-truc-tiep"), 422, "không phải bản thảo được giao"),
        (lambda desk: b"\x89PNG\r\n\x1a\n" + bytes(100), 422, "ảnh"),
        (lambda desk: b"", 422, "Tệp rỗng"),
        (lambda desk: b"%PDF-1.4\n", 422, "PDF"),
        (lambda desk: download(desk)[:3000], 422, "hỏng"),
    ],
    ids=["as given", "another letter", "a decision", "picture", "empty", "a PDF", "cut short"],
)
def test_a_wrong_file_gets_a_sentence_and_is_not_kept(
    desk: Browser, make: Callable[[Browser], bytes], status: int, says: str
) -> None:
    data = make(desk)
    page = hand_in(desk, data, status)
    assert "error-summary" in page
    assert says in page
    assert item(desk).submissions == ()
    if data != download(desk):
        with desk.app.app_context(), pytest.raises(FileNotFoundError):
            storage.get(hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.docx", "không có bản thảo trong đó"),
        (b"%PDF-1.4\n", "a.docx", "không nộp PDF"),
        (b"%PDF-1.4\n", "a.pdf", "không nộp PDF"),
        (b"GIF89a" + bytes(100), "a.docx", "Đây là tệp ảnh, không phải bản thảo."),
        (b"khong phai", "a.docx", "Đây không phải văn bản Word."),
        (packed("xl/workbook.xml"), "a.docx", "Đây là bảng tính"),
        (packed("a.txt"), "a.docx", "Đây là tệp nén, không phải văn bản Word."),
        (None, "a.pdf", "Tên tệp phải có đuôi .docx"),
        (note("Mai em nghỉ một buổi nhé."), "a.docx", "Đây không phải bản thảo được giao."),
        (write_docx(official_letter(secrecy=Secrecy.SECRET)), "a.docx", "Văn bản mang dấu chỉ độ mật."),
    ],
)
def test_the_desk_speaks_of_its_draft_and_never_as_the_checker(
    desk: Browser, data: bytes | None, name: str, says: str
) -> None:
    page = hand_in(desk, mended(desk) if data is None else data, 422, name)
    told = page[page.index("error-summary") : page.index("</ul>", page.index("error-summary"))]
    assert says in told
    for words in ("hoặc PDF", "soi ", "đổi đuôi"):
        assert words not in told


def test_no_sentence_of_the_checker_about_other_files_reaches_the_desk() -> None:
    """PDF never gets as far; what is left must not speak of PDF or of checking."""
    sentences = {name: text for name, text in vars(refusals).items() if name.isupper() and isinstance(text, str)}
    told = {
        name: draft_work.AT_THE_DESK.get(text, text) for name, text in sentences.items() if not name.endswith("_PDF")
    }
    assert {name for name, text in told.items() if "PDF" in text or "soi " in text} == set()


def test_the_draft_of_somebody_else_is_not_taken(app: Flask, session: Session, desk: Browser) -> None:
    other = fetched(begin(app, create_person(session, "Lý Văn Quý", Role.TRAINEE), "VBDI-02"))
    page = hand_in(desk, mended(other), 422)
    assert "của lượt khác hoặc của người khác" in page
    assert desk.kinds()[-1] == "Refused"


def test_a_form_without_a_file_says_so(desk: Browser) -> None:
    page = desk.post(f"{PAGE}/nop", 422)
    assert "Hãy chọn tệp .docx mà bạn đã sửa" in page
    assert 'href="#file"' in page


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The checker has no room; undo it and it has."""

    def ask(*_: Any, **__: Any) -> None:
        raise looking.Busy

    with monkeypatch.context() as patch:
        patch.setattr(looking, "ask", ask)
        yield patch


def again(desk: Browser, page: str) -> None:
    """What the page does by itself: send its form once more."""
    form = re.search(r'<form method="post" action="([^"]+)" data-again>(.*?)</form>', page, re.DOTALL)
    assert form, page
    hidden = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    assert desk.client.post(form[1], data=hidden).status_code == 303


def test_a_draft_that_is_asked_for_at_a_busy_moment_comes_by_itself(
    app: Flask, lan: Person, busy: pytest.MonkeyPatch
) -> None:
    desk = begin(app, lan, "VBDI-02")
    page = desk.post(f"{PAGE}/nhan", 503)
    assert "Đang chờ đến lượt" in page
    busy.undo()
    again(desk, page)
    assert item(desk).given is not None


def test_a_file_that_comes_at_a_busy_moment_waits_and_nobody_sends_it_again(
    desk: Browser, busy: pytest.MonkeyPatch
) -> None:
    data = mended(desk)
    hand_in(desk, mended(desk, "noi-nhan"))
    hand_in(desk, data)
    assert item(desk).submissions == ()
    page = desk.get(PAGE)
    assert "Đã nhận tệp “da sửa xong, của chị Lan.docx”" in page
    assert 'name="file"' not in page
    busy.undo()
    again(desk, page)
    assert [download(desk, 1)] == [data]
    assert "data-again" not in desk.get(PAGE)


def test_nobody_hands_in_while_a_file_waits(desk: Browser, busy: pytest.MonkeyPatch) -> None:
    hand_in(desk, mended(desk))
    answer = desk.client.get(f"{desk.home}/nop-bai")
    assert answer.headers["Location"].endswith(PAGE)
    desk.post("/nop-bai")
    assert "Đợi tệp được nhận xong" in desk.get(PAGE)
    assert desk.loaded().attempt.is_open
    busy.undo()
    again(desk, desk.get(PAGE))
    desk.post("/nop-bai")
    assert not desk.loaded().attempt.is_open


def test_a_wrong_file_that_waited_is_refused_and_forgotten(desk: Browser, busy: pytest.MonkeyPatch) -> None:
    hand_in(desk, b"no Word file at all")
    busy.undo()
    desk.post(f"{PAGE}/nop", 422)
    assert 'name="file"' in desk.get(PAGE)


def test_a_file_that_nobody_came_back_for_is_wiped(app: Flask, desk: Browser, busy: pytest.MonkeyPatch) -> None:
    hand_in(desk, mended(desk))
    folder = app.extensions["settings"].data / draft_waiting.FOLDER
    assert len(list(folder.glob("*/*.file"))) == 1
    with app.app_context():
        for sweep in SWEEPS:
            sweep(db.session(), NOW + timedelta(hours=2))
    assert list(folder.glob("*/*")) == []
    assert 'name="file"' in desk.get(PAGE)


def test_two_clicks_hand_in_once_and_fetch_once(desk: Browser) -> None:
    desk.post(f"{PAGE}/nhan")
    hand_in(desk, mended(desk))
    hand_in(desk, mended(desk), 422)
    assert [kind for kind in desk.kinds() if kind != "Refused"] == ["DeskOpened", "DraftFetched", "DraftSubmitted"]


def test_after_handing_in_nothing_more_is_taken(desk: Browser) -> None:
    desk.post("/nop-bai")
    hand_in(desk, mended(desk), 303)
    assert item(desk).submissions == ()


def test_a_desk_of_drafts_has_no_mailbox(desk: Browser) -> None:
    assert "Chờ đến…" not in desk.get()
    desk.get("/thu-muc/cho-trinh", 404)
    desk.get("/van-ban-den", 404)
    desk.get("/ban-thao/d9", 404)
    desk.get(f"{PAGE}/tep/5", 404)


def test_stepping_back_keeps_the_files_of_what_is_left(desk: Browser) -> None:
    hand_in(desk, mended(desk, "noi-nhan"))
    hand_in(desk, mended(desk))
    answer = desk.client.post(f"{desk.home}/lui", data={"csrf_token": desk.token()})
    branched = Browser(desk.app, desk.client, answer.headers["Location"].rsplit("/", 1)[-1])  # type: ignore[arg-type]  # an id in words
    assert branched.client.get(f"{branched.home}{PAGE}/tep/1").data == mended(desk, "noi-nhan")


def test_the_daily_checker_leaves_the_file_of_an_exercise_alone(app: Flask, desk: Browser) -> None:
    answer = send(app, desk.client, download(desk))
    assert answer.status_code == 422
    assert "bản thảo của một bài luyện tập" in answer.text
