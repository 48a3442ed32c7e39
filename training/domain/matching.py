"""Whether a person of a list is somebody whom the platform knows already: surely, perhaps, or not."""

import enum
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from law import vietnamese
from training.domain.candidates import Candidate


class Verdict(enum.StrEnum):
    """What to do with a person of a list. ASK: an officer decides between `same` and `new`."""

    SAME = "same"
    NEW = "new"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the platform with the same folded name."""

    person_id: uuid.UUID
    full_name: str
    birth_date: date | None
    agency_id: uuid.UUID | None
    agency: str
    email: str
    phone: str

    @property
    def words(self) -> str:
        """Enough to tell two people of one name apart."""
        born = f"sinh {self.birth_date:%d/%m/%Y}" if self.birth_date else "chưa có ngày sinh"
        return ", ".join(part for part in (self.full_name, born, self.agency) if part)


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one person of the list, whom it may be, and why."""

    verdict: Verdict
    known: tuple[Known, ...] = ()
    why: str = ""


def match(candidate: Candidate, agency_id: uuid.UUID | None, namesakes: Sequence[Known]) -> Match:
    """The verdict for one person, among the people with the same folded name.

    Sure only where the name is the same letter for letter and a birth date, telephone or e-mail agrees with nothing
    against it. Different birth dates mean different people, unless so much else agrees that one may be a slip.
    """
    possible = [known for known in namesakes if not _is_other(candidate, known)]
    sure = [known for known in possible if _is_sure(candidate, known)]
    if len(sure) == 1:
        return Match(Verdict.SAME, (sure[0],), _why(candidate, sure[0]))
    asked = tuple(known for known in namesakes if known in possible or _may_be_a_slip(candidate, known, agency_id))
    if not asked:
        return Match(Verdict.NEW)
    agreeing = "trùng họ tên và cơ quan" if len(asked) == 1 and _is_of(agency_id, asked[0]) else "trùng họ tên"
    if len(asked) == 1 and not possible:
        agreeing = f"{_agreeing(candidate, asked[0], agency_id)}, nhưng ngày sinh khác; tài khoản giữ ngày sinh đã có"
    return Match(Verdict.ASK, asked, agreeing)


def _is_other(candidate: Candidate, known: Known) -> bool:
    if known.birth_date is None:
        return False
    if candidate.birth_date is not None:
        return candidate.birth_date != known.birth_date
    return candidate.birth_year is not None and candidate.birth_year != known.birth_date.year


def _may_be_a_slip(candidate: Candidate, known: Known, agency_id: uuid.UUID | None) -> bool:
    """Whether the birth dates differ though the agency and a telephone or e-mail agree; of one slip of the pen one is enough."""
    agreeing = (_is_of(agency_id, known), _same_contact(candidate, known) != "")
    return all(agreeing) or (any(agreeing) and is_one_slip(candidate, known.birth_date))


def _is_of(agency_id: uuid.UUID | None, known: Known) -> bool:
    return agency_id is not None and known.agency_id == agency_id


def _same_contact(candidate: Candidate, known: Known) -> str:
    if candidate.phone and candidate.phone == known.phone:
        return "điện thoại"
    return "e-mail" if candidate.email and candidate.email == known.email else ""


def is_one_slip(candidate: Candidate, born: date | None) -> bool:
    """One wrong digit, two that changed places, or the month before the day."""
    if born is None or candidate.birth_year is None:
        return False
    form = "%d%m%Y" if candidate.birth_date else "%Y"
    written, kept = f"{candidate.birth_date or date(candidate.birth_year, 1, 1):{form}}", f"{born:{form}}"
    wrong = [place for place, (one, other) in enumerate(zip(written, kept, strict=True)) if one != other]
    is_turned = candidate.birth_date is not None and written == f"{born:%m%d%Y}"
    return len(wrong) == 1 or is_turned or (len(wrong) == 2 and sorted(written) == sorted(kept))


def _agreeing(candidate: Candidate, known: Known, agency_id: uuid.UUID | None) -> str:
    parts = ["họ tên", "cơ quan" if _is_of(agency_id, known) else "", _same_contact(candidate, known)]
    *first, last = [part for part in parts if part]
    return f"trùng {', '.join(first)} và {last}"


def _is_sure(candidate: Candidate, known: Known) -> bool:
    if not vietnamese.equal_text(candidate.full_name, known.full_name, ignore_case=True):
        return False
    return bool(_why(candidate, known))


def _why(candidate: Candidate, known: Known) -> str:
    if candidate.birth_date is not None and candidate.birth_date == known.birth_date:
        return "trùng họ tên và ngày sinh"
    contact = _same_contact(candidate, known)
    return f"trùng họ tên và {contact}" if contact else ""


_SHORT_FORMS: Mapping[str, str] = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "mat tran to quoc": "mttq",
    "so giao duc va dao tao": "so gd&dt",
}


def agency_key(name: str) -> str:
    """Names of one agency in different spellings have one key: 'Ủy ban nhân dân xã A', 'UBND Xã A.' -> 'ubnd xa a'."""
    folded = vietnamese.fold(name)
    for long, short in _SHORT_FORMS.items():
        folded = folded.replace(long, short)
    plain = re.sub(r"[^a-z0-9&]+", " ", folded)
    return re.sub(r"\s+", " ", plain).strip()
