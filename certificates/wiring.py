"""Registers the package with an application."""

from flask import Flask

from accounts.action_names import ACTION_NAMES
from accounts.logged import LOGGED
from accounts.providers import MENU, NEXT_STEPS
from certificates import journal, models, providers, tasks
from certificates.document_types import document_types
from certificates.views import own, recognition, register, verification
from core import audit
from training.providers import CLASS_STEPS

ROWS = (models.Certificate, tasks.render)  # the migrations and the job worker must know them


def init_app(app: Flask) -> None:
    """Pages, the chain of certificates, menu entries and next steps."""
    document_types()  # a broken file stops the start
    for room in (recognition, register, own, verification):
        app.register_blueprint(room.bp)
    if journal.SOURCE not in audit.SOURCES:
        audit.SOURCES.append(journal.SOURCE)
    ACTION_NAMES.update(providers.ACTIONS)
    MENU.add("certificates.register", providers.REGISTER, order=60)
    MENU.add("certificates.mine", providers.MINE, order=60)
    MENU.add("certificates.verify", providers.VERIFY, order=90)
    NEXT_STEPS.add("certificates.officer", providers.officer_steps, order=60)
    LOGGED.add("certificates.recognitions", providers.RECOGNITIONS)
    LOGGED.add("certificates.papers", providers.CERTIFICATES)
    CLASS_STEPS.add("certificates", providers.class_steps)
    NEXT_STEPS.add("certificates.trainee", providers.trainee_steps, order=60)
