"""Drawn things in a run: rules, text boxes, pictures; DrawingML and the older VML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from law.layout.readers.docx.names import EMU, Element, points, q

_THIN = 4.0
_SHORTEST = 8.0
_ABOVE = 6.0  # a rule so little below the top of its paragraph stands over the letters
_LINES = {"line", "straightConnector1", "lineInv"}
_CONNECTOR = re.compile(r"_x0000_t32\b")
_NUMBER = re.compile(r"-?[\d.]+[a-z]*")
_Y = re.compile(r"^[^,]*,\s*(-?[\d.]+[a-z]*)")


class DrawnKind(StrEnum):
    """What a drawing is."""

    RULE = "rule"
    BOX = "box"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn thing. `offset` in points from `base` ('page', 'margin', 'column'); `align` instead where it is said."""

    kind: DrawnKind
    width: float
    height: float
    offset: float | None = None
    base: str = "column"
    align: str = ""
    content: Element | None = None
    is_lined: bool = True
    is_solid: bool = True
    is_above: bool = False
    """Whether it stands over the letters of the paragraph that it is anchored in."""

    def placed(self, column: tuple[float, float], margin: tuple[float, float], page: float) -> tuple[float, float]:
        """Where it begins and ends across the page."""
        start, end = {"page": (0.0, page), "margin": margin}.get(self.base, column)
        if self.offset is not None:
            return start + self.offset, start + self.offset + self.width
        if self.align in ("left", "inside"):
            return start, start + self.width
        if self.align in ("right", "outside"):
            return end - self.width, end
        middle = (start + end) / 2
        return middle - self.width / 2, middle + self.width / 2


def drawn(node: Element) -> Iterator[Drawn]:
    """What a w:drawing, w:pict, w:object or mc:AlternateContent holds."""
    if node.tag == q("mc:AlternateContent"):
        choice = node.find(q("mc:Choice"))
        fallback = node.find(q("mc:Fallback"))
        # LibreOffice leaves drawings inside a text box to the fallback alone.
        fuller = choice is not None and fallback is not None and _inner(fallback) > _inner(choice)
        chosen = fallback if choice is None or fuller else choice
        for child in chosen if chosen is not None else ():
            yield from drawn(child)
    elif node.tag == q("w:drawing"):
        for frame in node:
            if frame.tag in (q("wp:anchor"), q("wp:inline")):
                yield from _framed(frame)
    elif node.tag in (q("w:pict"), q("w:object")):
        yield from _vml(node)


def _inner(node: Element) -> int:
    """How many things are drawn inside the text boxes of an alternative."""
    return sum(1 for box in node.iter(q("w:txbxContent")) for _ in box.iter(q("w:drawing"), q("w:pict")))


def _framed(frame: Element) -> Iterator[Drawn]:
    extent = frame.find(q("wp:extent"))
    wide = points(extent.get("cx"), EMU) if extent is not None else None
    high = points(extent.get("cy"), EMU) if extent is not None else None
    if wide is None or high is None:
        return
    offset, base, align = _across(frame)
    shape = frame.find(f".//{q('wps:wsp')}")
    if shape is None:
        kind = DrawnKind.PICTURE
        if wide >= _SHORTEST:
            yield Drawn(kind, wide, high, offset, base, align)
        return
    words = shape.find(f".//{q('w:txbxContent')}")
    if words is not None:
        yield Drawn(DrawnKind.BOX, wide, high, offset, base, align, words, is_lined=_is_outlined(shape))
        return
    geometry = shape.find(f".//{q('a:prstGeom')}")
    preset = geometry.get("prst", "") if geometry is not None else ""
    if wide >= _SHORTEST and high <= _THIN and (preset in _LINES or preset == "rect" or not preset):
        above = _stands_above(frame)
        yield Drawn(DrawnKind.RULE, wide, high, offset, base, align, is_solid=_is_solid(shape), is_above=above)
    elif preset in _LINES and wide >= _SHORTEST:
        yield Drawn(DrawnKind.PICTURE, wide, high, offset, base, align)


