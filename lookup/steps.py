"""What this package puts on the home page: for those who revise content, what is under review."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.providers import NextStep
from core import clock
from lookup import access, watch

RANK_REVIEW = 150


def next_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """One step for officers and authors while a change is open and holds."""
    if not person.roles & set(access.READERS):
        return []
    today = clock.in_vietnam(at).date()
    open_now = [change for change in watch.watch().changes(session) if change.is_reviewed_on(today)]
    if not open_now:
        return []
    return [
        NextStep(
            title=f"Rà soát nội dung: {len(open_now)} quy định vừa thay đổi",
            text="Người học đang thấy dòng “đang rà soát” ở những nội dung có dẫn các quy định này.",
            url=url_for("lookup.changes"),
            action="Xem nội dung cần sửa",
            rank=RANK_REVIEW,
        )
    ]
