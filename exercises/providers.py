"""What upper packages put on the pages of this one, and what this one puts on the lists of the lower ones."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.providers import NextStep, Section
from core.providers import Providers
from courses.access import studies_of
from courses.providers import Practice
from exercises import queries
from exercises import scenario as scenarios
from exercises.domain import Check, Mode, Scenario
from exercises.models import Attempt
from law.provision_keys import touches
from lookup.providers import Use, UseKind

RANK_OPEN_EXAM = 12
RANK_OPEN_PRACTICE = 40


@dataclass(frozen=True)
class Context:
    """Where an attempt counts, such as a class: its id, and its name for the person who chooses."""

    id: uuid.UUID
    label: str


# Each answers in which contexts an exam of a person on a scenario (its id) counts.
CONTEXTS: Providers[Callable[[Session, Person, str], list[Context]]] = Providers()


def contexts_of(session: Session, person: Person, scenario_id: str) -> list[Context]:
    """Every context that any upper package offers to this person for this exercise."""
    return [context for provider in CONTEXTS for context in provider(session, person, scenario_id)]


def next_steps(session: Session, person: Person, _at: datetime) -> list[NextStep]:
    """The desks that are open; which exercises a class asks for is the class's own step."""
    return [_go_on(attempt) for attempt in queries.open_attempts_of(session, person.id)]


def home_sections(session: Session, person: Person, _at: datetime) -> list[Section]:
    """For somebody who studies alone: every exercise and how far it has come. A class has these on its own checklist."""
    studies = studies_of(session, person.id)
    if not studies or any(study.is_class for study in studies):
        return []
    context = {"scenarios": list(scenarios.load_all().values()), "records": queries.own_records(session, person.id)}
    return [Section("Bài thực hành", "exercises/home_exercises.html", context)]


def _go_on(attempt: Attempt) -> NextStep:
    known = scenarios.load_all().get(attempt.scenario_id)
    is_exam = attempt.mode is Mode.EXAM
    return NextStep(
        title=known.title if known else attempt.scenario_id,
        text=f"Đang làm dở trên bàn làm việc mô phỏng ({attempt.mode.label.lower()})",
        url=url_for("desk.desk", attempt_id=attempt.id),
        action="Làm tiếp",
        rank=RANK_OPEN_EXAM if is_exam else RANK_OPEN_PRACTICE,
    )


def practice_for(lesson_id: str) -> list[Practice]:
    """The exercises that practise a lesson."""
    return [
        Practice(each.title, each.summary, url_for("exercises.exercise", slug=each.id.lower()))
        for each in scenarios.load_all().values()
        if lesson_id in each.practises
    ]


def uses_of(key: str) -> list[Use]:
    """The exercises that grade by a provision that a change of `key` concerns, and each such check."""
    return [use for each in scenarios.load_all().values() for use in _uses_in(each, key)]


def _uses_in(scenario: Scenario, key: str) -> list[Use]:
    url = url_for("exercises.exercise", slug=scenario.id.lower())
    checks = [check for check in scenario.checks if touches(check.cite, key)]
    if not checks:
        return []
    cites = tuple(dict.fromkeys(check.cite for check in checks))
    whole = Use(UseKind.EXERCISE, f"Bài thực hành {scenario.id}: {scenario.title}", url, cites)
    return [whole, *(_check_use(scenario, check, url) for check in checks)]


def _check_use(scenario: Scenario, check: Check, url: str) -> Use:
    return Use(UseKind.CHECK, f"{scenario.id}: {check.title}", url, (check.cite,))
