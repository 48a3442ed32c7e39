"""Registers the package with an application."""

from flask import Flask

from accounts.action_names import ACTION_NAMES
from accounts.providers import HOME_SECTIONS, MENU, NEXT_STEPS, MenuEntry
from core import audit
from core.jobs import SWEEPS
from core.problems import CannotStart
from courses.library import Library
from courses.providers import PRACTICE
from exercises import cli, findable, models, prose, providers, queries, scenario, views
from exercises.desk import acts, draft_waiting, drafting, results
from exercises.desk import views as desk_views
from exercises.table import ScenarioError
from law import register
from lookup.providers import USES
from lookup.search.providers import KINDS, SOURCES

CHAINS = audit.ChainSource("Bài thực hành", queries.verify_attempts)
ROWS = (models.Attempt, models.AttemptEvent, models.KeptScenario)  # the migrations must know them
ACTS = (acts, drafting)  # their views are on the blueprint of the desk


def init_app(app: Flask) -> None:
    """Read every exercise at the start: a broken folder stops it with its path and what is wrong."""
    try:
        app.extensions["scenarios"] = found = scenario.load_all()
    except ScenarioError as problem:
        raise CannotStart(str(problem)) from None
    for each in found.values():
        prose.html_of(each.brief)
    app.cli.add_command(cli.exercises)
    if CHAINS not in audit.SOURCES:
        audit.SOURCES.append(CHAINS)
    for blueprint in (views.bp, desk_views.bp, results.bp):
        app.register_blueprint(blueprint)
    app.jinja_env.globals["provision_label"] = provision_label
    MENU.add("exercises", MenuEntry("Luyện tập", "exercises.exercise_list"), order=30)
    ACTION_NAMES["attempt.handed_in"] = "Nộp bài thực hành"
    SWEEPS.add("exercises.drafts", draft_waiting.sweep)
    HOME_SECTIONS.add("exercises", providers.home_sections, order=40)
    NEXT_STEPS.add("exercises", providers.next_steps)
    PRACTICE.add("exercises", providers.practice_for)
    USES.add("exercises", providers.uses_of)
    KINDS.add("exercises", findable.KIND, order=400)
    SOURCES.add("exercises", findable.sources)
    if courses := app.extensions.get("courses"):  # absent while the content check lists a broken course
        _check_lessons(courses)


def _check_lessons(courses: Library) -> None:
    try:
        scenario.refuse_untaught(scenario.FOLDER, courses.lesson_ids, courses.skill_ids)
    except ScenarioError as problem:
        raise CannotStart(str(problem)) from None


def provision_label(key: str) -> str:
    """How a page names an article: 'điểm a khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP'."""
    return register.load()[key].label
