"""The one place that asks what time it is. Services and rules get the time as a parameter."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC; the fixed one of `DAUDEN_NOW` in a trial."""
    fixed: datetime | None = current_app.extensions["settings"].fixed_now
    return fixed.astimezone(UTC) if fixed else datetime.now(UTC)


def today() -> date:
    """The present day in Vietnam."""
    return in_vietnam(now()).date()


def now_outside() -> datetime:
    """The moment for commands that run without the application."""
    return datetime.now(UTC)


def today_outside() -> date:
    """The present day in Vietnam where no application runs, as in `./run soi`."""
    return datetime.now(VIETNAM).date()


def in_vietnam(moment: datetime) -> datetime:
    """The same moment on a Vietnamese wall clock."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be placed")
    return moment.astimezone(VIETNAM)


def vietnam_moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A wall-clock time in Vietnam as an aware UTC moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)


def show_date(value: date | datetime | None) -> str:
    """dd/mm/yyyy as people here write it; an empty text for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = in_vietnam(value).date()
    return value.strftime("%d/%m/%Y")


def show_time(value: datetime | None) -> str:
    """HH:MM dd/mm/yyyy in Vietnam; an empty text for nothing."""
    return "" if value is None else in_vietnam(value).strftime("%H:%M %d/%m/%Y")


def show_hour(value: datetime | None) -> str:
    """HH:MM in Vietnam; an empty text for nothing."""
    return "" if value is None else in_vietnam(value).strftime("%H:%M")
