"""Learning done for the demonstration, through the same services as people's own: lessons, quizzes, exams at the desk."""

import uuid
from datetime import datetime, timedelta
from itertools import islice

from flask import current_app
from sqlalchemy.orm import Session

from accounts.models import Person
from courses.domain.answers import Answer, Arranged, Matched, Picked, Staged, Written
from courses.domain.content import Course
from courses.domain.questions import Case, Choice, Field, Find, Match, Order, Question
from courses.providers import Study
from courses.service import SavedAnswer, finish_lesson, hand_in_quiz, save_answers, start_quiz
from exercises import service as desk_service
from exercises.domain import Mode
from exercises.queries import load_attempt
from exercises.runs import command, load_runs, script
from exercises.scenario import FOLDER, load_all

REFERENCE = "dung"
READING = timedelta(minutes=12)


def read_lessons(session: Session, person: Person, study: Study, course: Course, at: datetime, most: int = 99) -> None:
    """Read the first lessons of a course."""
    for number, lesson in enumerate(islice(course.lessons, most)):
        begun = at + number * READING
        finish_lesson(session, person.id, study, lesson, begun, begun + READING)


def take_quizzes(
    session: Session, person: Person, study: Study, course: Course, at: datetime, wrong: int, most: int = 99
) -> None:
    """Hand in the quizzes of the first modules with the first `wrong` questions left empty and the others right."""
    by_id = {question.id: question for lesson in course.lessons for question in lesson.questions}
    for module in course.quiz_modules[:most]:
        attempt = start_quiz(session, person.id, study, module, at)
        answered = [by_id[question_id] for question_id in attempt.question_ids[wrong:]]
        save_answers(
            session, attempt.id, [SavedAnswer(q.id, right_answer(q)) for q in answered], at + timedelta(minutes=14)
        )
        hand_in_quiz(session, attempt.id, at + timedelta(minutes=15))


def right_answer(question: Question) -> Answer:
    """The answer that earns the whole point."""
    match question.body:
        case Choice(options=options):
            return Picked(frozenset(n for n, option in enumerate(options) if option.is_correct))
        case Order(steps=steps):
            return Arranged(tuple(range(1, len(steps) + 1)))
        case Match() as pairs:
            return Matched(tuple(pairs.key))
        case Field(answer=answer):
            return Written(answer)
        case Find(spots=spots):
            return Picked(frozenset(n for n, spot in enumerate(spots) if spot.is_wrong))
        case Case(stages=stages):
            return Staged(tuple(_right_option(stage.choice) for stage in stages))


def _right_option(choice: Choice) -> int:
    return next(n for n, option in enumerate(choice.options) if option.is_correct)


def take_exam(
    session: Session, person: Person, scenario_id: str, context_id: uuid.UUID, at: datetime, run_name: str = REFERENCE
) -> None:
    """Work through an exercise in exam mode as one of its runs says."""
    scenario = load_all()[scenario_id]
    run = next(run for run in load_runs(FOLDER / scenario.slug, scenario) if run.name == run_name)
    begun = desk_service.start_attempt(
        session,
        person_id=person.id,
        scenario_id=scenario_id,
        mode=Mode.EXAM,
        at=at,
        seed_key=current_app.config["SECRET_KEY"],
        context_id=context_id,
    )
    desk = load_attempt(session, begun.attempt).desk
    for number, (step, slot) in enumerate(script(run)):
        moment = at + timedelta(seconds=40 * number)
        loaded, _ = desk_service.act(session, begun.attempt.id, command(scenario, desk, step, slot), moment)
        desk = loaded.desk
    if not desk.is_closed:
        desk_service.hand_in(session, begun.attempt.id, at + timedelta(minutes=30))
