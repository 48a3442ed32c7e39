"""When others work: minutes count in office hours of working days only."""

from __future__ import annotations

from datetime import datetime, timedelta

from exercises.dms.domain.values import Setting


def after_working_minutes(office: Setting, at: datetime, minutes: int) -> datetime:
    """The moment that lies `minutes` of office time after `at`; outside office hours the clock stands still."""
    moment, left = at, timedelta(minutes=minutes)
    while True:
        opens, closes = current_or_next_session(office, moment)
        moment = max(moment, opens)
        if moment + left <= closes:
            return moment + left
        left -= closes - moment
        moment = closes


def current_or_next_session(office: Setting, at: datetime) -> tuple[datetime, datetime]:
    """Beginning and end of the first stretch of office hours that ends after `at`."""
    day = at.date()
    while True:
        if office.calendar.is_working_day(day):
            for opens, closes in office.hours:
                end = datetime.combine(day, closes, at.tzinfo)
                if end > at:
                    return datetime.combine(day, opens, at.tzinfo), end
        day = office.calendar.next_working_day(day)


def next_session_start(office: Setting, at: datetime) -> datetime:
    """When the next stretch of office hours begins: this afternoon, or the morning of the next working day."""
    opens, closes = current_or_next_session(office, at)
    return opens if opens > at else current_or_next_session(office, closes)[0]
