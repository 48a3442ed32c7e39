"""Attempts: begun, worked, graded, branched and verified; two tabs never write twice."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry, verify_all
from exercises import queries, service
from exercises import scenario as scenarios
from exercises.dms.domain import commands as c
from exercises.domain import Mode
from exercises.models import Attempt, AttemptEvent, AttemptState
from exercises.runs import right_entry
from exercises.signals import attempt_graded
from tests.conftest import NOW
from tests.factories.people import create_person

KEY = "a key for tests"


@pytest.fixture
def lan(session: Session) -> uuid.UUID:
    return create_person(session, "Nông Thị Lan").id


def _start(session: Session, person_id: uuid.UUID, mode: Mode = Mode.PRACTICE, **more: object) -> Attempt:
    return service.start_attempt(
        session,
        person_id=person_id,
        scenario_id="VBDEN-02",
        mode=mode,
        at=NOW,
        seed_key=KEY,
        **more,  # type: ignore[arg-type]
    ).attempt


def _work(session: Session, attempt: Attempt, *slots: str) -> None:
    """Everything right for these documents."""
    for slot in slots:
        loaded = queries.load_attempt(session, attempt)
        packet = loaded.desk.slots[slot]
        service.act(session, attempt.id, c.CheckSignature(packet), NOW)
        loaded, _ = service.act(session, attempt.id, c.Accept(packet, send_status=True), NOW)
        entry = right_entry(loaded.desk, loaded.desk.items[packet])
        service.act(session, attempt.id, c.RegisterIncoming(packet, entry), NOW)
        service.act(session, attempt.id, c.Present(packet), NOW)


def test_the_first_event_of_an_attempt_is_its_materialised_seed(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    loaded = queries.load_attempt(session, attempt)
    assert [event.kind for event in loaded.events] == ["DeskOpened"]
    assert loaded.events[0] == scenarios.materialise(loaded.scenario, attempt.seed)


def test_each_person_and_each_try_has_data_of_its_own(session: Session, lan: uuid.UUID) -> None:
    minh = create_person(session, "Trần Văn Minh").id
    first, other = _start(session, lan), _start(session, minh)
    again = service.reset(session, first.id, NOW, KEY)
    assert len({first.seed, other.seed, again.seed}) == 3


def test_starting_twice_gives_the_desk_that_is_open(session: Session, lan: uuid.UUID) -> None:
    assert _start(session, lan).id == _start(session, lan).id
    assert _start(session, lan, Mode.EXAM).id != _start(session, lan).id


def test_a_whole_attempt_scores_a_hundred_and_is_handed_in(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan, Mode.EXAM)
    _work(session, attempt, "first", "second", "third")
    done = service.hand_in(session, attempt.id, NOW + timedelta(hours=1))
    assert done.attempt.state is AttemptState.HANDED_IN
    assert (done.attempt.score, done.attempt.is_passed) == (100, True)
    assert done.attempt.handed_in_at == NOW + timedelta(hours=1)


def test_handing_in_tells_the_upper_packages_inside_the_transaction(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    heard: list[tuple[uuid.UUID, int, bool]] = []

    def listen(_sender: object, **words: object) -> None:
        told, card = words["attempt"], words["card"]
        heard.append((told.id, card.score, bool(session.info.get("writing"))))  # type: ignore[attr-defined]

    with attempt_graded.connected_to(listen):
        service.hand_in(session, attempt.id, NOW)
        with pytest.raises(service.AttemptIsClosed):
            service.hand_in(session, attempt.id, NOW)
    assert heard == [(attempt.id, 0, True)]


def test_a_second_click_finds_a_desk_that_has_moved_on(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    packet = queries.load_attempt(session, attempt).desk.slots["first"]
    service.act(session, attempt.id, c.Accept(packet, send_status=True), NOW, expected_position=1)
    with pytest.raises(service.DeskMovedOn):
        service.act(session, attempt.id, c.Accept(packet, send_status=True), NOW, expected_position=1)
    assert [event.kind for event in queries.load_attempt(session, attempt).events] == [
        "DeskOpened",
        "PacketAccepted",
        "StatusSent",
    ]


def test_two_events_never_share_a_position(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    row = queries.event_rows(session, attempt.id)[0]
    values = {column.key: getattr(row, column.key) for column in sa.inspect(AttemptEvent).columns}
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.insert(AttemptEvent).values(**values))
    session.rollback()


def test_a_hint_is_an_event_and_costs_five_points(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    _work(session, attempt, "first", "second", "third")
    before = attempt.score
    service.take_hint(session, attempt.id, "dang-ky", NOW)
    loaded = service.take_hint(session, attempt.id, "dang-ky", NOW)
    assert loaded.attempt.score == before - 10
    assert loaded.hints_shown("dang-ky") == 2


def test_a_hint_never_shows_more_steps_than_it_has(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    for _ in range(5):
        loaded = service.take_hint(session, attempt.id, "trinh", NOW)
    assert loaded.hints_shown("trinh") == 2


def test_there_are_no_hints_and_no_way_back_in_an_exam(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan, Mode.EXAM)
    with pytest.raises(service.NotInExam):
        service.take_hint(session, attempt.id, "trinh", NOW)
    with pytest.raises(service.NotInExam):
        service.step_back(session, attempt.id, NOW)


def test_stepping_back_opens_a_branch_without_the_last_thing_done(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    packet = queries.load_attempt(session, attempt).desk.slots["first"]
    service.act(session, attempt.id, c.CheckSignature(packet), NOW)
    service.act(session, attempt.id, c.Accept(packet, send_status=True), NOW)
    branched = service.step_back(session, attempt.id, NOW)
    assert branched.branched_from == attempt.id
    assert [event.kind for event in queries.load_attempt(session, branched).events] == [
        "DeskOpened",
        "SignatureChecked",
    ]
    session.refresh(attempt)
    assert attempt.state is AttemptState.LEFT
    assert queries.verify_attempt(session, branched) is None


def test_stepping_back_does_not_give_a_hint_back(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    packet = queries.load_attempt(session, attempt).desk.slots["first"]
    service.act(session, attempt.id, c.Accept(packet, send_status=True), NOW)
    service.take_hint(session, attempt.id, "trinh", NOW)
    branched = service.step_back(session, attempt.id, NOW)
    loaded = queries.load_attempt(session, branched)
    assert [event.kind for event in loaded.events] == ["DeskOpened", "HintTaken"]
    assert loaded.card.hints_taken == 1


def test_stepping_back_at_the_beginning_keeps_the_beginning(session: Session, lan: uuid.UUID) -> None:
    branched = service.step_back(session, _start(session, lan).id, NOW)
    assert queries.load_attempt(session, branched).position == 1


def test_a_reset_keeps_the_old_attempt_closed(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    fresh = service.reset(session, attempt.id, NOW, KEY)
    session.refresh(attempt)
    assert attempt.state is AttemptState.LEFT
    assert fresh.is_open
    assert fresh.try_number == 2


def test_a_changed_event_row_is_named_by_the_verification(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    _work(session, attempt, "first")
    assert queries.verify_attempt(session, attempt) is None
    row = queries.event_rows(session, attempt.id)[3]
    with session.begin_nested():
        session.execute(
            sa.update(AttemptEvent)
            .where(AttemptEvent.attempt_id == attempt.id, AttemptEvent.position == row.position)
            .values(sim_at=row.sim_at - timedelta(hours=1))
        )
    session.expire_all()
    found = queries.verify_attempt(session, attempt)
    assert found is not None
    assert (found.position, found.reason) == (4, "dòng số 4 đã bị sửa")
    named = [line for line in verify_all(session) if line[2]]
    assert [(source, broken.position) for source, _, broken in named if broken] == [("Bài thực hành", 4)]


def test_a_cut_tail_is_found(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    _work(session, attempt, "first")
    session.execute(
        sa.delete(AttemptEvent).where(
            AttemptEvent.attempt_id == attempt.id, AttemptEvent.position == attempt.last_position
        )
    )
    assert queries.verify_attempt(session, attempt) is not None


def test_handing_in_puts_the_head_of_the_chain_into_the_audit_log(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    service.hand_in(session, attempt.id, NOW)
    entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "attempt.handed_in")).one()
    assert entry.details["hash"] == attempt.last_hash


def test_an_old_attempt_is_shown_with_the_texts_that_it_began_with(
    session: Session, lan: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = _start(session, lan)
    before = queries.scenario_of(session, attempt)
    monkeypatch.setattr(scenarios, "load_all", dict)  # the exercise has left the folder
    assert queries.scenario_of(session, attempt) == before


def test_grading_again_from_the_store_gives_the_same_score(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    _work(session, attempt, "first", "third")
    score = attempt.score
    assert 0 < score < 100
    assert queries.load_attempt(session, attempt).card.score == score


def test_the_best_exam_of_a_context_is_found_and_practice_does_not_count(session: Session, lan: uuid.UUID) -> None:
    context = uuid.uuid4()
    practice = _start(session, lan, context_id=context)
    _work(session, practice, "first", "second", "third")
    service.hand_in(session, practice.id, NOW)
    assert queries.best_exams(session, context) == {}
    weak = _start(session, lan, Mode.EXAM, context_id=context)
    service.hand_in(session, weak.id, NOW)
    strong = service.reset(session, weak.id, NOW, KEY)
    _work(session, strong, "first", "second", "third")
    service.hand_in(session, strong.id, NOW)
    best = queries.best_exams(session, context, lan)[lan, "VBDEN-02"]
    assert (best.attempt_id, best.score, best.is_passed) == (strong.id, 100, True)


def test_loading_a_desk_costs_one_query_however_much_has_happened(
    session: Session, lan: uuid.UUID, count_queries: list[str]
) -> None:
    attempt = _start(session, lan)
    count_queries.clear()
    queries.load_attempt(session, attempt)
    short = len(count_queries)
    _work(session, attempt, "first", "second")
    count_queries.clear()
    queries.load_attempt(session, attempt)
    assert len(count_queries) == short == 1


def test_nothing_is_added_to_an_attempt_that_was_handed_in_or_left(session: Session, lan: uuid.UUID) -> None:
    left = _start(session, lan)
    handed_in = service.reset(session, left.id, NOW, KEY)
    service.hand_in(session, handed_in.id, NOW)
    for attempt in (left, handed_in):
        for _ in range(2):
            with pytest.raises(service.AttemptIsClosed):
                service.act(session, attempt.id, c.OpenDocument("p1"), NOW)
            with pytest.raises(service.AttemptIsClosed):
                service.take_hint(session, attempt.id, "trinh", NOW)
        assert queries.verify_attempt(session, attempt) is None


def test_pressing_twice_steps_back_once_and_begins_anew_once(session: Session, lan: uuid.UUID) -> None:
    attempt = _start(session, lan)
    service.act(session, attempt.id, c.OpenDocument("p1"), NOW)
    branched = service.step_back(session, attempt.id, NOW)
    assert service.step_back(session, attempt.id, NOW).id == branched.id
    service.hand_in(session, branched.id, NOW)
    fresh = service.reset(session, branched.id, NOW, KEY)
    assert service.reset(session, branched.id, NOW, KEY).id == fresh.id
