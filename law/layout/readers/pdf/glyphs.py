"""What a page draws: letters, horizontal rules, frames, pictures. Points from the top left corner."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined

from law.layout.readers.fonts import RIGHT_FONT, is_like_times, is_times

_INVISIBLE = 3
_THIN = 3.0
_SHORTEST = 8.0
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|,b|-b$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|,i|-i$|kursiv", re.IGNORECASE)
# Printer drivers give fonts numbers for names: weight and slant cannot be known.
_NAMELESS = re.compile(r"^(?:CIDFont\+?F?\d*|F\d+|T\d+|TT\d+)$", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter; `base` is its baseline."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    bold: bool
    italic: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    x0: float
    x1: float
    y: float
    is_solid: bool
    thickness: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line."""

    x: float
    y0: float
    y1: float


@dataclass
class Sheet:
    """What one page draws."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    uprights: list[Upright] = field(default_factory=list)
    pictures: float = 0.0
    """How much of the page pictures cover, 0 to 1."""
    hidden: int = 0
    """Letters that are not shown: the text layer over a scan."""


class Recorder(PDFTextDevice):
    """Writes down what the interpreter of pdfminer draws; no analysis of its own."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.sheet = Sheet(0, 0)
        self.ctm: Any = (1, 0, 0, 1, 0, 0)
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._hidden = False

    def begin_page(self, page: Any, ctm: Any) -> None:
        """A new sheet."""
        x0, y0, x1, y1 = page.mediabox
        wide, high = abs(x1 - x0), abs(y1 - y0)
        self.sheet = Sheet(high, wide) if page.rotate in (90, 270) else Sheet(wide, high)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Some letters; a text layer that is not shown is only counted."""
        self._hidden = textstate.render == _INVISIBLE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """One letter; gives how far the pen moves on."""
        advance = float(font.char_width(cid) * fontsize * scaling)
        if self._hidden:
            self.sheet.hidden += 1
            return advance
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        a, _b, c, d, e, f = matrix
        size = fontsize * math.hypot(c, d)
        name, bold, italic = self._look(font)
        x0 = e + rise * c
        self.sheet.glyphs.append(
            Glyph(text, x0, x0 + advance * a, self.sheet.height - f - rise * d, round(abs(size), 1), name, bold, italic,
                  _colour(graphicstate.ncolor))
        )  # fmt: skip
        return advance

    def _look(self, font: Any) -> tuple[str, bool, bool]:
        key = id(font)
        if key not in self._fonts:
            name = str(getattr(font, "fontname", "") or getattr(font, "basefont", ""))
            name = _SUBSET.sub("", name)
            flags = int(getattr(font, "flags", 0) or 0)
            bold = bool(_BOLD.search(name)) or bool(flags & _BOLD_FLAG)
            italic = bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
            family = "" if _NAMELESS.match(name) else _family(name)
            self._fonts[key] = (RIGHT_FONT if is_times(name) else family, bold, italic)
        return self._fonts[key]

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """A path: its parts that are thin are rules and uprights, drawn rectangles are four of them."""
        solid = not (graphicstate.dash and graphicstate.dash[0])
        for part in _parts(path):
            points = [self._point(x, y) for x, y in part]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            if high <= _THIN and wide >= _SHORTEST and (stroke or fill):
                thick = high or float(graphicstate.linewidth or 0)
                self.sheet.rules.append(Rule(min(xs), max(xs), (min(ys) + max(ys)) / 2, solid, thick))
            elif wide <= _THIN and high >= _SHORTEST and (stroke or fill):
                self.sheet.uprights.append(Upright(sum(xs) / len(xs), min(ys), max(ys)))
            elif stroke and wide > 15 and high > 8 and len(points) >= 4:
                self._edges(min(xs), min(ys), max(xs), max(ys), solid)

    def _edges(self, x0: float, y0: float, x1: float, y1: float, solid: bool) -> None:
        """The four sides of a drawn rectangle."""
        self.sheet.uprights += [Upright(x0, y0, y1), Upright(x1, y0, y1)]
        self.sheet.rules += [Rule(x0, x1, y0, solid, 0.75), Rule(x0, x1, y1, solid, 0.75)]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.ctm
        return a * x + c * y + e, self.sheet.height - (b * x + d * y + f)

    def render_image(self, name: str, stream: Any) -> None:
        """A picture; only its size on the page is of interest."""
        a, b, c, d, _, _ = self.ctm
        area = math.hypot(a, b) * math.hypot(c, d)
        self.sheet.pictures += area / max(1.0, self.sheet.width * self.sheet.height)


def _family(name: str) -> str:
    if is_like_times(name):
        name = re.sub(r"(?i)-(?=serif)", " ", name, count=1)
    base = re.split(r"[-,]", name)[0]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", base) or name


def _colour(said: Any) -> str:
    """'' for black, 'RRGGBB' for other colours."""
    values = said if isinstance(said, tuple | list) else (said,)
    if not values or any(not isinstance(one, int | float) for one in values):
        return ""
    if len(values) == 4:
        c, m, y, k = (min(1.0, max(0.0, float(one))) for one in values)
        parts = [(1 - one) * (1 - k) for one in (c, m, y)]
    else:
        parts = [min(1.0, max(0.0, float(one))) for one in (values if len(values) == 3 else values[:1] * 3)]
    written = "".join(f"{round(one * 255):02X}" for one in parts)
    return "" if written == "000000" else written


def _parts(path: Sequence[Any]) -> list[list[tuple[float, float]]]:
    parts: list[list[tuple[float, float]]] = []
    for step in path:
        numbers = [float(one) for one in step[1:]]
        if step[0] == "m" or not parts:
            parts.append([])
        if len(numbers) >= 2:
            parts[-1].append((numbers[-2], numbers[-1]))
    return [part for part in parts if len(part) >= 2]
