"""Whatever a clerk does, in whatever order: nothing breaks, numbers run on, replay agrees, no grade exceeds the possible."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises import scenario as scenarios
from exercises.dms.domain import commands as c
from exercises.dms.domain.clock import perform
from exercises.dms.domain.desk import fold
from exercises.dms.domain.events import Event, IncomingRegistered, OtherFact, decode, encode
from exercises.dms.domain.values import Registration, ReturnGround
from exercises.domain import HINT_TAKEN, Mode
from exercises.grading import grade
from law.urgency import Urgency

PACKETS = st.sampled_from(["p1", "p2", "p3", "p4"])
WORDS = st.text(max_size=60) | st.sampled_from(["", "05", "5", "KH-STC", "Sở Tài chính", "Hoà", "Hòa", "a" * 600])
DATES = st.none() | st.dates()
ENTRIES = st.builds(
    Registration,
    arrival_date=DATES,
    organ_name=WORDS,
    code_number=WORDS,
    code_notation=WORDS,
    issued_date=DATES,
    type_name=WORDS,
    subject=WORDS,
    language=WORDS,
    page_amount=st.none() | st.integers(-5, 5000),
    signer_position=WORDS,
    signer_full_name=WORDS,
    priority=st.none() | st.sampled_from(Urgency),
    description=WORDS,
)
COMMANDS = st.one_of(
    st.builds(c.OpenDocument, PACKETS),
    st.builds(c.CheckSignature, PACKETS),
    st.builds(c.Accept, PACKETS, st.booleans()),
    st.builds(c.SendAcceptance, PACKETS),
    st.builds(c.Return, PACKETS, st.sampled_from(ReturnGround), WORDS),
    st.builds(c.AmendDocument, PACKETS, WORDS),
    st.builds(c.RegisterIncoming, PACKETS, ENTRIES, st.booleans()),
    st.builds(c.CorrectRegistration, PACKETS, ENTRIES, WORDS),
    st.builds(c.Present, PACKETS, WORDS),
    st.integers(-60, 2000),  # minutes to wait
)
SCRIPTS = st.lists(COMMANDS, max_size=25)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _play(scenario_id: str, script: list[object], *, finish: bool = False) -> list[Event]:
    scenario = scenarios.load_all()[scenario_id]
    events = [scenarios.materialise(scenario, "properties")]
    desk = fold(events)
    for step in [*script, *([c.Finish()] if finish else [])]:
        command = c.WaitUntil(desk.time + timedelta(minutes=step)) if isinstance(step, int) else step
        desk, new = perform(desk, command)  # type: ignore[arg-type]  # the strategies build commands only
        events += new
    assert desk == fold(events)
    return events


@pytest.mark.parametrize("scenario_id", ["VBDEN-02", "VBDEN-03"])
@QUICK
@given(script=SCRIPTS, finish=st.booleans(), hints=st.integers(0, 3))
def test_a_grade_lies_between_nothing_and_the_possible(
    scenario_id: str, script: list[object], finish: bool, hints: int
) -> None:
    events = _play(scenario_id, script, finish=finish)
    taken = [replace(events[-1], actor="learner", fact=OtherFact(HINT_TAKEN, {"hint": "x"}))] * hints
    for mode in Mode:
        card = grade(scenarios.load_all()[scenario_id], [*events, *taken], mode)
        assert 0 <= card.score <= 100
        assert sum(finding.points for finding in card.findings) <= 100
        assert card == grade(scenarios.load_all()[scenario_id], [*events, *taken], mode)


@QUICK
@given(script=SCRIPTS)
def test_arrival_numbers_never_repeat_or_skip(script: list[object]) -> None:
    numbers = [
        event.fact.arrival_number for event in _play("VBDEN-02", script) if isinstance(event.fact, IncomingRegistered)
    ]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


@QUICK
@given(script=SCRIPTS)
def test_replay_from_the_store_gives_the_same_desk_at_every_position(script: list[object]) -> None:
    events = _play("VBDEN-03", script)
    restored = [replace(event, fact=decode(*encode(event.fact))) for event in events]
    for position in range(len(events) + 1):
        assert fold(restored[:position]) == fold(events[:position])


@QUICK
@given(script=SCRIPTS)
def test_positions_run_on_and_simulated_time_never_runs_backward(script: list[object]) -> None:
    events = _play("VBDEN-03", script)
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    assert all(later.sim_at >= earlier.sim_at for earlier, later in pairwise(events))
