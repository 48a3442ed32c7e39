"""Figures: what is counted, what stays unknown, and that they follow the facts."""

import json
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import AgencyKind, Role
from accounts.models import Agency, Person
from accounts.service.agencies import AgencyFacts, change_agency
from certificates.models import Certificate
from certificates.service import ending
from core import db
from core.jobs import Job
from reports import queries, service, tasks
from reports.domain import Figures, Filter, Grouping, Line, Scope, total
from reports.models import REFRESH, PersonFigure, StaleClass
from reports.queries import People
from tests.conftest import NOW
from tests.factories.certificates import IMPRINT, create_officer, finished_class, issue_certificates, set_names
from tests.factories.classes import course_ref, create_class, plan_class, session_on
from tests.factories.people import create_agency, create_person
from training.domain.attendance import Mark, Status
from training.domain.plans import HistoryClass
from training.domain.rules import Attendance
from training.models import Enrolment, TrainingClass
from training.queries.classes import enrolments_by_year
from training.queries.plans import plan_of
from training.service.classes import change_class, record_history_class
from training.service.classes import create_class as open_class
from training.service.enrolment import NewEnrolment, Placement, correct_enrolment, enrol, withdraw
from training.service.rolls import cancel_session, lock_session, save_roll

EVERYBODY = Scope()


@pytest.fixture
def agencies(session: Session) -> list[Agency]:
    """Two communes and a department."""
    return [
        create_agency(session, "Ủy ban nhân dân xã Đại Từ"),
        create_agency(session, "Ủy ban nhân dân phường Ân Thi"),
        create_agency(session, "Sở Tài chính", AgencyKind.DEPARTMENT),
    ]


@pytest.fixture
def people(session: Session, agencies: list[Agency]) -> list[Person]:
    """Two people of the first commune, one of the department."""
    places = (agencies[0], agencies[0], agencies[2])
    return [
        create_person(session, name, Role.TRAINEE, agency=place)
        for name, place in zip(("Nông Thị Lan", "Hoàng Văn Hải", "Ma Thị Tâm"), places, strict=True)
    ]


def history_class(session: Session, people: list[Person], year: int = 2023) -> uuid.UUID:
    """A class of the past, of which only the people are known."""
    plan = HistoryClass(
        name=f"Lớp năm {year}", year=year, course=course_ref(), place="Đại Từ", organiser="Sở Nội vụ", plan="30/KH-UBND"
    )
    class_id = record_history_class(session, None, plan, NOW)
    enrol(session, None, class_id, [NewEnrolment(person.id, person.agency_id) for person in people], NOW)
    return class_id


def names(lines: tuple[Line, ...]) -> list[str]:
    return [line.name for line in lines]


