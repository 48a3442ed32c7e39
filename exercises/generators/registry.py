"""What a generator promises, and the dates and random streams that all of them use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

from exercises.dms.domain.events import DeskOpened
from exercises.domain import ClockSetting, InjectionRule, NpcRule

DESK_ZONE = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh has had no other offset since 1975
_MOMENT = re.compile(r"D([+-]\d+) (\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a scenario tells its generator."""

    clock: ClockSetting
    npcs: tuple[NpcRule, ...]
    injections: tuple[InjectionRule, ...]
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Generator:
    """`problem` says what is wrong with the parameters, or nothing; `slots` are the parts that checks may name."""

    name: str
    version: int
    problem: Callable[[Mapping[str, Any]], str]
    slots: Callable[[Mapping[str, Any]], tuple[str, ...]]
    make: Callable[[Plan, str], DeskOpened]


def is_moment(text: str) -> bool:
    """Whether `text` is a day and time relative to day D, such as "D+0 07:30"."""
    return isinstance(text, str) and _MOMENT.fullmatch(text) is not None


def working_day(clock: ClockSetting, distance: int) -> date:
    """Day D plus or minus that many working days of the scenario's calendar."""
    calendar = clock.calendar
    day = clock.day
    if distance >= 0:
        return calendar.add_working_days(day, distance)
    while distance < 0:
        day -= timedelta(days=1)
        distance += calendar.is_working_day(day)
    return day


def moment(clock: ClockSetting, text: str) -> datetime:
    """The moment of "D+1 17:00" on the scenario's calendar. Raises ValueError for other texts."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a moment such as 'D+0 07:30'")
    return datetime.combine(working_day(clock, int(match[1])), time(int(match[2]), int(match[3])), tzinfo=DESK_ZONE)


def stream(generator: Generator, seed: str, name: str) -> Random:
    """A stream of chances of its own, so that one more draw here changes nothing there."""
    return Random(f"{generator.name}@{generator.version}|{seed}|{name}")  # noqa: S311  exercises, not secrets
