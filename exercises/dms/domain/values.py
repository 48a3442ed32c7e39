"""What lies on the desk: packets of the exchange axis, registrations, instructions. Frozen values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum

from law.urgency import Urgency
from law.working_time import WorkingCalendar


class PacketState(Enum):
    """Where a packet stands, in the words of the desk's folders."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REGISTERED = "registered"
    PRESENTED = "presented"
    ASSIGNED = "assigned"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese words for the state on the screens."""
        return STATE_LABELS[self]


STATE_LABELS = {
    PacketState.WAITING: "Chờ tiếp nhận",
    PacketState.ACCEPTED: "Đã tiếp nhận, chờ đăng ký",
    PacketState.REGISTERED: "Đã đăng ký, chờ trình",
    PacketState.PRESENTED: "Đã trình, chờ ý kiến chỉ đạo",
    PacketState.ASSIGNED: "Đã có ý kiến chỉ đạo",
    PacketState.RETURNED: "Đã trả lại",
}


class ReturnGround(Enum):
    """Why an electronic document goes back to its sender (Điều 21 k2 b)."""

    INTEGRITY = "integrity"
    WRONG_ADDRESSEE = "wrong_addressee"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Vietnamese words for the ground, as the form of a return offers them."""
        return GROUND_LABELS[self]


