"""The desk as it stands after a list of events: a pure fold, total, without clock or store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any

from exercises.dms.domain import events as e
from exercises.dms.domain.drafts import DraftItem, Submission
from exercises.dms.domain.events import Event
from exercises.dms.domain.office_hours import after_working_minutes
from exercises.dms.domain.values import (
    Correction,
    Instruction,
    Item,
    Message,
    PacketState,
    Reaction,
    Setting,
    StatusReport,
)
from law.exchange import ExchangeStatus


@dataclass(frozen=True, slots=True)
class Desk:
    """One clerk's desk. `items` keep the order of arrival; `last_numbers` is the last arrival number of each year."""

    position: int = 0
    now: datetime | None = None
    setting: Setting | None = None
    items: Mapping[str, Item] = field(default_factory=dict)
    drafts: Mapping[str, DraftItem] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    last_numbers: Mapping[int, int] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    pending: tuple[Reaction, ...] = ()
    is_closed: bool = False
    refusals: int = 0

    @property
    def office(self) -> Setting:
        """The setting of a desk that has been opened."""
        if self.setting is None:
            raise ValueError("the desk has no first event yet")
        return self.setting

    @property
    def time(self) -> datetime:
        """The simulated time of a desk that has been opened."""
        if self.now is None:
            raise ValueError("the desk has no first event yet")
        return self.now

    def without(self, reaction: Reaction) -> Desk:
        """The desk that no longer waits for `reaction`."""
        return replace(self, pending=tuple(each for each in self.pending if each != reaction))

    def in_state(self, *states: PacketState) -> list[Item]:
        """The packets that stand in one of these states, in the order of arrival."""
        return [item for item in self.items.values() if item.state in states]


def fold(events: Iterable[Event], desk: Desk | None = None) -> Desk:
    """The desk after `events`, from an empty desk or from `desk`."""
    return reduce(evolve, events, desk or Desk())


def evolve(desk: Desk, event: Event) -> Desk:
    """The desk after one more event. Never raises: what it does not know moves the clock only."""
    moved = replace(desk, position=event.position, now=event.sim_at)
    handler = _HANDLERS.get(type(event.fact))
    return handler(moved, event, event.fact) if handler else moved


def _opened(desk: Desk, event: Event, fact: e.DeskOpened) -> Desk:
    items = {
        packet.id: Item(packet, statuses=(StatusReport(ExchangeStatus.ARRIVED.value, packet.arrived_at, "system"),))
        for packet in sorted(fact.packets, key=lambda packet: (packet.arrived_at, packet.id))
    }
    reactions = tuple(
        Reaction(injection.at, "system", "message", injection.unless_presented, injection.id)
        for injection in fact.setting.injections
    )
    return replace(
        desk,
        setting=fact.setting,
        items=items,
        drafts={draft.id: DraftItem(draft) for draft in fact.drafts},
        slots=dict(fact.slots),
        last_numbers={fact.setting.starts_at.year: fact.setting.last_arrival_number},
        pending=reactions,
    )


def _with_item(desk: Desk, packet_id: str, **changes: Any) -> Desk:
    item = desk.items.get(packet_id)
    if item is None:
        return desk
    return replace(desk, items={**desk.items, packet_id: replace(item, **changes)})


def _first_time(desk: Desk, event: Event, name: str) -> Desk:
    """Looking twice is no second fact: the first time stays."""
    item = desk.items.get(event.packet_id)
    if item is None or getattr(item, name) is not None:
        return desk
    return _with_item(desk, event.packet_id, **{name: event.sim_at})


def _accepted(desk: Desk, event: Event, fact: e.PacketAccepted) -> Desk:
    return _with_item(desk, fact.packet_id, state=PacketState.ACCEPTED, accepted_at=event.sim_at)


def _status_sent(desk: Desk, event: Event, fact: e.StatusSent) -> Desk:
    item = desk.items.get(fact.packet_id)
    if item is None:
        return desk
    report = StatusReport(fact.code, event.sim_at, event.actor, fact.description)
    return _with_item(desk, fact.packet_id, statuses=(*item.statuses, report))


def _returned(desk: Desk, event: Event, fact: e.PacketReturned) -> Desk:
    return _with_item(
        _without_reaction(desk, "message", fact.packet_id),
        fact.packet_id,
        state=PacketState.RETURNED,
        return_ground=fact.ground,
        return_reason=fact.reason,
        returned_at=event.sim_at,
    )


def _registered(desk: Desk, event: Event, fact: e.IncomingRegistered) -> Desk:
    numbered = replace(desk, last_numbers={**desk.last_numbers, event.sim_at.year: fact.arrival_number})
    return _with_item(
        numbered,
        fact.packet_id,
        state=PacketState.REGISTERED,
        arrival_number=fact.arrival_number,
        registration=fact.registration,
        registered_at=event.sim_at,
    )


