"""What has happened at the desk, in the past tense. Events outlive code: each kind has a version and readers for older ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from exercises.dms.domain.codec import from_json, to_json
from exercises.dms.domain.drafts import Draft, DraftLook, FileRef
from exercises.dms.domain.values import Packet, Registration, ReturnGround, Setting


@dataclass(frozen=True, slots=True)
class DeskOpened:
    """The materialised seed: the office, packets and drafts, and which of them plays which part (`slots`)."""

    setting: Setting
    packets: tuple[Packet, ...]
    slots: Mapping[str, str]
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOpened:
    """The clerk read the document for the first time."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class SignatureChecked:
    """The clerk looked at the panel of digital signatures."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class PacketAccepted:
    """The packet was taken in; whether the sender was told is a StatusSent of its own."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class StatusSent:
    """A status went to the sender over the axis; `code` is 02, 03, 04, 05 or 06."""

    packet_id: str
    code: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PacketReturned:
    """The packet went back to its sender; `reason` is as typed, cut to what the system keeps, and may be empty."""

    packet_id: str
    ground: ReturnGround
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentAmended:
    """The clerk changed the sender's file: never allowed, always possible."""

    packet_id: str
    note: str


@dataclass(frozen=True, slots=True)
class DuplicateWarned:
    """The system showed that the same number, symbol and organisation are registered (PL VI, Phần I, III.1.h)."""

    packet_id: str
    same_as_number: int
    registration: Registration


@dataclass(frozen=True, slots=True)
class IncomingRegistered:
    """The entry stands in the register under the next arrival number of the desk's year."""

    packet_id: str
    arrival_number: int
    registration: Registration


@dataclass(frozen=True, slots=True)
class RegistrationCorrected:
    """An entry was changed; both values and the reason stay, the arrival number does not change."""

    packet_id: str
    before: Registration
    after: Registration
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentPresented:
    """The document lies before the leader, with the clerk's note or none."""

    packet_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class InstructionGiven:
    """The leader's bút phê: who leads, who supports, until when (Điều 23 k2, k4), and who signs for receipt."""

    packet_id: str
    by: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    due_date: date
    opinion: str
    receiver: str


@dataclass(frozen=True, slots=True)
class ReceiptSigned:
    """The unit that received the document signed for it; `by` is the person named in the instruction as receiver."""

    packet_id: str
    by: str


@dataclass(frozen=True, slots=True)
class DraftFetched:
    """The clerk has the draft's file with its planted faults; `file` is what was handed out."""

    draft_id: str
    file: FileRef


@dataclass(frozen=True, slots=True)
class DraftSubmitted:
    """A file was handed in, with what the checker read in it then: grading never opens the file again."""

    draft_id: str
    file: FileRef
    look: DraftLook


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A disturbance of the scenario reached the clerk; `message_id` is the id of its injection."""

    message_id: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class TimeWaited:
    """The clerk let the simulated clock run to `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class DeskClosed:
    """The learner handed the desk in."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The system did not do it, and says why; the attempt itself is evidence."""

    command: str
    explanation: str
    packet_id: str = ""


@dataclass(frozen=True, slots=True)
class OtherFact:
    """A kind that the desk does not know: it belongs to who keeps the list (a hint taken), or to a later release."""

    name: str
    data: Mapping[str, Any]


Fact = (
    DeskOpened
    | DocumentOpened
    | SignatureChecked
    | PacketAccepted
    | StatusSent
    | PacketReturned
    | DocumentAmended
    | DuplicateWarned
    | IncomingRegistered
    | RegistrationCorrected
    | DocumentPresented
    | InstructionGiven
    | ReceiptSigned
    | DraftFetched
    | DraftSubmitted
    | MessageReceived
    | TimeWaited
    | DeskClosed
    | Refused
    | OtherFact
)

KINDS: dict[str, type[Any]] = {
    shape.__name__: shape
    for shape in (
        DeskOpened,
        DocumentOpened,
        SignatureChecked,
        PacketAccepted,
        StatusSent,
        PacketReturned,
        DocumentAmended,
        DuplicateWarned,
        IncomingRegistered,
        RegistrationCorrected,
        DocumentPresented,
        InstructionGiven,
        ReceiptSigned,
        DraftFetched,
        DraftSubmitted,
        MessageReceived,
        TimeWaited,
        DeskClosed,
        Refused,
    )
}
VERSIONS: dict[str, int] = dict.fromkeys(KINDS, 1)
# (kind, version) -> data of the next version. A new version of a kind adds its reader here and never changes old rows.
READERS: dict[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the flight recorder. `sim_at` is time on the desk; `actor` is learner, system, npc:… or instructor:…"""

    position: int
    sim_at: datetime
    actor: str
    fact: Fact

    @property
    def kind(self) -> str:
        """The name under which the fact is stored; that of its class, or the name that an OtherFact carries."""
        return self.fact.name if isinstance(self.fact, OtherFact) else type(self.fact).__name__

    @property
    def packet_id(self) -> str:
        """The packet that it concerns; empty for a draft and for the desk."""
        return getattr(self.fact, "packet_id", "")

    @property
    def subject_id(self) -> str:
        """The packet or the draft that it concerns; empty for what concerns the desk."""
        return self.packet_id or getattr(self.fact, "draft_id", "")


def encode(fact: Fact) -> tuple[str, int, dict[str, Any]]:
    """Kind, version and plain data, as they are stored."""
    if isinstance(fact, OtherFact):
        return fact.name, 1, dict(fact.data)
    kind = type(fact).__name__
    return kind, VERSIONS[kind], to_json(fact)


def decode(kind: str, version: int, data: Mapping[str, Any]) -> Fact:
    """The fact of a stored row of any version; a kind that nobody knows stays readable as OtherFact."""
    if kind not in KINDS:
        return OtherFact(kind, data)
    while version < VERSIONS[kind]:
        data = READERS[kind, version](data)
        version += 1
    fact: Fact = from_json(KINDS[kind], data)
    return fact
