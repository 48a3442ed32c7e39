"""The comments of a .docx, to which new ones are added; the part is made where the file has none."""

import datetime
import posixpath
from collections.abc import Sequence

from lxml import etree

from law.layout.readers.docx.names import Element, q
from law.layout.readers.docx.tracing import Traced

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_TYPES = "[Content_Types].xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class CommentsPart:
    """The part that holds the comments of a traced file."""

    def __init__(self, traced: Traced) -> None:
        self._traced = traced
        known = traced.part_of_kind("comments")
        self._root: Element = known if known is not None else self._made()
        numbers = [int(one.get(q("w:id"), "-1")) for one in self._root.iter(q("w:comment"))]
        self._next = max(numbers, default=-1) + 1

    def add(self, paragraphs: Sequence[str], author: str, initials: str, at: datetime.datetime) -> int:
        """A comment; its number."""
        number, self._next = self._next, self._next + 1
        comment = etree.SubElement(self._root, q("w:comment"))
        stamp = at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name, value in (("id", str(number)), ("author", author), ("date", stamp), ("initials", initials)):
            comment.set(q(f"w:{name}"), value)
        for words in paragraphs:
            run = etree.SubElement(etree.SubElement(comment, q("w:p")), q("w:r"))
            text = etree.SubElement(run, q("w:t"))
            text.text = words
            text.set(_SPACE, "preserve")
        return number

    def _made(self) -> Element:
        """A new part with its relation and its content type."""
        package = self._traced.package
        folder, name = posixpath.split(package.main)
        part = posixpath.join(folder, "comments.xml")
        root = etree.Element(q("w:comments"), nsmap={"w": q("w:x")[1:].partition("}")[0]})
        self._traced.add(part, root)
        relations = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            relations = etree.Element(_RELATION.replace("}Relationship", "}Relationships"))
            self._traced.add(posixpath.join(folder, "_rels", f"{name}.rels"), relations)
        else:
            self._traced.touch(relations)
        ids = {one.get("Id") for one in relations}
        free = next(f"rIdSoi{number}" for number in range(len(ids) + 1) if f"rIdSoi{number}" not in ids)
        etree.SubElement(relations, _RELATION, Id=free, Type=_KIND, Target="comments.xml")
        types = package.xml(_TYPES)
        if types is not None:
            etree.SubElement(types, _OVERRIDE, PartName=f"/{part}", ContentType=_TYPE)
            self._traced.touch(types)
        return root
