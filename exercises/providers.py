"""What upper packages put on the pages of this one."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.models import Person
from core.providers import Providers


@dataclass(frozen=True)
class Context:
    """Where an attempt counts, such as a class: its id, and its name for the person who chooses."""

    id: uuid.UUID
    label: str


# Each answers in which contexts a person may work on a scenario (its id).
CONTEXTS: Providers[Callable[[Session, Person, str], list[Context]]] = Providers()


def contexts_of(session: Session, person: Person, scenario_id: str) -> list[Context]:
    """Every context that any upper package offers to this person for this exercise."""
    return [context for provider in CONTEXTS for context in provider(session, person, scenario_id)]
