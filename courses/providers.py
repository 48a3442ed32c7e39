"""What upper packages put into the pages for studying: in which classes a person studies, and what to practise after a lesson."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.providers import Providers


@dataclass(frozen=True, slots=True)
class Study:
    """One course that a person studies, in one version. `name` is the class's, or says that it is self-study.

    `url` leads to the class (empty for self-study); newest studies come first in a provider's answer. `path_id` names
    the path through the course that counts (empty: the whole course).
    """

    context_id: uuid.UUID
    course_id: str
    digest: str
    name: str
    is_class: bool
    url: str = ""
    path_id: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """An exercise to do after a lesson: its title, one sentence, where it is."""

    title: str
    text: str
    url: str


# For a person: the classes in which they study now, each with the course version that the class began with.
# One query: it runs on every lesson page.
STUDIES: Providers[Callable[[Session, uuid.UUID], list[Study]]] = Providers()

# For a person: ids of quiz questions that they must not meet yet, because they stand on papers of their running classes.
WITHHELD: Providers[Callable[[Session, uuid.UUID], frozenset[str]]] = Providers()

# For a lesson id: the exercises that practise it. No query: it runs on every lesson page.
PRACTICE: Providers[Callable[[str], list[Practice]]] = Providers()


def withheld_from(session: Session, person_id: uuid.UUID) -> frozenset[str]:
    """What all packages hold back from a person."""
    return frozenset().union(*(provider(session, person_id) for provider in WITHHELD))


def practice_of(lesson_ids: Iterable[str]) -> list[Practice]:
    """The exercises that practise one of these lessons, each once."""
    found = [entry for lesson_id in lesson_ids for provider in PRACTICE for entry in provider(lesson_id)]
    return list({entry.url: entry for entry in found}.values())
