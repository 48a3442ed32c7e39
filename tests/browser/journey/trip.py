"""Who travels: the site, the browser, one window for each person, and what is learned on the way."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.site import Site

PATIENCE = 15_000  # milliseconds; the gate runs other tests beside this one


@dataclass(frozen=True)
class Slip:
    """What stands on a printed slip."""

    user_name: str
    phrase: str


@dataclass
class Trip:
    """The state of a journey. `windows` holds one page a person, by user name, role or a name of our own."""

    site: Site
    browser: Browser
    folder: Path
    windows: dict[str, Page] = field(default_factory=dict)
    console: list[str] = field(default_factory=list)
    class_url: str = ""
    slips: dict[str, Slip] = field(default_factory=dict)
    paper: Path = Path()
    number: str = ""
    code: str = ""

    def window(self, name: str) -> Page:
        """The window of a person; a new one is a machine that nobody has used yet."""
        if name not in self.windows:
            context = self.browser.new_context(
                viewport={"width": 1280, "height": 900}, locale="vi-VN", base_url=self.site.url, accept_downloads=True
            )
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("pageerror", lambda error: self.console.append(f"{name}: {error}"))
            self.windows[name] = page
        return self.windows[name]

    def role(self, role: str) -> Page:
        """The window of a role's first demo account, signed in by its button."""
        if role in self.windows:
            return self.windows[role]
        page = self.window(role)
        page.goto("/dang-nhap")
        page.locator(f"button[name=role][value={role}]").click()
        page.wait_for_url(f"{self.site.url}/")
        return page

    def sign_in(self, name: str, password: str) -> Page:
        """The window of a person who has typed name and password."""
        page = self.window(name)
        page.goto("/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label(re.compile("^Mật khẩu")).fill(password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        return page

    def close(self) -> None:
        """Shut every window."""
        for page in self.windows.values():
            page.context.close()

    def download(self, page: Page, link: str | re.Pattern[str]) -> Path:
        """A file behind a link, fetched with the person's cookies, under the name that the server gives it."""
        found = page.get_by_role("link", name=link).first
        return self.fetch(page, str(found.get_attribute("href")))

    def fetch(self, page: Page, address: str) -> Path:
        """A file behind an address."""
        answer = page.request.get(address)
        assert answer.ok, f"{answer.status} for {address}"
        kept = self.folder / f"{len(list(self.folder.iterdir())):02d}-{Path(address.partition('?')[0]).name}"
        kept.write_bytes(answer.body())
        return kept


def heading(page: Page) -> str:
    """The one h1."""
    return str(page.locator("h1").inner_text())


def words(page: Page) -> str:
    """What stands in the main part of the page, as one line."""
    return plain(page.locator("main").inner_text())


def plain(text: Any) -> str:
    """A text with single blanks."""
    return " ".join(str(text).split())


def pdf_text(path: Path, *, is_table: bool = False) -> str:
    """The text of a PDF by poppler, as one line: line by line, or cell by cell."""
    order = "-raw" if is_table else "-layout"
    shown = subprocess.run(["pdftotext", order, str(path), "-"], check=True, capture_output=True, text=True)
    return plain(shown.stdout)
