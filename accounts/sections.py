"""What this package itself puts on the home page: for the agency contact and for the administrator."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from accounts import queries
from accounts.domain import Role
from accounts.models import Agency, Person
from accounts.providers import NextStep, Section
from core import clock
from core.jobs import JobState


def next_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """What waits to be sent again, and what the administrator has to see to."""
    steps = _unsent(session, person, at)
    if Role.ADMINISTRATOR.value in person.roles and queries.installation(session) is None:
        steps.append(
            NextStep(
                title="Ghi tên của đơn vị",
                text="Cơ quan chủ quản, cơ quan ban hành, địa danh và người ký phải có trước khi cấp chứng nhận.",
                url=url_for("accounts.installation"),
                action="Ghi tên đơn vị",
                rank=20,
            )
        )
    if Role.ADMINISTRATOR.value in person.roles:
        steps.append(
            NextStep(
                title="Quản lý người dùng",
                text="Thêm cán bộ, giảng viên, biên soạn; cấp phiếu mật khẩu; tạm dừng tài khoản.",
                url=url_for("accounts.people_list"),
                action="Mở danh sách người dùng",
                rank=500,
            )
        )
    return steps


def _unsent(session: Session, person: Person, at: datetime) -> list[NextStep]:
    waiting = queries.waiting_posts(session, person.id, at)
    if not waiting:
        return []
    return [
        NextStep(
            title="Gửi lại việc chưa gửi được vì hết phiên",
            text=f"{len(waiting)} việc bạn gửi khi phiên đã hết chưa được ghi nhận. Máy giữ mỗi việc trong 30 phút.",
            url=url_for("accounts.waiting_post", post_id=waiting[0].id),
            action="Xem và gửi lại",
            rank=1,
        )
    ]


def sections(session: Session, person: Person, at: datetime) -> list[Section]:
    """Own people for the contact; figures for the administrator."""
    found = []
    if Role.AGENCY_CONTACT.value in person.roles and person.agency_id:
        agency = session.get_one(Agency, person.agency_id)
        people = queries.people_of_agency(session, agency.id)
        found.append(
            Section(
                f"Người của {agency.name}", "accounts/sections/own_people.html", {"agency": agency, "people": people}
            )
        )
    if Role.ADMINISTRATOR.value in person.roles:
        counts = queries.job_counts(session)
        last = queries.last_audit_entries(session, 8)
        context = {
            "people": queries.people_count(session),
            "agencies": queries.living_agency_count(session, clock.in_vietnam(at).date()),
            "failed": counts.get(JobState.FAILED, 0),
            "last": last,
            "names": queries.names_in(session, last),
        }
        found.append(Section("Hệ thống", "accounts/sections/system.html", context))
    return found
