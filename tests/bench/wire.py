"""Bytes over the wire of a first and a second visit, as a browser sees them (gzip accepted, files with a version kept)."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from tests.bench.client import Answer, Person

LINKS = re.compile(r'(?:href|src)="(/[^"]*\.(?:css|js|svg|png|webp|ico|woff2)[^"]*)"')
SOURCES = re.compile(r'<img[^>]*src="(/[^"]+)"')
INSIDE = re.compile(r"url\([\"']?([^)\"']+)")
KINDS = {"css": "CSS", "js": "JS", "woff2": "fonts"}


@dataclass
class Visit:
    """Bytes by kind (heads not counted), and how many requests."""

    kinds: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.kinds.values())


class Browser:
    """Keeps what it may keep, as the answer's Cache-Control says."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._kept: set[str] = set()

    async def visit(self, path: str) -> Visit:
        """A page and everything that it names; fonts of the style sheets that letters of this page need."""
        seen = Visit()
        page = await self._get(path, "HTML", seen)
        wanted = set(LINKS.findall(page.text)) | set(SOURCES.findall(page.text))
        for address in sorted(wanted):
            await self._file(address.replace("&amp;", "&"), seen)
        return seen

    async def _file(self, address: str, seen: Visit) -> None:
        if address in self._kept:
            return
        suffix = urlsplit(address).path.rpartition(".")[2]
        answer = await self._get(address, KINDS.get(suffix, "pictures"), seen)
        if "immutable" in answer.headers.get("cache-control", ""):
            self._kept.add(address)
        if suffix == "css":
            text = (await self._person.get(address)).text
            for inside in INSIDE.findall(text):
                if inside.endswith("woff2") or ".woff2?" in inside:
                    await self._file(urljoin(address, inside), seen)

    async def _get(self, address: str, kind: str, seen: Visit) -> Answer:
        answer = await self._person.get(address, compressed=True)
        seen.kinds[kind] = seen.kinds.get(kind, 0) + len(answer.body)
        seen.requests += 1
        return answer
