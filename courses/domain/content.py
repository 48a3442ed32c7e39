"""A course as its author wrote it: frozen, read from folders by `courses.content_reader`, named by a digest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from courses.domain.questions import Prose, Question, Use
from courses.domain.teaching import Teaching
from law import vietnamese


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
    """One lesson, read in about `minutes` minutes. `cites` are declared ones first, then those of the text.

    `recall` are practice questions of earlier lessons, asked again before this one is read. `folder` is
    `<module folder>/<lesson folder>`. `history` names texts that the lesson cites as former law.
    """

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
    recall: tuple[Question, ...] = ()
    folder: str = ""
    history: tuple[str, ...] = ()
    may_name_old_terms: bool = False

    @property
    def slug(self) -> str:
        """The lesson in a page's address: M5.1 is m5-1."""
        return slug(self.id)

    @property
    def practice(self) -> tuple[Question, ...]:
        """The questions under the text, answered at once."""
        return tuple(question for question in self.questions if question.use is Use.PRACTICE)

    @property
    def answered_at_once(self) -> tuple[Question, ...]:
        """What the lesson's page asks: questions on earlier lessons first, then its own."""
        return self.recall + self.practice


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of a blueprint: so many questions of a skill; `level` None takes them of any level."""

    skill: str
    level: int | None
    count: int

    def admits(self, question: Question) -> bool:
        """Whether this question may be drawn for it."""
        return question.skill == self.skill and self.level in (None, question.level)


@dataclass(frozen=True, slots=True)
class QuizRule:
    """A module's quiz: how many questions, minutes and attempts, how long to wait between two, and what is drawn.

    `draws_on_course`: from the questions of the whole course, as a final test does.
    """

    questions: int
    minutes: int
    attempts: int
    wait_minutes: int
    blueprint: tuple[Demand, ...]
    draws_on_course: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course, taught in `periods` periods and closed by a quiz where it has one."""

    id: str
    title: str
    periods: int
    goals: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    quiz: QuizRule | None
    folder: str = ""
    borrowed: tuple[Question, ...] = ()
    """Quiz questions of the other modules, for a quiz that draws on the whole course."""
    teaching: Teaching | None = None

    @property
    def slug(self) -> str:
        """The module in a page's address: M5 is m5."""
        return slug(self.id)

    @property
    def own_quiz_questions(self) -> tuple[Question, ...]:
        """The quiz questions of this module's lessons."""
        return tuple(q for lesson in self.lessons for q in lesson.questions if q.use is Use.QUIZ)

    @property
    def quiz_pool(self) -> tuple[Question, ...]:
        """The questions from which a paper is drawn."""
        return self.own_quiz_questions + self.borrowed


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """What a course asks for; a class copies it when it opens. All in percent or points of 100."""

    minimum_attendance_percent: int
    quiz_pass_percent: int
    exercise_pass_score: int


@dataclass(frozen=True, slots=True)
class PaperRule:
    """The two papers of a class, before and after: how many questions, minutes, and what is drawn (always by level)."""

    questions: int
    minutes: int
    blueprint: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way through a course for some people: which lessons, which quizzes, and how many periods a class gives to what.

    `is_programme`: offered to classes; the others are offered to people who study by themselves. `agenda` maps the id
    of a module to its periods in a class; empty for a path that no class follows.
    """

    id: str
    title: str
    audience: str
    is_programme: bool
    lesson_ids: frozenset[str]
    quiz_ids: frozenset[str]
    agenda: Mapping[str, int]
    papers: PaperRule | None = None

    @property
    def periods(self) -> int:
        """Periods in all."""
        return sum(self.agenda.values())


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
    paths: tuple[Path, ...] = ()

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

    def path(self, path_id: str) -> Path | None:
        """A path by its id, or None: the whole course."""
        return next((path for path in self.paths if path.id == path_id), None)

    @cached_property
    def _views(self) -> dict[str, "Course"]:
        return {path.id: _along(self, path) for path in self.paths}

    def along(self, path_id: str) -> "Course":
        """The course as a path sees it: its lessons and quizzes only. An unknown or empty id gives the whole course."""
        return self._views.get(path_id, self)

    def lesson_after(self, lesson: Lesson) -> Lesson | None:
        """The next lesson in reading order, or None after the last one."""
        ids = self.lesson_ids
        following = ids.index(lesson.id) + 1
        return self._lessons[slug(ids[following])][1] if following < len(ids) else None


def with_borrowed_questions(modules: tuple[Module, ...]) -> tuple[Module, ...]:
    """The modules, each quiz that draws on the whole course with the questions of the others."""
    return tuple(
        replace(module, borrowed=tuple(q for other in modules if other is not module for q in other.own_quiz_questions))
        if module.quiz is not None and module.quiz.draws_on_course
        else module
        for module in modules
    )


def _along(course: Course, path: Path) -> Course:
    kept = (
        replace(
            module,
            lessons=tuple(lesson for lesson in module.lessons if lesson.id in path.lesson_ids),
            quiz=module.quiz if module.id in path.quiz_ids else None,
        )
        for module in course.modules
    )
    modules = with_borrowed_questions(tuple(module for module in kept if module.lessons))
    return replace(course, modules=tuple(_within_reach(module) for module in modules))


def _within_reach(module: Module) -> Module:
    """A final test asks nothing of modules that the path leaves out, and is shorter by that."""
    if module.quiz is None or not module.quiz.draws_on_course:
        return module
    pool = module.quiz_pool
    kept = tuple(demand for demand in module.quiz.blueprint if sum(map(demand.admits, pool)) >= demand.count)
    return replace(module, quiz=replace(module.quiz, blueprint=kept, questions=sum(one.count for one in kept)))


def slug(content_id: str) -> str:
    """M5.1 -> m5-1."""
    return content_id.lower().replace(".", "-")
