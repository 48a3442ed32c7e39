"""What is wrong with the content, where, and what to do: written for the author, in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.problems import CannotStart


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. `line` counts from 1; `where` names the table (`question[3].option[2]`) or is empty."""

    path: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: [{self.where}] {self.message}" if self.where else f"{place}: {self.message}"


class Unreadable(Problem):
    """A fault for which a whole file could not be read. Most of what else is found then only follows from it."""

    __slots__ = ()


def first_to_mend(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The faults that are told: only the files that cannot be read while there are any, each fault once."""
    found = tuple(dict.fromkeys(problems))
    return tuple(problem for problem in found if isinstance(problem, Unreadable)) or found


class BrokenContent(CannotStart):
    """The content cannot be used. The message lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(first_to_mend(problems)))
        super().__init__("\n".join(["Nội dung khóa học có lỗi:", *(f"  {problem}" for problem in self.problems)]))
