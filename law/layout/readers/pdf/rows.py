"""Letters of a page as pieces of lines: a row is cut where a wide gap parts two columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from law.layout.draft import Run
from law.layout.readers.blanks import is_left_open
from law.layout.readers.pdf.glyphs import Glyph, Sheet

_SPACE = 0.16
_GAP = 1.75
_HEAD = re.compile(
    r"(?<=\S)\s+(?=C\wNG H\w\w X\w H|Độc lập\s*[-–])|(?<=\S)(?<!:)\s+(?=(?:[^\s,:/]+\s){0,6}[^\s,:/]+, ngày\b.*\btháng\b)"
)
_CODE = re.compile(r"^Số\s*:?\s*[^\s/]*/\S+\s")


@dataclass(frozen=True)
class Piece:
    """Letters of one row that stand together."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(run.text for run in self.runs)


def pieces(sheet: Sheet) -> list[list[Piece]]:
    """The rows of a page from top to bottom, each with its pieces from left to right."""
    found: list[list[Piece]] = []
    for row in _rows(sheet.glyphs):
        cut = [piece for group in _groups(row) for piece in _cut_head(group)]
        if cut:
            found.append(cut)
    return found


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters by baseline; what is raised or lowered a little belongs to the row."""
    held: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (round(one.base, 1), one.x0)):
        if held and glyph.base - held[0].base > 0.4 * max(held[0].size, glyph.size):
            yield held
            held = []
        held.append(glyph)
    if held:
        yield held


def _groups(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    largest = max(one.size for one in row)
    seen = sorted((one for one in row if one.text.strip() and not _is_raised(one, largest)), key=lambda one: one.x0)
    held: list[Glyph] = []
    for glyph in seen:
        # Bold made by drawing a letter twice, a little to the side.
        if held and glyph.text == held[-1].text and abs(glyph.x0 - held[-1].x0) < 0.2 * glyph.size:
            continue
        if (
            held
            and glyph.x0 - held[-1].x1 > _GAP * max(glyph.size, held[-1].size)
            and not _left_open(held, seen, glyph)
        ):
            yield held
            held = []
        held.append(glyph)
    if held:
        yield held


def _is_raised(glyph: Glyph, largest: float) -> bool:
    """Whether it is the mark of a footnote, which is no part of the words."""
    return glyph.size <= 0.75 * largest and glyph.text.isdigit()


def _left_open(held: Sequence[Glyph], row: Sequence[Glyph], glyph: Glyph) -> bool:
    place = row.index(glyph)
    return is_left_open(_piece(held).text, _piece(row[place : place + 6]).text)


def _cut_head(group: Sequence[Glyph]) -> Iterator[Piece]:
    """A piece; cut in two where the Quốc hiệu follows a body's name at a small distance."""
    piece = _piece(group)
    match = _HEAD.search(piece.text)
    code = _CODE.match(piece.text)
    if match is None or match.start() < 3 or (", ngày" in piece.text and code is None):
        yield piece
        return
    letters = len(re.sub(r"\s", "", piece.text[: match.start()]))
    count = 0
    for place, glyph in enumerate(group):
        if count >= letters:
            yield _piece(group[:place])
            yield _piece(group[place:])
            return
        count += len(re.sub(r"\s", "", glyph.text))
    yield piece


def _piece(group: Sequence[Glyph]) -> Piece:
    runs: list[Run] = []
    before: Glyph | None = None
    for glyph in group:
        spaced = before is not None and glyph.x0 - before.x1 > _SPACE * glyph.size
        text = (" " if spaced else "") + glyph.text
        look = (glyph.font, glyph.size, glyph.bold, glyph.italic, glyph.colour)
        last = runs[-1] if runs else None
        if last is not None and (last.font, last.size, last.bold, last.italic, last.colour) == look:
            runs[-1] = Run(last.text + text, last.font, last.size, last.bold, last.italic, False, last.colour)
        else:
            runs.append(Run(text, glyph.font, glyph.size, glyph.bold, glyph.italic, False, glyph.colour))
        before = glyph
    base = sorted(one.base for one in group)[len(group) // 2]
    size = max(one.size for one in group)
    return Piece(tuple(runs), group[0].x0, group[-1].x1, base, size)
