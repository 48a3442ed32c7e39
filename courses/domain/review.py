"""An answered question laid open: what was given, what is right, and why, for every option."""

import enum
from dataclasses import dataclass
from fractions import Fraction

from courses.domain import answers
from courses.domain.answers import Answer, Arranged, Matched, Picked, Staged, Written
from courses.domain.questions import Case, Choice, Field, Find, Match, Order, Prose, Question


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
class SpotReview:
    """One place of a page: whether something is wrong there, and whether the person said so."""

    name: str
    is_wrong: bool
    is_picked: bool
    why: Prose
    cite: str

    @property
    def is_right(self) -> bool:
        """Whether it was judged rightly."""
        return self.is_wrong is self.is_picked


@dataclass(frozen=True, slots=True)
class StageReview:
    """One stage of a case."""

    text: Prose
    options: tuple[OptionReview, ...]

    @property
    def is_right(self) -> bool:
        """Whether the right option was picked."""
        return any(option.is_picked and option.is_correct for option in self.options)


@dataclass(frozen=True, slots=True)
class Review:
    """A question with its answer laid open. Of what follows `points` only what belongs to the question's kind is filled."""

    question: Question
    verdict: Verdict
    points: Fraction
    options: tuple[OptionReview, ...] = ()
    steps: tuple[StepReview, ...] = ()
    pairs: tuple[PairReview, ...] = ()
    field: FieldReview | None = None
    spots: tuple[SpotReview, ...] = ()
    stages: tuple[StageReview, ...] = ()

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
            picked = answer.options if isinstance(answer, Picked) else frozenset()
            return Review(question, verdict, worth, options=_options(body, picked))
        case Order() as body:
            return Review(question, verdict, worth, steps=_steps(body, answer))
        case Match() as body:
            return Review(question, verdict, worth, pairs=_pairs(body, answer))
        case Field() as body:
            return Review(question, verdict, worth, field=_field(body, answer))
        case Find() as body:
            return Review(question, verdict, worth, spots=_spots(body, answer))
        case Case() as body:
            return Review(question, verdict, worth, stages=_stages(body, answer))


def _verdict(worth: Fraction, answer: Answer | None) -> Verdict:
    if worth == 1:
        return Verdict.RIGHT
    if worth > 0:
        return Verdict.PARTLY
    return Verdict.WRONG if answers.is_answered(answer) else Verdict.OPEN


def _options(body: Choice, picked: frozenset[int]) -> tuple[OptionReview, ...]:
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


def _spots(body: Find, answer: Answer | None) -> tuple[SpotReview, ...]:
    picked = answer.options if isinstance(answer, Picked) else frozenset()
    return tuple(
        SpotReview(spot.name, spot.is_wrong, index in picked, spot.why, spot.cite)
        for index, spot in enumerate(body.spots)
    )


def _stages(body: Case, answer: Answer | None) -> tuple[StageReview, ...]:
    chosen = answer.options if isinstance(answer, Staged) else (None,) * len(body.stages)
    return tuple(
        StageReview(stage.text, _options(stage.choice, frozenset() if given is None else frozenset({given})))
        for stage, given in zip(body.stages, chosen, strict=True)
    )
