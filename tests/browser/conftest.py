"""One site and one browser for all browser tests of a run."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import CHROMIUM, CHROMIUM_ARGUMENTS, Site, free_port
from tests.conftest import MADE

SignIn = Callable[..., Page]
FOLDER = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser: a file that forgot to say so would run in no stage of the gate."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A fresh installation with demo data."""
    data = tmp_path_factory.mktemp("site")
    if MADE:
        shutil.copytree(MADE, data, dirs_exist_ok=True)
    running = Site(data, free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def passwords(site: Site) -> dict[str, str]:
    """The password of each demo account."""
    return {one["user_name"]: one["password"] for one in site.accounts()}


@pytest.fixture
def as_person(as_role: SignIn, passwords: dict[str, str]) -> SignIn:
    """A page on which a demo account has signed in by name and password."""

    def open_page(user_name: str, **options: Any) -> Page:
        page = as_role(None, **options)
        page.goto("/dang-nhap")
        page.locator("[name=name]").fill(user_name)
        page.locator("[name=password]").fill(passwords[user_name])
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda url: "/dang-nhap" not in url)
        return page

    return open_page


@pytest.fixture
def as_role(site: Site, browser: Browser) -> Iterator[SignIn]:
    """A page on which a demo account of a role has signed in by its button; None stays a visitor."""
    contexts: list[BrowserContext] = []

    def open_page(role: str | None, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="vi-VN", base_url=site.url
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/dang-nhap" if role else "/")
        if role:
            page.locator(f"button[name=role][value={role}]").click()
            page.wait_for_url(f"{site.url}/")
        return page

    yield open_page
    for context in contexts:
        context.close()
