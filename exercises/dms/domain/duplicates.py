"""The duplicate warning of Phụ lục VI, Phần I, mục III, khoản 1, điểm h: same number, symbol and organisation."""

from __future__ import annotations

from exercises.dms.domain.desk import Desk
from exercises.dms.domain.values import Registration
from law.numbering import same_notation, same_number
from law.vietnamese import equal_text


def _is_same(one: Registration, other: Registration) -> bool:
    return (
        same_number(one.code_number, other.code_number)
        and same_notation(one.code_notation, other.code_notation)
        and equal_text(one.organ_name, other.organ_name, ignore_case=True)
    )


def registered_twin(desk: Desk, packet_id: str, registration: Registration) -> int | None:
    """The arrival number under which the same document already stands in the register, if it does."""
    if not (registration.code_number and registration.code_notation and registration.organ_name):
        return None
    entries = [(entry.arrival_number, entry.registration) for entry in desk.office.earlier]
    entries += [
        (item.arrival_number, item.registration)
        for item in desk.items.values()
        if item.packet.id != packet_id and item.arrival_number is not None and item.registration is not None
    ]
    return next((number for number, entry in entries if _is_same(entry, registration)), None)
