"""The list of faults that can be planted: a name, the rule that it breaks, and what is done to the file."""

from collections.abc import Callable
from dataclasses import dataclass

from law.layout.word.correcting.hand import Hand
from law.layout.word.planting.names import RULE_OF_FAULT


class NothingToSpoil(ValueError):
    """The letter has no place for this fault: a mistake of who chose letter and fault."""


Planting = Callable[[Hand], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. It breaks `rule` and no other rule, whichever letter it is planted in."""

    name: str
    rule: str
    plant: Planting
    changes_letters: bool


FAULTS: dict[str, Fault] = {}


def spoils(name: str, *, changes_letters: bool = False) -> Callable[[Planting], Planting]:
    """Enter a way of planting under `name`, which attempts keep: a name is never given another meaning."""

    def enter(planting: Planting) -> Planting:
        if name in FAULTS:
            raise ValueError(f"two faults are called {name}")
        FAULTS[name] = Fault(name, RULE_OF_FAULT[name], planting, changes_letters)
        return planting

    return enter
