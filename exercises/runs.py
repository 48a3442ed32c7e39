"""Scripted runs of an exercise: a list of commands, and the score and failing checks that they must lead to.

They are the proof that a scenario grades what it says: the right run scores 100 on every seed, each named wrong
run fails exactly its checks, and doing nothing scores next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from exercises.dms.domain import commands as c
from exercises.dms.domain.clock import perform
from exercises.dms.domain.desk import Desk, fold
from exercises.dms.domain.drafts import FileRef
from exercises.dms.domain.events import Event
from exercises.dms.domain.values import Item, Registration, ReturnGround
from exercises.domain import HINT_TAKEN, Mode, Scenario
from exercises.generators.registry import is_moment, moment
from exercises.grading import grade
from exercises.table import ScenarioError, Table
from law.urgency import Urgency
from law.vietnamese import parse_date

DOING_NOTHING_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One command on one or more slots; `values` are its other words."""

    do: str
    on: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A script and what must come of it. `at_most` stands for `score` where the seed moves the points."""

    path: Path
    title: str
    score: int | None
    at_most: int | None
    fails: frozenset[str] | None
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The script's file name without its ending."""
        return self.path.stem


def load_runs(folder: Path, scenario: Scenario) -> list[Run]:
    """All runs of an exercise folder. Raises ScenarioError."""
    return [_load(path, scenario) for path in sorted((folder / "runs").glob("*.toml"))]


def _load(path: Path, scenario: Scenario) -> Run:
    top = Table.read(path)
    has_score = "score" in top.values
    run = Run(
        path=path,
        title=top.text("title"),
        score=top.number("score", 0, 100) if has_score else None,
        at_most=None if has_score else top.number("at_most", 0, 100),
        fails=frozenset(top.texts("fails")) if "fails" in top.values else None,
        steps=tuple(_step(table, scenario) for table in top.tables("step")),
    )
    top.done()
    if unknown := sorted((run.fails or frozenset()) - {check.id for check in scenario.checks}):
        raise ScenarioError(path, "", f"fails nêu {', '.join(unknown)}, nhưng {scenario.id} không có mục kiểm tra đó")
    return run


def _step(table: Table, scenario: Scenario) -> Step:
    step = Step(table.text("do"), table.texts("on"), {k: v for k, v in table.values.items() if k not in ("do", "on")})
    if step.do not in _COMMANDS:
        raise table.error(f"do = {step.do!r}; chỉ có {', '.join(_COMMANDS)}")
    if unknown := sorted(set(step.on) - set(scenario.slots)):
        raise table.error(f"bộ sinh không có vai {', '.join(unknown)}")
    if step.do == "wait" and not is_moment(step.values.get("until", "")):
        raise table.error("wait cần until, ví dụ 'D+1 07:30'")
    return step


def play(scenario: Scenario, run: Run, first: Event) -> list[Event]:
    """The events of a run that begins with the materialised seed `first`."""
    events = [first]
    desk = fold(events)
    for step, slot in script(run):
        desk, new = perform(desk, command(scenario, desk, step, slot))
        events += new
    return events


def script(run: Run) -> list[tuple[Step, str]]:
    """The steps of a run one by one, each with its slot ("" for a command that concerns no document)."""
    return [(step, slot) for step in run.steps for slot in step.on or ("",)]


def command(scenario: Scenario, desk: Desk, step: Step, slot: str) -> c.Command:
    """What a step of a run does at a desk, with the values of this desk's seed."""
    item = desk.items[desk.slots[slot]] if slot else None
    return _COMMANDS[step.do](scenario, desk, item, step.values)


def with_hint(events: Sequence[Event], hint_id: str) -> list[Event]:
    """The events and one more: a hint was taken (for tests of its cost)."""
    from exercises.dms.domain.events import OtherFact

    last = events[-1]
    fact = OtherFact(HINT_TAKEN, {"hint": hint_id, "step": 1, "text": ""})
    return [*events, replace(last, position=last.position + 1, actor="learner", fact=fact)]


