"""Objects of accounts for the permission tables."""

import uuid

from accounts.domain import Role
from accounts.models import UserSession
from accounts.service import create_person, own_password, waiting_posts
from accounts.sessions import open_session, token_hash
from core import db
from core.jobs import Job, JobState
from tests.conftest import NOW
from tests.permissions.world import Arguments, World, sample


@sample("static_file")
def static_file(world: World) -> Arguments:
    """A file that everybody may load."""
    return {"filename": "core/page.js"}


@sample("trainee")
def trainee(world: World) -> Arguments:
    """A person who is a trainee and nothing else (not one of those who ask)."""
    person = create_person(world.session, None, full_name="Ma Thị Ban", roles=[Role.TRAINEE], at=NOW)
    return {"person_id": person.id}


@sample("agency")
def agency(world: World) -> Arguments:
    """An agency."""
    return {"agency_id": world.other_agency.id}


@sample("one_time_link")
def one_time_link(world: World) -> Arguments:
    """A link that has not been used."""
    return {"token": own_password.make_link(world.session, None, world.people["other_lan"], NOW)}


@sample("session_of_lan")
def session_of_lan(world: World) -> Arguments:
    """Another machine on which Lan is signed in."""
    with db.transaction(world.session):
        token = open_session(world.session, world.people["lan"], NOW)
    return {"session_id": world.session.get_one(UserSession, token_hash(token)).id}


@sample("waiting_post_of_lan")
def waiting_post_of_lan(world: World) -> Arguments:
    """Something that Lan typed when her sign-in ran out."""
    lan = world.people["lan"].id
    return {"post_id": waiting_posts.keep_post(world.session, lan, "/tai-khoan", [("a", "b")], False, NOW)}


@sample("job")
def job(world: World) -> Arguments:
    """A job that failed."""
    with db.transaction(world.session):
        row = Job(
            id=uuid.uuid4(), kind="x.y", arguments={}, state=JobState.FAILED, asked_by=None, asked_at=NOW, tries=3
        )
        world.session.add(row)
    return {"job_id": row.id}
