"""Recognising and issuing: once, in name order, without gaps, frozen."""

import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from certificates import queries
from certificates.domain.recognition import Refusal, Refused
from certificates.models import Certificate, CertificateEvent, RecognitionDecision
from certificates.service import issuing
from certificates.service.recognition import AlreadyRecognised, Recognise, recognise, recognise_and_issue
from core import db
from tests.conftest import NOW
from tests.factories.certificates import (
    IMPRINT,
    command,
    create_officer,
    finished_class,
    issue_certificates,
    reach,
    set_names,
)
from tests.factories.classes import create_class
from tests.factories.people import create_person

IN_ORDER = ["Trần Văn An", "Nguyễn Thị Ánh", "Tòng Văn Ân", "Phạm Thị Duyên", "Lê Đình Đức"]


@pytest.mark.usefixtures("no_papers")
class TestRecognition:
    """A record that later changes never alter."""

    def test_numbers_follow_the_vietnamese_name_order(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        decision = issue_certificates(session, create_officer(session), class_id)
        entries = queries.batch(session, decision.id)
        assert [entry.facts.holder.full_name for entry in entries] == IN_ORDER
        assert [entry.number for entry in entries] == [f"{place:04d}/2026/GCN-SNV" for place in range(1, 6)]
        assert len({entry.facts.code for entry in entries}) == 5

    def test_a_second_class_goes_on_with_the_next_number(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        officer = create_officer(session)
        issue_certificates(session, officer, finished_class(session, monkeypatch, people[:2]))
        second = issue_certificates(session, officer, finished_class(session, monkeypatch, people[2:]))
        assert [entry.register_no for entry in queries.batch(session, second.id)] == [3, 4, 5]

    def test_only_people_who_met_every_condition_are_recognised(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        reach(monkeypatch, people[:3], lacking=people[3:])
        decision = issue_certificates(session, create_officer(session), class_id)
        assert queries.recognised_persons(session, class_id) == {person.id for person in people[:3]}
        kept = {row["full_name"]: row for row in decision.results}
        assert kept["Phạm Thị Duyên"]["is_eligible"] is False
        assert ["Bài kiểm tra đạt ít nhất 50 %", False, "chưa nộp bài"] in kept["Phạm Thị Duyên"]["conditions"]

    def test_later_results_never_alter_a_recognition(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        decision = issue_certificates(session, create_officer(session), class_id)
        before = [dict(row) for row in decision.results]
        reach(monkeypatch, [], lacking=people)
        with db.transaction(session):
            people[0].full_name = "Tên Đã Đổi"
        session.expire_all()
        assert session.get_one(RecognitionDecision, decision.id).results == before
        assert "Nguyễn Thị Ánh" in [entry.facts.holder.full_name for entry in queries.batch(session, decision.id)]

    def test_people_who_finish_later_get_a_decision_of_their_own(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        officer = create_officer(session)
        class_id = finished_class(session, monkeypatch, people)
        reach(monkeypatch, people[:4], lacking=people[4:])
        issue_certificates(session, officer, class_id)
        reach(monkeypatch, people)
        with pytest.raises(Refused) as refused:
            recognise_and_issue(session, officer, class_id, command(session, class_id), IMPRINT, NOW)
        assert refused.value.reason is Refusal.SAME_NUMBER
        later = recognise_and_issue(session, officer, class_id, command(session, class_id, "46/QĐ-SNV"), IMPRINT, NOW)
        assert [entry.register_no for entry in queries.batch(session, later.id)] == [5]

    def test_nothing_is_issued_without_the_installations_names(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        class_id = finished_class(session, monkeypatch, people)
        with pytest.raises(Refused, match="Người quản trị đặt các tên này") as refused:
            issue_certificates(session, create_officer(session), class_id)
        assert refused.value.reason is Refusal.NO_NAMES
        assert session.scalar(sa.select(sa.func.count()).select_from(RecognitionDecision)) == 0

    def test_a_list_that_changed_since_the_page_was_opened_is_not_signed(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        seen = command(session, class_id)
        reach(monkeypatch, people[1:], lacking=people[:1])
        with pytest.raises(Refused) as refused:
            recognise_and_issue(session, create_officer(session), class_id, seen, IMPRINT, NOW)
        assert refused.value.reason is Refusal.LIST_CHANGED

    def test_a_class_that_still_has_sessions_is_not_recognised(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = create_class(session, trainees=people)
        reach(monkeypatch, people)
        with pytest.raises(Refused) as refused:
            issue_certificates(session, create_officer(session), class_id)
        assert refused.value.reason is Refusal.NOT_OVER

    @pytest.mark.parametrize(
        ("signed_on", "reason"),
        [(date(2026, 11, 24), Refusal.DATE_AHEAD), (date(2020, 1, 1), Refusal.DATE_BEFORE_CLASS)],
    )
    def test_a_decision_is_neither_of_tomorrow_nor_older_than_the_class(
        self,
        session: Session,
        monkeypatch: pytest.MonkeyPatch,
        people: list[Person],
        signed_on: date,
        reason: Refusal,
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        asked = Recognise("45/QĐ-SNV", signed_on, command(session, class_id).seen)
        with pytest.raises(Refused) as refused:
            recognise(session, create_officer(session), class_id, asked, NOW)
        assert (refused.value.reason, refused.value.field) == (reason, "signed_on")


Act = Callable[[Session], Any]
TRIES = 20
BUSY = ("database is locked", "due to lock timeout")


def at_once(app: Flask, acts: Sequence[Act]) -> list[BaseException | None]:
    """Do all acts at the same moment, each in a thread with a session of its own; what each raised."""
    start = threading.Barrier(len(acts))
    problems: list[BaseException | None] = [None] * len(acts)

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                acts[place](db.session())
            except BaseException as error:  # the test looks at what came out
                problems[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def press_until_free(own: Session, press: Callable[[], Any]) -> Any:
    """Do it again where the database was busy for five seconds, as the page asks: on a slow machine fifty take longer."""
    for _ in range(TRIES):
        try:
            return press()
        except OperationalError as error:
            if not any(words in str(error.orig) for words in BUSY):
                raise  # a deadlock is a fault of ours
            own.rollback()
    return press()


@pytest.mark.usefixtures("no_papers")
class TestNumbers:
    """Without gaps, whoever presses when."""

    def test_two_officers_at_once_issue_once(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        officers = [create_officer(session, f"Cán bộ {name}").id for name in ("Một", "Hai")]
        seen = command(session, class_id)

        def act(officer_id: uuid.UUID) -> Act:
            return lambda own: recognise_and_issue(own, own.get_one(Person, officer_id), class_id, seen, IMPRINT, NOW)

        session.rollback()
        problems = at_once(app, [act(officer_id) for officer_id in officers])
        assert sorted(type(problem).__name__ for problem in problems) == ["AlreadyRecognised", "NoneType"]
        assert session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 5
        told = next(problem for problem in problems if isinstance(problem, AlreadyRecognised))
        assert queries.progress(session, told.recognition_id).total == 5

    def test_fifty_classes_at_once_get_numbers_without_gaps(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_names(session)
        officer = create_officer(session)
        made: list[uuid.UUID] = []
        for place in range(50):
            trainee = create_person(session, f"Học viên Số {place}", Role.TRAINEE)
            class_id = finished_class(session, monkeypatch, [trainee])
            made.append(recognise(session, officer, class_id, command(session, class_id), NOW).id)
        officer_id = officer.id

        def act(recognition_id: uuid.UUID) -> Act:
            def issue(own: Session) -> Any:
                officer = own.get_one(Person, officer_id)
                return issuing.issue(own, officer, recognition_id, IMPRINT, NOW)

            return lambda own: press_until_free(own, lambda: issue(own))

        session.rollback()
        assert at_once(app, [act(recognition_id) for recognition_id in made]) == [None] * 50
        assert sorted(session.scalars(sa.select(Certificate.register_no))) == list(range(1, 51))
        assert session.scalar(sa.select(sa.func.count()).select_from(CertificateEvent)) == 50

    def test_a_failed_issue_leaves_no_gap(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        officer = create_officer(session)
        class_id = finished_class(session, monkeypatch, people)
        entered = issuing.enter
        calls = []

        def fails_at_the_third(*arguments: Any, **named: Any) -> uuid.UUID:
            calls.append(arguments)
            if len(calls) == 3:
                raise OSError("the machine stops here")
            return entered(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(issuing, "enter", fails_at_the_third)
            with pytest.raises(OSError, match="stops here"):
                issue_certificates(session, officer, class_id)
        assert session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 0
        decision = issue_certificates(session, officer, class_id)
        assert [entry.register_no for entry in queries.batch(session, decision.id)] == [1, 2, 3, 4, 5]

    def test_issuing_again_issues_nothing(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        officer = create_officer(session)
        decision = issue_certificates(session, officer, finished_class(session, monkeypatch, people))
        assert issuing.issue(session, officer, decision.id, IMPRINT, NOW) == []
        assert session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 5
