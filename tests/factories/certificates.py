"""Classes whose people have finished, and certificates, for tests."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Installation, Person
from certificates import results
from certificates.models import RecognitionDecision
from certificates.results import class_results
from certificates.service.issuing import Imprint
from certificates.service.recognition import Recognise, recognise_and_issue
from core.db import transaction
from tests.conftest import NOW
from tests.factories.classes import create_class
from tests.factories.people import create_person
from training.domain.completion import Item, ItemKind, ItemState
from training.domain.sessions import ClassState, SessionState
from training.models import TrainingClass
from training.queries.attendance import sessions_of

IMPRINT = Imprint("https://daotao.example.vn", is_demo=True)
DONE = (
    Item(ItemKind.ATTENDANCE, "", "Dự ít nhất 80 % số tiết của lớp", ItemState.DONE, "đã dự 12/12 tiết (100 %)"),
    Item(ItemKind.QUIZ, "M5", "Bài kiểm tra đạt ít nhất 50 %", ItemState.DONE, "kết quả cao nhất 85 %"),
)
LACKS_QUIZ = (
    DONE[0],
    Item(ItemKind.QUIZ, "M5", "Bài kiểm tra đạt ít nhất 50 %", ItemState.MISSING, "chưa nộp bài"),
)


def set_names(session: Session) -> None:
    """The installation's own names."""
    with transaction(session):
        session.add(
            Installation(
                id=1,
                parent_organ="Ủy ban nhân dân tỉnh T",
                organ="Sở Nội vụ",
                place="T",
                signer_position="Giám đốc",
                signer_name="Nguyễn Thị Thanh Huyền",
                set_at=NOW,
            )
        )


def lock_sessions(session: Session, class_id: uuid.UUID) -> None:
    """The class is over: every roll is locked."""
    with transaction(session):
        for row in sessions_of(session, class_id):
            row.state = SessionState.LOCKED


def reach(monkeypatch: pytest.MonkeyPatch, people: Sequence[Person], lacking: Sequence[Person] = ()) -> None:
    """These people have met every condition; those in `lacking` have not handed in the quiz."""
    lists: Mapping[uuid.UUID, Sequence[Item]] = {person.id: DONE for person in people} | {
        person.id: LACKS_QUIZ for person in lacking
    }
    monkeypatch.setattr(results, "checklists", lambda _session, _class_id: lists)


def finished_class(session: Session, monkeypatch: pytest.MonkeyPatch, people: Sequence[Person]) -> uuid.UUID:
    """A class that is over and whose people have all reached the result."""
    class_id = create_class(session, trainees=people)
    lock_sessions(session, class_id)
    with transaction(session):
        row = session.get_one(TrainingClass, class_id)
        row.state, row.finished_at = ClassState.FINISHED, NOW
    reach(monkeypatch, people)
    return class_id


def command(session: Session, class_id: uuid.UUID, number: str = "45/QĐ-SNV") -> Recognise:
    """The decision of an officer who sees the list as it is now."""
    return Recognise(number, date(2026, 11, 23), class_results(session, class_id).digest)


def create_officer(session: Session, name: str = "Trần Văn Sở") -> Person:
    """An officer."""
    return create_person(session, name, Role.OFFICER)


def issue_certificates(session: Session, officer: Person, class_id: uuid.UUID) -> RecognitionDecision:
    """Recognise and issue for a class."""
    return recognise_and_issue(session, officer, class_id, command(session, class_id), IMPRINT, NOW)
