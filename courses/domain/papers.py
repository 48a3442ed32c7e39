"""Drawing a paper: as many questions of each skill and level as the blueprint asks for, other ones than last time where there are any."""

import random
from collections import Counter
from collections.abc import Sequence

from courses.domain.content import Demand
from courses.domain.questions import Question


class PoolTooSmall(ValueError):
    """The pool has fewer questions of a skill (and level) than the blueprint asks for."""

    def __init__(self, demand: Demand, found: int) -> None:
        super().__init__(f"the blueprint asks for {demand}, the pool has {found}")
        self.demand = demand
        self.found = found


def can_differ(pool: Sequence[Question], blueprint: Sequence[Demand]) -> bool:
    """Whether the pool holds more than one paper: somewhere more questions than are asked for."""
    return any(sum(demand.admits(question) for question in pool) > demand.count for demand in blueprint)


def draw(
    pool: Sequence[Question],
    blueprint: Sequence[Demand],
    seed: str,
    earlier: Sequence[Sequence[str]] = (),
    withheld: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Ids of the drawn questions in the order of the paper.

    `earlier` are the papers that this person had before, oldest first. Questions of the last one come only when the
    others do not suffice, then those seen least often; `withheld` ones come after all of these. Raises PoolTooSmall.
    """
    chance = random.Random(seed)  # noqa: S311  the seed is 128 random bits from `secrets`; a paper must be drawn alike again
    last = set(earlier[-1]) if earlier else set()
    seen = Counter(question for paper in earlier for question in paper)
    drawn: list[str] = []
    for demand in blueprint:
        candidates = [question.id for question in pool if demand.admits(question)]
        if len(candidates) < demand.count:
            raise PoolTooSmall(demand, len(candidates))
        chance.shuffle(candidates)
        candidates.sort(key=lambda question: (question in withheld, question in last, seen[question]))
        drawn.extend(candidates[: demand.count])
    chance.shuffle(drawn)
    return tuple(drawn)
