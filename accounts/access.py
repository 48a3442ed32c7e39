"""Loaders that fetch and authorise; a stranger gets 404."""

import uuid

import sqlalchemy as sa
from flask import abort, redirect, url_for
from flask_login import current_user
from sqlalchemy.orm import Session, joinedload

from accounts import queries, sessions
from accounts.domain import Role, Stage, is_trainee_only
from accounts.models import Agency, Person, UserSession, WaitingPost
from core import clock, db

STEP_PAGES = {
    Stage.CODE: "accounts.enter_code",
    Stage.PASSWORD: "accounts.password",
    Stage.SET_UP: "accounts.second_factor",
}


def session_at(*stages: Stage) -> UserSession:
    """This request's sign-in, if it has come to one of these steps; else off to the page of its own step, or to sign in."""
    row = sessions.current_session()
    if row is None:
        abort(redirect(url_for("accounts.sign_in"), 303))
    stage = sessions.stage(row)
    if stage not in stages:
        abort(redirect(url_for(STEP_PAGES.get(stage, "accounts.home")), 303))
    return row


def person_for_administrator(person_id: uuid.UUID) -> Person:
    """Anybody, with the agency."""
    found = db.session().scalar(sa.select(Person).options(joinedload(Person.agency)).where(Person.id == person_id))
    if found is None:
        abort(404)
    return found


def person_for_staff(user: Person, person_id: uuid.UUID) -> Person:
    """Anybody for an administrator; for an officer those who are trainees and nothing else."""
    found = person_for_administrator(person_id)
    if Role.ADMINISTRATOR.value in user.roles or is_trainee_only(found.roles):
        return found
    return abort(404)


def agency_for_staff(agency_id: uuid.UUID) -> Agency:
    """Any agency."""
    found = db.session().get(Agency, agency_id)
    if found is None:
        abort(404)
    return found


def waiting_post_for(user: Person, post_id: uuid.UUID) -> WaitingPost:
    """What this person typed, while it waits."""
    for row in queries.waiting_posts(db.session(), user.id, clock.now()):
        if row.id == post_id:
            return row
    return abort(404)


def me(session: Session) -> Person:
    """The person behind this request, with the agency."""
    return session.scalars(
        sa.select(Person).options(joinedload(Person.agency)).where(Person.id == current_user.id)
    ).one()
