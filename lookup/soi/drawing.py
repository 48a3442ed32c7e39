"""A draft as sheets of paper: where every row of words and every rule stands. Points from the top left corner; pure.

A PDF says where its lines are. A .docx does not: its lines are set below each other as a text processor would, cells of a
table side by side. The answer is made of JSON values, for it comes out of a child process.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from law.layout.draft import Area, Cell, Draft, Line, Section, Stroke
from lookup.soi.setting_lines import Row, height_of, rows_of

MOST_SHEETS = 60
_PADDING = 5.4
_ASCENT = 0.9

Item = Line | Stroke
Sheets = list[dict[str, Any]]


def drawing_of(draft: Draft) -> dict[str, Any]:
    """`sheets`: width, height, words, rules and frames of each; `places`: for a line's id where its first row is."""
    pen = _Pen(draft)
    if draft.pages is not None:
        pen.as_told(draft.items)
    else:
        pen.one_below_the_other([item for item in draft.items if item.area is Area.BODY])
        pen.margins()
    return {"sheets": pen.sheets[:MOST_SHEETS], "places": pen.places, "is_cut": len(pen.sheets) > MOST_SHEETS}


class _Pen:
    """Draws on the newest sheet; `y` is where the next line begins."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.sheets: Sheets = []
        self._sections: list[int] = []
        self.places: dict[str, list[float]] = {}
        self._y = 0.0

    def as_told(self, items: Sequence[Item]) -> None:
        """Each line where the file says."""
        for item in items:
            page = max(1, item.page or 1)
            while len(self.sheets) < min(page, MOST_SHEETS + 1):
                self._new_sheet(item.section)
            if page > MOST_SHEETS:
                continue
            if isinstance(item, Stroke):
                self._rule(item, item.top or self._y, page - 1)
                continue
            # Of a line the reader tells where its letters stand, not where they begin.
            top = self._y if item.top is None else item.top - _ASCENT * (item.size or 13.0)
            self._y = self._line(item, top, page - 1)

    def one_below_the_other(self, items: list[Item]) -> None:
        """Row by row, with new sheets where the paper ends."""
        self._new_sheet(0)
        for (section, row), group in groupby(items, key=_row_key):
            if section != self._sections[-1]:
                self._new_sheet(section)
            self._row(list(group), row is not None)
            if len(self.sheets) > MOST_SHEETS:
                return

    def margins(self) -> None:
        """What stands in the headers and footers of a .docx, on each sheet that shows it."""
        for number, sheet in enumerate(self.sheets):
            section = self._section(self._sections[number])
            is_first = number == 0 or self._sections[number - 1] != self._sections[number]
            for area, top in _margins(section, is_first=is_first):
                y = top
                for line in self._draft.in_area(area):
                    if line.section == self._sections[number] or len(self._draft.sections) == 1:
                        y = self._line(line, y, number, known=sheet)

    def _section(self, number: int) -> Section:
        return self._draft.sections[min(number, len(self._draft.sections) - 1)]

    def _new_sheet(self, section: int) -> None:
        paper = self._section(section)
        self.sheets.append({"width": paper.width, "height": paper.height, "words": [], "rules": [], "frames": []})
        self._sections.append(section)
        self._y = paper.top

    def _row(self, items: list[Item], is_table: bool) -> None:
        paper = self._section(self._sections[-1])
        if self._y + _needed(items, is_table) > paper.height - paper.bottom and self._y > paper.top + 100:
            self._new_sheet(self._sections[-1])
        if not is_table:
            self._y = self._column(items, self._y)
            return
        top, bottom = self._y, self._y
        frames: list[Line] = []
        for _, column in groupby(items, key=_column_of):
            held = list(column)
            bottom = max(bottom, self._column(held, top))
            first = next((one for one in held if isinstance(one, Line)), None)
            if first is not None and first.cell is not None and first.cell.is_lined:
                frames.append(first)
        self.sheets[-1]["frames"] += [_frame(one, top, bottom + 2) for one in frames]
        self._y = bottom + (2 if frames else 0)

    def _column(self, items: list[Item], y: float) -> float:
        beside: Line | None = None
        top = y
        for item in items:
            if isinstance(item, Stroke):
                self._rule(item, y + 2, len(self.sheets) - 1)
                y += 3
                continue
            if not (beside is not None and _goes_on(beside, item)):
                top = y = y + (item.form.before if item.is_first else 0.0)
            y = max(y, self._flow(item, top)) + (item.form.after if item.is_last else 0.0)
            beside = item
        return y

    def _flow(self, line: Line, y: float) -> float:
        """A line outside a table may run over the end of the sheet."""
        if line.cell is not None:
            return self._line(line, y, len(self.sheets) - 1)
        for row in rows_of(line):
            paper = self._section(self._sections[-1])
            if y + height_of(line) > paper.height - paper.bottom:
                self._new_sheet(self._sections[-1])
                y = self._y
            self._put(line, row, y, len(self.sheets) - 1)
            y += height_of(line)
        return y

    def _line(self, line: Line, y: float, sheet: int, known: dict[str, Any] | None = None) -> float:
        for row in rows_of(line):
            self._put(line, row, y, sheet, number=sheet + 1 if known and line.has_page_number else None)
            y += height_of(line)
        return y

    def _put(self, line: Line, row: Row, y: float, sheet: int, number: int | None = None) -> None:
        base = y + _ASCENT * row.size
        for one in row.words:
            self.sheets[sheet]["words"].append(
                {
                    "x": round(one.x, 1),
                    "y": round(base, 1),
                    "size": one.size,
                    "bold": one.is_bold,
                    "italic": one.is_italic,
                    "underlined": one.is_underlined,
                    "stretch": round(one.stretch, 2),
                    "text": str(number) if number is not None else one.text,
                }
            )
        self.places.setdefault(str(line.id), [sheet, round(row.x0, 1), round(row.x1, 1), round(base, 1), row.size])

    def _rule(self, stroke: Stroke, y: float, sheet: int) -> None:
        self.sheets[sheet]["rules"].append(
            {"x0": round(stroke.x0, 1), "x1": round(stroke.x1, 1), "y": round(y, 1), "is_solid": stroke.is_solid}
        )


def _row_key(item: Item) -> tuple[int, tuple[int, int] | None]:
    return (item.section, _cell_row(item.cell))


def _cell_row(cell: Cell | None) -> tuple[int, int] | None:
    return (cell.table, cell.row) if cell else None


def _column_of(item: Item) -> int:
    return item.cell.column if item.cell else 0


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a tab alone parts two pieces."""
    return before.split and after.split and before.paragraph == after.paragraph and after.x0 >= before.x1 - 1


def _needed(items: list[Item], is_table: bool) -> float:
    """How much room a row must find below it; running text breaks where it likes."""
    heights: dict[int, float] = {}
    for item in items if is_table else items[:1]:
        if isinstance(item, Line):
            rows = len(rows_of(item)) if is_table else 1
            column = _column_of(item)
            heights[column] = heights.get(column, 0.0) + height_of(item) * rows + item.form.before * item.is_first
    return max(heights.values(), default=0.0)


def _frame(line: Line, top: float, bottom: float) -> dict[str, float]:
    left = line.room[0] - line.form.left - _PADDING
    right = line.room[1] + line.form.right + _PADDING
    return {"x": round(left, 1), "y": round(top, 1), "width": round(right - left, 1), "height": round(bottom - top, 1)}


def _margins(section: Section, *, is_first: bool) -> Iterator[tuple[Area, float]]:
    alone = is_first and section.different_first
    yield (Area.FIRST_HEADER if alone else Area.HEADER), max(18.0, section.top - 24)
    yield (Area.FIRST_FOOTER if alone else Area.FOOTER), section.height - max(40.0, section.bottom) + 4
