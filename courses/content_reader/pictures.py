"""Pictures beside a lesson: their address in a page, and what a drawing must not hold."""

import re

PATH = "/khoa-hoc/hinh/"
_ACTIVE = re.compile(
    rb"<script|<foreignObject|<iframe|<embed|<object|<!ENTITY|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
_OUTSIDE = re.compile(
    rb"(?:href|src)\s*=\s*[\"'](?!#|data:image/)|@import|url\((?!\s*(?:[\"']|&quot;|&apos;)?\s*(?:#|data:image/))",
    re.IGNORECASE,
)
_BEGINNINGS = {
    ".svg": (b"<svg", b"<?xml", b"<!--"),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}


def address(digest: str, path: str) -> str:
    """The page address of a picture; it changes with the version, so that a browser may keep it."""
    return f"{PATH}{digest}/{path}"


def fault(kind: str, data: bytes) -> str:
    """What is wrong with a picture of that file kind, or an empty text."""
    if not data.lstrip().startswith(_BEGINNINGS[kind]):
        return f"nội dung không phải là hình {kind}"
    if kind == ".svg" and _ACTIVE.search(data):
        return "hình SVG không được chứa script, sự kiện hay nội dung nhúng"
    if kind == ".svg" and _OUTSIDE.search(data):
        return "hình SVG không được trỏ tới tệp hay trang bên ngoài"
    return ""
