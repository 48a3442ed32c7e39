"""A question as its author wrote it: one of seven kinds, each with a body of its own that holds the key."""

import enum
from dataclasses import dataclass

from markupsafe import Markup


class Kind(enum.StrEnum):
    """The seven kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    FIELD = "field"
    FIND = "find"
    CASE = "case"


class Use(enum.StrEnum):
    """Where a question is asked: under the lesson with an answer at once, or only in the module's quiz."""

    PRACTICE = "practice"
    QUIZ = "quiz"


class Normaliser(enum.StrEnum):
    """What is no mistake in a written answer; everything else must be exactly right."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE_NOTATION = "code_notation"


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as written, and the sanitised HTML made from it when the content was loaded."""

    source: str
    html: Markup

    def __html__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to pick, why it is right or wrong, and the provision that says so."""

    text: Prose
    is_correct: bool
    why: Prose
    cite: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick one option, or (`several`) all that are right. Options stand in the author's order."""

    options: tuple[Option, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure and why it stands where it stands."""

    text: Prose
    why: Prose


@dataclass(frozen=True, slots=True)
class Order:
    """Put the steps in order; they are kept in the right one."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together, and why."""

    left: Prose
    right: Prose
    why: Prose


@dataclass(frozen=True, slots=True)
class Match:
    """Find for each left side its right side. Several left sides may share one right side."""

    pairs: tuple[Pair, ...]

    @property
    def rights(self) -> tuple[Prose, ...]:
        """The right sides to choose from, each once, in the author's order."""
        return tuple({pair.right.source: pair.right for pair in self.pairs}.values())

    @property
    def key(self) -> tuple[int, ...]:
        """For each pair the index of its right side in `rights`."""
        sources = [right.source for right in self.rights]
        return tuple(sources.index(pair.right.source) for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A mistake that people make in a field, and what to tell them."""

    value: str
    why: Prose


@dataclass(frozen=True, slots=True)
class Field:
    """Write one value, as into a field of a form. `accept` holds further right spellings."""

    label: str
    answer: str
    accept: tuple[str, ...]
    normaliser: Normaliser
    why: Prose
    wrong: tuple[WrongAnswer, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a page that can be chosen: its zone as `law.layout.zones` names it, and whether something is wrong there."""

    zone: str
    name: str
    is_wrong: bool
    why: Prose
    cite: str


@dataclass(frozen=True, slots=True)
class Find:
    """Find what is wrong on a page. `spots` stand in the order of the page.

    `page` is its HTML in pieces: behind the n-th piece the spot `places[n]` begins, behind the last one nothing.
    """

    page: tuple[Markup, ...]
    places: tuple[int, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a case: what has happened, and what to do now."""

    text: Prose
    choice: Choice


@dataclass(frozen=True, slots=True)
class Case:
    """A story in several steps, each answered by picking one option."""

    stages: tuple[Stage, ...]


Body = Choice | Order | Match | Field | Find | Case


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a lesson. `level` is 1 (recall) to 3 (a case); `cite` is a key of the law register."""

    id: str
    kind: Kind
    use: Use
    skill: str
    level: int
    cite: str
    prompt: Prose
    body: Body

    @property
    def cites(self) -> tuple[str, ...]:
        """Every provision that the question or a part of it leans on, each once."""
        return tuple(dict.fromkeys([self.cite, *_cites_of(self.body)]))


def _cites_of(body: Body) -> tuple[str, ...]:
    match body:
        case Choice(options=options):
            return tuple(option.cite for option in options)
        case Find(spots=spots):
            return tuple(spot.cite for spot in spots)
        case Case(stages=stages):
            return tuple(cite for stage in stages for cite in _cites_of(stage.choice))
        case _:
            return ()
