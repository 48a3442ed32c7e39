"""Every page that a role can reach: accessible, without overflow, without an error in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import SignIn
from tests.browser.crawl import pages
from tests.browser.site import Site

ROLES = [None, "trainee", "instructor", "agency_contact", "officer", "author", "administrator"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}

pytestmark = pytest.mark.browser


def _problems(page: Page) -> list[str]:
    found = [
        f"axe {violation['id']}: {node['target']}"
        for violation in Axe().run(page, options=AXE_OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if width > 0:
        found.append(f"{width} px wider than the screen")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    return found


def _look(page: Page, site: Site, application: Flask) -> list[str]:
    """Problems of all pages that this person is shown."""
    console: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            console.append(message.text)

    page.on("console", note)
    routes = application.url_map.bind("127.0.0.1")
    found = []
    for endpoint, url in pages(page, site.url, routes):
        found += [f"{endpoint} {url}: {problem}" for problem in [*_problems(page), *console]]
        console.clear()
    return found


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_of_a_role_is_clean_on_a_telephone(
    role: str | None, as_role: SignIn, site: Site, application: Flask
) -> None:
    assert _look(as_role(role, width=360), site, application) == []


@pytest.mark.full
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_of_a_role_is_clean_at_other_widths(
    role: str | None, width: int, as_role: SignIn, site: Site, application: Flask
) -> None:
    assert _look(as_role(role, width=width), site, application) == []
