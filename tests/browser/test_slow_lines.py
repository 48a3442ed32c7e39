"""What a slow or broken line does to what people press: they are told, nothing typed is lost, nothing is written twice."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.journey import clerk

LESSON = "/khoa-hoc/van-thu-co-ban/bai/m5-2"
NEW_AGENCY = "/quan-tri/co-quan/them"


def _fill_in(page: Page, name: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=valid_from]").fill("01/07/2025")
    page.locator("select[name=kind]").select_option("commune")


def test_a_form_whose_sending_was_stopped_says_so_and_can_be_sent_again(as_role: SignIn) -> None:
    page = as_role("administrator")
    page.clock.install()
    page.goto(NEW_AGENCY)
    _fill_in(page, "Ủy ban nhân dân xã Đường Truyền Chậm")
    button, told = page.locator("main form .btn-primary"), page.locator("main form .sending")
    page.route(f"**{NEW_AGENCY}", lambda route: route.abort("aborted"))
    button.click()
    button.click()
    expect(told).to_contain_text("Đang gửi, xin chờ một chút.")
    page.unroute(f"**{NEW_AGENCY}")
    page.clock.fast_forward(10_500)
    button.click()
    page.wait_for_url("**/quan-tri/co-quan**")
    page.goto("/quan-tri/co-quan")
    expect(page.locator("tbody tr").filter(has_text="xã Đường Truyền Chậm")).to_have_count(1)


def test_a_practice_answer_and_a_cited_rule_say_that_the_line_is_broken(as_person: SignIn) -> None:
    page = as_person("hai.hoang")
    page.goto(LESSON)
    practice = page.locator("form.practice").filter(has=page.locator("input[type=radio]")).first
    practice.locator("input[type=radio]").first.check()
    cited = page.locator(".lesson a.cite").first
    page.context.set_offline(True)
    practice.get_by_role("button").click()
    expect(practice.locator(".sending")).to_contain_text("Máy đang mất mạng")
    cited.click()
    expect(page.locator(".lesson .sending").first).to_contain_text("Máy đang mất mạng")
    expect(page.locator("#dieu-luat")).to_be_hidden()
    page.context.set_offline(False)
    cited.click()
    expect(page.locator("#dieu-luat")).to_be_visible()
    practice.get_by_role("button").click()
    expect(page.locator("form.practice .question-verdict").first).to_be_visible()
    expect(page.locator(".sending")).to_have_count(0)


def test_an_entry_that_met_a_broken_line_comes_back_whole_by_the_back_button(as_person: SignIn) -> None:
    page = as_person("hai.hoang")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    clerk.open_packet(page, clerk.waiting_codes(page)[0])
    clerk.accept(page)
    page.locator("[name=organ_name]").fill("Ủy ban nhân dân phường Đường Truyền Chậm")
    page.locator("[name=signer_full_name]").fill("Nguyễn Thị Phương Hoài Thương")
    page.context.set_offline(True)
    page.get_by_role("button", name="Vào sổ và cấp số đến").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.go_back()
    expect(page.locator("[name=organ_name]")).to_have_value("Ủy ban nhân dân phường Đường Truyền Chậm")
    expect(page.locator("[name=signer_full_name]")).to_have_value("Nguyễn Thị Phương Hoài Thương")
