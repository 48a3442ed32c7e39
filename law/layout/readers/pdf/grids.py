"""Tables and frames of a page, seen by the upright lines at both sides of the words."""

from law.layout.draft import Box, Cell
from law.layout.readers.pdf.glyphs import Rule, Sheet
from law.layout.readers.pdf.rows import Piece

_TOUCH = 2.5
_FRAME = (270.0, 62.0)


class Grid:
    """The drawn lines of one page."""

    def __init__(self, sheet: Sheet, page: int) -> None:
        self._uprights = sheet.uprights
        self._rules = sheet.rules
        self._page = page

    def place(self, piece: Piece) -> tuple[Cell | None, Box | None]:
        """The cell of a table or the small frame that a piece stands in."""
        beside = self._beside(piece)
        left = [one for one in beside if one <= piece.x0 + _TOUCH]
        right = [one for one in beside if one >= piece.x1 - _TOUCH]
        if not left or not right:
            return None, None
        top, bottom = self._edges(piece, left[-1], right[0])
        wide, high = right[0] - left[-1], bottom - top
        if len(beside) == 2 and wide <= _FRAME[0] and high <= _FRAME[1]:
            return None, Box(wide, high, number=self._page * 1000 + round(top))
        return Cell(self._page, round(top), len(left) - 1, max(2, len(beside) - 1), is_lined=True), None

    def _beside(self, piece: Piece) -> list[float]:
        """Where upright lines cross the height of a piece, each place once."""
        height = piece.base - 0.3 * piece.size
        found: list[float] = []
        for one in sorted(self._uprights, key=lambda line: line.x):
            if one.y0 - _TOUCH <= height <= one.y1 + _TOUCH and (not found or one.x - found[-1] > _TOUCH):
                found.append(one.x)
        return found

    def _edges(self, piece: Piece, x0: float, x1: float) -> tuple[float, float]:
        across = [one.y for one in self._rules if one.x0 <= x0 + 2 * _TOUCH and one.x1 >= x1 - 2 * _TOUCH]
        above = [y for y in across if y <= piece.base - 0.5 * piece.size]
        below = [y for y in across if y >= piece.base - 1]
        return max(above, default=piece.base - piece.size), min(below, default=piece.base + 0.3 * piece.size)

    def is_edge(self, rule: Rule) -> bool:
        """Whether a horizontal line belongs to a table or frame: an upright one touches its end."""
        return any(
            one.y0 - _TOUCH <= rule.y <= one.y1 + _TOUCH
            and min(abs(one.x - rule.x0), abs(one.x - rule.x1)) <= 2 * _TOUCH
            for one in self._uprights
        )
