"""What this package puts on the lists of the lower ones: menu entries and next steps."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.providers import MenuEntry, NextStep
from certificates import queries
from training.domain.sessions import ClassState
from training.models import TrainingClass
from training.providers import ClassStep

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
        if found.pdf_sha256 and (at - found.issued_at).days < 30
    ][:1]


def class_steps(session: Session, person: Person, row: TrainingClass) -> list[ClassStep]:
    """For an officer on the page of a finished class: recognise its results, or look at its certificates."""
    if Role.OFFICER not in person.roles or row.state is not ClassState.FINISHED:
        return []
    earlier = queries.recognitions_of(session, row.id)
    if earlier:
        text = f"Kết quả đã được công nhận theo Quyết định số {earlier[-1].number}."
        url = url_for("recognition.batch", recognition_id=earlier[-1].id)
        return [ClassStep("Giấy chứng nhận của lớp", text, url, "Xem giấy chứng nhận")]
    text = "Xem ai đủ điều kiện, ghi quyết định công nhận rồi cấp giấy chứng nhận cho cả lớp một lần."
    url = url_for("recognition.preview", class_id=row.id)
    return [ClassStep("Công nhận kết quả, cấp giấy chứng nhận", text, url, "Xem danh sách công nhận")]
