"""Where a provision is used: upper packages tell which of their pages cite it."""

from collections.abc import Callable
from dataclasses import dataclass

from core.providers import Providers


@dataclass(frozen=True)
class Use:
    """A page that cites a provision: a lesson, an exercise, a sample."""

    label: str
    url: str


USES: Providers[Callable[[str], list[Use]]] = Providers()


def uses_of(key: str) -> list[Use]:
    """All pages that cite the provision of this key, in the order of the providers."""
    return [use for provider in USES for use in provider(key)]
