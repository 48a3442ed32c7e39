"""Walks a role's pages by the links it is shown: every page that can be reached is looked at once for each endpoint."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


def endpoint_of(routes: MapAdapter, url: str) -> str | None:
    """The endpoint that answers an address, or None."""
    try:
        endpoint, _ = routes.match(urlsplit(url).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def pages(page: Page, base: str, routes: MapAdapter, start: str = "/") -> Iterator[tuple[str, str]]:
    """(endpoint, address) of each page, standing on it when it is given out; files are not opened."""
    waiting, seen = [base + start], set[str]()
    while waiting:
        url = waiting.pop(0)
        endpoint = endpoint_of(routes, url)
        if endpoint is None or endpoint in seen or endpoint == "static":
            continue
        head = page.request.get(url, max_redirects=5)
        if "text/html" not in head.headers.get("content-type", ""):
            seen.add(endpoint)
            continue
        page.goto(url)
        seen.add(endpoint)
        yield endpoint, page.url
        for link in page.evaluate(LINKS):
            address = urldefrag(link).url
            if address.startswith(base) and endpoint_of(routes, address) not in seen:
                waiting.append(address)
