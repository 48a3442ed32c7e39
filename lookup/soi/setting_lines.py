"""Lines of a draft broken into rows of words, each with its place across the page. Points; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from law.layout.draft import Align, Line, Run
from law.layout.letter_widths import width

_USUAL_SIZE = 13.0
_ROW = 1.15


@dataclass(frozen=True)
class Words:
    """Letters of one look at a place across the page; `stretch` is what justifying adds to each blank."""

    x: float
    text: str
    size: float
    is_bold: bool
    is_italic: bool
    is_underlined: bool
    stretch: float = 0.0


@dataclass(frozen=True)
class Row:
    """One row of a line."""

    words: tuple[Words, ...]
    size: float
    x0: float
    x1: float


@dataclass(frozen=True)
class _Piece:
    run: Run
    text: str

    @property
    def size(self) -> float:
        return self.run.size or _USUAL_SIZE

    @cached_property
    def wide(self) -> float:
        return width(self.text, self.size, bold=self.run.bold)


_Word = list[_Piece]


def height_of(line: Line) -> float:
    """The height of each of its rows."""
    return (line.size or _USUAL_SIZE) * _ROW * min(max(line.form.spacing or 1.0, 0.8), 3.0)


def rows_of(line: Line) -> list[Row]:
    """The rows that a text processor makes of a line in its room."""
    words = list(_words(line))
    if not words:
        return []
    start, end = line.room
    first = line.form.first if line.is_first else 0.0
    if line.split or end - start < 20 or _wide(words) <= end - start - first + 1.0:
        return [_row(words, line.x0, 0.0)]
    rows: list[Row] = []
    broken = _broken(words, end - start - first, end - start)
    for place, part in enumerate(broken):
        left, spare = start + (0.0 if place else first), 0.0
        spare = max(0.0, end - left - _wide(part))
        rows.append(_set(part, left, spare, line.form.align, is_last=place == len(broken) - 1))
    return rows


def _set(words: list[_Word], left: float, spare: float, align: Align, *, is_last: bool) -> Row:
    if align is Align.CENTER:
        return _row(words, left + spare / 2, 0.0)
    if align is Align.RIGHT:
        return _row(words, left + spare, 0.0)
    gaps = len(words) - 1
    return _row(words, left, spare / gaps if align is Align.JUSTIFY and gaps and not is_last else 0.0)


def _words(line: Line) -> Iterator[_Word]:
    """Words, which several runs may share."""
    word: _Word = []
    for run in line.runs:
        for place, text in enumerate(run.text.replace("\u00a0", " ").split(" ")):
            if place and word:
                yield word
                word = []
            if text:
                word.append(_Piece(run, text))
    if word:
        yield word


def _broken(words: list[_Word], first: float, room: float) -> list[list[_Word]]:
    rows: list[list[_Word]] = [[]]
    used = 0.0
    for word in words:
        wide = sum(piece.wide for piece in word)
        with_blank = used + (_blank(rows[-1][-1]) if rows[-1] else 0.0) + wide
        if rows[-1] and with_blank > (first if len(rows) == 1 else room):
            rows.append([])
            with_blank = wide
        rows[-1].append(word)
        used = with_blank
    return rows


def _blank(word: _Word) -> float:
    return word[-1].size / 4


def _wide(words: list[_Word]) -> float:
    return sum(piece.wide for word in words for piece in word) + sum(_blank(word) for word in words[:-1])


def _row(words: list[_Word], x: float, stretch: float) -> Row:
    made: list[Words] = []
    start = x
    for place, word in enumerate(words):
        for piece in word:
            made.append(_placed(x, piece))
            x += piece.wide
        if place < len(words) - 1:
            x += _blank(word) + stretch
    size = max(piece.size for word in words for piece in word)
    return Row(tuple(_joined(made, stretch)), size, start, x)


def _placed(x: float, piece: _Piece) -> Words:
    return Words(x, piece.text, piece.size, piece.run.bold, piece.run.italic, piece.run.underline)


def _joined(words: list[Words], stretch: float) -> Iterator[Words]:
    """Neighbours of one look as one piece, so that the page has few."""
    held: Words | None = None
    ends = 0.0
    for one in words:
        wide = width(one.text, one.size, bold=one.is_bold)
        if held is None or _look(held) != _look(one):
            if held is not None:
                yield held
            held, ends = Words(one.x, one.text, *_look(one), stretch), one.x + wide
            continue
        gap = " " if one.x - ends > 0.1 else ""
        held = Words(held.x, f"{held.text}{gap}{one.text}", *_look(held), stretch)
        ends = one.x + wide
    if held is not None:
        yield held


def _look(words: Words) -> tuple[float, bool, bool, bool]:
    return (words.size, words.is_bold, words.is_italic, words.is_underlined)
