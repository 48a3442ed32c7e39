"""An agenda: the modules of a programme laid into half-days, in their order, each with the periods that it gets there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from courses.domain.content import Course, Lesson, Module

HALF_DAY = 4  # periods


@dataclass(frozen=True, slots=True)
class Part:
    """What a half-day gives to a module: `periods` of its `total`, after `before` on earlier half-days; and which lessons."""

    module: Module
    periods: int
    before: int
    total: int
    lessons: tuple[Lesson, ...]

    @property
    def is_first(self) -> bool:
        """Whether the module begins here."""
        return self.before == 0

    @property
    def is_last(self) -> bool:
        """Whether the module ends here."""
        return self.before + self.periods == self.total


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day of `periods` periods; the last one of a programme may stay partly empty."""

    number: int
    periods: int
    parts: tuple[Part, ...]


def periods_of(course: Course, path_id: str) -> Mapping[str, int]:
    """Periods of each module in a programme; of the whole course its modules' own."""
    path = course.path(path_id)
    return path.agenda if path is not None and path.agenda else {module.id: module.periods for module in course.modules}


def shortened(course: Course, path_id: str) -> list[tuple[Module, int]]:
    """Modules that a programme gives fewer periods than they have, with those periods: the rest is read at home."""
    given = periods_of(course, path_id)
    return [(one, given[one.id]) for one in course.modules if given.get(one.id, one.periods) < one.periods]


def half_days(course: Course, path_id: str, sizes: Sequence[int] = ()) -> tuple[HalfDay, ...]:
    """The programme in half-days of these sizes in periods; beyond them, and without them, of four."""
    parts = _Parts(course.along(path_id), periods_of(course, path_id))
    found: list[HalfDay] = []
    for size in chain(sizes, repeat(HALF_DAY)):
        taken = tuple(parts.take(size))
        if not taken and len(found) >= len(sizes):
            return tuple(found)
        found.append(HalfDay(len(found) + 1, size, taken))
    raise AssertionError("the endless sizes above end with the modules")


class _Parts:
    """The modules as a strip of periods from which half-days are cut."""

    def __init__(self, course: Course, periods: Mapping[str, int]) -> None:
        self._left = [(module, periods[module.id]) for module in course.modules if periods.get(module.id)]
        self._before = 0

    def take(self, room: int) -> Iterator[Part]:
        """The parts of the next half-day."""
        while room > 0 and self._left:
            module, total = self._left[0]
            periods = min(room, total - self._before)
            yield Part(module, periods, self._before, total, tuple(_lessons(module, self._before, periods, total)))
            room -= periods
            self._before += periods
            if self._before == total:
                self._left.pop(0)
                self._before = 0


def _lessons(module: Module, before: int, periods: int, total: int) -> Iterator[Lesson]:
    """The lessons whose middle falls into this part, when all share the module's time as their minutes say."""
    minutes = sum(lesson.minutes for lesson in module.lessons)
    done = 0
    for lesson in module.lessons:
        middle = total * (2 * done + lesson.minutes)
        if before * 2 * minutes <= middle < (before + periods) * 2 * minutes:
            yield lesson
        done += lesson.minutes
