"""What upper packages put into the pages for studying: in which classes a person studies, and what to practise after a lesson."""

import uuid
from collections.abc import Callable
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

# For a lesson id: the exercises that practise it. No query: it runs on every lesson page.
PRACTICE: Providers[Callable[[str], list[Practice]]] = Providers()
