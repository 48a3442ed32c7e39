"""What this package puts on the lists of the lower ones: menu entries and next steps."""

from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.logged import Logged
from accounts.models import Person
from accounts.providers import MenuEntry, NextStep
from certificates import queries
from certificates.domain.states import State
from certificates.models import Certificate, RecognitionDecision
from certificates.results import class_results
from training.domain.sessions import ClassState
from training.models import TrainingClass
from training.providers import ClassStep

RECOGNITIONS = Logged(
    "recognition", RecognitionDecision.id, sa.select(RecognitionDecision.id, RecognitionDecision.number)
)
CERTIFICATES = Logged("certificate", Certificate.id, sa.select(Certificate.id, Certificate.number))
REGISTER = MenuEntry("Sổ cấp", "register.book", frozenset({Role.OFFICER}))
MINE = MenuEntry("Chứng nhận", "certificates.mine", frozenset({Role.TRAINEE}))
VERIFY = MenuEntry("Xác minh", "verification.ask", is_public=True)

ACTIONS = {
    "recognition.made": "Công nhận kết quả lớp",
    "certificates.issued": "Cấp giấy chứng nhận",
    "certificate.revoked": "Thu hồi giấy chứng nhận",
    "certificate.replaced": "Cấp giấy thay thế",
    "certificates.render": "Tạo tệp PDF của giấy chứng nhận",
}


def officer_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """Finished classes whose results nobody has recognised yet."""
    if Role.OFFICER not in person.roles:
        return []
    return [
        NextStep(
            title=f"Công nhận kết quả {name}",
            text="Lớp đã kết thúc. Hãy xem ai đủ điều kiện và cấp giấy chứng nhận.",
            url=url_for("recognition.preview", class_id=class_id),
            action="Xem danh sách",
            rank=30,
        )
        for class_id, name in queries.classes_to_recognise(session)
    ]


def trainee_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """A certificate that was issued in the last days."""
    if Role.TRAINEE not in person.roles:
        return []
    return [
        NextStep(
            title="Giấy chứng nhận của bạn đã có",
            text=f"Giấy số {found.number}. Bạn tải được bản gốc và xem cách kiểm tra giấy.",
            url=url_for("certificates.mine"),
            action="Xem giấy chứng nhận",
            rank=60,
        )
        for found in queries.of_person(session, person.id)
        if found.pdf_sha256 and found.state is State.VALID and (at - found.issued_at).days < 30
    ][:1]


def class_steps(session: Session, person: Person, row: TrainingClass) -> list[ClassStep]:
    """On the page of a finished class: for an officer to recognise its results and look at its certificates, for a trainee the own one."""
    if row.state is not ClassState.FINISHED:
        return []
    if Role.OFFICER not in person.roles:
        return _own_paper(session, person, row)
    earlier = queries.recognitions_of(session, row.id)
    return [*_to_recognise(session, row, is_first=not earlier), *map(_batch_step, reversed(earlier))]


def _own_paper(session: Session, person: Person, row: TrainingClass) -> list[ClassStep]:
    mine = [one for one in queries.of_person(session, person.id) if one.class_id == row.id and one.state is State.VALID]
    url = url_for("certificates.mine")
    return [
        ClassStep("Giấy chứng nhận của bạn", f"Đã cấp, số {one.number}.", url, "Xem giấy chứng nhận") for one in mine
    ]


def _to_recognise(session: Session, row: TrainingClass, *, is_first: bool) -> list[ClassStep]:
    """The whole class at first; later those who have met the conditions since, by a correction or one more attempt."""
    text = "Xem ai đủ điều kiện, ghi quyết định công nhận rồi cấp giấy chứng nhận cho cả lớp một lần."
    if not is_first:
        done = queries.recognised_persons(session, row.id)
        left = [one for one in class_results(session, row.id).eligible if one.person_id not in done]
        if not left:
            return []
        text = f"{len(left)} học viên đủ điều kiện sau lần công nhận trước. Xem danh sách, ghi quyết định rồi cấp giấy."
    url = url_for("recognition.preview", class_id=row.id)
    return [ClassStep("Công nhận kết quả, cấp giấy chứng nhận", text, url, "Xem danh sách công nhận")]


def _batch_step(decision: RecognitionDecision) -> ClassStep:
    text = f"Kết quả đã được công nhận theo Quyết định số {decision.number}."
    url = url_for("recognition.batch", recognition_id=decision.id)
    return ClassStep("Giấy chứng nhận của lớp", text, url, "Xem giấy chứng nhận")
