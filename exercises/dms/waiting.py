"""The moments that the control "Chờ đến…" offers."""

from __future__ import annotations

from datetime import datetime, timedelta

from exercises.dms.domain.desk import Desk
from exercises.dms.domain.office_hours import next_session_start

STEPS = (5, 15, 30, 60)


def waiting_choices(desk: Desk) -> list[tuple[datetime, str]]:
    """Moments and their words, in order, none after the end of the scenario."""
    now, end = desk.time, desk.office.closes_at
    choices = [
        (now + timedelta(minutes=step), f"thêm {step} phút, đến {now + timedelta(minutes=step):%H:%M}")
        for step in STEPS
    ]
    start = next_session_start(desk.office, now)
    words = "đầu giờ chiều" if start.date() == now.date() else "đầu giờ ngày làm việc tiếp theo"
    choices.append((start, f"{words}, {start:%H:%M ngày %d/%m}"))
    if start.date() == now.date():
        morning = next_session_start(desk.office, start.replace(hour=23, minute=59))
        choices.append((morning, f"đầu giờ ngày làm việc tiếp theo, {morning:%H:%M ngày %d/%m}"))
    return [choice for choice in dict(choices).items() if now < choice[0] <= end]
