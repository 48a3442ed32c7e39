"""Fills an empty demo installation: agencies, accounts, history, the open class. Everything goes through the services."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person
from accounts.service.agencies import Names, create_agency, set_installation
from accounts.service.first_passwords import give_known_password
from accounts.service.people import create_person
from core import clock, db
from courses.domain.content import Course
from courses.library import library
from demo import law_changes
from demo.agencies import ALL
from demo.cast import PLAYERS, Player
from demo.finished_class import make_finished_class
from demo.history import record_history
from demo.open_class import make_open_class
from training.domain.plans import CourseRef

COURSE = "van-thu-co-ban"


def build() -> None:
    """Make the demonstration, whole or not at all."""
    now = clock.now()
    with db.transaction(db.session()) as session:
        if session.query(Person).first() is not None:
            return
        agencies = _agencies(session, now)
        people = {player.user_name: _player(session, player, agencies, now) for player in PLAYERS}
        set_installation(
            session,
            people["quan.trieu"],
            Names("Ủy ban nhân dân tỉnh T", "Sở Nội vụ", "Tỉnh T", "Giám đốc", "Hoàng Đức Thịnh"),
            now,
        )
        course = _course(session, now)
        record_history(session, agencies, CourseRef(course.id, course.digest, course.title), now)
        law_changes.write_down(session, people["ha.dang"], now)
        in_class = [people[player.user_name] for player in PLAYERS if player.is_in_class]
        make_finished_class(session, agencies, course, people["hoa.le"], people["son.duong"], now)
        make_open_class(session, agencies, course, in_class, people["minh.tran"], people["ha.dang"], now)


def _agencies(session: Session, now: datetime) -> dict[str, Agency]:
    made: dict[str, Agency] = {}
    for planned in ALL:
        made[planned.name] = create_agency(
            session,
            None,
            name=planned.name,
            kind=planned.kind,
            valid_from=planned.valid_from,
            valid_to=planned.valid_to,
            parent_id=made[planned.parent].id if planned.parent else None,
            at=now,
        )
    return made


def _player(session: Session, player: Player, agencies: dict[str, Agency], now: datetime) -> Person:
    person = create_person(
        session,
        None,
        full_name=player.full_name,
        roles=[player.role],
        at=now - timedelta(days=30),
        agency_id=agencies[player.agency].id,
        birth_date=player.birth_date,
        position=player.position,
        user_name=player.user_name,
        is_simulated=True,
    )
    give_known_password(session, person, player.password, now)
    return person


def _course(session: Session, now: datetime) -> Course:
    course: Course | None = library().current(COURSE)
    if course is None:
        raise LookupError(f"the demonstration needs the course {COURSE}")
    library().keep(session, course, now)
    return course


def first_of(role: Role) -> str:
    """The user name behind a role's button."""
    return next(player.user_name for player in PLAYERS if player.role is role)
