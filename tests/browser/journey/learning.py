"""Step 3: a trainee signs in from the slip, reads, practises and passes the quiz; a person without a class studies alone."""

import re

from playwright.sync_api import Locator, Page, expect

from courses.domain.content import Course
from courses.library import FOLDER, Library
from law import register
from tests.browser.journey import own_courses, people_file
from tests.browser.journey.answers import answer, question_in
from tests.browser.journey.trip import Trip, heading, words

TRAINEE = people_file.full(people_file.THU)
OWN_PASSWORD = "hoa sim tím nở ven đồi"
ALONE = "thuong.nguyen"


def course_of(trip: Trip) -> Course:
    """The course of the class that the journey opens."""
    return own_courses.read(trip.site.own_courses)


def trainee(trip: Trip) -> Page:
    """The window of the trainee whom the journey follows."""
    slip = trip.slips[TRAINEE]
    if slip.user_name in trip.windows:
        return trip.windows[slip.user_name]
    return trip.sign_in(slip.user_name, OWN_PASSWORD)


def sign_in_from_the_slip(trip: Trip) -> None:
    """The phrase of the slip opens one page only: the one that asks for an own password."""
    slip = trip.slips[TRAINEE]
    page = trip.sign_in(slip.user_name, slip.phrase)
    assert heading(page) == "Đặt mật khẩu của riêng bạn"
    page.goto("/khoa-hoc")
    assert heading(page) == "Đặt mật khẩu của riêng bạn"
    page.get_by_label(re.compile("^Mật khẩu mới")).fill(slip.phrase)
    page.get_by_label(re.compile("(L|l)ại")).fill(slip.phrase)
    page.get_by_role("button", name="Lưu mật khẩu mới").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label(re.compile("^Mật khẩu mới")).fill(OWN_PASSWORD)
    page.get_by_label(re.compile("(L|l)ại")).fill(OWN_PASSWORD)
    page.get_by_role("button", name="Lưu mật khẩu mới").click()
    page.goto("/")
    assert heading(page) == f"Chào {TRAINEE}"


def read_the_lessons(trip: Trip) -> None:
    """From the home page's one button through all lessons, each with its next step, to the door of the quiz."""
    page = trainee(trip)
    page.goto("/")
    course = course_of(trip)
    lessons = tuple(course.lessons)
    expect(page.locator(".next-step")).to_contain_text(f"bài {lessons[0].id}")
    page.locator(".next-step").get_by_role("link").click()
    for number, lesson in enumerate(lessons):
        assert heading(page) == lesson.title
        if number == 0:
            _look_up_a_rule(page)
        _practise(page, course, with_a_mistake=number == 0)
        page.get_by_role("button", name="Tôi đã đọc xong bài này").click()
        page.locator("#tiep-theo .next-step").get_by_role("link").click()
    assert heading(page).startswith("Bài kiểm tra M5")


def _look_up_a_rule(page: Page) -> None:
    page.locator("article a.cite").first.click()
    expect(page.locator("#dieu-luat")).to_contain_text("Nghị định 30/2020/NĐ-CP")
    page.keyboard.press("Escape")


def _practise(page: Page, course: Course, *, with_a_mistake: bool) -> None:
    """Questions under the lesson answer at once; one is answered wrongly, explained and tried again."""
    names = [box.get_attribute("id") for box in page.locator("#luyen-tap form.practice").all()]
    assert names
    if with_a_mistake:
        box = page.locator("#luyen-tap form.practice:has(input[type=radio])").first
        _be_wrong(page.locator(f"#{box.get_attribute('id')}"), course)
    for name in names if with_a_mistake else names[:1]:
        box = page.locator(f"#{name}")
        _answer(box, course)
        expect(box.locator(".question-verdict")).to_have_text("Đúng")


def _be_wrong(box: Locator, course: Course) -> None:
    _answer(box, course, wrongly=True)
    expect(box).to_contain_text("Chưa đúng")
    expect(box).to_contain_text("Căn cứ:")
    box.get_by_role("button", name="Làm lại câu này").click()
    expect(box.get_by_role("button", name="Trả lời")).to_be_visible()


def _answer(box: Locator, course: Course, *, wrongly: bool = False) -> None:
    answer(box, course, wrongly=wrongly)
    box.get_by_role("button", name="Trả lời").click()


def pass_the_quiz(trip: Trip) -> None:
    """The line is lost for some answers; they are kept on the machine and sent when it is back."""
    page = trainee(trip)
    course = course_of(trip)
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    state = page.locator("#trang-thai")
    boxes = page.locator("form#bai-lam fieldset.question").all()
    assert len(boxes) >= 20
    assert len({question_in(box, course).kind for box in boxes}) >= 4
    for number, box in enumerate(boxes):
        if number == 5:
            expect(state).to_have_text(f"Đã lưu 5/{len(boxes)} câu")
            page.context.set_offline(True)
        answer(box, course)
        if number == 9:
            expect(state).to_contain_text("5 câu chờ gửi")
            expect(state).to_contain_text("tự gửi khi có mạng")
            page.context.set_offline(False)
    expect(state).to_have_text(f"Đã lưu {len(boxes)}/{len(boxes)} câu")
    page.locator("aside").get_by_role("button", name="Xem lại, nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nộp bài kiểm tra")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn đã đạt: 100 %")


def study_alone(trip: Trip) -> None:
    """A person without a class finds the open course from the home page and begins it."""
    account = next(one for one in trip.site.accounts() if one["user_name"] == ALONE)
    page = trip.sign_in(ALONE, account["password"])
    expect(page.locator(".next-step")).to_contain_text("Tự học")
    page.locator(".next-step").get_by_role("link").click()
    page.get_by_role("button", name=re.compile("Bắt đầu")).first.click()
    assert "Đã bắt đầu khóa học" in words(page)
    page.goto("/")
    (programme,) = Library(FOLDER, None, register.load()).courses
    expect(page.locator(".next-step")).to_contain_text(f"bài {next(iter(programme.lessons)).id}")
