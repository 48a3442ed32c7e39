"""What a command leads to. Professional mistakes go through; only what no real system does is refused, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exercises.dms.domain import commands as c
from exercises.dms.domain import drafting
from exercises.dms.domain import events as e
from exercises.dms.domain.desk import Desk
from exercises.dms.domain.duplicates import registered_twin
from exercises.dms.domain.events import Fact
from exercises.dms.domain.fields import FIELD_BY_NAME, NO_REASON, cannot_store, changed_fields
from exercises.dms.domain.values import Item, PacketState, Registration
from law import numbering
from law.exchange import ExchangeStatus

RETURN_STATUS = ExchangeStatus.REFUSED.value
ACCEPT_STATUS = ExchangeStatus.RECEIVED.value
PRESENT_STATUS = ExchangeStatus.AWAITING_ASSIGNMENT.value
MAX_TEXT = 1000  # characters of a reason or note


def decide(desk: Desk, command: c.Command) -> list[Fact]:
    """The facts that follow from `command` on `desk`; [Refused] where a real system says no, [] where nothing changes."""
    name = type(command).__name__
    if desk.is_closed:
        return [e.Refused(name, "Bài đã nộp, bàn làm việc đã đóng. Bạn có thể xem lại hoặc làm lượt mới.")]
    if isinstance(command, c.WaitUntil):
        return _wait(desk, command)
    if isinstance(command, c.Finish):
        return [e.DeskClosed()]
    if isinstance(command, c.FetchDraft | c.SubmitDraft):
        return _on_draft(desk, command)
    item = desk.items.get(command.packet_id)
    if item is None:
        return [e.Refused(name, "Không có gói tin này trên hệ thống.")]
    outcome = _DECISIONS[type(command)](desk, item, command)
    return [e.Refused(name, outcome, command.packet_id)] if isinstance(outcome, str) else outcome


def _on_draft(desk: Desk, command: c.FetchDraft | c.SubmitDraft) -> list[Fact]:
    name, item = type(command).__name__, desk.drafts.get(command.draft_id)
    if item is None:
        return [e.Refused(name, "Không có bản thảo này trên bàn làm việc.")]
    outcome = drafting.fetch(item, command) if isinstance(command, c.FetchDraft) else drafting.submit(item, command)
    return [e.Refused(name, outcome)] if isinstance(outcome, str) else outcome


Outcome = list[Fact] | str


def _open(desk: Desk, item: Item, command: c.OpenDocument) -> Outcome:
    return [] if item.opened_at else [e.DocumentOpened(item.packet.id)]


def _check_signature(desk: Desk, item: Item, command: c.CheckSignature) -> Outcome:
    return [] if item.signature_checked_at else [e.SignatureChecked(item.packet.id)]


def _accept(desk: Desk, item: Item, command: c.Accept) -> Outcome:
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi (02). Nếu bên gửi phát hành lại, Trục sẽ chuyển đến một gói tin mới."
    if item.state is not PacketState.WAITING:
        return "Văn bản này đã được tiếp nhận rồi."
    accepted: list[Fact] = [e.PacketAccepted(item.packet.id)]
    return [*accepted, e.StatusSent(item.packet.id, ACCEPT_STATUS)] if command.send_status else accepted


def _send_acceptance(desk: Desk, item: Item, command: c.SendAcceptance) -> Outcome:
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi bằng trạng thái 02, không gửi 03 được nữa."
    if item.accepted_at is None:
        return "Hãy tiếp nhận văn bản trước, rồi mới gửi trạng thái 03."
    if item.has_sent(ACCEPT_STATUS):
        return "Bên gửi đã nhận trạng thái 03 của văn bản này rồi."
    return [e.StatusSent(item.packet.id, ACCEPT_STATUS)]


def _return(desk: Desk, item: Item, command: c.Return) -> Outcome:
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi rồi."
    if item.has_sent(ACCEPT_STATUS):
        return (
            "Bên gửi đã nhận trạng thái 03 (đã tiếp nhận), nên hệ thống không gửi 02 (từ chối) được nữa. "
            "Hãy kiểm tra chữ ký số trước khi tiếp nhận."
        )
    if item.presented_at is not None:
        return "Văn bản đã trình lãnh đạo, văn thư không tự trả lại được nữa."
    reason = command.reason.strip()[:MAX_TEXT]
    returned = e.PacketReturned(item.packet.id, command.ground, reason)
    return [returned, e.StatusSent(item.packet.id, RETURN_STATUS, reason)]


def _amend(desk: Desk, item: Item, command: c.AmendDocument) -> Outcome:
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi, tệp không còn trên hệ thống."
    return [e.DocumentAmended(item.packet.id, command.note.strip()[:MAX_TEXT])]


def _register(desk: Desk, item: Item, command: c.RegisterIncoming) -> Outcome:
    if item.state is PacketState.WAITING:
        return "Văn bản chưa được tiếp nhận. Hãy tiếp nhận trên hệ thống trước khi vào sổ."
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi, không còn ở danh sách chờ đăng ký."
    if item.registration is not None:
        return f"Văn bản này đã vào sổ với số đến {item.arrival_number}. Muốn sửa, hãy dùng “Sửa thông tin đăng ký”."
    if problem := _not_stored(command.registration):
        return problem
    twin = registered_twin(desk, item.packet.id, command.registration)
    if twin is not None and not command.is_duplicate_confirmed:
        return [e.DuplicateWarned(item.packet.id, twin, command.registration)]
    number = numbering.next_number([desk.last_numbers.get(desk.time.year, 0)])
    return [e.IncomingRegistered(item.packet.id, number, command.registration)]


def _correct(desk: Desk, item: Item, command: c.CorrectRegistration) -> Outcome:
    if item.registration is None:
        return "Văn bản này chưa vào sổ, chưa có gì để sửa."
    if problem := _not_stored(command.registration):
        return problem
    if not command.reason.strip():
        return NO_REASON
    if not changed_fields(item.registration, command.registration):
        return "Chưa có thông tin nào thay đổi."
    reason = command.reason.strip()[:MAX_TEXT]
    return [e.RegistrationCorrected(item.packet.id, item.registration, command.registration, reason)]


def _not_stored(registration: Registration) -> str:
    """Why the register cannot hold this entry, or an empty text."""
    return " ".join(f"{FIELD_BY_NAME[name].label}: {why}" for name, why in cannot_store(registration).items())


def _present(desk: Desk, item: Item, command: c.Present) -> Outcome:
    if item.state is PacketState.RETURNED:
        return "Văn bản này đã trả lại bên gửi, không trình nữa."
    if item.presented_at is not None:
        return "Văn bản này đã trình rồi."
    if item.registration is None:
        return "Văn bản chưa vào sổ. Hệ thống chỉ trình được văn bản đã có số đến."
    presented: list[Fact] = [e.DocumentPresented(item.packet.id, command.note.strip()[:MAX_TEXT])]
    # The later statuses follow by themselves, but never before the clerk's own 03: the order is 03, 04, 05.
    if item.has_sent(ACCEPT_STATUS):
        presented.append(e.StatusSent(item.packet.id, PRESENT_STATUS))
    return presented


def _wait(desk: Desk, command: c.WaitUntil) -> list[Fact]:
    if command.until <= desk.time:
        return [e.Refused("WaitUntil", "Thời điểm chờ phải sau giờ đang hiện trên đồng hồ mô phỏng.")]
    if command.until > desk.office.closes_at:
        until = f"{desk.office.closes_at:%H:%M ngày %d/%m/%Y}"
        return [e.Refused("WaitUntil", f"Tình huống kết thúc lúc {until}. Hãy chọn thời điểm sớm hơn, hoặc nộp bài.")]
    return [e.TimeWaited(command.until)]


_DECISIONS: dict[type, Callable[[Desk, Item, Any], Outcome]] = {
    c.OpenDocument: _open,
    c.CheckSignature: _check_signature,
    c.Accept: _accept,
    c.SendAcceptance: _send_acceptance,
    c.Return: _return,
    c.AmendDocument: _amend,
    c.RegisterIncoming: _register,
    c.CorrectRegistration: _correct,
    c.Present: _present,
}
