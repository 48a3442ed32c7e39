"""What this package puts on the lists of the lower ones: menu entries and next steps."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.providers import MenuEntry, NextStep
from certificates import queries

REGISTER = MenuEntry("Sổ cấp", "register.book", frozenset({Role.OFFICER}))
MINE = MenuEntry("Chứng nhận", "certificates.mine", frozenset({Role.TRAINEE}))
VERIFY = MenuEntry("Xác minh", "verification.ask", is_public=True)

ACTIONS = {
    "recognition.made": "Công nhận kết quả lớp",
    "certificates.issued": "Cấp giấy chứng nhận",
    "certificate.revoked": "Thu hồi giấy chứng nhận",
    "certificate.replaced": "Cấp giấy thay thế",
}


def officer_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """Classes whose people can be recognised now."""
    if Role.OFFICER not in person.roles:
        return []
    return [
        NextStep(
            title=f"Công nhận kết quả {name}",
            text="Các buổi của lớp đã khóa điểm danh. Hãy xem ai đủ điều kiện và cấp giấy chứng nhận.",
            url=url_for("recognition.preview", class_id=class_id),
            action="Xem danh sách",
            rank=30,
        )
        for class_id, name in queries.classes_to_recognise(session)
    ]


def trainee_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """A certificate that was issued in the last days."""
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
