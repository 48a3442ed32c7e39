"""Where the pieces of a paragraph come to stand across the page: breaks, tabs, wide spaces, alignment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from law.layout.draft import Align, Form, Run
from law.layout.letter_widths import width
from law.layout.readers.blanks import is_left_open

_WIDE_GAP = re.compile(r"[ \u00a0]{5,}")
_LEFT_STOPS = {"left", "start", "num", "list"}


@dataclass
class Piece:
    """Letters between two tabs or breaks, and where they stand."""

    runs: list[Run] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(run.text for run in self.runs)

    @property
    def wide(self) -> float:
        """The width of the letters with the spaces between and before them."""
        return sum(width(run.text, run.size or 10, bold=run.bold) + run.spacing * len(run.text) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Stops:
    """The tab stops of a paragraph, counted from the left of its room."""

    own: tuple[tuple[float, str], ...]
    every: float

    def next(self, place: float) -> tuple[float, str]:
        """The next stop to the right of a place."""
        later = sorted(stop for stop in self.own if stop[0] > place + 0.5 and stop[1] not in ("clear", "bar"))
        if later:
            return later[0]
        return (int(place / self.every) + 1) * self.every, "left"


def set_line(pieces: list[Piece], form: Form, room: tuple[float, float], stops: Stops, *, first: bool) -> list[Piece]:
    """The pieces of one line with their places; pieces of blanks are left out, wide spaces cut a piece in two."""
    start = room[0] + form.left + (form.first if first else 0.0)
    end = room[1] - form.right
    if len(pieces) == 1:
        _set_alone(pieces[0], form.align, start, end)
    else:
        _set_on_stops(pieces, room[0], start, end, stops)
    return [part for piece in _without_open_tabs(pieces) for part in _cut(piece) if part.text.strip()]


def _without_open_tabs(pieces: list[Piece]) -> list[Piece]:
    """'Số:', a tab, '/QĐ-UBND': one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].text.strip() and piece.text.strip() and is_left_open(found[-1].text, piece.text):
            before = found[-1]
            found[-1] = Piece([*before.runs, *piece.runs], before.x0, piece.x1)
        else:
            found.append(piece)
    return found


def _set_alone(piece: Piece, align: Align, start: float, end: float) -> None:
    text = piece.text
    wide = piece.wide
    trailing = _blank_width(piece, len(text) - len(text.rstrip()))
    leading = _blank_width(piece, len(text) - len(text.lstrip()), from_end=False)
    room = max(0.0, end - start)
    if wide - trailing > room:
        piece.x0, piece.x1 = start, end
        return
    if align is Align.CENTER:
        piece.x0 = start + (room - (wide - trailing)) / 2
    elif align is Align.RIGHT:
        piece.x0 = end - (wide - trailing)
    else:
        piece.x0 = start
    piece.x1 = piece.x0 + wide - trailing
    piece.x0 += leading


def _blank_width(piece: Piece, count: int, *, from_end: bool = True) -> float:
    if count <= 0 or not piece.runs:
        return 0.0
    run = piece.runs[-1 if from_end else 0]
    return width(" " * count, run.size or 10, bold=run.bold)


def _set_on_stops(pieces: Sequence[Piece], zero: float, start: float, end: float, stops: Stops) -> None:
    place = start
    for number, piece in enumerate(pieces):
        wide = piece.wide
        if number:
            stop, kind = stops.next(place - zero)
            anchor = min(zero + stop, end) if kind not in _LEFT_STOPS else zero + stop
            if kind == "center":
                place = max(place, anchor - wide / 2)
            elif kind in ("right", "end", "decimal"):
                place = max(place, anchor - wide)
            else:
                place = anchor
        stripped = piece.text.rstrip()
        piece.x0 = place + _blank_width(piece, len(piece.text) - len(piece.text.lstrip()), from_end=False)
        piece.x1 = max(piece.x0, place + wide - _blank_width(piece, len(piece.text) - len(stripped)))
        place += wide


def _cut(piece: Piece) -> list[Piece]:
    """The piece, or its parts where a run of spaces stands between words as a tab would."""
    text = piece.text
    gaps = [
        gap
        for gap in _WIDE_GAP.finditer(text)
        if text[: gap.start()].strip()
        and text[gap.end() :].strip()
        and not is_left_open(text[: gap.start()], text[gap.end() :])
    ]
    if not gaps:
        return [piece]
    parts: list[Piece] = []
    place, x = 0, piece.x0
    for gap in [*gaps, None]:
        stop = gap.start() if gap else len(text)
        part = Piece(_slice(piece.runs, place, stop))
        between = Piece(_slice(piece.runs, stop, gap.end())).wide if gap else 0.0
        part.x0, part.x1 = x, x + part.wide
        parts.append(part)
        x = part.x1 + between
        place = gap.end() if gap else stop
    return parts


def _slice(runs: Sequence[Run], start: int, stop: int) -> list[Run]:
    found: list[Run] = []
    place = 0
    for run in runs:
        low, high = max(start - place, 0), min(stop - place, len(run.text))
        if low < high:
            found.append(
                Run(run.text[low:high], run.font, run.size, run.bold, run.italic, run.underline, run.colour,
                    run.is_page_number)
            )  # fmt: skip
        place += len(run.text)
    return found
