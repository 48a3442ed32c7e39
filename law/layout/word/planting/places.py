"""Where a fault is planted: the lines of a component, a paragraph of the body."""

from collections.abc import Callable, Sequence

from law.layout.draft import Line
from law.layout.understanding.parts import Part, Unit
from law.layout.word.correcting.hand import Hand
from law.layout.word.planting.faults import NothingToSpoil

Place = Callable[[Hand], Sequence[Line]]
_LONG = 120  # letters: a paragraph of two lines or more


def of(part: Part) -> Place:
    """All lines of a component."""

    def lines(hand: Hand) -> Sequence[Line]:
        found = hand.case.seen.get(part)
        if found is None:
            raise NothingToSpoil(f"no {part.key}")
        return found.lines

    return lines


def paragraph(hand: Hand, *units: Unit, skip: int = 0) -> Sequence[Line]:
    """The lines of a long paragraph of the body of these units, the first one behind `skip` others."""
    found = [one for one in hand.case.seen.paragraphs(*units) if len(one.text) >= _LONG]
    if len(found) <= skip:
        raise NothingToSpoil(f"fewer than {skip + 1} long paragraphs of {units}")
    return found[skip].lines


def body(*units: Unit, skip: int = 0) -> Place:
    """`paragraph` as a place."""
    return lambda hand: paragraph(hand, *units, skip=skip)
