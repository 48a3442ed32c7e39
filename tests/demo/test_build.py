"""The demonstration as the sources tell it: counts are facts, people are fictional."""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.models import Agency, Person
from certificates.models import Certificate
from core import db
from core.audit import verify_all
from demo.build import build
from demo.cast import PLAYERS
from demo.finished_class import SIZE
from demo.history import spread
from demo.names import people
from demo.open_class import half_days
from tests.conftest import POSTGRES, fresh_store
from training.domain.sessions import ClassState, SessionState
from training.models import ClassSession, Enrolment, TrainingClass

# People try the demonstration on SQLite; on the other database it is built in the long run.
pytestmark = [pytest.mark.full] if POSTGRES else []


@pytest.fixture(scope="module")
def built(application: Flask) -> Iterator[Session]:
    """A session on a freshly built demonstration; the tests of this file only read it."""
    fresh_store(application)
    with application.app_context():
        build()
        yield db.session()


@pytest.mark.parametrize(("year", "classes", "heads"), [(2023, 4, 270), (2024, 3, 269)])
def test_each_year_has_its_classes_and_its_people(built: Session, year: int, classes: int, heads: int) -> None:
    past = sa.select(TrainingClass.id).where(TrainingClass.year == year, TrainingClass.state == ClassState.HISTORY)
    assert len(built.scalars(past).all()) == classes
    enrolled = sa.select(sa.func.count(sa.distinct(Enrolment.person_id))).where(Enrolment.class_id.in_(past))
    assert built.scalar(enrolled) == heads


def test_people_of_past_classes_cannot_sign_in(built: Session) -> None:
    can = built.scalars(sa.select(Person.user_name).where(Person.password_hash.is_not(None))).all()
    assert sorted(filter(None, can)) == sorted(player.user_name for player in PLAYERS)


def test_districts_end_with_june_2025(built: Session) -> None:
    districts = built.scalars(sa.select(Agency).where(Agency.name.like("%huyện%"))).all()
    assert districts
    assert {agency.valid_to for agency in districts} == {date(2025, 6, 30)}


def test_the_open_class_has_a_locked_session_yesterday_and_the_others_to_come(built: Session) -> None:
    open_class = sa.select(TrainingClass.id).where(TrainingClass.state == ClassState.OPEN)
    states = built.scalars(
        sa.select(ClassSession.state).where(ClassSession.class_id.in_(open_class)).order_by(ClassSession.starts_at)
    ).all()
    assert list(states) == [SessionState.LOCKED] + 5 * [SessionState.PLANNED]


def test_the_finished_class_gave_certificates_to_those_who_completed(built: Session) -> None:
    assert built.scalar(sa.select(sa.func.count()).select_from(Certificate)) == SIZE - 3


def test_building_again_changes_nothing(built: Session) -> None:
    before = built.scalar(sa.select(sa.func.count()).select_from(Person))
    build()
    assert built.scalar(sa.select(sa.func.count()).select_from(Person)) == before
    assert [broken for _, _, broken in verify_all(built) if broken] == []


def test_the_same_seed_invents_the_same_people() -> None:
    first, second = people("a", date(2026, 1, 1)), people("a", date(2026, 1, 1))
    assert [next(first) for _ in range(50)] == [next(second) for _ in range(50)]


def test_a_number_is_spread_evenly() -> None:
    assert spread(270, 4) == [68, 68, 67, 67]
    assert sum(spread(269, 3)) == 269


@pytest.mark.parametrize(
    ("now", "hours"),
    [("00:05", "00:00 11:00"), ("06:59", "06:45 11:00"), ("08:00", "07:30 11:00"), ("13:20", "07:30 11:00"),
     ("13:30", "13:30 17:00"), ("23:59", "13:30 17:00")],
)  # fmt: skip
def test_todays_session_has_begun_whenever_the_first_start_is(now: str, hours: str) -> None:
    yesterday, today, tomorrow, *_later = half_days(datetime.fromisoformat(f"2026-11-23 {now}"), Person(id=uuid4()))
    assert f"{today.starts:%H:%M} {today.ends:%H:%M}" == hours
    assert yesterday.starts == tomorrow.starts == max(today.starts, time(7, 30))
