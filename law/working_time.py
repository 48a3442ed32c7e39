"""Working days, and the deadlines of điểm c khoản 2 Điều 4: the same day, at the latest the next one."""

import datetime
from dataclasses import dataclass, field
from enum import Enum

_SATURDAY = 5
_LONGEST_BREAK_DAYS = 60


class Timeliness(Enum):
    """How an act stands to the day on which it fell due."""

    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"
    LATE = "late"


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday, without the holidays given, with the make-up days given (làm bù)."""

    holidays: frozenset[datetime.date] = field(default_factory=frozenset)
    make_up_days: frozenset[datetime.date] = field(default_factory=frozenset)

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether offices work on that day."""
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working_day(self, day: datetime.date) -> datetime.date:
        """The first working day after that day."""
        for distance in range(1, _LONGEST_BREAK_DAYS):
            candidate = day + datetime.timedelta(days=distance)
            if self.is_working_day(candidate):
                return candidate
        raise ValueError(f"no working day within {_LONGEST_BREAK_DAYS} days after {day}")

    def add_working_days(self, day: datetime.date, count: int) -> datetime.date:
        """The day that lies that many working days after the given one; 0 gives the day itself."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, first: datetime.date, last: datetime.date) -> int:
        """How many working days lie after first, up to and including last; 0 if last is not later."""
        days = (last - first).days
        return sum(self.is_working_day(first + datetime.timedelta(days=n)) for n in range(1, days + 1))

    def timeliness(self, due: datetime.date, done: datetime.date) -> Timeliness:
        """Same day, by the end of the next working day, or late (Điều 4 khoản 2 điểm c; Điều 23 khoản 1)."""
        if done <= due:
            return Timeliness.SAME_DAY
        if done <= self.next_working_day(due):
            return Timeliness.NEXT_WORKING_DAY
        return Timeliness.LATE
