"""What a certificate says, frozen at the moment of issue. Nothing that changes later is read again."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.chain import canonical
from law.vietnamese import short_date

FORM = 1  # the form of the JSON; a later form gets its own reader, old rows stay as they are


@dataclass(frozen=True)
class Holder:
    """The person as named on the paper."""

    full_name: str
    birth_date: date | None
    birth_year: int | None
    position: str
    agency: str

    @property
    def born(self) -> str:
        """dd/mm/yyyy, the year alone where no more is known, or an empty text."""
        if self.birth_date:
            return short_date(self.birth_date)
        return str(self.birth_year) if self.birth_year else ""


@dataclass(frozen=True)
class Training:
    """The class as named on the paper."""

    class_name: str
    course: str
    place: str
    starts_on: date
    ends_on: date
    periods: int

    def to_json(self) -> dict[str, Any]:
        """The frozen form, only JSON values."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Training":
        """Read the frozen form."""
        days = {name: date.fromisoformat(kept[name]) for name in ("starts_on", "ends_on")}
        return cls(**{**kept, **days})


@dataclass(frozen=True)
class Decision:
    """The decision that recognises the results."""

    number: str
    signed_on: date


@dataclass(frozen=True)
class Issuer:
    """Who issues and who signs: the installation's names on the day of issue."""

    parent_organ: str
    organ: str
    place: str
    signer_position: str
    signer_name: str


@dataclass(frozen=True)
class Facts:
    """Everything on the paper. `results` are (condition, what was reached) in words."""

    type_code: str
    number: str
    register_no: int
    year: int
    code: str
    holder: Holder
    training: Training
    results: tuple[tuple[str, str], ...]
    decision: Decision
    issuer: Issuer
    issued_on: date
    public_url: str
    is_simulated: bool

    @property
    def verify_url(self) -> str:
        """The address behind the QR."""
        return f"{self.public_url}/xac-minh/{self.code}"

    def to_json(self) -> dict[str, Any]:
        """The frozen form, only JSON values."""
        plain: dict[str, Any] = _plain(asdict(self))
        return {"form": FORM, **plain}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Facts":
        """Read the frozen form. Raises ValueError for a form of a newer version."""
        if kept["form"] != FORM:
            raise ValueError(f"facts of form {kept['form']} need a newer version")
        holder, decision = dict(kept["holder"]), dict(kept["decision"])
        born, signed = holder.pop("birth_date"), decision.pop("signed_on")
        return cls(
            type_code=kept["type_code"],
            number=kept["number"],
            register_no=kept["register_no"],
            year=kept["year"],
            code=kept["code"],
            holder=Holder(**holder, birth_date=date.fromisoformat(born) if born else None),
            training=Training.from_json(kept["training"]),
            results=tuple((label, reached) for label, reached in kept["results"]),
            decision=Decision(**decision, signed_on=date.fromisoformat(signed)),
            issuer=Issuer(**kept["issuer"]),
            issued_on=date.fromisoformat(kept["issued_on"]),
            public_url=kept["public_url"],
            is_simulated=kept["is_simulated"],
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def fingerprint(kept: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of frozen facts or of any frozen JSON."""
    return hashlib.sha256(canonical(kept)).hexdigest()
