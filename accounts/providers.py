"""What upper packages put on the pages of this one: menu entries, the next step and the sections of the home page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core.providers import Providers


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the main menu: its label, the endpoint that it opens, who sees it (`roles` empty: every signed-in person)."""

    label: str
    endpoint: str
    roles: frozenset[Role] = frozenset()
    is_public: bool = False


@dataclass(frozen=True)
class NextStep:
    """One thing to do now. The home page shows the most urgent one large (`rank` small first), the others below."""

    title: str
    text: str
    url: str
    action: str
    rank: int = 100


@dataclass(frozen=True)
class Section:
    """A part of the home page: a template with its context, under one heading."""

    heading: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


MENU: Providers[MenuEntry] = Providers()
NEXT_STEPS: Providers[Callable[[Session, Person, datetime], list[NextStep]]] = Providers()
HOME_SECTIONS: Providers[Callable[[Session, Person, datetime], list[Section]]] = Providers()

# The demo accounts behind the buttons of the sign-in page: a role's name to a user name (the demo package adds them).
DEMO_USERS: Providers[tuple[Role, str]] = Providers()
