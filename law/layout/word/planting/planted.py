"""`planted`: a good letter with chosen faults in it."""

import datetime
from collections.abc import Sequence

from law.layout.readers.docx.tracing import Traced
from law.layout.rules.rulebook import Case
from law.layout.understanding.seen import understand
from law.layout.word.correcting.hand import Hand
from law.layout.word.planting import looks, pages, words
from law.layout.word.planting.faults import FAULTS, NothingToSpoil
from law.register import Register

__all__ = ["FAULTS", "NothingToSpoil", "planted"]

# Importing them enters their faults.
ROOMS = (looks, pages, words)


def planted(data: bytes, faults: Sequence[str], register: Register, day: datetime.date) -> bytes:
    """The .docx with these faults (names of FAULTS). Raises NothingToSpoil, KeyError.

    The same letter and faults give the same bytes.
    """
    traced = Traced(data, "")
    traced.split_runs(traced.draft.lines)
    traced.read_again()
    hand = Hand(traced, Case(understand(traced.draft), register, day), ())
    # Lines are found again by their letters: who changes letters comes last, so that one reading serves all.
    for fault in sorted((FAULTS[name] for name in faults), key=lambda one: one.changes_letters):
        fault.plant(hand)
    return traced.saved()
