"""Results of a class: for each person the facts, the checklist by the class's rule, and whether it is complete."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from accounts.models import Agency, Person
from courses import queries as course_queries
from courses.domain.content import Course, Lesson
from courses.library import UnknownVersion, library
from courses.queries import Progress
from exercises import queries as exercise_queries
from exercises.scenario import load_all
from law.register import Provision
from training.domain.completion import (
    ExamResult,
    ExerciseFact,
    Facts,
    Item,
    ItemState,
    LessonFacts,
    QuizFact,
    checklist,
    in_short,
    is_complete,
)
from training.domain.rules import Attendance
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass
from training.queries.attendance import ClassAttendance, class_attendance
from training.queries.classes import enrolments_of_class


@dataclass(frozen=True, slots=True)
class Result:
    """One person of a class. `checklist` is empty for a class of the past that has no results."""

    enrolment: Enrolment
    facts: Facts
    checklist: tuple[Item, ...]
    is_complete: bool
    rule_version: int

    @property
    def person(self) -> Person:
        """The person."""
        return self.enrolment.person

    @property
    def agency(self) -> Agency | None:
        """The agency at the time of the class."""
        return self.enrolment.agency

    @property
    def cannot_pass(self) -> bool:
        """Whether something is out of reach for good."""
        return any(item.state is ItemState.FAILED for item in self.checklist)

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not done."""
        return tuple(item for item in self.checklist if not item.is_done)

    @property
    def missing_in_short(self) -> str:
        """The same in a line of a table."""
        return in_short(self.missing)


NO_RESULTS = Facts(Attendance(0, 0, 0), LessonFacts(0, 0))

_Finished = Mapping[uuid.UUID, set[str]]
_Scores = Mapping[uuid.UUID, Mapping[str, int]]
_Exams = Mapping[tuple[uuid.UUID, str], exercise_queries.ExamResult]


def class_results(session: Session, class_id: uuid.UUID, *, agency_id: uuid.UUID | None = None) -> list[Result]:
    """Everybody enrolled in a class (or only an agency's people), by given name; the same number of statements for any size."""
    row = session.get_one(TrainingClass, class_id)
    enrolments = enrolments_of_class(session, class_id)
    if agency_id is not None:
        enrolments = [enrolment for enrolment in enrolments if enrolment.agency_id == agency_id]
    if not row.has_results:
        return [Result(enrolment, NO_RESULTS, (), False, row.rule_version) for enrolment in enrolments]
    return _results(
        enrolments,
        course_of(session, row),
        class_attendance(session, row),
        course_queries.finished_lessons_in(session, class_id),
        course_queries.best_scores_in(session, class_id),
        exercise_queries.best_exams(session, class_id),
    )


def person_result(
    session: Session, row: TrainingClass, person_id: uuid.UUID, progress: Progress
) -> tuple[Result, ClassAttendance]:
    """One person's result in a class, given the progress in its course, and the attendance behind it.

    Raises NoResultFound for a stranger.
    """
    enrolment = session.scalars(_enrolment(), {"row": row.id, "person": person_id}).one()
    attended = class_attendance(session, row, person_id=person_id)
    if not row.has_results:
        return Result(enrolment, NO_RESULTS, (), False, row.rule_version), attended
    results = _results(
        [enrolment],
        course_of(session, row),
        attended,
        {person_id: progress.finished_ids},
        {person_id: progress.best_scores},
        exercise_queries.best_exams(session, row.id, person_id),
    )
    return results[0], attended


@cache
def _enrolment() -> sa.Select[Enrolment]:
    return (
        sa.select(Enrolment)
        .options(joinedload(Enrolment.person).lazyload(Person.grants), joinedload(Enrolment.agency))
        .where(
            Enrolment.class_id == sa.bindparam("row"),
            Enrolment.person_id == sa.bindparam("person"),
            Enrolment.state == EnrolmentState.ENROLLED,
        )
    )


def course_of(session: Session, row: TrainingClass) -> Course | None:
    """What counts of the course, in the version that the class began with; None where it was never kept (classes of the past)."""
    if row.state is ClassState.HISTORY:
        return None
    try:
        return library().version(session, row.course_id, row.course_digest).along(row.path_id)
    except UnknownVersion:
        return None


def law_that_lapses(session: Session, row: TrainingClass) -> list[tuple[Lesson, Provision]]:
    """Lessons of a class with provisions that do not apply on its last day, so that the instructor can say so."""
    course = course_of(session, row)
    if course is None or row.last_day is None:
        return []
    return list(library().out_of_force(course, row.last_day))


def exercise_title(scenario_id: str) -> str:
    """The title of an exercise; its id where it no longer exists."""
    scenario = load_all().get(scenario_id)
    return scenario.title if scenario else scenario_id


def _results(
    enrolments: Iterable[Enrolment],
    course: Course | None,
    attended: ClassAttendance,
    finished: _Finished,
    scores: _Scores,
    exams: _Exams,
) -> list[Result]:
    rule = attended.rule
    made = []
    for enrolment in enrolments:
        person_id = enrolment.person_id
        facts = Facts(
            attendance=attended.of(person_id),
            lessons=_lessons(course, finished.get(person_id, set())),
            quizzes=_quizzes(course, scores.get(person_id, {})),
            exercises=tuple(
                _exercise(scenario_id, exams.get((person_id, scenario_id))) for scenario_id in rule.exercises
            ),
        )
        items = checklist(rule, facts)
        made.append(Result(enrolment, facts, items, is_complete(items), rule.version))
    return made


def _lessons(course: Course | None, finished: set[str]) -> LessonFacts:
    if course is None:
        return LessonFacts(0, 0)
    lessons = list(course.lessons)
    following = next((lesson for lesson in lessons if lesson.id not in finished), None)
    done = sum(lesson.id in finished for lesson in lessons)
    if following is None:
        return LessonFacts(done, len(lessons))
    return LessonFacts(done, len(lessons), following.id, following.title)


def _quizzes(course: Course | None, scores: Mapping[str, int]) -> tuple[QuizFact, ...]:
    modules: Sequence[QuizFact] = ()
    if course is not None:
        modules = [QuizFact(module.id, module.title, scores.get(module.id)) for module in course.quiz_modules]
    return tuple(modules)


def _exercise(scenario_id: str, exam: exercise_queries.ExamResult | None) -> ExerciseFact:
    exams = (ExamResult(exam.score, exam.has_critical_error),) if exam else ()
    return ExerciseFact(scenario_id, exercise_title(scenario_id), exams)
