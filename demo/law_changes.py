"""What the officer of the demonstration wrote down about the law: a coming change that is real, and one look at a row."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from accounts.models import Person
from core import clock
from law import register
from lookup.domain.changes import ChangeKind
from lookup.service import NewCheck, check_row, mark_change

AMENDED = "LGDDT2023"
LOOKED_AT = "TT06-2025.N2"


def write_down(session: Session, officer: Person, at: datetime) -> None:
    """The amendment of the law on electronic transactions, and a row looked at again with the same result."""
    mark_change(
        session,
        officer,
        key=AMENDED,
        kind=ChangeKind.AMENDED,
        effective_on=date(2027, 3, 1),
        note="Luật 20/2026/QH16 ngày 24/8/2026 sửa đổi; trước ngày này vẫn áp dụng quy định hiện hành.",
        at=at,
    )
    row = register.load()[LOOKED_AT]
    new = NewCheck(
        LOOKED_AT,
        row.verified,
        max(row.checked_on, clock.in_vietnam(at).date()),
        row.note,
        "Dữ liệu trình diễn: xem lại trang tin pháp luật, chưa có văn bản gốc.",
    )
    check_row(session, officer, new, at)
