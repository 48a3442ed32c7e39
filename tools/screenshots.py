"""Pictures for the README from the real site: .venv/bin/python -m tools.screenshots [name …]

Starts a throw-away installation with demo data, signs in as the demo roles, walks to each page by its links as a
person would, and writes docs/screenshots/<name>.png and the section of README.md between the two marks.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, Site, free_port

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 128  # a page has few; the files stay small
BEGIN, END = "<!-- screenshots: made by tools/screenshots.py -->", "<!-- /screenshots -->"


@dataclass(frozen=True)
class Shot:
    """One picture: the role that sees it (None: a visitor), its caption, and how to get there from the first page."""

    name: str
    caption: str
    role: str | None
    walk: Callable[[Page], None]
    width: int = 1280
    height: int = 860


def press(page: Page, *names: str) -> None:
    """Press buttons or follow links by their words, one after the other."""
    for name in names:
        button, link = (
            page.get_by_role("button", name=name, exact=True),
            page.get_by_role("link", name=name, exact=True),
        )
        button.or_(link).first.click()
        page.wait_for_load_state()


def lesson_with_rule(page: Page) -> None:
    """A lesson, with the cited rule open beside it."""
    page.goto("/khoa-hoc/van-thu-co-ban/bai/m5-3")
    page.locator("article .cite").nth(3).click()
    page.locator("#dieu-luat:not([hidden])").wait_for()


def desk_after_a_mistake(page: Page) -> None:
    """The desk in practice mode: accepted without telling the sender, which the coach explains."""
    page.goto("/luyen-tap/bai/vbden-02")
    press(page, "Luyện tập có người hướng dẫn")
    page.locator("main table button").first.click()
    page.wait_for_load_state()
    press(page, "Kiểm tra chữ ký số", "Tiếp nhận văn bản")
    page.mouse.wheel(0, 190)


def result(page: Page) -> None:
    """What was right, what was wrong, and which article says so."""
    desk_after_a_mistake(page)
    press(page, "Nộp bài")
    page.get_by_role("button", name="Nộp bài").last.click()
    page.wait_for_load_state()


def roll(page: Page) -> None:
    """Today's roll, with two exceptions chosen."""
    press(page, "Mở bảng điểm danh")
    for person, code in ((1, 1), (3, 3)):
        page.locator(".roll-choices").nth(person).locator("label").nth(code).click()


def department(page: Page) -> None:
    """The figures of the years."""
    page.goto("/bao-cao")


def home(_page: Page) -> None:
    """The first page after signing in."""


SHOTS: tuple[Shot, ...] = (
    Shot("home", "A trainee's home answers one question: what do I do next?", "trainee", home),
    Shot(
        "desk",
        "The desk lets you err; the coach says what happened and which article says so",
        "trainee",
        desk_after_a_mistake,
    ),
    Shot("result", "The result: what you did, the rule, the article, how to put it right", "trainee", result),
    Shot("lesson", "A lesson, with the cited rule beside the text", "trainee", lesson_with_rule),
    Shot("roll", "The roll of a class session, on a telephone", "instructor", roll, 390, 844),
    Shot("department", "The Department sees classes, agencies and communes by year", "officer", department),
)


def take(browser: Browser, site: Site, shot: Shot) -> None:
    """Write one picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, base_url=site.url, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/dang-nhap" if shot.role else "/")
    if shot.role:
        page.locator(f"button[name=role][value={shot.role}]").click()
        page.wait_for_url(f"{site.url}/")
    shot.walk(page)
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"{shot.name}.png", optimize=True)
    context.close()


def section() -> str:
    """The README's section: each picture with its caption, the small ones side by side."""
    lines = []
    for shot in SHOTS:
        lines.append(f"**{shot.caption}**\n\n![{shot.caption}](docs/screenshots/{shot.name}.png)\n")
    return "\n".join(lines)


def write_section() -> None:
    """Put the section between its marks in README.md."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    marked = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), flags=re.DOTALL)
    readme.write_text(marked.sub(lambda _: f"{BEGIN}\n\n{section()}\n{END}", text), encoding="utf-8")


def main(wanted: set[str]) -> None:
    """Take all pictures, or the named ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder), free_port())
        site.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        try:
            for shot in SHOTS:
                if not wanted or shot.name in wanted:
                    take(browser, site, shot)
                    print(f"{(FOLDER / f'{shot.name}.png').stat().st_size:>8} {shot.name}")
        finally:
            browser.close()
            site.stop()
    write_section()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
