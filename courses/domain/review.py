"""An answered question laid open: what was given, what is right, and why, for every option."""

import enum
from dataclasses import dataclass
from fractions import Fraction

from courses.domain import answers
from courses.domain.answers import Answer, Arranged, Matched, Picked, Written
from courses.domain.content import Choice, Field, Match, Order, Prose, Question


class Verdict(enum.StrEnum):
    """How an answer came out."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class OptionReview:
    """One option: whether it was picked, whether it is right, and why."""

    text: Prose
    is_picked: bool
    is_correct: bool
    why: Prose
    cite: str


@dataclass(frozen=True, slots=True)
class StepReview:
    """One step at its right place (from 1), and the place that it was given."""

    place: int
    given: int | None
    text: Prose
    why: Prose


@dataclass(frozen=True, slots=True)
class PairReview:
    """One pair, and the right side that was chosen."""

    left: Prose
    right: Prose
    given: Prose | None
    is_right: bool
    why: Prose


@dataclass(frozen=True, slots=True)
class FieldReview:
    """What was written and what is right; `mistake` explains a mistake that the author foresaw."""

    label: str
    given: str
    answer: str
    is_right: bool
    why: Prose
    mistake: Prose | None


@dataclass(frozen=True, slots=True)
class Review:
    """A question with its answer laid open. Of the last four only what belongs to the question's kind is filled."""

    question: Question
    verdict: Verdict
    points: Fraction
    options: tuple[OptionReview, ...] = ()
    steps: tuple[StepReview, ...] = ()
    pairs: tuple[PairReview, ...] = ()
    field: FieldReview | None = None

    @property
    def percent(self) -> int:
        """Whole percent of the question's point."""
        return answers.percent(self.points, 1)


def review(question: Question, answer: Answer | None) -> Review:
    """Lay a question open."""
    worth = answers.points(question.body, answer)
    verdict = _verdict(worth, answer)
    match question.body:
        case Choice() as body:
            return Review(question, verdict, worth, options=_options(body, answer))
        case Order() as body:
            return Review(question, verdict, worth, steps=_steps(body, answer))
        case Match() as body:
            return Review(question, verdict, worth, pairs=_pairs(body, answer))
        case Field() as body:
            return Review(question, verdict, worth, field=_field(body, answer))


def _verdict(worth: Fraction, answer: Answer | None) -> Verdict:
    if worth == 1:
        return Verdict.RIGHT
    if worth > 0:
        return Verdict.PARTLY
    return Verdict.WRONG if answers.is_answered(answer) else Verdict.OPEN


def _options(body: Choice, answer: Answer | None) -> tuple[OptionReview, ...]:
    picked = answer.options if isinstance(answer, Picked) else frozenset()
    return tuple(
        OptionReview(option.text, index in picked, option.is_correct, option.why, option.cite)
        for index, option in enumerate(body.options)
    )


def _steps(body: Order, answer: Answer | None) -> tuple[StepReview, ...]:
    given = answer.places if isinstance(answer, Arranged) else (None,) * len(body.steps)
    return tuple(StepReview(index + 1, given[index], step.text, step.why) for index, step in enumerate(body.steps))


def _pairs(body: Match, answer: Answer | None) -> tuple[PairReview, ...]:
    given = answer.rights if isinstance(answer, Matched) else (None,) * len(body.pairs)
    rights = body.rights
    return tuple(
        PairReview(
            pair.left,
            pair.right,
            None if given[index] is None else rights[given[index] or 0],
            given[index] == body.key[index],
            pair.why,
        )
        for index, pair in enumerate(body.pairs)
    )


def _field(body: Field, answer: Answer | None) -> FieldReview:
    text = answer.text if isinstance(answer, Written) else ""
    mistake = answers.known_mistake(body, text)
    is_right = answers.is_right_spelling(body, text)
    return FieldReview(body.label, text, body.answer, is_right, body.why, mistake.why if mistake else None)
