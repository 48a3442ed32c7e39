"""Answers that are files: a PDF to read, a file to keep. Names keep their Vietnamese letters."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from flask import Response, stream_with_context

from core import storage
from law.vietnamese import slug

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(content: bytes, name: str) -> Response:
    """A PDF that the browser shows; `name` without its ending."""
    return _file(content, "application/pdf", f"{name}.pdf", "inline")


def xlsx(content: bytes, name: str) -> Response:
    """A spreadsheet to download; `name` without its ending."""
    return _file(content, XLSX, f"{name}.xlsx", "attachment")


def docx(content: bytes, name: str) -> Response:
    """A Word file to download; `name` without its ending."""
    return _file(content, DOCX, f"{name}.docx", "attachment")


def download(content: bytes, name: str) -> Response:
    """Any bytes to download under a full file name."""
    return _file(content, "application/octet-stream", name, "attachment")


def archive(files: Sequence[tuple[str, str]], name: str) -> Response:
    """Kept files as one ZIP, sent while it is made; `files` are (name in the archive, SHA-256), `name` without ending."""
    response = _file(b"", "application/zip", f"{name}.zip", "attachment")
    response.response = stream_with_context(_zipped(files))
    response.headers.pop("Content-Length", None)
    return response


class _Outbox(io.RawIOBase):
    """Holds what the archive wrote until it is sent; cannot be searched, so the archive needs no way back."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        content = bytes(part)
        self.waiting += content
        return len(content)

    def take(self) -> bytes:
        content = bytes(self.waiting)
        self.waiting.clear()
        return content


def _zipped(files: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as box:
        for name, digest in files:
            box.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), storage.get(digest))
            yield outbox.take()
    yield outbox.take()


def _file(content: bytes, kind: str, name: str, way: str) -> Response:
    stem, _, ending = name.rpartition(".")
    plain = f"{slug(stem) or 'tep'}.{ending}"
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return response
