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


def to(path: str) -> Callable[[Page], None]:
    """Open an address."""

    def walk(page: Page) -> None:
        page.goto(path)

    return walk


SHOTS: tuple[Shot, ...] = ()


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