class TestCounting:
    """What the report says of classes, agencies and communes."""

    def test_a_class_of_the_past_has_people_and_no_other_figures(self, session: Session, people: list[Person]) -> None:
        history_class(session, people)
        (line,) = queries.report(session, EVERYBODY, Filter(year=2023)).lines
        assert (line.figures.enrolled, line.figures.classes) == (3, 1)
        assert line.figures.attendance is None
        assert line.figures.completions is None
        assert line.figures.certificates is None

    def test_a_running_class_counts_zero_where_nobody_has_finished(
        self, session: Session, people: list[Person]
    ) -> None:
        create_class(session, trainees=people)
        figures = queries.report(session, EVERYBODY, Filter(year=2026)).lines[0].figures
        assert (figures.enrolled, figures.completions, figures.certificates) == (3, 0, 0)

    def test_agencies_are_counted_over_classes_and_sorted_by_the_alphabet(
        self, session: Session, people: list[Person]
    ) -> None:
        create_class(session, trainees=people)
        history_class(session, people[:1])
        found = queries.report(session, EVERYBODY, Filter(Grouping.AGENCIES)).lines
        assert names(found) == ["Sở Tài chính", "Ủy ban nhân dân xã Đại Từ"]
        assert (found[1].figures.enrolled, found[1].figures.classes) == (3, 2)
        assert found[1].figures.completions == 0

    def test_communes_that_sent_nobody_are_shown(
        self, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        create_class(session, trainees=people)
        found = queries.report(session, EVERYBODY, Filter(Grouping.COMMUNES, 2026)).lines
        assert names(found) == ["Ủy ban nhân dân phường Ân Thi", "Ủy ban nhân dân xã Đại Từ"]
        assert [line.figures.enrolled for line in found] == [0, 2]

    def test_a_commune_that_did_not_exist_then_is_not_shown(self, session: Session, people: list[Person]) -> None:
        history_class(session, people[2:])
        assert queries.report(session, EVERYBODY, Filter(Grouping.COMMUNES, 2023)).lines == ()

    def test_people_without_an_agency_are_not_lost(self, session: Session) -> None:
        create_class(session, trainees=[create_person(session, "Vũ Thị Ỷ", Role.TRAINEE)])
        report = queries.report(session, EVERYBODY, Filter(Grouping.AGENCIES))
        assert names(report.lines) == [queries.NO_AGENCY]
        assert report.total.enrolled == 1

    def test_a_filter_by_kind_leaves_the_others_out(self, session: Session, people: list[Person]) -> None:
        create_class(session, trainees=people)
        asked = Filter(Grouping.CLASSES, 2026, AgencyKind.DEPARTMENT)
        assert queries.report(session, EVERYBODY, asked).total.enrolled == 1

    def test_withdrawn_people_are_not_counted(self, session: Session, people: list[Person]) -> None:
        class_id = create_class(session, trainees=people)
        withdraw(session, create_officer(session), class_id, people[0].id, "chuyển công tác", NOW)
        session.rollback()
        assert queries.report(session, EVERYBODY, Filter()).total.enrolled == 2

    def test_a_contact_counts_the_own_agency_only(
        self, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        create_class(session, trainees=people)
        own = Scope(agencies[2].id)
        for grouping in Grouping:
            report = queries.report(session, own, Filter(grouping, 2026))
            assert report.total.enrolled == (0 if grouping is Grouping.COMMUNES else 1)
            assert "Ủy ban nhân dân xã Đại Từ" not in names(report.lines)
        lines, count = queries.people(session, own, People())
        assert (count, lines[0].full_name) == (1, "Ma Thị Tâm")

    def test_one_class_with_many_agencies_is_one_class_in_the_sum(self, session: Session, people: list[Person]) -> None:
        create_class(session, trainees=people)
        assert queries.report(session, EVERYBODY, Filter(Grouping.AGENCIES)).total.classes == 1

    def test_classes_and_people_of_a_year_are_the_same_wherever_they_are_counted(
        self, session: Session, people: list[Person]
    ) -> None:
        officer = create_officer(session)
        history_class(session, people)
        create_class(session, officer=officer, trainees=people, plan=plan_class(name="Lớp có người"))
        create_class(session, officer=officer, plan=plan_class(name="Lớp mới mở, chưa có ai"))
        left = create_class(session, officer=officer, trainees=people[:1], plan=plan_class(name="Lớp đã rút hết"))
        withdraw(session, officer, left, people[0].id, "chuyển công tác", NOW)
        open_class(session, officer, plan_class(name="Bản nháp"), NOW, is_opening=False)
        session.rollback()
        right = {2023: (1, 3), 2026: (3, 3)}
        assert {row.year: (row.classes, row.people) for row in enrolments_by_year(session)} == right
        assert {
            row.year: (row.figures.classes, row.figures.enrolled) for row in queries.by_year(session, EVERYBODY)
        } == right
        for grouping in (Grouping.CLASSES, Grouping.AGENCIES):
            for year in right:
                figures = queries.report(session, EVERYBODY, Filter(grouping, year)).total
                assert (figures.classes, figures.enrolled) == right[year], (grouping, year)
        named = names(queries.report(session, EVERYBODY, Filter(Grouping.CLASSES, 2026)).lines)
        assert sorted(named) == ["Lớp có người", "Lớp mới mở, chưa có ai", "Lớp đã rút hết"]

    def test_unknown_and_known_people_are_added_without_making_up_zeros(self) -> None:
        old = Line(None, "cũ", "", Figures(enrolled=10))
        new = Line(None, "mới", "", Figures(enrolled=5, judged=5, completed=4, earned=300, held=400))
        both = total([old, new], classes=2)
        assert (both.enrolled, both.completions, both.attendance) == (15, 4, 75.0)
        assert total([old], classes=1).completions is None

    def test_attendance_counts_the_periods_held_so_far(self) -> None:
        # 12 planned, 4 attended of 8 held, 4 still to come.
        assert service.held(Attendance(planned=12, earned=400, reachable=800)) == 800


class TestFreshness:
    """Figures follow what happens, without a page computing them."""

    def test_certificates_are_counted_when_issued(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        issue_certificates(session, create_officer(session), class_id)
        session.rollback()
        assert queries.report(session, EVERYBODY, Filter()).total.certificates == 3
        lines, _count = queries.people(session, EVERYBODY, People(class_id=class_id))
        assert [line.certificate for line in lines] == [f"{n:04d}/2026/GCN-SNV" for n in (1, 2, 3)]

    def test_a_certificate_that_replaces_another_is_the_one_that_is_shown(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        officer, class_id = create_officer(session), finished_class(session, monkeypatch, people[:1])
        issue_certificates(session, officer, class_id)
        with db.transaction(session):
            people[0].full_name = "Nông Thị Lân"
        old = session.scalars(sa.select(Certificate.id)).one()
        ending.replace(session, officer, old, ending.End("sai tên", "9/QĐ-SNV", NOW.date()), IMPRINT, NOW)
        session.rollback()
        lines, _count = queries.people(session, EVERYBODY, People(class_id=class_id))
        assert [line.certificate for line in lines] == ["0002/2026/GCN-SNV"]

    def test_a_changed_plan_moves_its_people_to_the_other_year(self, session: Session, people: list[Person]) -> None:
        officer = create_officer(session)
        class_id = create_class(session, officer=officer, trainees=people)
        plan = plan_of(session, session.get_one(TrainingClass, class_id))
        earlier = replace(
            plan,
            decision_date=date(2025, 1, 2),
            first_day=plan.first_day.replace(year=2025),
            last_day=plan.last_day.replace(year=2025),
            sessions=tuple(replace(one, day=one.day.replace(year=2025)) for one in plan.sessions),
        )
        change_class(session, officer, class_id, earlier, NOW, is_opening=False)
        session.rollback()
        for grouping in (Grouping.CLASSES, Grouping.AGENCIES):
            counts = [
                queries.report(session, EVERYBODY, Filter(grouping, year)).total.enrolled for year in (2025, 2026)
            ]
            assert counts == [3, 0]

    def test_an_enrolment_that_moves_to_another_agency_leaves_the_sums_of_the_first(
        self, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        officer = create_officer(session)
        class_id = create_class(session, officer=officer, trainees=people)
        tam = session.scalars(sa.select(Enrolment).where(Enrolment.person_id == people[2].id)).one()
        lan = session.scalars(sa.select(Enrolment).where(Enrolment.person_id == people[0].id)).one()

        def counts() -> dict[str, int | None]:
            session.rollback()
            lines = queries.report(session, EVERYBODY, Filter(Grouping.AGENCIES, 2026)).lines
            return {line.name: line.figures.enrolled for line in lines}

        for row in (tam, lan):
            correct_enrolment(session, officer, row, Placement("Văn thư", agencies[1].id), NOW)
        assert counts() == {agencies[0].name: 1, agencies[1].name: 2}
        assert queries.report(session, EVERYBODY, Filter(Grouping.CLASSES, 2026)).lines[0].id == class_id

    def test_a_cancelled_session_is_planned_no_more(self, session: Session, people: list[Person]) -> None:
        minh, officer = create_person(session, "Minh", Role.INSTRUCTOR), create_officer(session)
        class_id = create_class(session, instructor=minh, officer=officer, trainees=people)
        later = NOW + timedelta(hours=1)
        cancel_session(session, officer, session_on(session, class_id, 1).id, "mất điện", later)
        session.rollback()
        assert later in session.scalars(sa.select(Job.asked_at).where(Job.kind == REFRESH)).all()

    def test_only_open_classes_of_the_year_make_figures_old(self, session: Session, people: list[Person]) -> None:
        history_class(session, people)
        assert queries.report(session, EVERYBODY, Filter()).as_of is None
        create_class(session, trainees=people)
        session.rollback()
        assert queries.report(session, EVERYBODY, Filter(year=2026)).as_of == NOW
        assert queries.report(session, EVERYBODY, Filter(year=2023)).as_of is None

    def test_figures_stand_since_the_oldest_of_those_that_are_shown(
        self, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        create_class(session, trainees=people[:2])  # people of communes only
        of_department = create_class(session, trainees=people[2:], plan=plan_class(name="Lớp của sở"))
        later = NOW + timedelta(hours=2)
        service.refresh(session, of_department, later)
        session.rollback()
        assert queries.report(session, EVERYBODY, Filter(year=2026)).as_of == NOW
        only = Filter(year=2026, kind=AgencyKind.DEPARTMENT)
        assert queries.report(session, EVERYBODY, only).as_of == later
        assert queries.report(session, EVERYBODY, Filter(Grouping.COMMUNES, 2026)).as_of == NOW
        assert queries.report(session, Scope(agencies[2].id), Filter(year=2026)).as_of == later

    def test_a_locked_roll_moves_the_attendance(self, session: Session, people: list[Person]) -> None:
        minh = create_person(session, "Minh", Role.INSTRUCTOR)
        class_id = create_class(session, instructor=minh, trainees=people)
        roll = session_on(session, class_id, -1)
        marks = {person.id: Mark(Status.PRESENT) for person in people[:2]} | {people[2].id: Mark(Status.ABSENT)}
        save_roll(session, minh, roll.id, marks, seen=0, at=NOW)
        lock_session(session, minh, roll.id, head_count=2, at=NOW)
        session.rollback()
        figures = queries.report(session, EVERYBODY, Filter()).total
        assert (figures.measured, figures.attendance) == (3, 66.6)

    def test_a_corrected_kind_of_agency_moves_its_people(
        self, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        create_class(session, trainees=people)
        session.rollback()
        department = Filter(Grouping.CLASSES, kind=AgencyKind.DEPARTMENT)
        assert queries.report(session, EVERYBODY, department).total.enrolled == 1
        facts = AgencyFacts(agencies[2].name, AgencyKind.COMMUNE, agencies[2].valid_from, None, None)
        assert change_agency(session, people[0], agencies[2], facts, NOW)
        session.rollback()
        assert queries.report(session, EVERYBODY, department).total.enrolled == 0

    def test_many_changes_wait_for_one_job(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        monkeypatch.setitem(app.extensions, "wake_worker", lambda job_id: None)
        class_id = create_class(session, trainees=people)
        with db.transaction(session):
            for _ in range(5):
                service.mark_stale(session, class_id, NOW)
        waiting = sa.select(sa.func.count()).select_from(Job).where(Job.kind == REFRESH)
        assert session.scalar(waiting) == 1
        tasks.refresh(str(class_id))
        session.rollback()
        assert session.scalar(sa.select(sa.func.count()).select_from(StaleClass)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(PersonFigure)) == 3

    def test_figures_are_not_called_fresh_while_they_are_being_computed(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        seen = []

        def look(_session: Session, _class_id: uuid.UUID) -> list[object]:
            seen.append(queries.report(_session, EVERYBODY, Filter()).waiting)
            return []

        class_id = create_class(session, trainees=people)
        assert queries.report(session, EVERYBODY, Filter()).waiting == 0
        session.rollback()
        monkeypatch.setattr(service, "class_results", look)
        with db.transaction(session):
            service.mark_stale(session, class_id, NOW)
        assert seen
        assert all(waiting > 0 for waiting in seen)

    def test_the_sweep_asks_for_running_classes_with_old_figures(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        create_class(session, trainees=people)
        monkeypatch.setitem(app.extensions, "wake_worker", lambda job_id: None)
        session.rollback()
        tasks.sweep(session, NOW)
        assert session.scalar(sa.select(sa.func.count()).select_from(StaleClass)) == 0
        tasks.sweep(session, NOW + tasks.OLDEST)
        assert session.scalar(sa.select(sa.func.count()).select_from(StaleClass)) == 1

    def test_a_class_without_people_asks_for_nothing(self, app: Flask, session: Session) -> None:
        create_class(session)
        session.rollback()
        before = session.scalar(sa.select(sa.func.count()).select_from(Job))
        for minutes in range(3):
            tasks.sweep(session, NOW + timedelta(minutes=minutes))
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == before


def test_the_command_prints_classes_and_people_by_year(app: Flask, session: Session, people: list[Person]) -> None:
    history_class(session, people)
    create_class(session, trainees=people[:2])
    session.rollback()
    printed = app.test_cli_runner().invoke(args=["report", "years", "--json"])
    assert json.loads(printed.output) == {"2023": {"classes": 1, "people": 3}, "2026": {"classes": 1, "people": 2}}
