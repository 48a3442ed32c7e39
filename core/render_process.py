"""The render process: HTML comes in, a PDF goes out. The only place that calls WeasyPrint.

It reads frames (4 bytes of length, then JSON) from standard input and answers on standard output. It fetches nothing
but `data:` and our own `static:` files, holds one font configuration and the parsed style sheets for its life, and
limits its own memory.
"""

import gc
import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree

from core.kept_drawings import KeptDrawing

STATIC = Path(__file__).resolve().parent.parent / "static"
BETWEEN_COLLECTIONS = 10  # documents; a collection in the middle of one only finds that everything is still needed
MOST_MEMORY = 1536 * 1024 * 1024
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}


def static_file(url: str) -> Path:
    """The file behind `static:<path>`. Raises ValueError for anything outside the static folder."""
    path = (STATIC / url.removeprefix("static:").lstrip("/")).resolve()
    if STATIC not in path.parents or not path.is_file():
        raise ValueError(f"not one of our static files: {url}")
    return path


def make_fetcher() -> Any:
    """A fetcher that refuses every address but `data:` and `static:`."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if not url.startswith("static:"):
                raise FatalURLFetchingError(f"refused to fetch {url[:80]}")
            try:
                path = static_file(url)
            except ValueError as error:
                raise FatalURLFetchingError(str(error)) from error
            kind = TYPES.get(path.suffix, "application/octet-stream")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OwnFilesOnly(allowed_protocols=("data",), allow_redirects=False)


class Renderer:
    """Renders HTML with fonts and style sheets that are loaded once."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self.fetcher = make_fetcher()
        self.sheets: dict[str, Any] = {}
        self.pictures: dict[str, Any] = {}

    def sheet(self, name: str) -> Any:
        """A parsed style sheet of the static folder."""
        from weasyprint import CSS

        if name not in self.sheets:
            self.sheets[name] = CSS(
                string=static_file(name).read_text(encoding="utf-8"),
                base_url="static:",
                font_config=self.fonts,
                url_fetcher=self.fetcher,
            )
        return self.sheets[name]

    def pdf(self, html: str, sheets: list[str], variant: str | None) -> bytes:
        """A PDF of one HTML page with the named style sheets."""
        content: bytes = self._parsed(html).write_pdf(
            stylesheets=[self.sheet(name) for name in sheets],
            font_config=self.fonts,
            pdf_variant=variant,
            uncompressed_pdf=False,
            cache=self.pictures,
        )
        # Our own files are parsed and drawn once; what came with a page (its QR code) goes with it.
        self.pictures = {url: _kept(picture) for url, picture in self.pictures.items() if url.startswith("static:")}
        return content

    def _parsed(self, html: str) -> Any:
        """The page, ready to be set. One that says that it is XML is read by the parser in C, a tenth quicker in all."""
        from weasyprint import HTML

        if html.startswith("<?xml"):
            try:
                return _tree(ElementTree.fromstring(html), self.fetcher)  # noqa: S314  from our own templates
            except ElementTree.ParseError:
                pass  # a letter that XML does not know, in somebody's words
        return HTML(string=html, base_url="static:", url_fetcher=self.fetcher)


def _kept(picture: Any) -> Any:
    from weasyprint.images import SVGImage

    return KeptDrawing(picture) if isinstance(picture, SVGImage) else picture


def _tree(root: ElementTree.Element, fetcher: Any) -> Any:
    """What `HTML` makes of a page, from its elements: WeasyPrint itself takes texts and files only."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    page = HTML.__new__(HTML)
    page.base_url, page.url_fetcher, page.media_type = "static:", fetcher, "print"
    page.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    page.etree_element = page.wrapper_element.etree_element
    return page


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer frames until the input ends: a status byte (0 fine, 1 refused), 4 bytes of length, the content."""
    from weasyprint.urls import FatalURLFetchingError

    renderer = Renderer()
    gc.collect()
    gc.freeze()  # modules and fonts live as long as the process: a fifth of the time went into looking at them again
    gc.disable()
    made = 0
    while len(header := source.read(4)) == 4:
        frame = json.loads(source.read(struct.unpack(">I", header)[0]))
        try:
            status, content = 0, renderer.pdf(frame["html"], frame["sheets"], frame["variant"])
        except (Exception, FatalURLFetchingError) as error:  # one bad page must not end the process for the others
            status, content = 1, f"{type(error).__name__}: {error}".encode()
        sink.write(bytes([status]) + struct.pack(">I", len(content)) + content)
        sink.flush()
        made += 1
        if made % BETWEEN_COLLECTIONS == 0:
            gc.collect()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
