"""Answers that are files: a PDF to read, a file to keep. Names keep their Vietnamese letters."""

from urllib.parse import quote

from flask import Response
from slugify import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(content: bytes, name: str) -> Response:
    """A PDF that the browser shows; `name` without its ending."""
    return _file(content, "application/pdf", f"{name}.pdf", "inline")


def xlsx(content: bytes, name: str) -> Response:
    """A spreadsheet to download; `name` without its ending."""
    return _file(content, XLSX, f"{name}.xlsx", "attachment")


def download(content: bytes, name: str) -> Response:
    """Any bytes to download under a full file name."""
    return _file(content, "application/octet-stream", name, "attachment")


def _file(content: bytes, kind: str, name: str, way: str) -> Response:
    stem, _, ending = name.rpartition(".")
    plain = f"{slugify(stem) or 'tep'}.{ending}"
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return response
