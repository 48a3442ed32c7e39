"""What a page has against it, seen by axe, by its width and by its headings."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],  # what is right is not wanted in full
}

WIDTHS = [360, pytest.param(1280, marks=pytest.mark.full)]  # a telephone each time, a wide screen in the long run


def load_axe(page: Page) -> None:
    """Load axe with each page that follows: the browser keeps what it compiled, a fifth of the work for many pages."""
    page.add_init_script(AXE_SCRIPT)


def problems_of(page: Page) -> list[str]:
    """One line for each element that axe complains of, for a page that is too wide, and for a wrong number of h1."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(f"axe.run({json.dumps(OPTIONS)}).then(results => results.violations)")
    found = [f"axe {violation['id']}: {node['target']}" for violation in violations for node in violation["nodes"]]
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if width > 0:
        found.append(f"{width} px wider than the screen")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    return found