def _across(frame: Element) -> tuple[float | None, str, str]:
    position = frame.find(q("wp:positionH"))
    if position is None:
        return None, "column", ""
    said = position.get("relativeFrom", "column")
    base = {"page": "page", "margin": "margin", "leftMargin": "page"}.get(said, "column")
    offset = position.find(q("wp:posOffset"))
    if offset is not None and offset.text:
        return points(offset.text.strip(), EMU), base, ""
    align = position.find(q("wp:align"))
    return None, base, (align.text or "").strip() if align is not None else ""


def _stands_above(frame: Element) -> bool:
    position = frame.find(q("wp:positionV"))
    if position is None or position.get("relativeFrom") not in ("paragraph", "line"):
        return False
    offset = position.find(q("wp:posOffset"))
    down = points(offset.text.strip(), EMU) if offset is not None and offset.text else None
    return down is not None and down < _ABOVE


def _is_outlined(shape: Element) -> bool:
    line = shape.find(f"{q('wps:spPr')}/{q('a:ln')}")
    if line is None:
        return shape.find(q("wps:style")) is not None
    return line.find(q("a:noFill")) is None


def _is_solid(shape: Element) -> bool:
    dash = shape.find(f".//{q('a:ln')}/{q('a:prstDash')}")
    return dash is None or dash.get("val", "solid") == "solid"


def _vml(node: Element) -> Iterator[Drawn]:
    for shape in node.iter(q("v:line"), q("v:shape"), q("v:rect")):
        style = _css(shape.get("style", ""))
        words = shape.find(f".//{q('w:txbxContent')}")
        wide, high = points(style.get("width"), 1), points(style.get("height"), 1) or 0.0
        offset = points(style.get("margin-left") or style.get("left"), 1)
        base = style.get("mso-position-horizontal-relative", "column")
        base = base if base in ("page", "margin") else "column"
        align = style.get("mso-position-horizontal", "")
        align = "" if align == "absolute" else align
        if shape.tag == q("v:line"):
            ends = _from_to(shape)
            if ends and abs(ends[1] - ends[0]) >= _SHORTEST:
                start, end = sorted(ends)
                over = _vml_above(shape, style)
                yield Drawn(
                    DrawnKind.RULE,
                    end - start,
                    0.0,
                    (offset or 0.0) + start,
                    base,
                    is_solid=_vml_solid(shape),
                    is_above=over,
                )
        elif words is not None and wide:
            lined = shape.get("stroked", "t") not in ("f", "false")
            yield Drawn(DrawnKind.BOX, wide, high, offset, base, align, words, is_lined=lined)
        elif wide and wide >= _SHORTEST and (high <= _THIN or _CONNECTOR.search(shape.get("type", ""))):
            over = _vml_above(shape, style)
            yield Drawn(DrawnKind.RULE, wide, high, offset, base, align, is_solid=_vml_solid(shape), is_above=over)
        elif shape.get(q("o:hr")) in ("t", "true"):
            yield Drawn(DrawnKind.RULE, wide or 0.0, high, None, "margin", "center")
        elif wide:
            yield Drawn(DrawnKind.PICTURE, wide, high, offset, base, align)


def _css(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def _from_to(shape: Element) -> tuple[float, float] | None:
    found = [_NUMBER.match(shape.get(end, "").strip()) for end in ("from", "to")]
    ends = [points(one.group(), 1) for one in found if one]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return ends[0], ends[1]


def _vml_above(shape: Element, style: dict[str, str]) -> bool:
    if style.get("mso-position-vertical-relative", "text") not in ("text", "line", "paragraph"):
        return False
    top = points(style.get("margin-top") or style.get("top"), 1)
    ends = _Y.match(shape.get("from", ""))
    if top is None and ends is None:
        return False
    return (top or 0.0) + ((points(ends[1], 1) or 0.0) if ends else 0.0) < _ABOVE


def _vml_solid(shape: Element) -> bool:
    stroke = shape.find(q("v:stroke"))
    return stroke is None or stroke.get("dashstyle", "solid") == "solid"
