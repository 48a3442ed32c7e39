"""Telling people of one name apart where a list shows them side by side: Nguyễn Văn Tiến is rarely alone in a hall."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from law.vietnamese import comparable


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name, as far as a list knows. `birth` is a day, a year, or None."""

    id: uuid.UUID
    full_name: str
    birth: date | int | None
    user_name: str | None

    @property
    def name(self) -> str:
        """The name in the form that is compared."""
        return comparable(self.full_name).casefold()

    @property
    def born(self) -> str:
        """'sinh ngày 05/03/1980', 'sinh năm 1980', or an empty text."""
        if isinstance(self.birth, date):
            return f"sinh ngày {self.birth:%d/%m/%Y}"
        return f"sinh năm {self.birth}" if self.birth else ""


def told_apart(bearers: Iterable[Bearer]) -> dict[uuid.UUID, str]:
    """For everyone whose name another one bears too: what to write behind the name. Who is alone with a name is left out.

    The birth tells them apart; where it does not, the user name does as well.
    """
    everybody = list(bearers)
    names = Counter(one.name for one in everybody)
    births = Counter((one.name, one.born) for one in everybody)
    words = {
        one.id: one.born if one.born and births[one.name, one.born] == 1 else _with_user_name(one)
        for one in everybody
        if names[one.name] > 1
    }
    return {id_: text for id_, text in words.items() if text}


def named(full_name: str, words: str | None) -> str:
    """A name with what tells it apart, if anything does: 'Nông Thị Lan (sinh năm 1980)'."""
    return f"{full_name} ({words})" if words else full_name


def _with_user_name(one: Bearer) -> str:
    return ", ".join(filter(None, (one.born, f"tên đăng nhập {one.user_name}" if one.user_name else "")))
