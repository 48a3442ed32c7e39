"""The simulated clock: a command costs minutes, and what others owe the desk by then happens first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from exercises.dms.domain import events as e
from exercises.dms.domain.commands import COST_NAMES, Command, WaitUntil
from exercises.dms.domain.decide import decide
from exercises.dms.domain.desk import Desk, evolve
from exercises.dms.domain.events import Event, Fact
from exercises.dms.domain.npcs import react

LEARNER = "learner"
SYSTEM = "system"


def open_desk(fact: e.DeskOpened) -> Event:
    """The first event of every desk: the materialised seed."""
    return Event(1, fact.setting.starts_at, SYSTEM, fact)


def perform(desk: Desk, command: Command, actor: str = LEARNER) -> tuple[Desk, list[Event]]:
    """The desk after `command`, and the new events: others' reactions that came due, then what the command led to.

    A command that is refused or changes nothing costs no time. Positions continue from the desk's; simulated time never runs backward.
    """
    foreseen = decide(desk, command)
    if not foreseen or _is_refused(foreseen):
        return _record(desk, desk.time, actor, foreseen)
    at = _completed_at(desk, command)
    reacted, events = run_reactions(desk, at)
    # Decided again at the moment it is done: others have acted meanwhile, and a new year has its own series of numbers.
    reacted = replace(reacted, now=at)
    facts = foreseen if isinstance(command, WaitUntil) else decide(reacted, command)
    if _is_refused(facts):
        return _record(desk, desk.time, actor, facts)
    done, own = _record(reacted, at, actor, facts)
    return done, events + own


def run_reactions(desk: Desk, until: datetime) -> tuple[Desk, list[Event]]:
    """Everything that others do up to `until`, in order of time."""
    events: list[Event] = []
    while due := [reaction for reaction in desk.pending if reaction.due_at <= until]:
        reaction = min(due, key=lambda each: (each.due_at, each.packet_id, each.message_id))
        facts = react(desk, reaction)
        at = max(reaction.due_at, desk.time)
        desk, new = _record(desk.without(reaction), at, reaction.actor, facts)
        events += new
    return desk, events


def _completed_at(desk: Desk, command: Command) -> datetime:
    if isinstance(command, WaitUntil):
        return command.until
    cost = COST_NAMES.get(type(command), "")
    return desk.time + timedelta(minutes=desk.office.costs.get(cost, 0))


def _is_refused(facts: list[Fact]) -> bool:
    return any(isinstance(fact, e.Refused) for fact in facts)


def _record(desk: Desk, at: datetime, actor: str, facts: Iterable[Fact]) -> tuple[Desk, list[Event]]:
    events: list[Event] = []
    for fact in facts:
        event = Event(desk.position + 1, at, actor, fact)
        desk = evolve(desk, event)
        events.append(event)
    return desk, events
