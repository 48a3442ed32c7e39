"""Every page that a role can reach: accessible, without overflow, without an error in the console.

The quick run looks at each page once, as the first role on the list that reaches it; `--full` as every role at two more widths.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page

from law.layout.word.writer import write_docx
from tests.browser.conftest import SignIn
from tests.browser.crawl import Reach, walk
from tests.browser.journey import clerk, opening
from tests.browser.journey.trip import Trip
from tests.browser.look import load_axe, problems_of
from tests.browser.site import Site
from tests.law.documents import official_letter

TRAINEE = "hai.hoang"  # has an open desk, a handed-in one and a quiz behind and before him
ROLES = [None, TRAINEE, "agency_contact", "author", "instructor", "officer", "administrator"]
SEEN_BY_ALL = {"accounts.home"}  # differs from role to role

# Addresses that no link of the demonstration leads to, and why.
NOT_LINKED: Mapping[str, str] = {
    "accounts.enter_code": "follows the password of an account with a second factor",
    "accounts.use_link": "the one-time link that the command line prints",
    "accounts.waiting_post": "offered after a sign-in that interrupted typing: test_bad_input",
    "courses.attempt": "open only while a quiz runs: looked at below",
    "courses.confirm_hand_in": "the answer to the button of the quiz paper: looked at below",
    "desk.draft": "the screen of a desk of drafts: test_drafts",
    "desk.draft_file": "a file of such a desk: test_drafts",
    "health.live": "for machines",
    "health.ready": "for machines",
    "lookup.soi_report": "the answer to a file that was sent: looked at below",
    "lookup.soi_corrected": "linked from such an answer: looked at below",
    "lookup.soi_corrected_file": "a file of such an answer: lookup/test_soi_downloads.py",
    "lookup.soi_annotated": "a file of such an answer: lookup/test_soi_downloads.py",
    "lookup.soi_paper": "a file of such an answer: lookup/test_soi_downloads.py",
    "recognition.preview": "linked from a class that has ended and waits for it: looked at below",
    "recognition.progress": "a part of recognition.batch, fetched by itself",
    "training.grant_quiz_attempt": "linked where no attempt is left: training/test_more_attempts.py",
    "training.attempt_file": "a file of a trainee's draft: training/test_attempt_pages.py",
    "verification.by_code": "stands behind the QR code of a paper: looked at below",
    "training.lock": "reached by a button of the roll, which is saved first: looked at below",
}


@pytest.fixture(scope="session")
def lived_in(site: Site, browser: Browser, passwords: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site after somebody worked on it: what only stands there once it was begun."""
    trip = Trip(site, browser, tmp_path_factory.mktemp("lived-in"))
    page = trip.sign_in(TRAINEE, passwords[TRAINEE])
    page.get_by_role("button", name="Đăng xuất").wait_for()
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Làm bài kiểm tra")
    clerk.hand_in(page)
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    clerk.open_packet(page, clerk.waiting_codes(page)[0])
    _take_quiz(page)
    page.locator("aside").get_by_role("button").click()
    page.get_by_role("button", name="Nộp bài").click()
    page.get_by_role("heading", level=1, name=re.compile("%")).wait_for()
    officer = trip.role("officer")
    officer.get_by_role("link", name="Lớp học", exact=True).click()
    officer.get_by_role("link", name=re.compile("sở, ngành và xã, phường")).click()
    officer.get_by_role("link", name="Học viên", exact=True).click()
    officer.get_by_role("link", name="Ghi danh từ tệp Excel").first.click()
    opening.send_list(officer, trip, has_bad_row=True)
    trip.close()
    return site


def _take_quiz(page: Page) -> None:
    page.goto("/khoa-hoc/van-thu-co-ban")
    page.locator("main a[href*='/kiem-tra/']").first.click()  # the walk follows the first links of a kind
    page.get_by_role("button", name=re.compile("Bắt đầu làm bài|Làm tiếp")).click()


@pytest.fixture
def as_reader(as_role: SignIn, as_person: SignIn, lived_in: Site) -> SignIn:
    """A page of a role, or of the trainee of this file."""

    def open_page(role: str | None, **options: Any) -> Page:
        return as_person(role, **options) if role == TRAINEE else as_role(role, **options)

    return open_page


@pytest.fixture(scope="session")
def reached() -> dict[str | None, Reach]:
    """What each role reached so far in this run."""
    return {}


