"""Where a provision is used: upper packages tell which of their pages cite it, a part of it, or what contains it."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.providers import Providers


class UseKind(enum.Enum):
    """What cites a provision, in the order in which it is listed."""

    LESSON = "lesson"
    QUESTION = "question"
    TERM = "term"
    EXERCISE = "exercise"
    CHECK = "check"
    SAMPLE = "sample"
    REGISTER = "register"

    @property
    def label(self) -> str:
        """The heading of the list."""
        return _LABELS[self]


_LABELS = {
    UseKind.LESSON: "Bài học",
    UseKind.QUESTION: "Câu hỏi",
    UseKind.TERM: "Từ ngữ",
    UseKind.EXERCISE: "Bài thực hành",
    UseKind.CHECK: "Mục chấm của bài thực hành",
    UseKind.SAMPLE: "Mẫu văn bản",
    UseKind.REGISTER: "Trang tra cứu",
}


@dataclass(frozen=True)
class Use:
    """Something that cites provisions, the page where it stands, and those of its citations that were asked for.

    `url` is empty where the person who asks could not open it.
    """

    kind: UseKind
    label: str
    url: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class UseGroup:
    """The uses of one kind."""

    kind: UseKind
    uses: tuple[Use, ...]


# Given the key of a provision: everything whose citations touch it (`law.provision_keys.touches`).
# Visitors and those who look after content cost no query.
USES: Providers[Callable[[str], list[Use]]] = Providers()


def uses_of(key: str) -> list[Use]:
    """Everything that a change of the provision concerns, in the order of the providers."""
    return [use for provider in USES for use in provider(key)]


def direct(uses: Iterable[Use], key: str) -> list[Use]:
    """Those that cite the provision or a part of it; the others cite something wider that contains it."""
    return [use for use in uses if any(f"{cited}.".startswith(f"{key}.") for cited in use.cites)]


def grouped(uses: Iterable[Use]) -> list[UseGroup]:
    """Uses by kind; no empty group."""
    found: dict[UseKind, list[Use]] = {kind: [] for kind in UseKind}
    for use in uses:
        found[use.kind].append(use)
    return [UseGroup(kind, tuple(of_kind)) for kind, of_kind in found.items() if of_kind]


# The parts of Tra cứu, which each of their pages shows as tabs: endpoint and label.
PARTS: Providers[tuple[str, str]] = Providers()
