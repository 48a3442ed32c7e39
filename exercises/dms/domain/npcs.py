"""What the others in the office do: the leader assigns, the unit signs for receipt, the telephone rings. Pure policies."""

from __future__ import annotations

from exercises.dms.domain import events as e
from exercises.dms.domain.decide import ACCEPT_STATUS
from exercises.dms.domain.desk import Desk
from exercises.dms.domain.events import Fact
from exercises.dms.domain.values import Reaction
from law.exchange import ExchangeStatus

ASSIGNED_STATUS = ExchangeStatus.IN_PROGRESS.value


def react(desk: Desk, reaction: Reaction) -> list[Fact]:
    """The facts of a reaction that has come due. Never empty: what no longer matters is not pending any more."""
    if reaction.kind == "assign":
        return _assign(desk, reaction.packet_id)
    if reaction.kind == "sign_receipt":
        return _sign_receipt(desk, reaction.packet_id)
    return _message(desk, reaction)


def _assign(desk: Desk, packet_id: str) -> list[Fact]:
    """The leader writes who leads, who supports and until when, and passes the document on (Điều 23 k2, k4)."""
    item = desk.items[packet_id]
    plan = item.packet.assignment
    instruction = e.InstructionGiven(
        packet_id,
        by=f"{desk.office.leader_position} {desk.office.leader_name}",
        lead_unit=plan.lead_unit,
        supporting_units=plan.supporting_units,
        due_date=desk.office.calendar.add_working_days(desk.time.date(), plan.working_days),
        opinion=plan.opinion,
        receiver=plan.receiver,
    )
    if not item.has_sent(ACCEPT_STATUS):
        return [instruction]
    return [instruction, e.StatusSent(packet_id, ASSIGNED_STATUS)]


def _sign_receipt(desk: Desk, packet_id: str) -> list[Fact]:
    return [e.ReceiptSigned(packet_id, desk.items[packet_id].packet.assignment.receiver)]


def _message(desk: Desk, reaction: Reaction) -> list[Fact]:
    injection = next(each for each in desk.office.injections if each.id == reaction.message_id)
    return [e.MessageReceived(injection.id, injection.sender, injection.text)]
