"""What the templates of a quiz are given."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from flask import url_for
from sqlalchemy.orm import Session

from accounts.models import Person
from courses import forms, queries
from courses.access import AttemptAtHand
from courses.domain import answers, limits
from courses.domain.answers import CREDIT_RULES, HINTS
from courses.domain.content import Course, Lesson, Module
from courses.domain.questions import Kind, Question
from courses.domain.review import review
from courses.domain.sheets import Sheet
from courses.models import QuizAnswer, QuizAttempt
from courses.providers import Study
from courses.queries import Progress
from courses.views.pages import KIND_WORDS, Asked, Context, Next, Trail, quiz_url, shows_a_page


def quiz_page(
    session: Session, person: Person, course: Course, module: Module, study: Study | None, at: datetime
) -> Context:
    """The start page of a quiz: its rules, my attempts, and whether I may begin."""
    rule = module.quiz
    assert rule is not None, "access.quiz_for gives only modules with a quiz"
    standing = (
        queries.standings(session, study.context_id, person.id, [module], at)[0]
        if study
        else queries.standing_of(module, [], [], at)
    )
    kinds = {question.kind for question in module.quiz_pool}
    states = queries.lessons_of(session, study, person.id) if study else {}
    unread = [lesson for lesson in module.lessons if not Progress(states, {}).is_finished(lesson)]
    return {
        "course": course,
        "module": module,
        "rule": rule,
        "study": study,
        "standing": standing,
        "attempts": standing.attempts,
        "decision": standing.decision,
        "decision_kind": type(standing.decision).__name__,
        "unread": unread if study else [],
        "credit_rules": [CREDIT_RULES[kind] for kind in Kind if kind in kinds],
        "breadcrumbs": [
            ("Khóa học", url_for("courses.courses")),
            (course.title, url_for("courses.course", course_id=course.id)),
            (f"Kiểm tra {module.id}", ""),
        ],
    }


def is_over(attempt: QuizAttempt, at: datetime) -> bool:
    """Whether the time of an attempt is over."""
    return limits.is_over(attempt.ends_at, at)


def attempt_page(session: Session, at_hand: AttemptAtHand, at: datetime) -> Context:
    """The paper with the answers so far. Nothing of the key is in it."""
    saved = queries.answers_of(session, at_hand.attempt.id)
    asked = [
        _asked(sheet, saved.get(sheet.question.id)) for sheet in forms.paper_of(at_hand.course, at_hand.attempt).sheets
    ]
    seconds = max(0, ceil((at_hand.attempt.ends_at - at).total_seconds()))
    return {
        "at_hand": at_hand,
        "asked": asked,
        "answered": sum(one.is_answered for one in asked),
        "open_numbers": [number for number, one in enumerate(asked, start=1) if not one.is_answered],
        "seconds_left": seconds,
        "minutes_left": ceil(seconds / 60),
        "shows_a_page": shows_a_page(one.sheet.question for one in asked),
        "kind_words": KIND_WORDS,
        "hints": HINTS,
        "breadcrumbs": _attempt_trail(at_hand),
    }


def _asked(sheet: Sheet, row: QuizAnswer | None) -> Asked:
    if row is None:
        return Asked(sheet, None, None)
    return Asked(sheet, answers.from_json(row.answer), None, client=row.client, sequence=row.sequence)


def result_page(session: Session, at_hand: AttemptAtHand, at: datetime) -> Context:
    """A finished attempt, question by question, and what to do next."""
    attempt, course, module = at_hand.attempt, at_hand.course, at_hand.module
    saved = queries.answers_of(session, attempt.id)
    reviews = []
    for question_id in attempt.question_ids:
        question = course.question(question_id)
        assert question is not None, "the paper was drawn from this version"
        reviews.append(review(question, answers.from_json(saved[question_id].answer) if question_id in saved else None))
    return {
        "at_hand": at_hand,
        "reviews": reviews,
        "right": sum(one.points == 1 for one in reviews),
        "to_read_again": _lessons_behind(module, [one.question for one in reviews if one.points < 1]),
        "following": _after_result(at_hand),
        "quiz_url": quiz_url(course, module),
        "shows_a_page": shows_a_page(one.question for one in reviews),
        "kind_words": KIND_WORDS,
        "breadcrumbs": _attempt_trail(at_hand),
    }


def _lessons_behind(module: Module, questions: Sequence[Question]) -> list[tuple[Lesson, int]]:
    """Lessons with the number of their questions that were not fully right, most first."""
    counted = [(lesson, sum(question in lesson.questions for question in questions)) for lesson in module.lessons]
    return sorted([entry for entry in counted if entry[1]], key=lambda entry: -entry[1])


def _after_result(at_hand: AttemptAtHand) -> Next:
    course, module = at_hand.course, at_hand.module
    if not at_hand.attempt.is_passed:
        return Next("Đọc lại những bài còn sai, rồi làm lại", quiz_url(course, module), "Về trang bài kiểm tra")
    return Next(course.title, url_for("courses.course", course_id=course.id), "Về trang khóa học")


def _attempt_trail(at_hand: AttemptAtHand) -> Trail:
    course, module = at_hand.course, at_hand.module
    return [
        (course.title, url_for("courses.course", course_id=course.id)),
        (f"Kiểm tra {module.id}", quiz_url(course, module)),
        (f"Lần {at_hand.attempt.number}", ""),
    ]
