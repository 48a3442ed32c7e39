"""Events in the words of the history of handling. Values, no HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exercises.dms.domain import events as e
from exercises.dms.domain.desk import Desk
from exercises.dms.domain.events import Event
from exercises.dms.domain.fields import FIELD_BY_NAME, changed_fields
from law.exchange import ExchangeStatus


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: when, what, by whom, and more about it. `tone` is good, bad, warn, info or nothing."""

    position: int
    at: datetime
    title: str
    detail: str
    actor: str
    tone: str
    packet_id: str


def history(desk: Desk, events: Iterable[Event], packet_id: str | None = None) -> list[Line]:
    """The lines of all events, or of one document; newest last. Kinds that nobody shows are left out."""
    return [
        line(desk, event)
        for event in events
        if event.kind in _WORDS and (packet_id is None or event.subject_id == packet_id)
    ]


def line(desk: Desk, event: Event) -> Line:
    """An event in words."""
    title, detail, tone = _WORDS[event.kind](event.fact) if event.kind in _WORDS else (event.kind, "", "")
    return Line(event.position, event.sim_at, title, detail, actor_name(desk, event.actor), tone, event.packet_id)


def actor_name(desk: Desk, actor: str) -> str:
    """Who did it, as the office calls them."""
    if actor == "npc:leader":
        return f"{desk.office.leader_position} {desk.office.leader_name}"
    return {"learner": "Văn thư", "system": "Hệ thống", "npc:unit": "Đơn vị nhận"}.get(actor, "Giảng viên")


Words = tuple[str, str, str]


def _opened(fact: e.DeskOpened) -> Words:
    if fact.drafts:
        return "Được giao soát thể thức một bản thảo", "", "info"
    return f"Nhận {len(fact.packets)} văn bản qua Trục liên thông (01)", "", "info"


def _status(fact: e.StatusSent) -> Words:
    label = ExchangeStatus(fact.code).label
    return f"Gửi trạng thái {fact.code} cho nơi gửi: {label}", fact.description, "info"


def _returned(fact: e.PacketReturned) -> Words:
    reason = fact.reason or "không ghi lý do"
    return "Trả lại nơi gửi", f"{fact.ground.label}. Lý do: {reason}", "warn"


def _amended(fact: e.DocumentAmended) -> Words:
    return "Sửa tệp văn bản của nơi gửi", fact.note, "bad"


def _duplicate(fact: e.DuplicateWarned) -> Words:
    return "Hệ thống cảnh báo trùng", f"Trùng số, ký hiệu và cơ quan ban hành với số đến {fact.same_as_number}", "warn"


def _registered(fact: e.IncomingRegistered) -> Words:
    return f"Vào sổ, số đến {fact.arrival_number}", fact.registration.subject, "good"


def _corrected(fact: e.RegistrationCorrected) -> Words:
    changes = "; ".join(
        f"{FIELD_BY_NAME[name].label}: {_shown(getattr(fact.before, name))} → {_shown(getattr(fact.after, name))}"
        for name in changed_fields(fact.before, fact.after)
    )
    return "Sửa thông tin đăng ký", f"{changes}. Lý do: {fact.reason}", "warn"


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "(trống)"
    if hasattr(value, "label"):
        return str(value.label)
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else f"“{value}”"


def _instructed(fact: e.InstructionGiven) -> Words:
    supporting = f"; phối hợp: {', '.join(fact.supporting_units)}" if fact.supporting_units else ""
    detail = f"Chủ trì: {fact.lead_unit}{supporting}. Hạn: {fact.due_date:%d/%m/%Y}. {fact.opinion}"
    return "Cho ý kiến chỉ đạo", detail, "good"


def _draft_submitted(fact: e.DraftSubmitted) -> Words:
    return "Nộp bản đã sửa", f"{fact.file.name}, {-(-fact.file.size // 1024)} kB", "good"


_WORDS: dict[str, Callable[[Any], Words]] = {
    "DeskOpened": _opened,
    "DocumentOpened": lambda fact: ("Mở xem văn bản", "", ""),
    "SignatureChecked": lambda fact: ("Kiểm tra chữ ký số", "", ""),
    "PacketAccepted": lambda fact: ("Tiếp nhận văn bản", "", "good"),
    "StatusSent": _status,
    "PacketReturned": _returned,
    "DocumentAmended": _amended,
    "DuplicateWarned": _duplicate,
    "IncomingRegistered": _registered,
    "RegistrationCorrected": _corrected,
    "DocumentPresented": lambda fact: ("Trình lãnh đạo", fact.note, "good"),
    "InstructionGiven": _instructed,
    "ReceiptSigned": lambda fact: (f"Ký nhận: {fact.by}", "", "good"),
    "DraftFetched": lambda fact: ("Nhận bản thảo về máy", fact.file.name, ""),
    "DraftSubmitted": _draft_submitted,
    "MessageReceived": lambda fact: (fact.sender, fact.text, "warn"),
    "TimeWaited": lambda fact: (f"Chờ đến {fact.until:%H:%M ngày %d/%m/%Y}", "", ""),
    "DeskClosed": lambda fact: ("Nộp bài", "", "info"),
    "Refused": lambda fact: ("Hệ thống không thực hiện", fact.explanation, "warn"),
    "HintTaken": lambda fact: ("Xem gợi ý", fact.data.get("text", ""), "info"),
}