def _corrected(desk: Desk, event: Event, fact: e.RegistrationCorrected) -> Desk:
    item = desk.items.get(fact.packet_id)
    if item is None:
        return desk
    correction = Correction(event.sim_at, fact.reason, fact.before)
    return _with_item(desk, fact.packet_id, registration=fact.after, corrections=(*item.corrections, correction))


def _presented(desk: Desk, event: Event, fact: e.DocumentPresented) -> Desk:
    due_at = after_working_minutes(desk.office, event.sim_at, desk.office.leader_minutes)
    waiting = Reaction(due_at, "npc:leader", "assign", fact.packet_id)
    calm = _without_reaction(desk, "message", fact.packet_id)
    moved = replace(calm, pending=(*calm.pending, waiting))
    return _with_item(moved, fact.packet_id, state=PacketState.PRESENTED, presented_at=event.sim_at)


def _instructed(desk: Desk, event: Event, fact: e.InstructionGiven) -> Desk:
    instruction = Instruction(
        event.sim_at,
        fact.by,
        fact.lead_unit,
        fact.supporting_units,
        fact.due_date,
        fact.opinion,
        fact.receiver,
    )
    due_at = after_working_minutes(desk.office, event.sim_at, desk.office.receipt_minutes)
    done = _without_reaction(desk, "assign", fact.packet_id)
    waiting = replace(done, pending=(*done.pending, Reaction(due_at, "npc:unit", "sign_receipt", fact.packet_id)))
    return _with_item(waiting, fact.packet_id, state=PacketState.ASSIGNED, instruction=instruction)


def _receipt_signed(desk: Desk, event: Event, fact: e.ReceiptSigned) -> Desk:
    done = _without_reaction(desk, "sign_receipt", fact.packet_id)
    return _with_item(done, fact.packet_id, receipt_signed_by=fact.by, receipt_signed_at=event.sim_at)


def _with_draft(desk: Desk, draft_id: str, **changes: Any) -> Desk:
    item = desk.drafts.get(draft_id)
    if item is None:
        return desk
    return replace(desk, drafts={**desk.drafts, draft_id: replace(item, **changes)})


def _draft_fetched(desk: Desk, event: Event, fact: e.DraftFetched) -> Desk:
    return _with_draft(desk, fact.draft_id, given=fact.file, opened_at=event.sim_at)


def _draft_submitted(desk: Desk, event: Event, fact: e.DraftSubmitted) -> Desk:
    item = desk.drafts.get(fact.draft_id)
    before = item.submissions if item else ()
    return _with_draft(desk, fact.draft_id, submissions=(*before, Submission(event.sim_at, fact.file, fact.look)))


def _message_received(desk: Desk, event: Event, fact: e.MessageReceived) -> Desk:
    rest = tuple(reaction for reaction in desk.pending if reaction.message_id != fact.message_id)
    message = Message(fact.message_id, event.sim_at, fact.sender, fact.text)
    return replace(desk, pending=rest, messages=(*desk.messages, message))


def _without_reaction(desk: Desk, kind: str, packet_id: str) -> Desk:
    rest = tuple(reaction for reaction in desk.pending if (reaction.kind, reaction.packet_id) != (kind, packet_id))
    return replace(desk, pending=rest)


_HANDLERS: dict[type, Callable[[Desk, Event, Any], Desk]] = {
    e.DeskOpened: _opened,
    e.DocumentOpened: lambda desk, event, fact: _first_time(desk, event, "opened_at"),
    e.SignatureChecked: lambda desk, event, fact: _first_time(desk, event, "signature_checked_at"),
    e.PacketAccepted: _accepted,
    e.StatusSent: _status_sent,
    e.PacketReturned: _returned,
    e.DocumentAmended: lambda desk, event, fact: _first_time(desk, event, "amended_at"),
    e.DuplicateWarned: lambda desk, event, fact: _with_item(desk, fact.packet_id, duplicate_warned=True),
    e.IncomingRegistered: _registered,
    e.RegistrationCorrected: _corrected,
    e.DocumentPresented: _presented,
    e.InstructionGiven: _instructed,
    e.ReceiptSigned: _receipt_signed,
    e.DraftFetched: _draft_fetched,
    e.DraftSubmitted: _draft_submitted,
    e.MessageReceived: _message_received,
    e.DeskClosed: lambda desk, event, fact: replace(desk, is_closed=True),
    e.Refused: lambda desk, event, fact: replace(desk, refusals=desk.refusals + 1),
}
