"""What this package puts on the home page: the next thing to learn, my courses, and for authors the content check."""

from datetime import date, datetime

from flask import current_app, url_for
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.providers import NextStep, Section
from core import clock
from courses import library as content
from courses.domain.content import Course
from courses.views import pages
from law import register

# A running clock comes before everything; lessons and quizzes leave room before and after for exercises.
RANK_OPEN_QUIZ = 10
RANK_LEARN = 50
RANK_BEGIN = 200
RANK_CHECK = 300


def next_steps(session: Session, person: Person, _at: datetime) -> list[NextStep]:
    """For each of my courses the next lesson or quiz; for a learner without any, the open courses; the check for authors."""
    mine = pages.my_courses(session, person)
    steps = [
        NextStep(
            title=entry.following.title,
            text=f"{entry.course.title} · {entry.study.name}",
            url=entry.following.url,
            action=entry.following.action,
            rank=RANK_OPEN_QUIZ if entry.following.is_running else RANK_LEARN,
        )
        for entry in mine
        if entry.following is not None
    ]
    if not mine and (Role.TRAINEE in person.roles or not person.roles):  # who has no role studies alone
        steps += [_beginning(course.id, course.title, course.summary) for course in _open_courses()]
    if Role.AUTHOR in person.roles:
        steps.append(_checking())
    return steps


def _checking() -> NextStep:
    return NextStep(
        title="Kiểm tra nội dung khóa học",
        text="Xem tệp nào còn lỗi, ở dòng nào và phải sửa gì.",
        url=url_for("courses.content_check"),
        action="Mở trang kiểm tra",
        rank=RANK_CHECK,
    )


def _beginning(course_id: str, title: str, summary: str) -> NextStep:
    url = url_for("courses.course", course_id=course_id)
    return NextStep(f"Tự học: {title}", summary, url, "Xem khóa học", RANK_BEGIN)


def _open_courses() -> list[Course]:
    return [course for course in content.library().courses if course.open_to_self_study]


def home_sections(session: Session, person: Person, _at: datetime) -> list[Section]:
    """My courses with how far I am; for an author the state of the content."""
    sections = []
    mine = pages.my_courses(session, person)
    if mine:
        sections.append(Section("Khóa học của bạn", "courses/home_courses.html", {"mine": mine}))
    if Role.AUTHOR in person.roles:
        sections.append(Section("Kiểm tra nội dung", "courses/home_check.html", {"report": check_now()}))
    return sections


def check_now(day: date | None = None) -> content.Report:
    """The content as it lies on disk now, which may have changed since the start, taught on that day (or today)."""
    extra = current_app.extensions["settings"].extra_courses
    return content.check(content.FOLDER, extra, register.load(), day or clock.today())
