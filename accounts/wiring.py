"""Registers the package with an application."""

from flask import Flask

from accounts import frame, passwords, sessions
from accounts.cli import people
from accounts.domain import Role
from accounts.logged import AGENCIES, LOGGED, PEOPLE
from accounts.providers import HOME_SECTIONS, MENU, NEXT_STEPS, MenuEntry
from accounts.sections import next_steps, sections
from accounts.service import sign_in, waiting_posts
from accounts.views import bp
from accounts.views.waiting import ask_to_sign_in
from core.jobs import SWEEPS

STAFF = frozenset({Role.ADMINISTRATOR, Role.OFFICER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


def init_app(app: Flask) -> None:
    """Passwords, sign-in state, pages, menu, and the clean-up of what has run out."""
    passwords.init_app(app)
    manager = sessions.init_app(app)
    manager.unauthorized_handler(ask_to_sign_in)
    frame.init_app(app)
    app.register_blueprint(bp)
    app.cli.add_command(people)
    MENU.add("home", MenuEntry("Việc của tôi", "accounts.home"), order=10)
    MENU.add(
        "own_agency", MenuEntry("Cơ quan của tôi", "accounts.own_agency", frozenset({Role.AGENCY_CONTACT})), order=40
    )
    MENU.add("people", MenuEntry("Người dùng", "accounts.people_list", STAFF), order=800)
    MENU.add("agencies", MenuEntry("Cơ quan", "accounts.agencies", STAFF), order=810)
    MENU.add("installation", MenuEntry("Đơn vị", "accounts.installation", ADMINISTRATOR), order=820)
    MENU.add("audit", MenuEntry("Nhật ký", "accounts.audit_log", ADMINISTRATOR), order=830)
    MENU.add("jobs", MenuEntry("Việc nền", "accounts.jobs", ADMINISTRATOR), order=840)
    LOGGED.add("accounts.people", PEOPLE)
    LOGGED.add("accounts.agencies", AGENCIES)
    NEXT_STEPS.add("accounts", next_steps, order=900)
    HOME_SECTIONS.add("accounts", sections, order=900)
    SWEEPS.add("accounts.sign_in", sign_in.sweep)
    SWEEPS.add("accounts.waiting_posts", waiting_posts.sweep)
