"""The parts of a .docx as XML, opened with suspicion: size, number and kind of members are looked at first."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml import etree

from law.layout.readers import refusals
from law.layout.readers.docx.names import Element
from law.layout.readers.refusals import MEBIBYTE, TooLarge, Unreadable

MOST_MEMBERS = 3000
LARGEST_PART = 48 * MEBIBYTE
LARGEST_WHOLE = 300 * MEBIBYTE
MOST_PIXELS = 120_000_000
_RATIO = 300
_MAIN_TYPES = ("officeDocument",)
_PACKAGE_RELS = "_rels/.rels"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the same document gives the same bytes


class Package:
    """A .docx. Raises Unreadable or TooLarge."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable(refusals.BROKEN_DOCX) from error
        self._members = {entry.filename: entry for entry in self._zip.infolist()}
        self._roots: dict[str, Element] = {}
        self._look()

    def _look(self) -> None:
        entries = list(self._members.values())
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise TooLarge(refusals.PACKED)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(refusals.PASSWORD)
        if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            raise TooLarge(refusals.PACKED)
        for entry in entries:
            if entry.file_size > MEBIBYTE and entry.file_size > _RATIO * max(1, entry.compress_size):
                raise TooLarge(refusals.PACKED)
        self._look_at_names([name.lower() for name in self._members])
        for name in self._members:
            if name.lower().startswith("word/media/"):
                self._look_at_picture(name)

    def _look_at_names(self, names: list[str]) -> None:
        if any("vbaproject" in name for name in names):
            raise Unreadable(refusals.MACROS)
        if "mimetype" in names and not any(name.startswith("word/") for name in names):
            raise Unreadable(refusals.OPEN_DOCUMENT)
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise Unreadable(refusals.SPREADSHEET)
        if "[content_types].xml" not in names and self.main == "":
            raise Unreadable(refusals.NOT_WORD)

    def _look_at_picture(self, name: str) -> None:
        head = self._bytes(name, 65536, cut=True)
        if _pixels(head) > MOST_PIXELS:
            raise TooLarge(refusals.PICTURE_HUGE)

    @cached_property
    def main(self) -> str:
        """The name of the main part; empty when there is none."""
        for kind, target in self.relations(_PACKAGE_RELS, "").values():
            if kind in _MAIN_TYPES and target in self._members:
                return target
        return "word/document.xml" if "word/document.xml" in self._members else ""

    def relations(self, rels: str, folder: str) -> dict[str, tuple[str, str]]:
        """Id -> (kind, target) of a relations part; empty when it is missing."""
        found: dict[str, tuple[str, str]] = {}
        root = self.xml(rels)
        for one in root if root is not None else ():
            if not isinstance(one.tag, str) or one.get("TargetMode") == "External":
                continue
            target = one.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path)
        return found

    def relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part."""
        folder, name = posixpath.split(part)
        return self.relations(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def xml(self, part: str) -> Element | None:
        """The root of a part, always the same one; None when the package does not hold it."""
        if part not in self._members:
            return None
        if part not in self._roots:
            self._roots[part] = self._parsed(part)
        return self._roots[part]

    def _parsed(self, part: str) -> Element:
        content = self._bytes(part, LARGEST_PART)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(refusals.DOCTYPE if b"<!DOCTYPE" in content[:4096] else refusals.BROKEN_DOCX) from error
        if root.getroottree().docinfo.doctype:
            raise Unreadable(refusals.DOCTYPE)
        return root

    def part_of(self, node: Element) -> str:
        """The name of the part that an element stands in."""
        root = node.getroottree().getroot()
        return next(name for name, one in self._roots.items() if one is root)

    def rewritten(self, changed: Iterable[str], added: Mapping[str, Element]) -> bytes:
        """The package with these parts as they are now and these new ones; every other member byte for byte as it was."""
        new = {**{name: self._roots[name] for name in changed}, **added}
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._zip.infolist():
                if entry.filename not in new:
                    target.writestr(entry, self._bytes(entry.filename, LARGEST_WHOLE))
                else:
                    target.writestr(entry, _serial(new.pop(entry.filename)))
            for name, root in new.items():
                target.writestr(zipfile.ZipInfo(name, _ZIP_DAY), _serial(root), zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _bytes(self, part: str, most: int, *, cut: bool = False) -> bytes:
        try:
            with self._zip.open(part) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Unreadable(refusals.BROKEN_DOCX) from error
        if len(content) > most and not cut:
            raise TooLarge(refusals.PACKED)
        return content


def _serial(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _pixels(head: bytes) -> int:
    """Width times height as the head of a picture tells them; 0 for kinds that are not known."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        wide, high = struct.unpack(">II", head[16:24])
        return int(wide * high)
    if head.startswith(b"\xff\xd8"):
        return _jpeg_pixels(head)
    if head.startswith(b"BM") and len(head) >= 26:
        wide, high = struct.unpack("<ii", head[18:26])
        return abs(int(wide * high))
    if head.startswith(b"GIF8") and len(head) >= 10:
        wide, high = struct.unpack("<HH", head[6:10])
        return int(wide * high)
    return 0


def _jpeg_pixels(head: bytes) -> int:
    place = 2
    while place + 9 < len(head) and head[place] == 0xFF:
        marker, length = head[place + 1], int.from_bytes(head[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            high, wide = struct.unpack(">HH", head[place + 5 : place + 9])
            return int(wide * high)
        place += 2 + max(2, length)
    return 0
