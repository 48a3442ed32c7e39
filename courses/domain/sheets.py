"""A question as one person sees it: options under opaque tokens, sorted by token.

Token and order come from a secret salt (one an attempt, or one a content version with the person), so that neither a
form value nor the order of options tells which one is right, and a page sent twice is read alike.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from courses.domain.answers import Answer, Arranged, Matched, Picked, Staged, Written
from courses.domain.questions import Case, Choice, Find, Match, Order, Prose, Question, Stage

LONGEST_WRITTEN = 500


class ForgedAnswer(ValueError):
    """A form value that this sheet never offered."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One thing on the sheet: the form value, the text, and (never shown) its index in the question."""

    token: str
    text: Prose
    index: int


@dataclass(frozen=True, slots=True)
class StageSheet:
    """One stage of a case: the name of its form field, what it tells, and its options."""

    name: str
    text: Prose
    tickets: tuple[Ticket, ...]
    index: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`tickets`: options, steps, right sides, or spots in the order of the page. `lefts`: left sides of a match.

    `stages`: those of a case. `name` is the form field's name.
    """

    name: str
    question: Question
    tickets: tuple[Ticket, ...] = ()
    lefts: tuple[Ticket, ...] = ()
    stages: tuple[StageSheet, ...] = ()

    def is_picked(self, ticket: Ticket, answer: Answer | None) -> bool:
        """Whether this option is picked."""
        return isinstance(answer, Picked) and ticket.index in answer.options

    def is_chosen(self, stage: StageSheet, ticket: Ticket, answer: Answer | None) -> bool:
        """Whether this option of a stage is picked."""
        return isinstance(answer, Staged) and answer.options[stage.index] == ticket.index

    def place_of(self, ticket: Ticket, answer: Answer | None) -> int | None:
        """The place given to this step."""
        return answer.places[ticket.index] if isinstance(answer, Arranged) else None

    def right_of(self, left: Ticket, answer: Answer | None) -> int | None:
        """The index of the right side chosen for this left side."""
        return answer.rights[left.index] if isinstance(answer, Matched) else None

    def text_in(self, answer: Answer | None) -> str:
        """What was typed."""
        return answer.text if isinstance(answer, Written) else ""

    def read(self, values: Mapping[str, Sequence[str]]) -> Answer:
        """The answer in posted form values. Raises ForgedAnswer for a value that is not on the sheet."""
        match self.question.body:
            case Choice(several=several):
                picked = self._picked(values)
                if not several and len(picked) > 1:
                    raise ForgedAnswer(f"{self.name}: more than one option")
                return Picked(picked)
            case Find():
                return Picked(self._picked(values))
            case Case():
                return Staged(tuple(_chosen(stage, values) for stage in self.stages))
            case Order(steps=steps):
                return Arranged(self._places(values, len(steps)))
            case Match():
                return Matched(self._chosen_rights(values))
            case _:
                text = next(iter(values.get(self.name, ())), "")
                return Written(text[:LONGEST_WRITTEN])

    def _picked(self, values: Mapping[str, Sequence[str]]) -> frozenset[int]:
        return frozenset(_index(self.name, self.tickets, token) for token in values.get(self.name, ()))

    def _places(self, values: Mapping[str, Sequence[str]], steps: int) -> tuple[int | None, ...]:
        places: list[int | None] = [None] * steps
        for ticket in self.tickets:
            given = next(iter(values.get(f"{self.name}-{ticket.token}", ())), "")
            if given == "":
                continue
            if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= steps:
                raise ForgedAnswer(f"{self.name}: no such place")
            places[ticket.index] = int(given)
        return tuple(places)

    def _chosen_rights(self, values: Mapping[str, Sequence[str]]) -> tuple[int | None, ...]:
        chosen: list[int | None] = [None] * len(self.lefts)
        for left in self.lefts:
            given = next(iter(values.get(f"{self.name}-{left.token}", ())), "")
            chosen[left.index] = _index(self.name, self.tickets, given) if given else None
        return tuple(chosen)


def _chosen(stage: StageSheet, values: Mapping[str, Sequence[str]]) -> int | None:
    given = [_index(stage.name, stage.tickets, token) for token in values.get(stage.name, ())]
    if len(given) > 1:
        raise ForgedAnswer(f"{stage.name}: more than one option")
    return given[0] if given else None


def _index(name: str, tickets: Sequence[Ticket], token: str) -> int:
    for ticket in tickets:
        if ticket.token == token:
            return ticket.index
    raise ForgedAnswer(f"{name}: unknown value")


def sheet_for(question: Question, name: str, salt: str) -> Sheet:
    """Lay out a question under a salt. The same salt gives the same sheet."""
    match question.body:
        case Choice(options=options):
            return Sheet(name, question, _tickets([o.text for o in options], question, "option", salt))
        case Order(steps=steps):
            return Sheet(name, question, _tickets([step.text for step in steps], question, "step", salt))
        case Match(pairs=pairs) as body:
            lefts = _tickets([pair.left for pair in pairs], question, "left", salt)
            return Sheet(name, question, _tickets(body.rights, question, "right", salt), lefts)
        case Find(spots=spots):
            # The order of the page tells nothing, and a list in another order would be hard to use.
            tickets = _tickets([_plain(spot.name) for spot in spots], question, "spot", salt)
            return Sheet(name, question, tuple(sorted(tickets, key=lambda ticket: ticket.index)))
        case Case(stages=stages):
            return Sheet(name, question, stages=tuple(_stages(stages, name, question, salt)))
        case _:
            return Sheet(name, question)


def _stages(stages: Sequence[Stage], name: str, question: Question, salt: str) -> Iterator[StageSheet]:
    for index, stage in enumerate(stages):
        texts = [option.text for option in stage.choice.options]
        yield StageSheet(f"{name}-b{index + 1}", stage.text, _tickets(texts, question, f"stage {index}", salt), index)


def _plain(text: str) -> Prose:
    return Prose(text, escape(text))


def _tickets(texts: Sequence[Prose], question: Question, part: str, salt: str) -> tuple[Ticket, ...]:
    tickets = (Ticket(_token(salt, f"{question.id}/{part}/{index}"), text, index) for index, text in enumerate(texts))
    return tuple(sorted(tickets, key=lambda ticket: ticket.token))


def _token(salt: str, name: str) -> str:
    key = hashlib.sha256(salt.encode()).digest()
    return hashlib.blake2b(name.encode(), key=key, digest_size=8).hexdigest()
