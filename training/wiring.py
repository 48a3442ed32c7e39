"""Registers the package with an application."""

from flask import Flask

from accounts.action_names import ACTION_NAMES
from accounts.logged import LOGGED
from accounts.providers import HOME_SECTIONS, MENU, NEXT_STEPS
from core import audit
from courses.providers import STUDIES, WITHHELD
from exercises.providers import CONTEXTS
from training import logged, models, providers
from training.queries.classes import namesakes
from training.views import attempts, bp, class_papers, classes, enrolments, lists, own, papers, quizzes, rolls

ROWS = models.__all__  # the migrations must know them
VIEWS = (
    attempts,
    class_papers,
    classes,
    enrolments,
    lists,
    own,
    papers,
    quizzes,
    rolls,
)  # importing them gives the blueprint its routes


def init_app(app: Flask) -> None:
    """Pages, menu, next steps; the classes as contexts of courses and exercises; chains for `audit verify`."""
    app.register_blueprint(bp)
    app.jinja_env.globals["training_words"] = providers.WORDS
    app.jinja_env.filters["namesakes"] = namesakes
    for name, entry, order in providers.MENUS:
        MENU.add(name, entry, order=order)
    ACTION_NAMES.update(providers.ACTIONS)
    NEXT_STEPS.add("training", providers.next_steps)
    HOME_SECTIONS.add("training", providers.home_sections, order=10)
    STUDIES.add("training", providers.studies)
    WITHHELD.add("training", providers.withheld)
    CONTEXTS.add("training", providers.contexts)
    LOGGED.add("training.classes", logged.CLASSES)
    LOGGED.add("training.sessions", logged.SESSIONS)
    if providers.CHAINS not in audit.SOURCES:
        audit.SOURCES.append(providers.CHAINS)
