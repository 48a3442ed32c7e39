"""One person of a list as it was read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the list as it was read. `birth_year` alone where the list gives no day."""

    row: int
    full_name: str
    birth_date: date | None = None
    birth_year: int | None = None
    position: str = ""
    agency: str = ""
    email: str = ""
    phone: str = ""
    twin_of: int | None = None  # the row of the list where the same person may stand already
    is_hidden: bool = False  # in a row that the file hides or filters out