GROUND_LABELS = {
    ReturnGround.INTEGRITY: "Không bảo đảm tính xác thực, toàn vẹn (chữ ký số)",
    ReturnGround.WRONG_ADDRESSEE: "Gửi sai nơi nhận",
    ReturnGround.OTHER: "Lý do khác",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A sender or receiver on the axis; `organ_id` is its 13-character code."""

    organ_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SignatureState:
    """One digital signature as the checking panel shows it; made by the seed, read by everything else."""

    purpose: str  # "Người ký" or "Cơ quan, tổ chức"
    signer: str
    organisation: str
    certificate: str
    issuer: str
    intact: bool
    trusted: bool
    signed_at: datetime

    @property
    def is_valid(self) -> bool:
        """Whether nothing was changed after signing and the certificate is trusted."""
        return self.intact and self.trusted


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document itself says, in the fields of Phụ lục VI, Phần II, mục II (numbers 3 to 10, 14, 15).

    `accept` holds other right spellings of a field: the page says "SỞ TÀI CHÍNH", the entry may say "… tỉnh T".
    """

    type_name: str
    code_number: str
    code_notation: str
    issued_date: date
    organ_name: str
    subject: str
    language: str
    page_amount: int
    signer_position: str
    signer_full_name: str
    priority: Urgency
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Số, ký hiệu as the page bears it: number, slash, symbol."""
        return f"{self.code_number}/{self.code_notation}"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the leader will decide on a document; the seed's knowledge of the agency's own rules."""

    lead_unit: str
    supporting_units: tuple[str, ...]
    working_days: int
    opinion: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the page besides the facts. `authorities` are pairs such as ("KT.", "Giám đốc").

    `address_lead` stands before `addressed_to`: a công điện names its sender there (Phụ lục III Mẫu 1.6).
    """

    parent_organ: str
    organ_name: str
    place: str
    addressed_to: tuple[str, ...]
    paragraphs: tuple[str, ...]
    authorities: tuple[tuple[str, str], ...]
    signer_position: str
    recipients: tuple[str, ...]
    archive_unit: str
    address_lead: str = "Kính gửi"


@dataclass(frozen=True, slots=True)
class Packet:
    """One message of the exchange axis: an electronic document with its signatures and its page."""

    id: str
    sender: Organisation
    arrived_at: datetime
    facts: DocumentFacts
    signatures: tuple[SignatureState, ...]
    assignment: Assignment
    paper: Paper
    file_name: str = "van-ban.pdf"

    @property
    def is_sound(self) -> bool:
        """Authentic and whole: every signature is (Điều 21 k2 a)."""
        return bool(self.signatures) and all(signature.is_valid for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class Registration:
    """The entry of an incoming document as the clerk typed it (Phụ lục VI, Phần II, mục II).

    Number, units, instruction and deadline (fields 13, 16, 17, 18) are not typed: the system numbers, the leader fills.
    """

    arrival_date: date | None = None
    organ_name: str = ""
    code_number: str = ""
    code_notation: str = ""
    issued_date: date | None = None
    type_name: str = ""
    subject: str = ""
    language: str = ""
    page_amount: int | None = None
    signer_position: str = ""
    signer_full_name: str = ""
    priority: Urgency | None = None
    description: str = ""

    @classmethod
    def of(cls, facts: DocumentFacts, arrival_date: date) -> Registration:
        """The entry as the document says it."""
        return cls(
            arrival_date=arrival_date,
            organ_name=facts.organ_name,
            code_number=facts.code_number,
            code_notation=facts.code_notation,
            issued_date=facts.issued_date,
            type_name=facts.type_name,
            subject=facts.subject,
            language=facts.language,
            page_amount=facts.page_amount,
            signer_position=facts.signer_position,
            signer_full_name=facts.signer_full_name,
            priority=facts.priority,
        )


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A status that went to the sender over the axis (01, 02, 03 …)."""

    code: str
    at: datetime
    by: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of the register; the old entry stays beside the new one."""

    at: datetime
    reason: str
    before: Registration


@dataclass(frozen=True, slots=True)
class Instruction:
    """The leader's bút phê: who leads, who supports, until when (Điều 23 k2, k4)."""

    at: datetime
    by: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    due_date: date
    opinion: str
    receiver: str

    @property
    def to_places(self) -> str:
        """The units in the register's column "Đơn vị hoặc người nhận": the leading one first, each with its part."""
        return "; ".join((f"{self.lead_unit} (chủ trì)", *(f"{unit} (phối hợp)" for unit in self.supporting_units)))


@dataclass(frozen=True, slots=True)
class Item:
    """A packet and what has happened to it at this desk."""

    packet: Packet
    state: PacketState = PacketState.WAITING
    opened_at: datetime | None = None
    signature_checked_at: datetime | None = None
    accepted_at: datetime | None = None
    return_ground: ReturnGround | None = None
    return_reason: str = ""
    returned_at: datetime | None = None
    amended_at: datetime | None = None
    arrival_number: int | None = None
    registration: Registration | None = None
    registered_at: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    duplicate_warned: bool = False
    presented_at: datetime | None = None
    instruction: Instruction | None = None
    receipt_signed_by: str = ""
    receipt_signed_at: datetime | None = None
    statuses: tuple[StatusReport, ...] = ()

    @property
    def takes_entry(self) -> bool:
        """Whether the register has a place for it: it was accepted and is still here."""
        return self.state not in (PacketState.WAITING, PacketState.RETURNED)

    def has_sent(self, code: str) -> bool:
        """Whether a status with this code, such as "03", has gone to the sender."""
        return any(status.code == code for status in self.statuses)


@dataclass(frozen=True, slots=True)
class EarlierEntry:
    """A row that stood in the register before the day of the scenario."""

    arrival_number: int
    registration: Registration
    to_places: str
    transferred_on: date
    receipt_signed_by: str


@dataclass(frozen=True, slots=True)
class Message:
    """Something said to the clerk: a telephone call, a note."""

    id: str
    at: datetime
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """Something that others will do at its time unless the desk has moved on by then."""

    due_at: datetime
    actor: str
    kind: str  # "assign", "sign_receipt" or "message"
    packet_id: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Injection:
    """A disturbance of the scenario: `text` reaches the clerk unless the packet has been presented by then."""

    id: str
    at: datetime
    sender: str
    text: str
    unless_presented: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """The office in which the clerk sits; fixed for the whole attempt."""

    organisation: Organisation
    clerk: str
    leader_name: str
    leader_position: str
    units: tuple[str, ...]
    starts_at: datetime
    closes_at: datetime
    last_arrival_number: int
    costs: Mapping[str, int]  # simulated minutes of each kind of command
    leader_minutes: int  # from presenting to the instruction
    receipt_minutes: int  # from the instruction to the unit's signature of receipt
    holidays: tuple[date, ...] = ()
    hours: tuple[tuple[time, time], ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    injections: tuple[Injection, ...] = ()
    earlier: tuple[EarlierEntry, ...] = ()
    workspace: str = "incoming"  # which screens the desk has: "incoming" or "drafting"

    @property
    def calendar(self) -> WorkingCalendar:
        """The office's working days: Monday to Friday but the holidays of the scenario."""
        return WorkingCalendar(frozenset(self.holidays))
