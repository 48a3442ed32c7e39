"""What a clerk may try at the desk, in the imperative. A professional mistake is a command like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exercises.dms.domain.drafts import DraftLook, FileRef
from exercises.dms.domain.values import Registration, ReturnGround


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """Read the document for the first time; opening it again leads to nothing."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class CheckSignature:
    """Look at the panel of digital signatures; a second look leads to nothing."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Take the packet in; with `send_status` the sender learns it at once (status 03, Điều 21 k2 c)."""

    packet_id: str
    send_status: bool


@dataclass(frozen=True, slots=True)
class SendAcceptance:
    """Send status 03 later for a packet that was taken in silently."""

    packet_id: str


@dataclass(frozen=True, slots=True)
class Return:
    """Send the packet back with status 02 and its ground (Điều 21 k2 b); refused after status 03 and after presenting."""

    packet_id: str
    ground: ReturnGround
    reason: str


@dataclass(frozen=True, slots=True)
class AmendDocument:
    """Repair the sender's file oneself: a temptation that every system leaves open."""

    packet_id: str
    note: str


@dataclass(frozen=True, slots=True)
class RegisterIncoming:
    """Enter an accepted packet into the register; the system gives the arrival number.

    An entry that matches an earlier one is only warned of, unless `is_duplicate_confirmed`.
    """

    packet_id: str
    registration: Registration
    is_duplicate_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class CorrectRegistration:
    """Put another entry in the place of the present one, under the same arrival number; needs a reason and a difference."""

    packet_id: str
    registration: Registration
    reason: str


@dataclass(frozen=True, slots=True)
class Present:
    """Lay a registered document before the leader, who gives an instruction some time later."""

    packet_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FetchDraft:
    """Get the file of a draft onto the clerk's own computer."""

    draft_id: str
    file: FileRef


@dataclass(frozen=True, slots=True)
class SubmitDraft:
    """Hand in a file; `look` is what the office's checker has read in it."""

    draft_id: str
    file: FileRef
    look: DraftLook


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Let the simulated clock run to a later moment, not past the scenario's end; others act meanwhile."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Finish:
    """Hand the desk in: nothing more is done at it."""


Command = (
    OpenDocument
    | CheckSignature
    | Accept
    | SendAcceptance
    | Return
    | AmendDocument
    | RegisterIncoming
    | CorrectRegistration
    | Present
    | FetchDraft
    | SubmitDraft
    | WaitUntil
    | Finish
)

# Names of the costs in a scenario's [clock.costs]; a command that is absent there costs nothing.
COST_NAMES: dict[type, str] = {
    OpenDocument: "open",
    CheckSignature: "check_signature",
    Accept: "accept",
    SendAcceptance: "send_status",
    Return: "return",
    AmendDocument: "amend",
    RegisterIncoming: "register",
    CorrectRegistration: "correct",
    Present: "present",
    FetchDraft: "fetch_draft",
    SubmitDraft: "submit_draft",
}
