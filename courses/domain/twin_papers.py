"""Two papers of equal difficulty for one class, before and after: question by question of the same skill, level and kind, none in both."""

import hashlib
import hmac
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from courses.domain.content import Course, Demand, PaperRule
from courses.domain.questions import Case, Choice, Field, Kind, Match, Order, Prose, Question
from courses.domain.sheets import Sheet, StageSheet, Ticket, sheet_for

# On a page to find mistakes one points at places; on printed paper that could not be graded alike by two instructors.
PRINTABLE = frozenset(Kind) - {Kind.FIND}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class NoTwins(ValueError):
    """The pool has too few pairs of one kind for a line of the blueprint."""

    def __init__(self, demand: Demand, found: int) -> None:
        super().__init__(f"the blueprint asks for {demand}, the pool has {found} pairs")
        self.demand = demand
        self.found = found


class Which(StrEnum):
    """The two papers of a class; the values stand in addresses."""

    BEFORE = "dau-khoa"
    AFTER = "cuoi-khoa"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it is printed. `code` names this very paper, on it and on its key."""

    which: Which
    code: str
    minutes: int
    sheets: tuple[Sheet, ...]

    @property
    def question_ids(self) -> frozenset[str]:
        """What is asked."""
        return frozenset(sheet.question.id for sheet in self.sheets)


def pool_of(course: Course) -> tuple[Question, ...]:
    """The quiz questions of a course (along a path) that print well."""
    return tuple(
        question for module in course.modules for question in module.own_quiz_questions if question.kind in PRINTABLE
    )


def pairs(pool: Sequence[Question], demand: Demand) -> int:
    """How many pairs of one kind the pool has for a line of the blueprint."""
    kinds = [question.kind for question in pool if demand.admits(question)]
    return sum(kinds.count(kind) // 2 for kind in set(kinds))


def secret_seed(secret: str, *names: str) -> str:
    """The seed of a pair of papers: the same for the same names, and not to be guessed without the installation's key."""
    return hmac.new(secret.encode(), "/".join(("twin papers", *names)).encode(), hashlib.sha256).hexdigest()


def draw_twins(
    pool: Sequence[Question], blueprint: Sequence[Demand], seed: str
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The questions of both papers; the n-th of one and the n-th of the other are of one skill, level and kind. Raises NoTwins."""
    chance = random.Random(seed)  # noqa: S311  the seed is an HMAC; both papers must be drawn alike again
    drawn: list[tuple[Question, Question]] = []
    for demand in blueprint:
        found = list(_shuffled_pairs([question for question in pool if demand.admits(question)], chance))
        if len(found) < demand.count:
            raise NoTwins(demand, len(found))
        drawn += found[: demand.count]
    chance.shuffle(drawn)
    return tuple(first for first, _ in drawn), tuple(second for _, second in drawn)


def _shuffled_pairs(candidates: list[Question], chance: random.Random) -> list[tuple[Question, Question]]:
    """Pairs of one kind, each kind as likely to come first: choices of one would fill the paper, there are most of them."""
    by_kind: list[list[tuple[Question, Question]]] = []
    for kind in sorted({question.kind for question in candidates}):
        same = [question for question in candidates if question.kind is kind]
        chance.shuffle(same)
        by_kind.append(list(zip(same[::2], same[1::2], strict=False)))
    chance.shuffle(by_kind)
    return [pair for row in zip_longest(*by_kind) for pair in row if pair is not None]


def papers(course: Course, rule: PaperRule, seed: str) -> tuple[Paper, Paper]:
    """Both papers of a course (along a path). The same seed gives the same papers, options and all."""
    drawn = draw_twins(pool_of(course), rule.blueprint, seed)
    before, after = (_paper(which, rule, seed, questions) for which, questions in zip(Which, drawn, strict=True))
    return before, after


def _paper(which: Which, rule: PaperRule, seed: str, questions: Sequence[Question]) -> Paper:
    salt = hashlib.sha256(f"{which}/{seed}".encode()).hexdigest()
    names = "/".join(question.id for question in questions)
    code = hashlib.sha256(f"code/{salt}/{names}".encode()).hexdigest()[:6].upper()
    sheets = (sheet_for(question, f"cau-{number}", salt) for number, question in enumerate(questions, start=1))
    return Paper(which, code, rule.minutes, tuple(sheets))


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a key: the label on the paper (empty where there is none), the text, whether it is right, and why."""

    label: str
    text: Prose | None
    is_right: bool
    why: Prose


def right_answer(sheet: Sheet) -> str:
    """What a right answer on paper reads: `B`, `A, C`, `C - A - B`, `1-B, 2-A`, a word, or one letter for each stage."""
    match sheet.question.body:
        case Choice() as body:
            return ", ".join(_right_letters(sheet.tickets, body))
        case Order():
            letters = {ticket.index: LETTERS[place] for place, ticket in enumerate(sheet.tickets)}
            return " - ".join(letters[index] for index in sorted(letters))
        case Match(key=key):
            letters = {ticket.index: LETTERS[place] for place, ticket in enumerate(sheet.tickets)}
            return ", ".join(f"{place}-{letters[key[left.index]]}" for place, left in enumerate(sheet.lefts, start=1))
        case Case():
            return "; ".join(f"bước {one.index + 1}: {_stage_letter(sheet, one)}" for one in sheet.stages)
        case Field(answer=answer):
            return answer
        case _:
            raise ValueError(f"{sheet.question.kind} is not printed")


def _right_letters(tickets: Sequence[Ticket], body: Choice) -> list[str]:
    return [LETTERS[place] for place, ticket in enumerate(tickets) if body.options[ticket.index].is_correct]


def _stage_letter(sheet: Sheet, stage: StageSheet) -> str:
    assert isinstance(sheet.question.body, Case)
    (letter,) = _right_letters(stage.tickets, sheet.question.body.stages[stage.index].choice)
    return letter


def reasons(sheet: Sheet) -> tuple[Reason, ...]:
    """Why what is right and what is not, in the order of the paper."""
    return tuple(_reasons(sheet))


def _reasons(sheet: Sheet) -> Iterator[Reason]:
    match sheet.question.body:
        case Choice() as body:
            yield from _options("", sheet.tickets, body)
        case Order(steps=steps):
            for place, ticket in enumerate(sheet.tickets):
                yield Reason(LETTERS[place], ticket.text, is_right=True, why=steps[ticket.index].why)
        case Match(pairs=pairs_):
            for place, left in enumerate(sheet.lefts, start=1):
                yield Reason(str(place), left.text, is_right=True, why=pairs_[left.index].why)
        case Case(stages=stages):
            for stage in sheet.stages:
                yield from _options(f"{stage.index + 1}", stage.tickets, stages[stage.index].choice)
        case Field(why=why):
            yield Reason("", None, is_right=True, why=why)
        case _:
            raise ValueError(f"{sheet.question.kind} is not printed")


def _options(before: str, tickets: Sequence[Ticket], body: Choice) -> Iterator[Reason]:
    for place, ticket in enumerate(tickets):
        option = body.options[ticket.index]
        yield Reason(f"{before}{LETTERS[place]}", option.text, option.is_correct, option.why)
