"""Widths of the columns of a table by what stands in them, as a browser finds them."""

from law.layout.document import Table
from law.layout.letter_widths import width


def column_widths(table: Table, room: float, size: float, padding: float) -> list[float]:
    """Widths in points that fill the room: each column holds its longest word, the rest goes where text is long."""
    columns = [[head, *cells] for head, *cells in zip(table.columns, *table.rows, strict=True)]
    least = [_longest(column, size) + padding for column in columns]
    wished = [max(width(cell, size, bold=row == 0) for row, cell in enumerate(column)) + padding for column in columns]
    wants = [want - need for want, need in zip(wished, least, strict=True)]
    left = room - sum(least)
    if left <= 0 or not any(wants):
        return [one * room / sum(least) for one in least]
    return [need + left * want / sum(wants) for need, want in zip(least, wants, strict=True)]


def _longest(column: list[str], size: float) -> float:
    words = [(word, row == 0) for row, cell in enumerate(column) for word in cell.split()]
    return max((width(word, size, bold=bold) for word, bold in words), default=0.0)
