"""Registers the package with an application."""

import sys
from datetime import datetime
from functools import cache

from flask import Flask, url_for
from sqlalchemy.orm import Session

from accounts.action_names import ACTION_NAMES
from accounts.providers import HOME_SECTIONS, MENU, NEXT_STEPS, MenuEntry
from core.jobs import SWEEPS
from courses import cli, findable, service
from courses.content_reader.problems import BrokenContent
from courses.content_reader.prose import CITE_PATH
from courses.library import FOLDER, Library
from courses.providers import PRACTICE, Practice
from courses.views import bp, content_check, glossary, home, law_uses, lessons, quizzes, teaching
from law import register
from lookup.providers import PARTS, USES
from lookup.search.providers import KINDS, SCOPES, SOURCES

VIEWS = (lessons, quizzes, content_check, glossary, teaching)  # importing them gives the blueprint its routes


def init_app(app: Flask) -> None:
    """Read the courses (a fault in them stops the start and says where it is), then register pages and commands."""
    settings = app.extensions["settings"]
    try:
        app.extensions["courses"] = Library(FOLDER, settings.extra_courses, register.load())
    except BrokenContent:
        if not _is_for_authors():
            raise
    app.register_blueprint(bp)
    app.cli.add_command(cli.content)
    app.jinja_env.globals |= {
        "cite_url": _cite_url,
        "cite_label": _cite_label,
        "counts_in_words": cli.in_words,
    }
    MENU.add("courses", MenuEntry("Khóa học", "courses.courses"), order=20)
    ACTION_NAMES["quiz.handed_in"] = "Nộp bài kiểm tra"
    ACTION_NAMES["quiz.attempt_granted"] = "Cho làm thêm một lần kiểm tra"
    NEXT_STEPS.add("courses", home.next_steps)
    HOME_SECTIONS.add("courses", home.home_sections, order=30)
    USES.add("courses", law_uses.uses_of)
    PARTS.add("glossary", ("courses.glossary", "Từ ngữ"), order=200)
    KINDS.add("courses.lessons", findable.LESSON_KIND, order=100)
    KINDS.add("courses.terms", findable.TERM_KIND, order=150)
    SOURCES.add("courses", findable.sources)
    SCOPES.add("courses", findable.scopes)
    PRACTICE.add("checker", _checker, order=200)
    SWEEPS.add("courses.quiz_attempts", _close_overdue)


def _is_for_authors() -> bool:
    # The commands for authors must run although there are faults: one lists them, the other makes a lesson full of them.
    return sys.argv[1:2] == ["content"]


def _cite_url(key: str) -> str:
    return CITE_PATH + key


@cache
def _cite_label(key: str) -> str:
    provisions = register.load()
    return provisions[key].label if key in provisions else key  # a kept version may cite what was renamed since


def _checker(lesson_id: str) -> list[Practice]:
    """Module M1 is about layout: its reader may have a draft of their own checked."""
    if not lesson_id.startswith("M1."):
        return []
    says = "Gửi một dự thảo của chính bạn (không mật) và xem máy chỉ ra chỗ nào chưa đúng thể thức."
    return [Practice("Soi thể thức", says, url_for("lookup.soi"))]


def _close_overdue(session: Session, at: datetime) -> None:
    service.close_overdue(session, at)
