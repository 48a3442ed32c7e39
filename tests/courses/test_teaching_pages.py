"""What people who teach see of our own programme, on the screen and on paper; trainees see nothing of it."""

import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from accounts.domain import Role
from core import db
from courses.domain.content import Course
from courses.views import on_paper
from tests.courses.conftest import Browser
from tests.factories.people import create_person, sign_in

COURSE = "/khoa-hoc/van-thu-co-ban"
MODULES = [*(f"m{number}" for number in range(13)), "kt"]
PAPER = f"{COURSE}/chuong-trinh/chuong-trinh-24-tiet/de/dau-khoa"


def browser(app: Flask, role: Role) -> Browser:
    return Browser(sign_in(app, create_person(db.session(), "Người dạy", role, user_name=f"teacher-{role.value}")))


pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers arrive as the HTML that the printer would get."""
    monkeypatch.setattr(on_paper, "as_pdf", str.encode)


def test_the_course_page_leads_instructors_to_what_they_teach_with(app: Flask) -> None:
    page = browser(app, Role.INSTRUCTOR).get(COURSE).text
    assert f"{COURSE}/giang-day" in page
    assert f"{COURSE}/giang-day" not in browser(app, Role.TRAINEE).get(COURSE).text


def test_notes_and_slides_show_their_law_and_pictures(app: Flask) -> None:
    teacher = browser(app, Role.INSTRUCTOR)
    notes = teacher.get(f"{COURSE}/giang-day/m5/giao-an").text
    assert "Sáu chiếc bì" in teacher.get(f"{COURSE}/giang-day/m5/trinh-chieu").text
    assert "/tra-cuu/dieu/ND30.D21.K1.B" in notes
    assert "Vụ việc mở đầu" in notes


def test_the_agenda_says_that_its_hours_are_a_proposal_and_what_is_shortened(app: Flask) -> None:
    page = browser(app, Role.OFFICER).get(f"{COURSE}/chuong-trinh/chuong-trinh-40-tiet").text
    assert "đề xuất của chúng tôi" in page
    assert "M8 còn 2 tiết (đầy đủ 3); M11 còn 2 tiết (đầy đủ 3)" in page
    assert page.count('<h2 id="buoi-') == 10
    assert "Tiếp nhận văn bản đến qua Trục liên thông" in page


@pytest.mark.usefixtures("as_html")
def test_nothing_on_the_paper_tells_the_key(app: Flask) -> None:
    teacher = browser(app, Role.INSTRUCTOR)
    paper, key = teacher.get(PAPER).text, teacher.get(f"{PAPER}/dap-an").text
    whys = re.findall(r"(?:Đúng\.</strong>|Sai\.) <p>(.{30,60}?)[<.,;:]", key)
    assert len(whys) > 40
    assert [why for why in whys if why in paper] == []
    assert "Trả lời:" in key
    assert "Trả lời:" not in paper
    assert re.search(r"Điều \d+ Nghị định 30", key)


@pytest.mark.usefixtures("as_html")
def test_a_paper_and_its_key_carry_the_same_code_at_each_printing(app: Flask) -> None:
    teacher = browser(app, Role.INSTRUCTOR)
    pages = [teacher.get(path).text for path in (PAPER, PAPER, f"{PAPER}/dap-an")]
    codes = [re.findall(r"<strong>([0-9A-F]{6})</strong>", page)[0] for page in pages]
    assert len(set(codes)) == 1
    assert pages[0] == pages[1]


@pytest.mark.parametrize("path", [PAPER, f"{PAPER}/dap-an", f"{COURSE}/giang-day", f"{COURSE}/giang-day/m5/giao-an"])
def test_a_trainee_gets_404(app: Flask, path: str) -> None:
    trainee = browser(app, Role.TRAINEE)
    trainee.post(f"{COURSE}/bat-dau")
    assert trainee.get(path).status_code == 404


@pytest.mark.parametrize("path", [PAPER, f"{PAPER}/dap-an"])
def test_an_author_gets_no_papers_of_classes(app: Flask, path: str) -> None:
    assert browser(app, Role.AUTHOR).get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{COURSE}/giang-day/m99/giao-an",
        f"{COURSE}/chuong-trinh/luu-tru",
        f"{COURSE}/chuong-trinh/khong-co",
        f"{COURSE}/chuong-trinh/chuyen-de-van-ban-den/de/dau-khoa",
        f"{COURSE}/chuong-trinh/chuong-trinh-24-tiet/de/giua-khoa",
        "/khoa-hoc/khong-co/giang-day",
    ],
)
def test_what_does_not_exist_is_404_for_an_instructor_too(app: Flask, path: str) -> None:
    assert browser(app, Role.INSTRUCTOR).get(path).status_code == 404


@pytest.mark.one_database
@pytest.mark.parametrize("module", MODULES)
def test_notes_fit_two_pages_and_each_slide_one(app: Flask, programme: Course, module: str, tmp_path: Path) -> None:
    teacher = browser(app, Role.INSTRUCTOR)
    slides = len(programme.module(module).teaching.slides)  # type: ignore[union-attr]
    assert _pages(teacher, f"{COURSE}/giang-day/{module}/trinh-chieu/ban-in", tmp_path) == slides
    assert _pages(teacher, f"{COURSE}/giang-day/{module}/giao-an/ban-in", tmp_path) in {1, 2}


def _pages(teacher: Browser, path: str, folder: Path) -> int:
    file = folder / "paper.pdf"
    file.write_bytes(teacher.get(path).data)
    said = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Pages:\s+(\d+)", said)
    assert found
    return int(found[1])
