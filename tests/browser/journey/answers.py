"""The right answers, read from the content files and never from a page."""

from collections.abc import Mapping

from playwright.sync_api import Locator

from courses.domain.content import Course
from courses.domain.questions import Case, Choice, Field, Find, Match, Order, Prose, Question
from tests.browser.journey.trip import plain


def shown(prose: Prose) -> str:
    """A text as the page shows it."""
    return plain(prose.html.striptags())


def questions_of(course: Course) -> Mapping[str, Question]:
    """The questions of a course by the prompt that the page shows."""
    found = {shown(question.prompt): question for lesson in course.lessons for question in lesson.questions}
    assert len(found) == sum(len(lesson.questions) for lesson in course.lessons), "two questions with one prompt"
    return found


def question_in(box: Locator, course: Course) -> Question:
    """Which question of the course a fieldset asks."""
    return questions_of(course)[plain(box.locator(".question-text").text_content())]


def answer(box: Locator, course: Course, *, wrongly: bool = False) -> Question:
    """Answer the question of a fieldset with what the files say; `wrongly` ticks a false option."""
    question = question_in(box, course)
    match question.body:
        case Case(stages=stages):
            for fields, stage in zip(box.locator("fieldset.stage").all(), stages, strict=True):
                _pick(fields, stage.choice, wrongly=wrongly)
        case Find(spots=spots):
            for choice, spot in zip(box.locator(".find-list .choice").all(), spots, strict=True):
                choice.locator("input").set_checked(spot.is_wrong is not wrongly)
        case Choice() as choice:
            _pick(box, choice, wrongly=wrongly)
        case Order(steps=steps):
            _select(box, ".place-row", {shown(step.text): str(place) for place, step in enumerate(steps, start=1)})
        case Match(pairs=pairs):
            _select(box, ".match-row", {shown(pair.left): shown(pair.right) for pair in pairs})
        case Field(answer=text):
            box.locator("input[type=text]").fill(text)
            box.locator("input[type=text]").press("Tab")
    return question


def _pick(box: Locator, choice: Choice, *, wrongly: bool) -> None:
    wanted = {shown(option.text) for option in choice.options if option.is_correct is not wrongly}
    labels = [label for label in box.locator(".choice label").all() if _text(label) in wanted]
    for label in labels[:1] if wrongly else labels:
        label.click()


def _select(box: Locator, rows: str, wanted: dict[str, str]) -> None:
    for row in box.locator(rows).all():
        row.locator("select").select_option(label=wanted[_text(row.locator("label"))])


def _text(box: Locator) -> str:
    return plain(box.text_content())