def complaints(scenario: Scenario, run: Run, first: Event) -> list[str]:
    """What this run should have led to and did not, for the seed of `first`."""
    card = grade(scenario, play(scenario, run, first), Mode.EXAM)
    failing = {finding.check.id for finding in card.failing}
    found = []
    if run.score is not None and card.score != run.score:
        found.append(f"được {card.score} điểm thay vì {run.score}")
    if run.at_most is not None and card.score > run.at_most:
        found.append(f"được {card.score} điểm, hơn {run.at_most}")
    if run.fails is not None and failing != run.fails:
        found.append(f"trượt {sorted(failing)} thay vì {sorted(run.fails)}")
    return found


Maker = Callable[[Scenario, Desk, Any, Mapping[str, Any]], c.Command]


def right_entry(desk: Desk, item: Item) -> Registration:
    """The entry as the document says, with the date on which it was accepted."""
    return Registration.of(item.packet.facts, (item.accepted_at or desk.time).date())


def _entry(desk: Desk, item: Item, values: Mapping[str, Any]) -> Registration:
    """The right entry with the run's `with` table laid over it.

    "@arrival_date" copies another field of the right entry, "@cut 20" keeps that many characters.
    """
    right = right_entry(desk, item)
    changes = {name: _changed(right, name, value) for name, value in values.get("with", {}).items()}
    return replace(right, **changes)


def _changed(right: Registration, name: str, value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@cut "):
        return str(getattr(right, name))[: int(value[5:])]
    if isinstance(value, str) and value.startswith("@"):
        return getattr(right, value[1:])
    if name == "priority":
        return Urgency(value)
    if name in ("arrival_date", "issued_date") and not isinstance(value, date):
        return parse_date(value)
    return value


def _register(scenario: Scenario, desk: Desk, item: Item, values: Mapping[str, Any]) -> c.Command:
    return c.RegisterIncoming(item.packet.id, _entry(desk, item, values), values.get("confirm", False))


def _correct(scenario: Scenario, desk: Desk, item: Item, values: Mapping[str, Any]) -> c.Command:
    return c.CorrectRegistration(item.packet.id, _entry(desk, item, values), values.get("reason", ""))


def _return(scenario: Scenario, desk: Desk, item: Item, values: Mapping[str, Any]) -> c.Command:
    return c.Return(item.packet.id, ReturnGround(values.get("ground", "integrity")), values.get("reason", ""))


def _fetch(scenario: Scenario, desk: Desk, item: Item, values: Mapping[str, Any]) -> c.Command:
    """No script opens the file: any bytes stand for it."""
    draft = next(iter(desk.drafts.values())).draft
    return c.FetchDraft(draft.id, FileRef.of(draft.mark.encode(), draft.file_name))


def _submit(scenario: Scenario, desk: Desk, item: Item, values: Mapping[str, Any]) -> c.Command:
    from exercises.draft_runs import submission

    return submission(next(iter(desk.drafts.values())).draft, values)


_COMMANDS: dict[str, Maker] = {
    "open": lambda _, __, item, ___: c.OpenDocument(item.packet.id),
    "check_signature": lambda _, __, item, ___: c.CheckSignature(item.packet.id),
    "accept": lambda _, __, item, values: c.Accept(item.packet.id, values.get("send_status", True)),
    "send_status": lambda _, __, item, ___: c.SendAcceptance(item.packet.id),
    "return": _return,
    "amend": lambda _, __, item, values: c.AmendDocument(item.packet.id, values.get("note", "")),
    "register": _register,
    "correct": _correct,
    "present": lambda _, __, item, values: c.Present(item.packet.id, values.get("note", "")),
    "fetch_draft": _fetch,
    "submit_draft": _submit,
    "wait": lambda scenario, _, __, values: c.WaitUntil(moment(scenario.clock, values["until"])),
    "finish": lambda _, __, ___, ____: c.Finish(),
}
