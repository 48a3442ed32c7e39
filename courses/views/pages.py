"""What the templates of courses are given, and what all pages of this package share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from accounts.models import Person
from core.providers import asked_once
from courses import access, queries
from courses.access import Reading
from courses.domain import answers
from courses.domain.answers import Answer
from courses.domain.content import Course, Lesson, Module
from courses.domain.questions import Kind, Question
from courses.domain.review import Review
from courses.domain.sheets import Sheet
from courses.library import library
from courses.providers import Study
from courses.queries import NOTHING, Progress

Context = dict[str, Any]
Trail = list[tuple[str, str]]

KIND_WORDS = {
    Kind.SINGLE: "Chọn một đáp án",
    Kind.MULTIPLE: "Chọn tất cả đáp án đúng",
    Kind.ORDER: "Sắp xếp các bước theo thứ tự",
    Kind.MATCH: "Ghép mỗi dòng với một mục",
    Kind.FIELD: "Điền vào ô",
    Kind.FIND: "Chỉ ra mọi chỗ sai trên trang",
    Kind.CASE: "Tình huống nhiều bước",
}


UNFINISHED = {
    Kind.SINGLE: "Hãy chọn một đáp án.",
    Kind.MULTIPLE: "Hãy chọn ít nhất một đáp án.",
    Kind.ORDER: "Hãy cho mỗi bước một số thứ tự, không bước nào trùng nhau.",
    Kind.MATCH: "Hãy chọn mục phù hợp cho từng dòng.",
    Kind.FIELD: "Hãy ghi câu trả lời vào ô.",
    Kind.FIND: "Hãy chọn ít nhất một chỗ sai trên trang.",
    Kind.CASE: "Hãy chọn một đáp án cho từng bước.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page: its sheet, the given answer, and (only when it may be seen) its review.

    `problem` says what is missing in an answer that was sent unfinished; `client` and `sequence` say which browser saved
    the answer last.
    """

    sheet: Sheet
    answer: Answer | None
    review: Review | None
    problem: str = ""
    client: str = ""
    sequence: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether nothing is open."""
        return answers.is_answered(self.answer)


def shows_a_page(questions: Iterable[Question]) -> bool:
    """Whether one of these questions draws an A4 page, which needs style sheets of its own."""
    return any(question.kind is Kind.FIND for question in questions)


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing to do in a course: its name, where it is, and the words of the button. `is_running`: a clock runs."""

    title: str
    url: str
    action: str
    is_running: bool = False


def courses_page(session: Session, person: Person) -> Context:
    """My courses with how far I am; open ones that I have not begun; for readers all others."""
    studies = access.studies_of(session, person.id)
    mine = [_my_course(session, person, study) for study in _first_of_each(studies)]
    begun = {study.course_id for study in studies}
    others = [course for course in library().courses if course.id not in begun]
    return {
        "mine": mine,
        "open_courses": [course for course in others if course.open_to_self_study],
        "closed_courses": [
            course for course in others if not course.open_to_self_study and access.READERS & person.roles
        ],
    }


def _first_of_each(studies: Sequence[Study]) -> list[Study]:
    return list({study.course_id: study for study in reversed(studies)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course on the list of those that I study."""

    course: Course
    study: Study
    finished: int
    following: Next | None


def _my_course(session: Session, person: Person, study: Study) -> MyCourse:
    course = access.course_of(session, study)
    progress = access.progress_of(session, study, person.id)
    return MyCourse(course, study, progress.finished_lessons(course), next_in(course, progress))


def my_courses(session: Session, person: Person) -> list[MyCourse]:
    """What a person studies, each course once."""
    return asked_once(("courses", person.id), lambda: _my_courses(session, person))


def _my_courses(session: Session, person: Person) -> list[MyCourse]:
    return [_my_course(session, person, study) for study in _first_of_each(access.studies_of(session, person.id))]


def next_in(course: Course, progress: Progress) -> Next | None:
    """The open attempt, else module by module the first lesson that was not read and the quiz that was not tried.

    Quizzes that were tried and not passed come at the end: by then more has been learnt.
    """
    for module in course.quiz_modules:
        open_attempt = progress.quiz(module).open_attempt
        if open_attempt is not None:
            url = url_for("courses.attempt", attempt_id=open_attempt)
            return Next(
                f"Làm tiếp bài kiểm tra {module.id}: {module.title}", url, "Làm tiếp bài kiểm tra", is_running=True
            )
    for module in course.modules:
        for lesson in module.lessons:
            if not progress.is_finished(lesson):
                return Next(f"Đọc bài {lesson.id}: {lesson.title}", lesson_url(course, lesson), f"Mở bài {lesson.id}")
        if module.quiz is not None and progress.quiz(module).best is None:
            return _next_quiz(course, module)
    failed = (module for module in course.quiz_modules if not progress.quiz(module).is_passed)
    return next((_next_quiz(course, module) for module in failed), None)


def _next_quiz(course: Course, module: Module) -> Next:
    return Next(f"Làm bài kiểm tra {module.id}: {module.title}", quiz_url(course, module), "Đến bài kiểm tra")


def lesson_url(course: Course, lesson: Lesson) -> str:
    """The page of a lesson."""
    return url_for("courses.lesson", course_id=course.id, lesson_slug=lesson.slug)


def quiz_url(course: Course, module: Module) -> str:
    """The start page of a quiz."""
    return url_for("courses.quiz", course_id=course.id, module_slug=module.slug)


def _beside(reading: Reading) -> list[Lesson]:
    """The lessons of the course that the reader's path leaves out."""
    inside = set(reading.course.lesson_ids)
    return [lesson for lesson in reading.whole.lessons if lesson.id not in inside]


def course_page(session: Session, person: Person, reading: Reading) -> Context:
    """A course with my progress."""
    study = reading.study
    progress = queries.progress_of(session, study, person.id) if study else NOTHING
    return {
        "course": reading.course,
        "study": study,
        "progress": progress,
        "path": reading.course.path(study.path_id) if study else None,
        "paths": [path for path in reading.course.paths if not path.is_programme],
        "beside": _beside(reading),
        "following": next_in(reading.course, progress) if study else None,
        "teaches": bool(access.TEACHERS & person.roles),
        "may_read": study is not None or bool(access.READERS & person.roles),
        "breadcrumbs": [("Khóa học", url_for("courses.courses")), (reading.course.title, "")],
    }
