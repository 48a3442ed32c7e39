"""Walks a role's pages by the links that it is shown; each endpoint is kept with the first address that led to it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import APIRequestContext, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

LINK = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)=\"([^\"]+)\"")
VARIANTS = 4  # one endpoint looks different before and after: a roll to be written, a roll that is locked


@dataclass
class Reach:
    """What a person reached: pages, and files such as PDF and XLSX, each with its first address."""

    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    visits: Counter[str] = field(default_factory=Counter)

    def __contains__(self, endpoint: str) -> bool:
        return endpoint in self.pages or endpoint in self.files


def endpoint_of(routes: MapAdapter, url: str) -> str | None:
    """The endpoint that answers an address, or None."""
    try:
        endpoint, _ = routes.match(urlsplit(url).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def walk(page: Page, base: str, routes: MapAdapter, start: str = "/") -> Reach:
    """Everything that can be reached by links from `start`, fetched with the cookies of the page's person."""
    waiting, found, seen = [base + start], Reach(), set[str]()
    while waiting:
        url = waiting.pop(0)
        endpoint = endpoint_of(routes, url)
        if endpoint is None or endpoint == "static" or url in seen or found.visits[endpoint] == VARIANTS:
            continue
        if endpoint in found.files:
            continue  # making a paper again tells nothing new
        seen.add(url)
        found.visits[endpoint] += 1
        arrived, is_page, links = _fetch(page.request, url)
        target = endpoint_of(routes, arrived) or endpoint
        (found.pages if is_page else found.files).setdefault(target, arrived)
        if target != endpoint:
            found.files.setdefault(endpoint, url)  # only leads on
        waiting += [link for link in links if link.startswith(base)]
    return found


def _fetch(client: APIRequestContext, url: str) -> tuple[str, bool, list[str]]:
    """Where an address leads, whether to a page, and the links there. A page that fails fails the walk."""
    answer = client.get(url, max_redirects=5)
    assert answer.ok, f"{answer.status} for {url}"
    if "text/html" not in answer.headers.get("content-type", ""):
        return answer.url, False, []
    return answer.url, True, list(_links(answer.text(), answer.url))


def _links(html: str, base: str) -> Iterator[str]:
    return (urldefrag(urljoin(base, unescape(link))).url for link in LINK.findall(html))
