"""What upper packages let people find: kinds of pages, the pages themselves, and which of them a person may see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from accounts.models import Person
from core.providers import Providers
from lookup.search.domain import PUBLIC


@dataclass(frozen=True, slots=True)
class Kind:
    """A group of results: its id, its heading, and what stands in it, for somebody who has typed nothing yet."""

    id: str
    label: str
    about: str
    icon: str
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Something to find. `context` says in one line where it belongs; `headings` are (anchor, words).

    `scope` names who sees it: everybody, the signed-in, or whoever a provider of SCOPES gives this scope.
    """

    kind: str
    ref: str
    title: str
    text: str
    endpoint: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    context: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    scope: str = PUBLIC


@dataclass(frozen=True, slots=True)
class Source:
    """Pages that are indexed together: again when `digest` is another one than at the last time."""

    name: str
    digest: str
    pages: Callable[[], Iterable[Page]]


KINDS: Providers[Kind] = Providers()

# All that can be found in this installation; a source that is no longer named leaves the index.
SOURCES: Providers[Callable[[Session], Iterable[Source]]] = Providers()

# The scopes that a person has besides being signed in. At most two queries: it runs on every search.
SCOPES: Providers[Callable[[Session, Person], Iterable[str]]] = Providers()
