"""A course as its author wrote it: frozen, read from folders by `courses.content_reader`, named by a digest."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from law import vietnamese


class Kind(enum.StrEnum):
    """The five kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    FIELD = "field"


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


Body = Choice | Order | Match | Field


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
        """Every provision that the question or one of its options leans on, each once."""
        options = self.body.options if isinstance(self.body, Choice) else ()
        return tuple(dict.fromkeys([self.cite, *(option.cite for option in options)]))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a lesson's text: level 2 or 3, the anchor in the page, and its words."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, explained in one sentence."""

    id: str
    term: str
    short: str
    cite: str

    @property
    def sort_key(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """Vietnamese alphabetical order."""
        return vietnamese.text_key(self.term)


@dataclass(frozen=True, slots=True)
class Skill:
    """Something that a person can do afterwards; questions and exercises name it."""

    id: str
    title: str
    module: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A file beside a lesson's text. `path` is `<module folder>/<lesson folder>/<file>`."""

    path: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, read in about `minutes` minutes. `cites` are declared ones first, then those of the text."""

    id: str
    title: str
    minutes: int
    goals: tuple[str, ...]
    skills: tuple[str, ...]
    cites: tuple[str, ...]
    text: Prose
    headings: tuple[Heading, ...]
    terms: tuple[Term, ...]
    job_aid: Prose | None
    questions: tuple[Question, ...]

    @property
    def slug(self) -> str:
        """The lesson in a page's address: M5.1 is m5-1."""
        return slug(self.id)

    @property
    def practice(self) -> tuple[Question, ...]:
        """The questions under the text, answered at once."""
        return tuple(question for question in self.questions if question.use is Use.PRACTICE)


@dataclass(frozen=True, slots=True)
class QuizRule:
    """A module's quiz: how many questions, minutes and attempts, how long to wait between two, and n questions a skill."""

    questions: int
    minutes: int
    attempts: int
    wait_minutes: int
    blueprint: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course, taught in `periods` periods and closed by a quiz where it has one."""

    id: str
    title: str
    periods: int
    goals: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    quiz: QuizRule | None

    @property
    def slug(self) -> str:
        """The module in a page's address: M5 is m5."""
        return slug(self.id)

    @property
    def quiz_pool(self) -> tuple[Question, ...]:
        """The questions from which a paper is drawn."""
        return tuple(q for lesson in self.lessons for q in lesson.questions if q.use is Use.QUIZ)


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """What a course asks for; a class copies it when it opens. All in percent or points of 100."""

    minimum_attendance_percent: int
    quiz_pass_percent: int
    exercise_pass_score: int


@dataclass(frozen=True)
class Course:
    """A course in one version. The digest names the files that it was read from, exactly."""

    id: str
    version: str
    digest: str
    title: str
    summary: str
    periods: int
    open_to_self_study: bool
    rule: CompletionRule
    modules: tuple[Module, ...]
    skills: tuple[Skill, ...] = ()
    terms: tuple[Term, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def lessons(self) -> Iterator[Lesson]:
        """All lessons in reading order."""
        return (lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def _lessons(self) -> dict[str, tuple[Module, Lesson]]:
        return {lesson.slug: (module, lesson) for module in self.modules for lesson in module.lessons}

    @cached_property
    def _modules(self) -> dict[str, Module]:
        return {module.slug: module for module in self.modules}

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for lesson in self.lessons for question in lesson.questions}

    @cached_property
    def lesson_ids(self) -> tuple[str, ...]:
        """Ids of all lessons in reading order."""
        return tuple(lesson.id for lesson in self.lessons)

    @cached_property
    def quiz_modules(self) -> tuple[Module, ...]:
        """The modules that end with a quiz."""
        return tuple(module for module in self.modules if module.quiz is not None)

    def lesson(self, lesson_slug: str) -> tuple[Module, Lesson] | None:
        """The lesson of that address with its module, or None."""
        return self._lessons.get(lesson_slug)

    def module(self, module_slug: str) -> Module | None:
        """The module of that address, or None."""
        return self._modules.get(module_slug)

    def question(self, question_id: str) -> Question | None:
        """A question by its id, or None."""
        return self._questions.get(question_id)

    def lesson_after(self, lesson: Lesson) -> Lesson | None:
        """The next lesson in reading order, or None after the last one."""
        ids = self.lesson_ids
        following = ids.index(lesson.id) + 1
        return self._lessons[slug(ids[following])][1] if following < len(ids) else None


def slug(content_id: str) -> str:
    """M5.1 -> m5-1."""
    return content_id.lower().replace(".", "-")
