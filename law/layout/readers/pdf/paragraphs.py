"""Pieces of lines as paragraphs: which lines run on, how a paragraph is set, and the margins as they were measured."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from law.layout.draft import Align, Form, Section, Side
from law.layout.readers.pdf.rows import Piece
from law.layout.wording import NATIONAL_NAME
from law.vietnamese import equal_text

_NEAR = 4.0
_INDENTED = 12.0
_LINE = 1.15
_ENOUGH = 4
_USUAL, _USUAL_RIGHT = 58.0, 45.0
_DEEPEST_INDENT = 42.0
_ENTRY = re.compile(r"^(?:Căn cứ|Theo đề nghị|Xét)\s|^(?:[-–+•]|\d{1,2}[.)]|[a-zđ]\))\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its page and the side of the page that it stands on."""

    piece: Piece
    page: int
    side: Side
    alone: bool
    """Whether no other piece is on its row."""


def measured(pages: Sequence[Sequence[Placed]], width: float, height: float) -> Section:
    """The margins that the text keeps, as far as enough lines reach them."""
    every = [one for page in pages for one in page]
    rights = sorted(
        (one.piece.x1 for one in every if one.alone and one.piece.x1 - one.piece.x0 > 0.45 * width), reverse=True
    )
    reached = rights[min(2, len(rights) - 1)] if rights else 0.0
    full = sum(abs(one - reached) < _NEAR for one in rights)
    tops = [_top(page) for page in pages if page]
    return Section(
        width=width,
        height=height,
        top=min(tops, default=_USUAL),
        bottom=_USUAL,
        left=_left(every, width),
        right=width - reached if full >= _ENOUGH else _USUAL_RIGHT,
        measured=frozenset({"top", "left"} | ({"right"} if full >= _ENOUGH else set())),
    )


def _left(every: Sequence[Placed], width: float) -> float:
    """Where the text begins: heads, tables and stamps may stand farther out than its lines."""
    long = [one.piece.x0 for one in every if one.alone and one.piece.x1 - one.piece.x0 > 0.45 * width]
    text, shared = _shared(long, 2), _shared([one.piece.x0 for one in every], 3)
    if text is None or (shared is not None and _INDENTED < text - shared < _DEEPEST_INDENT):
        text = shared  # every paragraph has one line: what they share is their indent
    return text if text is not None else min((one.piece.x0 for one in every), default=_USUAL)


def _shared(starts: Sequence[float], least: int) -> float | None:
    """The leftmost place where some pieces begin together."""
    return next((one for one in sorted(starts) if sum(abs(one - other) < 2 for other in starts) >= least), None)


def _top(page: Sequence[Placed]) -> float:
    """Where the text of a page begins; the Quốc hiệu on a page that has marks in its upper margin."""
    large = next((one for one in page if one.piece.size > 11.5), page[0])
    first = next((one for one in page if equal_text(one.piece.text, NATIONAL_NAME)), large)
    return first.piece.base - 0.8 * first.piece.size


def is_centred(piece: Piece, section: Section) -> bool:
    """Whether a piece stands in the middle of the text and does not fill it."""
    start, end = section.room
    return abs((piece.x0 + piece.x1) / 2 - (start + end) / 2) < 5 and piece.x0 > start + 24


def numbered(pieces: Sequence[Placed], section: Section) -> list[int]:
    """For each piece the number of its paragraph, counted from 0."""
    pitch = _pitch(pieces)
    numbers: list[int] = []
    for place, one in enumerate(pieces):
        before = pieces[place - 1] if place else None
        numbers.append(
            numbers[-1] + (0 if before is not None and _runs_on(before, one, section, pitch) else 1) if numbers else 0
        )
    return numbers


def _pitch(pieces: Sequence[Placed]) -> float:
    """The usual distance of two lines of one paragraph, in sizes."""
    steps = [
        (after.piece.base - before.piece.base) / after.piece.size
        for before, after in itertools.pairwise(pieces)
        if before.page == after.page and before.alone and after.alone and after.piece.size and after.piece.x0 < before.piece.x0 + _NEAR
        and before.piece.x1 - before.piece.x0 > 250
    ]  # fmt: skip
    return median(steps) if steps else _LINE


def _runs_on(before: Placed, after: Placed, section: Section, pitch: float) -> bool:
    if not (before.alone and after.alone) or is_centred(after.piece, section):
        return False
    if before.piece.text.rstrip().endswith((";", ".", ":")) and _ENTRY.match(after.piece.text):
        return False
    start, end = section.room
    if after.piece.x0 > start + _INDENTED or before.piece.x1 < end - 0.12 * (end - start):
        return False
    if before.page != after.page:
        return True
    step = after.piece.base - before.piece.base
    if after.piece.text[:1].islower() and after.piece.x0 < start + _NEAR and step < 2.8 * after.piece.size:
        return True  # set wide apart, but a sentence that goes on
    return step < (pitch * after.piece.size) + 3.0 and abs(before.piece.size - after.piece.size) < 0.6


def form_of(lines: Sequence[Placed], before: Placed | None, section: Section) -> Form:
    """How a paragraph of these lines is set; what a single line cannot tell stays open."""
    start, end = section.room
    first = lines[0].piece
    steps = [
        (two.piece.base - one.piece.base) / (two.piece.size * _LINE)
        for one, two in itertools.pairwise(lines)
        if one.page == two.page and two.piece.size
    ]
    spacing = median(steps) if steps else None
    gap = 0.0
    if before is not None and before.page == lines[0].page:
        gap = first.base - before.piece.base - (spacing or 1.0) * _LINE * first.size
    align = Align.UNKNOWN
    if len(lines) == 1 and is_centred(first, section):
        align = Align.CENTER
    elif len(lines) > 1:
        full = [one.piece.x1 > end - _NEAR for one in lines[:-1]]
        align = Align.JUSTIFY if sum(full) >= 0.8 * len(full) else Align.LEFT
    rest = min((one.piece.x0 for one in lines[1:]), default=start)
    return Form(align, left=max(0.0, rest - start), first=first.x0 - rest, before=max(0.0, gap), spacing=spacing)
