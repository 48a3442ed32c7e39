"""Which reader a file needs: by its content, never by its name."""

import re
from collections.abc import Callable
from pathlib import PurePath

from law.layout.draft import Draft
from law.layout.readers import refusals
from law.layout.readers.refusals import TooLarge, Unreadable, WrongEnding

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HEAD = 1024
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\ufffd")
_FEW_LOST, _LOST_SHARE = 10, 0.05


def read(data: bytes, name: str = "") -> Draft:
    """The draft that a file holds. Raises Unreadable with a sentence; TooLarge among them."""
    if not data:
        raise Unreadable(refusals.EMPTY)
    if len(data) > refusals.LARGEST_FILE:
        raise TooLarge(refusals.LARGE)
    reader, kind, endings = _reader(data)
    draft = reader(data, PurePath(name).name)
    ending = PurePath(name).suffix.lower()
    if ending and ending not in endings:
        raise WrongEnding(refusals.other_ending(ending, kind))
    if not draft.lines and not draft.is_scanned:
        raise Unreadable(refusals.NO_WORDS)
    if _is_garbled(" ".join(line.text for line in draft.lines)):
        raise Unreadable(refusals.GARBLED)
    return draft


def is_pdf(data: bytes) -> bool:
    """Whether a file is PDF, whatever its name says."""
    return not data.startswith(_ZIP) and b"%PDF-" in data[:_HEAD]


def _is_garbled(words: str) -> bool:
    """Whether a program put question marks for the letters that its font did not have."""
    return len(_LOST.findall(words)) > max(_FEW_LOST, _LOST_SHARE * words.count(" "))


def _reader(data: bytes) -> tuple[Callable[[bytes, str], Draft], str, tuple[str, ...]]:
    if data.startswith(_ZIP):
        from law.layout.readers.docx.file import read_docx

        return read_docx, "văn bản Word (.docx)", (".docx", ".docm", ".dotx")
    if is_pdf(data):
        from law.layout.readers.pdf.file import read_pdf

        return read_pdf, "PDF", (".pdf",)
    raise Unreadable(_why_not(data))


def _why_not(data: bytes) -> str:
    if data.startswith(_OLE):
        return refusals.PASSWORD if _ENCRYPTED in data else refusals.OLD_WORD
    if data.startswith(b"{\\rtf"):
        return refusals.RTF
    if data.startswith(_PICTURES):
        return refusals.PICTURE
    return refusals.BROKEN_DOCX if data.startswith(b"PK") else refusals.UNKNOWN
