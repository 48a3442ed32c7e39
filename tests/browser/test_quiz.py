"""A quiz on a bad line, and a quiz without a script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

COURSE = "/khoa-hoc/van-thu-co-ban"


def begin_quiz(page: Page) -> None:
    """Study the course (by oneself where there is no class) and open the paper."""
    page.goto(COURSE)
    begin = page.get_by_role("button", name=re.compile("Bắt đầu học"))
    if begin.count():
        begin.click()
    page.goto(f"{COURSE}/kiem-tra/m5")
    page.get_by_role("button", name=re.compile("Bắt đầu làm bài|Làm tiếp")).click()
    expect(page.locator("#bai-lam")).to_be_visible()


def test_answers_survive_a_lost_line_and_a_closed_page(as_role: SignIn) -> None:
    page = as_role("trainee")
    begin_quiz(page)
    state = page.locator("#trang-thai")
    radios = page.locator("fieldset.question:has(input[type=radio]):not(:has(fieldset))")
    radios.nth(0).locator("input").nth(1).check()
    expect(state).to_have_text(re.compile(r"^Đã lưu 1/\d+ câu$"))
    page.context.set_offline(True)
    radios.nth(0).locator("input").nth(0).check()
    radios.nth(1).locator("input").nth(0).check()
    expect(state).to_contain_text("2 câu chờ gửi")
    page.context.set_offline(False)
    page.reload()
    assert radios.nth(0).locator("input").nth(0).is_checked(), "kept on this machine over a reload"
    assert radios.nth(1).locator("input").nth(0).is_checked()
    expect(state).to_have_text(re.compile(r"^Đã lưu 2/\d+ câu$"), timeout=15_000)
    page.reload()
    assert radios.nth(1).locator("input").nth(0).is_checked(), "now from the server"
    page.locator("aside").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nộp bài kiểm tra")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("%")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('dauden-bai-')).length") == 0


def test_two_steps_never_share_a_place(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(f"{COURSE}/bai/m5-1")
    steps = page.locator("form.practice:has(.place-row)").first.locator("select")
    count = steps.count()
    for place in range(count):
        steps.nth(place).select_option(str(count - place))
    assert len({steps.nth(place).input_value() for place in range(count)}) == count


def test_a_citation_opens_beside_the_lesson_and_closes_with_escape(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(f"{COURSE}/bai/m5-1")
    page.locator("article a.cite").first.click()
    panel = page.locator("#dieu-luat")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Nghị định 30/2020/NĐ-CP")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("article a.cite").first).to_be_focused()


def test_a_practice_answer_is_explained_without_leaving_the_page(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(f"{COURSE}/bai/m5-1")
    question = page.locator("form.practice:has(input[type=radio])").first
    name = question.get_attribute("id")
    question.get_by_role("button", name="Trả lời").click()
    expect(page.locator(f"#{name}")).to_contain_text("Hãy chọn một đáp án.")
    page.locator(f"#{name} input[type=radio]").first.check()
    page.locator(f"#{name}").get_by_role("button", name="Trả lời").click()
    expect(page.locator(f"#{name}")).to_contain_text("Căn cứ:")
    assert page.url.endswith("/bai/m5-1")


def test_everything_works_without_a_script(as_role: SignIn) -> None:
    page = as_role("officer", javascript=False)
    page.goto(COURSE)
    begin = page.get_by_role("button", name=re.compile("Bắt đầu học"))
    if begin.count():
        begin.click()
    page.goto(f"{COURSE}/bai/m5-1")
    page.get_by_role("button", name="Tôi đã đọc xong bài này").click()
    expect(page.locator("#tiep-theo")).to_contain_text("Bước tiếp theo")
    begin_quiz(page)
    page.locator("fieldset:has(input[type=radio])").first.locator("input").first.check()
    page.get_by_role("button", name="Lưu và sang câu tiếp").first.click()
    expect(page.locator("fieldset:has(input[type=radio])").first.locator("input").first).to_be_checked()
    page.locator("aside").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nộp bài kiểm tra")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("%")
