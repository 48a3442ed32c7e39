"""Automatic lists: the label that stands before a paragraph and the indents that come with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from law.layout.readers.docx.names import Element, points, q, val
from law.layout.readers.docx.styles import Theme, paragraph_props, run_props

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DASHES = "-–—−\uf02d"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Label:
    """What a list writes before a paragraph, how its letters look, and the indents of its level."""

    text: str
    letters: Mapping[str, Any]
    setting: Mapping[str, Any]


class Numbering:
    """The lists of a file; `label` counts on with each call, so paragraphs are asked for in order."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._abstract: dict[str, Element] = {}
        self._of_num: dict[str, tuple[str, dict[int, int], dict[int, Element]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._started: set[str] = set()
        if root is None:
            return
        for node in root.findall(q("w:abstractNum")):
            self._abstract[node.get(q("w:abstractNumId"), "")] = node
        for node in root.findall(q("w:num")):
            self._of_num[node.get(q("w:numId"), "")] = (val(node, "w:abstractNumId") or "", *_overrides(node))

    def label(self, number: Element | None) -> Label | None:
        """The label for a numPr; None where the paragraph belongs to no list."""
        num_id = val(number, "w:numId") if number is not None else None
        if not num_id or num_id == "0" or num_id not in self._of_num:
            return None
        try:
            level = min(int(val(number, "w:ilvl") or 0), _LEVELS - 1)
        except ValueError:
            return None
        abstract, starts, own = self._of_num[num_id]
        node = own.get(level)
        if node is None:
            node = self._level(abstract, level)
        if node is None:
            return None
        counts = self._count(num_id, abstract, level, starts)
        text = self._text(node, abstract, counts, own)
        return Label(text, run_props(node.find(q("w:rPr")), self._theme), paragraph_props(node.find(q("w:pPr"))))

    def _level(self, abstract: str, level: int) -> Element | None:
        root = self._abstract.get(abstract)
        found = root.findall(q("w:lvl")) if root is not None else []
        return next((one for one in found if one.get(q("w:ilvl")) == str(level)), None)

    def _count(self, num_id: str, abstract: str, level: int, starts: Mapping[int, int]) -> list[int]:
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        if num_id not in self._started:
            self._started.add(num_id)
            for place, start in starts.items():
                counts[place] = start - 1
        if counts[level] == 0 and level not in starts:
            counts[level] = self._start(abstract, level) - 1
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = 0
        return counts

    def _start(self, abstract: str, level: int) -> int:
        node = self._level(abstract, level)
        said = val(node, "w:start")
        return int(said) if said and said.isdigit() else 1

    def _text(self, node: Element, abstract: str, counts: list[int], own: Mapping[int, Element]) -> str:
        pattern = val(node, "w:lvlText") or ""
        if val(node, "w:numFmt") == "bullet":
            return "-" if pattern and pattern[0] in _DASHES else ("+" if pattern == "+" else "•")
        for place in range(_LEVELS):
            if f"%{place + 1}" in pattern:
                level = own.get(place)
                kind = val(level if level is not None else self._level(abstract, place), "w:numFmt") or "decimal"
                pattern = pattern.replace(f"%{place + 1}", _written(max(1, counts[place]), kind))
        return pattern


def _overrides(node: Element) -> tuple[dict[int, int], dict[int, Element]]:
    starts: dict[int, int] = {}
    levels: dict[int, Element] = {}
    for one in node.findall(q("w:lvlOverride")):
        said = one.get(q("w:ilvl"), "0")
        place = int(said) if said in tuple("012345678") else 0
        start = val(one, "w:startOverride")
        if start and start.isdigit():
            starts[place] = int(start)
        level = one.find(q("w:lvl"))
        if level is not None:
            levels[place] = level
    return starts, levels


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        return roman(number).upper() if kind == "upperRoman" else roman(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)


def roman(number: int) -> str:
    """4 -> 'iv'."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def default_tab(settings: Element | None) -> float:
    """The distance of tab stops that nobody set."""
    return points(val(settings, "w:defaultTabStop")) or 36.0
