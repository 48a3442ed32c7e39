"""Tables: where their cells stand across the page, and whether lines are drawn round them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from law.layout.draft import Box, Cell
from law.layout.readers.docx.names import Element, attribute, children, points, q, val
from law.layout.readers.docx.paragraphs import Place
from law.layout.readers.docx.styles import Styles, is_drawn

_PADDING = 5.4
_SIDES = ("top", "left", "bottom", "right")
_LOGICAL = {"left": "start", "right": "end"}


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell: its content, its place, and whether only its lower side is drawn (a rule of its width)."""

    node: Element
    place: Place
    underlined: bool
    edges: tuple[float, float]


def cells(table: Element, place: Place, number: int, styles: Styles) -> Iterator[ReadCell]:
    """The cells of a table row by row."""
    properties = table.find(q("w:tblPr"))
    style = val(properties, "w:tblStyle") or styles.default["table"]
    lined = _is_lined(properties, style, styles)
    rows = [row for row in children(table) if row.tag == q("w:tr")]
    grid = [points(column.get(q("w:w"))) or 0.0 for column in table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}")]
    start = _start(properties, place, sum(grid))
    padding = _padding(properties, style, styles)
    count = max((len(row.findall(q("w:tc"))) for row in rows), default=0)
    for row_number, row in enumerate(rows):
        high = points(attribute(row.find(q("w:trPr")), "w:trHeight", "w:val")) or 0.0
        x = start
        column = _int(val(row.find(q("w:trPr")), "w:gridBefore"))
        x += sum(grid[:column])
        for cell in (child for child in children(row) if child.tag == q("w:tc")):
            about = cell.find(q("w:tcPr"))
            span = max(1, _int(val(about, "w:gridSpan"), 1))
            wide = _width(about, grid[column : column + span], place)
            sides = _drawn_sides(about)
            boxed = (lined and count == 1) or len(sides) == 4
            inner = (x + padding[0], x + wide - padding[1])
            box = Box(wide, high) if boxed and count <= 3 and len(rows) <= 2 else place.box
            where = Cell(number, row_number, column, count, lined and count > 1)
            yield ReadCell(
                cell,
                replace(place, room=inner, cell=where, box=box, table_style=style),
                underlined=not lined and sides == {"bottom"},
                edges=(x, x + wide),
            )
            x += wide
            column += span


def _int(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and value.isdigit() else otherwise


def _width(about: Element | None, columns: list[float], place: Place) -> float:
    if columns and all(columns):
        return sum(columns)
    said = attribute(about, "w:tcW", "w:w")
    if said and attribute(about, "w:tcW", "w:type") == "pct":
        share = points(said.rstrip("%"), 100 if said.endswith("%") else 5000)
        return (share or 0.0) * (place.room[1] - place.room[0])
    return points(said) or sum(columns) or 72.0


def _start(properties: Element | None, place: Place, wide: float) -> float:
    room = place.room[1] - place.room[0]
    align = val(properties, "w:jc")
    if align == "center" and wide:
        return place.room[0] + (room - wide) / 2
    if align in ("right", "end") and wide:
        return place.room[1] - wide
    return place.room[0] + (points(attribute(properties, "w:tblInd", "w:w")) or 0.0)


def _padding(properties: Element | None, style: str, styles: Styles) -> tuple[float, float]:
    own = properties.find(q("w:tblCellMar")) if properties is not None else None
    styled = styles.table_part(style, f"{q('w:tblPr')}/{q('w:tblCellMar')}")
    found = []
    for side in ("left", "right"):
        names = (side, _LOGICAL[side])
        said = next((points(attribute(holder, f"w:{name}", "w:w")) for holder in (own, styled) if holder is not None
                     for name in names if holder.find(q(f"w:{name}")) is not None), None)  # fmt: skip
        found.append(_PADDING if said is None else said)
    return found[0], found[1]


def _is_lined(properties: Element | None, style: str, styles: Styles) -> bool:
    own = properties.find(q("w:tblBorders")) if properties is not None else None
    found = own if own is not None else styles.table_part(style, f"{q('w:tblPr')}/{q('w:tblBorders')}")
    if found is None:
        return False
    return sum(is_drawn(found.find(q(f"w:{side}"))) for side in ("top", "bottom", "insideH", "insideV")) >= 2


def _drawn_sides(about: Element | None) -> set[str]:
    borders = about.find(q("w:tcBorders")) if about is not None else None
    if borders is None:
        return set()
    return {
        side
        for side in _SIDES
        if is_drawn(borders.find(q(f"w:{side}"))) or is_drawn(borders.find(q(f"w:{_LOGICAL.get(side, side)}")))
    }
