"""One paragraph as lines and strokes: its runs with their look, its label, its borders, what is drawn in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from law.layout.draft import Align, Area, Box, Cell, Form, Line, Run, Side, Stroke, StrokeKind
from law.layout.readers.code_tables import converted
from law.layout.readers.docx.drawing import Drawn, DrawnKind, drawn
from law.layout.readers.docx.names import Element, inline, q
from law.layout.readers.docx.numbering import Label, Numbering
from law.layout.readers.docx.setting import Piece, Stops, set_line
from law.layout.readers.docx.styles import Styles, made_form, made_run, paragraph_props, run_props
from law.layout.readers.strokes import stroke_of

_DRAWINGS = (q("w:drawing"), q("w:pict"), q("w:object"), q("mc:AlternateContent"))
_HYPHENS = {q("w:noBreakHyphen"): "-", q("w:softHyphen"): ""}
_SYMBOLS = {"f02d": "-", "f0be": "-", "f0b7": "•", "f0a7": "•", "f02f": "/"}
_NARROW = 0.78


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story is being written: the room across the page, the table, the box, the part of the page."""

    room: tuple[float, float]
    margins: tuple[float, float]
    page_width: float
    area: Area = Area.BODY
    section: int = 0
    cell: Cell | None = None
    box: Box | None = None
    table_style: str = ""

    def side(self, x0: float, x1: float, *, in_middle: bool) -> Side:
        """The side of the page on which letters between these places stand; `in_middle` of the room."""
        wide = self.margins[1] - self.margins[0]
        middle = (self.margins[0] + self.margins[1]) / 2
        if (self.room[1] - self.room[0]) < _NARROW * wide:
            return Side.LEFT if sum(self.room) / 2 < middle else Side.RIGHT
        if in_middle and abs((x0 + x1) / 2 - middle) < 0.05 * wide:
            return Side.FULL
        if x0 > middle - 0.1 * wide:
            return Side.RIGHT
        return Side.LEFT if x1 < middle + 0.05 * wide and x1 - x0 < 0.55 * wide else Side.FULL


@dataclass
class _Text:
    """What the runs of a paragraph say: lines of pieces, and the drawings among them."""

    lines: list[list[Piece]]
    drawings: list[Drawn]
    deleted: bool = False


