"""How events fold to a roll, and how two open pages meet."""

import uuid
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from training.domain.attendance import Event, EventKind, Mark, Roll, Status, fold, merge, mistake_in, tidy

LAN, HOA = uuid.UUID(int=1), uuid.UUID(int=2)
PRESENT, ABSENT = Mark(Status.PRESENT), Mark(Status.ABSENT)


def _event(
    position: int,
    kind: EventKind,
    person: uuid.UUID | None = None,
    mark: Mark | None = None,
    answers: int | None = None,
) -> Event:
    return Event(position, kind, NOW + timedelta(minutes=position), None, person, mark, answers)


def test_the_last_mark_before_the_lock_stands() -> None:
    roll = fold([_event(1, EventKind.MARKED, LAN, ABSENT), _event(2, EventKind.MARKED, LAN, PRESENT)])
    assert roll.marks == {LAN: PRESENT}
    assert roll.made_by[LAN].position == 2


def test_after_the_lock_a_mark_changes_nothing() -> None:
    roll = fold(
        [
            _event(1, EventKind.MARKED, LAN, ABSENT),
            _event(2, EventKind.LOCKED),
            _event(3, EventKind.MARKED, LAN, PRESENT),
        ]
    )
    assert roll.marks == {LAN: ABSENT}


def test_a_proposal_changes_nothing_until_it_is_approved() -> None:
    events = [
        _event(1, EventKind.MARKED, LAN, ABSENT),
        _event(2, EventKind.LOCKED),
        _event(3, EventKind.PROPOSED, LAN, PRESENT),
    ]
    assert fold(events).marks == {LAN: ABSENT}
    assert list(fold(events).proposals) == [3]
    approved = [*events, _event(4, EventKind.APPROVED, LAN, PRESENT, answers=3)]
    assert fold(approved).marks == {LAN: PRESENT}
    assert fold(approved).proposals == {}


def test_a_refused_proposal_leaves_the_roll_and_cannot_be_approved_later() -> None:
    events = [
        _event(1, EventKind.MARKED, LAN, ABSENT),
        _event(2, EventKind.LOCKED),
        _event(3, EventKind.PROPOSED, LAN, PRESENT),
        _event(4, EventKind.REFUSED, LAN, PRESENT, answers=3),
        _event(5, EventKind.APPROVED, LAN, PRESENT, answers=3),
    ]
    assert fold(events).marks == {LAN: ABSENT}


def test_it_shows_the_roll_as_it_was() -> None:
    events = [_event(1, EventKind.MARKED, LAN, ABSENT), _event(2, EventKind.MARKED, LAN, PRESENT)]
    assert fold(events, until=1).marks == {LAN: ABSENT}
    assert fold(events, until=0).marks == {}


marks = st.sampled_from([PRESENT, ABSENT, Mark(Status.LATE, 20), Mark(Status.EXCUSED, paper="GP-1")])
people = st.sampled_from([LAN, HOA, uuid.UUID(int=3)])
drafts = st.lists(st.tuples(st.sampled_from(list(EventKind)), people, marks, st.integers(1, 25)), max_size=25)


def _events(made: list[tuple[EventKind, uuid.UUID, Mark, int]]) -> list[Event]:
    return [
        _event(place, kind, person, mark, answers) for place, (kind, person, mark, answers) in enumerate(made, start=1)
    ]


@given(drafts)
def test_folding_never_invents_a_mark(made: list[tuple[EventKind, uuid.UUID, Mark, int]]) -> None:
    events = _events(made)
    roll = fold(events)
    for person, mark in roll.marks.items():
        assert any(event.person_id == person and event.mark == mark for event in events) or any(
            event.kind is EventKind.PROPOSED and event.mark == mark for event in events
        )
    assert set(roll.marks) == set(roll.made_by)


@given(drafts)
def test_after_the_lock_only_approvals_change_the_roll(made: list[tuple[EventKind, uuid.UUID, Mark, int]]) -> None:
    events = [*_events(made[:10]), _event(11, EventKind.LOCKED)]
    later = [
        _event(place, kind, person, mark, answers)
        for place, (kind, person, mark, answers) in enumerate(made[10:], start=12)
        if kind is not EventKind.APPROVED
    ]
    assert fold([*events, *later]).marks == fold(events).marks


@given(drafts, st.integers(0, 25))
def test_a_roll_of_the_past_is_the_fold_of_what_had_happened(
    made: list[tuple[EventKind, uuid.UUID, Mark, int]], until: int
) -> None:
    events = _events(made)
    assert fold(events, until=until).marks == fold(events[:until]).marks


def test_a_page_writes_only_what_it_changed() -> None:
    now = fold([_event(1, EventKind.MARKED, LAN, PRESENT), _event(2, EventKind.MARKED, HOA, ABSENT)])
    changes, clashes = merge({LAN: PRESENT}, now, {LAN: ABSENT})
    assert changes == {LAN: ABSENT}
    assert clashes == []


def test_a_page_that_saw_an_old_roll_does_not_undo_what_another_page_wrote() -> None:
    now = fold([_event(1, EventKind.MARKED, LAN, PRESENT), _event(2, EventKind.MARKED, LAN, ABSENT)])
    assert merge({LAN: PRESENT}, now, {LAN: PRESENT}) == ({}, [])


def test_two_pages_that_changed_the_same_person_clash() -> None:
    now = fold([_event(1, EventKind.MARKED, LAN, Mark(Status.LATE, 20))])
    changes, clashes = merge({}, now, {LAN: PRESENT})
    assert changes == {}
    assert clashes[0].person_id == LAN
    assert clashes[0].earlier.mark == Mark(Status.LATE, 20)


@given(st.dictionaries(people, marks), st.dictionaries(people, marks), st.dictionaries(people, marks))
def test_merging_writes_each_wish_or_reports_it(
    seen: dict[uuid.UUID, Mark], present: dict[uuid.UUID, Mark], wanted: dict[uuid.UUID, Mark]
) -> None:
    now = Roll(present, {person: _event(1, EventKind.MARKED, person, mark) for person, mark in present.items()})
    present_or_gone = {person: mark for person, mark in seen.items() if person in present}
    changes, clashes = merge(present_or_gone, now, wanted)
    assert not set(changes) & {clash.person_id for clash in clashes}
    for person, mark in wanted.items():
        settled = {**present, **changes}.get(person) == mark or mark == present_or_gone.get(person)
        assert settled or person in {clash.person_id for clash in clashes}


def test_lateness_needs_minutes_and_excuse_needs_a_paper() -> None:
    assert mistake_in(Mark(Status.LATE), 210) == ("minutes", "Hãy ghi số phút, từ 1 đến 209.")
    assert mistake_in(Mark(Status.EXCUSED), 210) is not None
    assert mistake_in(Mark(Status.LATE, 20), 210) is None
    assert mistake_in(Mark(Status.ON_DUTY), 210) is None


def test_details_of_another_choice_are_dropped() -> None:
    assert tidy(Mark(Status.PRESENT, 20, "GP-1")) == PRESENT
    assert tidy(Mark(Status.LATE, 20, "GP-1")) == Mark(Status.LATE, 20)
