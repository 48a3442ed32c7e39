"""A question as one person sees it: options under opaque tokens, sorted by token.

Token and order come from a secret salt (one an attempt, or one a content version with the person), so that neither a
form value nor the order of options tells which one is right, and a page sent twice is read alike.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.domain.answers import Answer, Arranged, Matched, Picked, Written
from courses.domain.content import Choice, Match, Order, Prose, Question

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
class Sheet:
    """`tickets`: options, steps or right sides. `lefts`: left sides of a match. `name` is the form field's name."""

    name: str
    question: Question
    tickets: tuple[Ticket, ...]
    lefts: tuple[Ticket, ...]

    def is_picked(self, ticket: Ticket, answer: Answer | None) -> bool:
        """Whether this option is picked."""
        return isinstance(answer, Picked) and ticket.index in answer.options

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
                picked = frozenset(self._index(token) for token in values.get(self.name, ()))
                if not several and len(picked) > 1:
                    raise ForgedAnswer(f"{self.name}: more than one option")
                return Picked(picked)
            case Order(steps=steps):
                return Arranged(self._places(values, len(steps)))
            case Match():
                return Matched(self._chosen_rights(values))
            case _:
                text = next(iter(values.get(self.name, ())), "")
                return Written(text[:LONGEST_WRITTEN])

    def _index(self, token: str) -> int:
        for ticket in self.tickets:
            if ticket.token == token:
                return ticket.index
        raise ForgedAnswer(f"{self.name}: unknown value")

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
            chosen[left.index] = self._index(given) if given else None
        return tuple(chosen)


def sheet_for(question: Question, name: str, salt: str) -> Sheet:
    """Lay out a question under a salt. The same salt gives the same sheet."""
    match question.body:
        case Choice(options=options):
            return Sheet(name, question, _tickets([o.text for o in options], question, "option", salt), ())
        case Order(steps=steps):
            return Sheet(name, question, _tickets([step.text for step in steps], question, "step", salt), ())
        case Match(pairs=pairs) as body:
            lefts = _tickets([pair.left for pair in pairs], question, "left", salt)
            return Sheet(name, question, _tickets(body.rights, question, "right", salt), lefts)
        case _:
            return Sheet(name, question, (), ())


def _tickets(texts: Sequence[Prose], question: Question, part: str, salt: str) -> tuple[Ticket, ...]:
    tickets = (Ticket(_token(salt, f"{question.id}/{part}/{index}"), text, index) for index, text in enumerate(texts))
    return tuple(sorted(tickets, key=lambda ticket: ticket.token))


def _token(salt: str, name: str) -> str:
    key = hashlib.sha256(salt.encode()).digest()
    return hashlib.blake2b(name.encode(), key=key, digest_size=8).hexdigest()