class Paragraphs:
    """Makes lines of paragraphs; counts them through the file."""

    def __init__(self, styles: Styles, numbering: Numbering, tab: float, *, converts: bool = False) -> None:
        self._converts = converts
        self._styles = styles
        self._numbering = numbering
        self._tab = tab
        self._lines = 0
        self._paragraphs = 0
        self._field: list[str] = []
        self.boxes = 0
        self.nodes: dict[int, Element] = {}
        """The paragraphs of the file by the number that their lines bear."""

    def read(self, node: Element, place: Place) -> Iterator[Line | Stroke | Drawn]:
        """Strokes and lines of a paragraph in order; boxes are given as they are, to be read by the caller."""
        properties = node.find(q("w:pPr"))
        direct = paragraph_props(properties)
        style = direct.pop("style", "") or self._styles.default["paragraph"]
        number = properties.find(q("w:numPr")) if properties is not None else None
        label = self._numbering.label(number if number is not None else self._styles.numbering_of(style))
        setting = self._styles.setting(direct, style, place.table_style, label.setting if label else None)
        mark = properties.find(q("w:rPr")) if properties is not None else None
        text = self._text(node, style, place)
        if label and any(piece.text.strip() for line in text.lines for piece in line):
            text.lines[0][0].runs.insert(0, self._label_run(label, mark, style, place))
        self._paragraphs += 1
        self.nodes[self._paragraphs] = node
        size = next((run.size for line in text.lines for piece in line for run in piece.runs if run.text.strip()), 0.0)
        size = size or self._styles.letters(run_props(mark, self._styles.theme), style, place.table_style).get(
            "size", 10
        )
        form = made_form(setting, size, self._styles.name(style))
        yield from self._drawings([one for one in text.drawings if one.is_above], place)
        yield from self._with_borders(setting, form, place, self._lines_of(text, form, setting, place, label))
        yield from self._drawings([one for one in text.drawings if not one.is_above], place)

    def _label_run(self, label: Label, mark: Element | None, style: str, place: Place) -> Run:
        props = dict(self._styles.letters(run_props(mark, self._styles.theme), style, place.table_style))
        # A bullet's own font draws the dot; it is no font of the text.
        props.update({key: value for key, value in label.letters.items() if key not in ("ascii", "hAnsi")})
        return made_run(f"{label.text} ", props)

    def _lines_of(
        self, text: _Text, form: Form, setting: Mapping[str, Any], place: Place, label: Label | None
    ) -> list[Line | Stroke]:
        stops = Stops(setting.get("tabs", ()), self._tab)
        boxed = self._box(setting, place)
        made: list[Line] = []
        for number, pieces in enumerate(text.lines):
            parts = set_line(pieces, form, place.room, stops, first=number == 0)
            for piece in parts:
                made.append(self._line(piece, form, place, boxed, split=len(parts) > 1))
        if made:
            made[0] = replace(made[0], is_first=True, marker=label.text if label else "")
            made[-1] = replace(made[-1], is_last=True)
        return [stroke_of(line) or line for line in made]

    def _line(self, piece: Piece, form: Form, place: Place, boxed: Box | None, *, split: bool) -> Line:
        self._lines += 1
        return Line(
            id=self._lines,
            runs=tuple(_joined(piece.runs)),
            form=form,
            paragraph=self._paragraphs,
            area=place.area,
            section=place.section,
            cell=place.cell,
            box=boxed,
            room=(place.room[0] + form.left, place.room[1] - form.right),
            x0=piece.x0,
            x1=piece.x1,
            is_first=False,
            is_last=False,
            side=place.side(piece.x0, piece.x1, in_middle=form.align is Align.CENTER and not split),
            split=split,
        )

    def _box(self, setting: Mapping[str, Any], place: Place) -> Box | None:
        if len(setting.get("borders", ())) == 4:
            self.boxes += 1
            inner = place.room[1] - place.room[0] - setting.get("left", 0.0) - setting.get("right", 0.0)
            return Box(inner, 0.0, number=self.boxes)
        return place.box

    def _with_borders(
        self, setting: Mapping[str, Any], form: Form, place: Place, made: list[Line | Stroke]
    ) -> Iterator[Line | Stroke]:
        borders = setting.get("borders", frozenset())
        x0, x1 = place.room[0] + form.left, place.room[1] - form.right
        drawn_line = Stroke(x0, x1, StrokeKind.BORDER, place.area, place.section, place.cell)
        alone = len(borders) < 4
        if alone and "top" in borders:
            yield drawn_line
        yield from made
        if alone and "bottom" in borders:
            yield drawn_line

    def _drawings(self, drawings: Iterable[Drawn], place: Place) -> Iterator[Stroke | Drawn]:
        for one in drawings:
            if one.kind is DrawnKind.BOX:
                yield one
                continue
            x0, x1 = one.placed(place.room, place.margins, place.page_width)
            kind = StrokeKind.SHAPE if one.kind is DrawnKind.RULE else StrokeKind.PICTURE
            yield Stroke(
                x0, x1, kind, place.area, place.section, place.cell, is_solid=one.is_solid, thickness=one.height
            )

    def _text(self, node: Element, style: str, place: Place) -> _Text:
        text = _Text([[Piece()]], [])
        for run in inline(node):
            if run.tag == q("w:fldSimple"):
                continue
            if run.tag == q("w:r"):
                self._run(run, style, place, text)
            elif run.tag in _DRAWINGS:
                text.drawings.extend(drawn(run))
        return text

    def _run(self, run: Element, style: str, place: Place, text: _Text) -> None:
        direct = run_props(run.find(q("w:rPr")), self._styles.theme)
        props = self._styles.letters(direct, style, place.table_style)
        if props.get("vanish"):
            return
        parent = run.getparent()
        simple = parent.get(q("w:instr"), "") if parent is not None and parent.tag == q("w:fldSimple") else ""
        numbered = _is_page(simple) or any(_is_page(code) for code in self._field)
        for child in run:
            written = letters_of(child)
            if written is not None:
                if self._converts:
                    written = converted(written, str(props.get("ascii", "")))
                is_number = numbered or child.tag == q("w:pgNum")
                text.lines[-1][-1].runs.append(made_run(written, props, is_page_number=is_number))
            elif child.tag in (q("w:tab"), q("w:ptab")):
                text.lines[-1].append(Piece())
            elif child.tag in (q("w:br"), q("w:cr")):
                if child.get(q("w:type"), "textWrapping") == "textWrapping":
                    text.lines.append([Piece()])
            elif child.tag in (q("w:fldChar"), q("w:instrText")):
                self._field_part(child, props, text)
            elif child.tag in _DRAWINGS:
                text.drawings.extend(drawn(child))

    def _field_part(self, child: Element, props: Mapping[str, Any], text: _Text) -> None:
        kind = child.get(q("w:fldCharType"))
        if child.tag == q("w:instrText"):
            if self._field:
                self._field[-1] += child.text or ""
        elif kind == "begin":
            self._field.append("")
        elif kind == "end" and self._field:
            code = self._field.pop()
            if _is_page(code) and not any(run.is_page_number for run in text.lines[-1][-1].runs):
                text.lines[-1][-1].runs.append(made_run("2", props, is_page_number=True))


def letters_of(child: Element) -> str | None:
    """The letters that a part of a run writes; None for parts of another kind."""
    if child.tag == q("w:t"):
        return child.text or ""
    if child.tag == q("w:sym"):
        return _SYMBOLS.get(child.get(q("w:char"), "").lower(), "•")
    if child.tag == q("w:pgNum"):
        return "2"
    return _HYPHENS.get(child.tag)


def _is_page(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() == "PAGE"


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs of the same look, which programs tear at will, as one."""
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and replace(held, text="") == replace(run, text=""):
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
