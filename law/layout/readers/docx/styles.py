"""What a run and a paragraph look like, after document defaults, table, paragraph and character styles and the theme.

Properties are dictionaries that hold only what is said; a later one wins. Bold, italic and capitals of styles cancel
each other out, as the format has it; said on the run itself they count as said.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from law.layout.draft import Align, Form, Run
from law.layout.readers.docx.names import Element, attribute, flag, points, q, val

Props = Mapping[str, Any]
_TOGGLES = ("bold", "italic", "caps", "vanish")
_FLAGS = {"w:b": "bold", "w:i": "italic", "w:caps": "caps", "w:smallCaps": "caps", "w:vanish": "vanish"}
_DEFAULT_SIZE = 10.0
_DEFAULT_FONT = "Times New Roman"
_ALIGNS = {
    "left": Align.LEFT, "start": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT,
    "both": Align.JUSTIFY, "distribute": Align.JUSTIFY, "lowKashida": Align.JUSTIFY, "mediumKashida": Align.JUSTIFY,
    "highKashida": Align.JUSTIFY, "thaiDistribute": Align.JUSTIFY,
}  # fmt: skip
_BORDER_SIDES = ("top", "left", "bottom", "right")
_AUTOSPACING = 14.0


class Theme:
    """The fonts that a theme gives to headings and text."""

    def __init__(self, root: Element | None) -> None:
        self._fonts: dict[str, str] = {}
        for kind, name in (("major", "a:majorFont"), ("minor", "a:minorFont")):
            found = root.find(f".//{q(name)}/{q('a:latin')}") if root is not None else None
            self._fonts[kind] = found.get("typeface", "") if found is not None else ""

    def font(self, slot: str) -> str:
        """'minorHAnsi' -> 'Calibri'; empty when the theme does not say."""
        return self._fonts["major" if slot.startswith("major") else "minor"]


def run_props(node: Element | None, theme: Theme) -> dict[str, Any]:
    """What an rPr says."""
    found: dict[str, Any] = {}
    if node is None:
        return found
    for name, key in _FLAGS.items():
        said = flag(node, name)
        if said is not None:
            found[key] = said or found.get(key, False)
    _fonts(node.find(q("w:rFonts")), theme, found)
    size = points(val(node, "w:sz"), 2)
    if size:
        found["size"] = size
    underline = val(node, "w:u")
    if underline is not None:
        found["underline"] = underline not in ("none", "")
    colour = val(node, "w:color")
    if colour is not None:
        found["colour"] = "" if colour == "auto" else colour.upper()
    border = val(node, "w:bdr")
    if border is not None:
        found["boxed"] = border not in ("none", "nil")
    style = val(node, "w:rStyle")
    if style:
        found["style"] = style
    spacing = points(val(node, "w:spacing"))
    if spacing is not None:
        found["spacing"] = spacing
    return found


def _fonts(node: Element | None, theme: Theme, found: dict[str, Any]) -> None:
    if node is None:
        return
    for slot in ("ascii", "hAnsi"):
        themed = node.get(q(f"w:{slot}Theme"))
        said = (theme.font(themed) if themed else "") or node.get(q(f"w:{slot}"))
        if said:
            found[slot] = said


def paragraph_props(node: Element | None) -> dict[str, Any]:
    """What a pPr says; numbering and section breaks are read elsewhere."""
    found: dict[str, Any] = {}
    if node is None:
        return found
    align = val(node, "w:jc")
    if align in _ALIGNS:
        found["align"] = _ALIGNS[align]
    _indents(node, found)
    _spacing(node, found)
    contextual = flag(node, "w:contextualSpacing")
    if contextual is not None:
        found["contextual"] = contextual
    borders = node.find(q("w:pBdr"))
    if borders is not None:
        found["borders"] = frozenset(side for side in _BORDER_SIDES if is_drawn(borders.find(q(f"w:{side}"))))
    tabs = node.find(q("w:tabs"))
    if tabs is not None:
        found["tabs"] = tuple(
            (points(tab.get(q("w:pos"))) or 0.0, tab.get(q("w:val"), "left")) for tab in tabs.findall(q("w:tab"))
        )
    if attribute(node, "w:framePr", "w:xAlign") == "center":
        found["align"] = Align.CENTER
    style = val(node, "w:pStyle")
    if style:
        found["style"] = style
    return found


def is_drawn(border: Element | None) -> bool:
    """Whether a border is a visible line."""
    return border is not None and border.get(q("w:val"), "none") not in ("none", "nil")


def _indents(node: Element, found: dict[str, Any]) -> None:
    for key, names in (("left", ("w:left", "w:start")), ("right", ("w:right", "w:end"))):
        said = points(attribute(node, "w:ind", *names))
        if said is not None:
            found[key] = said
    first = points(attribute(node, "w:ind", "w:firstLine"))
    hanging = points(attribute(node, "w:ind", "w:hanging"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first


def _spacing(node: Element, found: dict[str, Any]) -> None:
    for side in ("before", "after"):
        said = points(attribute(node, "w:spacing", f"w:{side}"))
        if attribute(node, "w:spacing", f"w:{side}Autospacing") in ("1", "true", "on"):
            said = _AUTOSPACING
        if said is not None:
            found[side] = said
    line = points(attribute(node, "w:spacing", "w:line"))
    if line is not None:
        rule = attribute(node, "w:spacing", "w:lineRule") or "auto"
        found["line"] = (line * 20 / 240, "auto") if rule == "auto" else (line, rule)


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._nodes = {
            node.get(q("w:styleId")): node for node in (root.findall(q("w:style")) if root is not None else ())
        }
        defaults = root.find(q("w:docDefaults")) if root is not None else None
        run = defaults.find(f"{q('w:rPrDefault')}/{q('w:rPr')}") if defaults is not None else None
        paragraph = defaults.find(f"{q('w:pPrDefault')}/{q('w:pPr')}") if defaults is not None else None
        self._run_defaults = run_props(run, theme)
        self._paragraph_defaults = paragraph_props(paragraph)
        self.default = {
            kind: next((key for key, node in self._nodes.items() if _is_default(node, kind)), "")
            for kind in ("paragraph", "character", "table")
        }
        self.run_of = cache(self._run_of)
        self.paragraph_of = cache(self._paragraph_of)
        self.numbering_of = cache(self._numbering_of)

    def _chain(self, style: str | None) -> list[Element]:
        """The style and those that it is based on, the base first."""
        found: list[Element] = []
        while style in self._nodes and self._nodes[style] not in found:
            found.insert(0, self._nodes[style])
            style = val(self._nodes[style], "w:basedOn")
        return found

    def _run_of(self, style: str) -> dict[str, Any]:
        """What a style and its bases say of letters."""
        merged: dict[str, Any] = {}
        for node in self._chain(style):
            merged.update(run_props(node.find(q("w:rPr")), self.theme))
        return merged

    def _paragraph_of(self, style: str) -> dict[str, Any]:
        """What a style and its bases say of paragraphs."""
        merged: dict[str, Any] = {}
        for node in self._chain(style):
            merged.update(paragraph_props(node.find(q("w:pPr"))))
        merged.pop("style", None)
        return merged

    def _numbering_of(self, style: str) -> Element | None:
        """The numPr that a style or its nearest base gives."""
        for node in reversed(self._chain(style)):
            found = node.find(f"{q('w:pPr')}/{q('w:numPr')}")
            if found is not None:
                return found
        return None

    def name(self, style: str) -> str:
        """The name of a style that a person sees."""
        return val(self._nodes.get(style), "w:name") or style if style in self._nodes else style

    def table_part(self, style: str, path: str) -> Element | None:
        """The nearest `path` below a table style and its bases."""
        for node in reversed(self._chain(style)):
            found = node.find(path)
            if found is not None:
                return found
        return None

    def letters(self, direct: Props, paragraph_style: str, table_style: str) -> dict[str, Any]:
        """All that holds for a run: direct properties over styles over defaults."""
        layers = [self.run_of(table_style), self.run_of(paragraph_style), self.run_of(direct.get("style", ""))]
        merged = dict(self._run_defaults)
        for layer in layers:
            merged.update({key: value for key, value in layer.items() if key not in _TOGGLES})
        for key in _TOGGLES:
            said = [layer[key] for layer in layers if key in layer]
            styled = sum(said) % 2 == 1
            merged[key] = direct.get(key, styled or bool(self._run_defaults.get(key)))
        merged.update({key: value for key, value in direct.items() if key not in _TOGGLES})
        return merged

    def setting(self, direct: Props, style: str, table_style: str, numbering: Props | None) -> dict[str, Any]:
        """All that holds for a paragraph."""
        merged = dict(self._paragraph_defaults)
        merged.update(self.paragraph_of(table_style))
        merged.update(self.paragraph_of(style))
        merged.update(numbering or {})
        merged.update(direct)
        return merged


def _is_default(node: Element, kind: str) -> bool:
    return node.get(q("w:type")) == kind and node.get(q("w:default")) in ("1", "true", "on")


def made_run(text: str, props: Props, *, is_page_number: bool = False) -> Run:
    """A run of these properties; the font is the one that Vietnamese letters get where the two differ."""
    font, high = props.get("ascii", _DEFAULT_FONT), props.get("hAnsi", props.get("ascii", _DEFAULT_FONT))
    return Run(
        text=text.upper() if props.get("caps") else text,
        font=font if text.isascii() else high,
        size=props.get("size", _DEFAULT_SIZE),
        bold=bool(props.get("bold")),
        italic=bool(props.get("italic")),
        underline=bool(props.get("underline")),
        colour=props.get("colour", ""),
        is_page_number=is_page_number,
        spacing=props.get("spacing", 0.0),
    )


def made_form(props: Props, size: float, style_name: str) -> Form:
    """A form of these properties; `size` turns exact line distances into lines."""
    value, rule = props.get("line", (1.0, "auto"))
    natural = 1.15 * size if size else 0.0
    if rule == "auto":
        spacing: float | None = value
    elif not natural:
        spacing = None
    else:
        spacing = max(1.0, value / natural) if rule == "atLeast" else value / natural
    return Form(
        align=props.get("align", Align.LEFT),
        left=props.get("left", 0.0),
        right=props.get("right", 0.0),
        first=props.get("first", 0.0),
        before=props.get("before", 0.0),
        after=props.get("after", 0.0),
        spacing=spacing,
        style=style_name,
    )
