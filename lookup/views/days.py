"""The day on which a reader wants to know the state of the law: `?ngay=01/07/2025`, else today."""

import re
from dataclasses import dataclass
from datetime import date

from flask import request

from core import clock


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
    match = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", typed)
    try:
        if match is None:
            raise ValueError(typed)
        return AskedDay(date(int(match[3]), int(match[2]), int(match[1])), typed)
    except ValueError:
        return AskedDay(clock.today(), typed, "Hãy ghi ngày như 01/07/2025 (ngày/tháng/năm).")
