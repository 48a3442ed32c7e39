"""Names of WordprocessingML and its neighbours, and values out of attributes."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

# lxml has no types.
Element: TypeAlias = Any
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHERS = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
EMU = 12700
TWIPS = 20
_OFF = {"0", "false", "off", "none"}


@cache
def q(name: str) -> str:
    """'w:p' or 'wp:anchor' -> the qualified name."""
    prefix, _, local = name.partition(":")
    return f"{{{_W if prefix == 'w' else _OTHERS[prefix]}}}{local}"


W_VAL = q("w:val")


def val(parent: Element | None, name: str) -> str | None:
    """The w:val of a child; None when the child is missing, '' when it has no value."""
    child = parent.find(q(name)) if parent is not None else None
    return None if child is None else child.get(W_VAL, "")


def flag(parent: Element, name: str) -> bool | None:
    """A switch: None when it is not said."""
    found = val(parent, name)
    return None if found is None else found not in _OFF


def points(value: str | None, per_point: float = TWIPS) -> float | None:
    """A number of twentieths of a point (or of another unit) in points; '12pt' and '1cm' as written."""
    if not value:
        return None
    for ending, factor in _UNITS.items():
        if value.endswith(ending):
            return _number(value[: -len(ending)], factor)
    return _number(value, 1 / per_point)


_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}


def _number(value: str, factor: float) -> float | None:
    try:
        return float(value) * factor
    except ValueError:
        return None


def attribute(parent: Element | None, child: str, *names: str) -> str | None:
    """The first of these attributes that a child has."""
    found = parent.find(q(child)) if parent is not None else None
    if found is None:
        return None
    return next((value for name in names if (value := found.get(q(name))) is not None), None)


_WRAPPERS = {q("w:hyperlink"), q("w:smartTag"), q("w:ins"), q("w:moveTo"), q("w:customXml"), q("w:fldSimple")}
_REMOVED = {q("w:del"), q("w:moveFrom")}
_SDT, _SDT_CONTENT = q("w:sdt"), q("w:sdtContent")
_CUSTOM = {q("w:customXml"), q("w:ins"), q("w:moveTo"), q("w:smartTag")}


def children(parent: Element) -> Iterator[Element]:
    """The children of a story, cell or table; content controls and markup of a reviewer are looked through."""
    for child in parent:
        if child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from children(content)
        elif child.tag in _CUSTOM:
            yield from children(child)
        elif child.tag not in _REMOVED:
            yield child


def inline(parent: Element) -> Iterator[Element]:
    """The runs of a paragraph in order; a simple field is given before what it shows."""
    for child in parent:
        if child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from inline(content)
        elif child.tag in _WRAPPERS:
            if child.tag == q("w:fldSimple"):
                yield child
            yield from inline(child)
        elif child.tag not in _REMOVED:
            yield child