def _reach(role: str | None, page: Page, site: Site, application: Flask, reached: dict[str | None, Reach]) -> Reach:
    if role not in reached:
        reached[role] = walk(page, site.url, application.url_map.bind("127.0.0.1"))
    return reached[role]


def _look(page: Page, pages: Mapping[str, str]) -> list[str]:
    """Problems of these pages."""
    console: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            console.append(message.text)

    page.on("console", note)
    load_axe(page)
    found = []
    for endpoint, url in pages.items():
        page.goto(url)
        found += [f"{endpoint} {url}: {problem}" for problem in [*problems_of(page), *console]]
        console.clear()
    return found


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_of_a_role_is_clean_on_a_telephone(
    role: str | None, as_reader: SignIn, site: Site, application: Flask, reached: dict[str | None, Reach]
) -> None:
    page = as_reader(role, width=360)
    own = _reach(role, page, site, application, reached)
    earlier = {
        endpoint for other in ROLES[: ROLES.index(role)] if other in reached for endpoint in reached[other].pages
    }
    fresh = {name: url for name, url in own.pages.items() if name not in earlier or name in SEEN_BY_ALL}
    assert _look(page, fresh) == []


def test_every_address_is_reached_by_a_link(
    as_reader: SignIn, site: Site, application: Flask, reached: dict[str | None, Reach]
) -> None:
    for role in ROLES:
        if role not in reached:
            _reach(role, as_reader(role), site, application, reached)
    known = {rule.endpoint for rule in application.url_map.iter_rules() if "GET" in (rule.methods or ())}
    lost = {endpoint for endpoint in known - {"static"} if not any(endpoint in reach for reach in reached.values())}
    assert lost - set(NOT_LINKED) == set(), "link to these pages, or say in NOT_LINKED why not"


def test_the_report_on_a_file_is_clean_on_a_telephone(as_role: SignIn, tmp_path: Path) -> None:
    file = tmp_path / "công văn.docx"
    file.write_bytes(write_docx(official_letter(code_number="5")))
    page = as_role(None, width=360)
    page.goto("/tra-cuu/soi-the-thuc")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Soi văn bản").click()
    page.wait_for_url(re.compile("/soi-the-thuc/.+"))
    assert problems_of(page) == []
    page.get_by_role("link", name="Xem bản máy sửa được").click()
    page.get_by_role("link", name="Tải bản đã sửa").wait_for()
    assert problems_of(page) == []


def test_the_quiz_paper_is_clean_on_a_telephone(as_person: SignIn) -> None:
    page = as_person("son.duong", width=360)
    page.goto("/khoa-hoc/van-thu-co-ban")
    begin = page.get_by_role("button", name=re.compile("Bắt đầu học"))
    if begin.count():
        begin.click()
    _take_quiz(page)
    assert _look(page, {"courses.attempt": page.url, "courses.confirm_hand_in": f"{page.url}/nop-bai"}) == []


def test_counting_heads_is_clean_on_a_telephone(as_role: SignIn) -> None:
    page = as_role("instructor", width=360)
    page.goto("/lop")
    page.get_by_role("link", name=re.compile("sở, ngành và xã, phường")).first.click()
    page.get_by_role("link", name="Buổi học", exact=True).click()
    page.get_by_role("link", name=re.compile("^Điểm danh")).first.click()
    page.get_by_role("button", name="Đếm người và khóa").click()
    page.get_by_role("button", name="Khóa điểm danh").wait_for()
    assert problems_of(page) == []


def test_recognising_and_verifying_are_clean_on_a_telephone(as_role: SignIn) -> None:
    page = as_role("officer", width=360)
    page.goto("/lop")
    open_class = page.get_by_role("link", name=re.compile("sở, ngành và xã, phường")).first.get_attribute("href")
    assert _look(page, {"recognition.preview": f"{open_class}/cong-nhan"}) == []
    page.goto("/xac-minh/0004-1061-050R")
    assert problems_of(page) == []


@pytest.mark.full
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_of_a_role_is_clean_at_other_widths(
    role: str | None, width: int, as_reader: SignIn, site: Site, application: Flask, reached: dict[str | None, Reach]
) -> None:
    page = as_reader(role, width=width)
    assert _look(page, _reach(role, page, site, application, reached).pages) == []
