"""The day on which a reader wants to know the state of the law: `?ngay=01/07/2025`, else today."""

from dataclasses import dataclass
from datetime import date

from flask import request

from core import clock
from core.forms import read_day


@dataclass(frozen=True)
class AskedDay:
    """The day, what was typed, and what is wrong with it (then the day is today)."""

    day: date
    typed: str = ""
    problem: str = ""

    @property
    def is_today(self) -> bool:
        """Whether nobody asked for another day."""
        return self.typed == "" or bool(self.problem)


def asked_day() -> AskedDay:
    """The day in the address."""
    typed = request.args.get("ngay", "").strip()[:20]
    if not typed:
        return AskedDay(clock.today())
    try:
        return AskedDay(read_day(typed), typed)
    except ValueError as problem:
        return AskedDay(clock.today(), typed, str(problem))
