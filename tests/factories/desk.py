"""Desks for tests: a named scenario and seed, and one line for each thing that a clerk does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from exercises import scenario as scenarios
from exercises.checks import CHECKS, check_arguments
from exercises.dms.domain import commands as c
from exercises.dms.domain.clock import perform
from exercises.dms.domain.desk import Desk, fold
from exercises.dms.domain.events import Event, Refused
from exercises.dms.domain.values import Item, ReturnGround
from exercises.domain import Mode, Record, Result, Scenario, ScoreCard
from exercises.generators.registry import moment
from exercises.grading import grade
from exercises.runs import right_entry


@dataclass
class Clerk:
    """Somebody at a desk. Packets are called by their slots ("first", "urgent")."""

    scenario: Scenario
    events: list[Event]
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = fold(self.events)

    def item(self, slot: str) -> Item:
        return self.desk.items[self.desk.slots[slot]]

    def id(self, slot: str) -> str:
        return self.desk.slots[slot]

    def do(self, command: c.Command) -> list[Event]:
        """Perform a command; the new events."""
        self.desk, new = perform(self.desk, command)
        self.events += new
        return new

    def refusal_of(self, command: c.Command) -> str:
        """The explanation with which the system refuses a command; fails if it does not."""
        fact = self.do(command)[-1].fact
        assert isinstance(fact, Refused), fact
        return fact.explanation

    def open(self, slot: str) -> list[Event]:
        return self.do(c.OpenDocument(self.id(slot)))

    def check_signature(self, slot: str) -> list[Event]:
        return self.do(c.CheckSignature(self.id(slot)))

    def accept(self, slot: str, *, send_status: bool = True) -> list[Event]:
        return self.do(c.Accept(self.id(slot), send_status))

    def give_back(
        self, slot: str, reason: str = "Nội dung đã bị thay đổi", ground: ReturnGround = ReturnGround.INTEGRITY
    ) -> list[Event]:
        return self.do(c.Return(self.id(slot), ground, reason))

    def register(self, slot: str, *, confirm: bool = False, **changes: Any) -> list[Event]:
        entry = replace(right_entry(self.desk, self.item(slot)), **changes)
        return self.do(c.RegisterIncoming(self.id(slot), entry, confirm))

    def correct(self, slot: str, reason: str = "Ghi nhầm", **changes: Any) -> list[Event]:
        entry = replace(right_entry(self.desk, self.item(slot)), **changes)
        return self.do(c.CorrectRegistration(self.id(slot), entry, reason))

    def present(self, slot: str) -> list[Event]:
        return self.do(c.Present(self.id(slot)))

    def wait(self, until: str) -> list[Event]:
        return self.do(c.WaitUntil(self.at(until)))

    def at(self, text: str) -> datetime:
        return moment(self.scenario.clock, text)

    def record(self) -> Record:
        return Record(self.desk, tuple(self.events))

    def grade(self, mode: Mode = Mode.PRACTICE) -> ScoreCard:
        return grade(self.scenario, self.events, mode)


def clerk_at(scenario_id: str = "VBDEN-02", seed: str = "test") -> Clerk:
    """A clerk who has just sat down."""
    scenario = scenarios.load_all()[scenario_id]
    return Clerk(scenario, [scenarios.materialise(scenario, seed)])


def clerk_who_registered(slot: str = "first", **changes: Any) -> Clerk:
    """A clerk who has accepted this packet and registered it, right but for the changes."""
    clerk = clerk_at()
    clerk.accept(slot)
    clerk.register(slot, **changes)
    return clerk


def result_of(clerk: Clerk, pred: str, **args: Any) -> Result:
    """What a check says of the desk as the clerk has left it; its arguments are checked first."""
    check_arguments(pred, args, clerk.scenario.slots)
    return CHECKS[pred](clerk.record(), **args)


def positions_of(clerk: Clerk, *kinds: str) -> tuple[int, ...]:
    """Where the events of these kinds stand: the evidence that a check should name."""
    return tuple(event.position for event in clerk.events if event.kind in kinds)
