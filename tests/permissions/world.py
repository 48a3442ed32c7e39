"""The small world in which every route is asked as every role: two people of each role, two agencies.

Packages add objects in `samples_<package>.py`: a function with `@sample("open_class")` takes the world, makes what it needs
and returns the arguments of the URL. Call `world.make("trainee")` to build on the sample of another package.
"""

import importlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person, RoleGrant
from core import db
from tests.conftest import NOW
from tests.factories.people import create_agency

Arguments = Mapping[str, Any]

ROLE_OF: Mapping[str, Role] = {
    "lan": Role.TRAINEE,
    "minh": Role.INSTRUCTOR,
    "hoa": Role.AGENCY_CONTACT,
    "tuan": Role.OFFICER,
    "chi": Role.AUTHOR,
    "quan": Role.ADMINISTRATOR,
}
NAMES = (*ROLE_OF, *(f"other_{name}" for name in ROLE_OF))


@dataclass
class World:
    """`people` by the names above; `agency` is that of lan and hoa, `other_agency` that of other_lan and other_hoa."""

    app: Flask
    session: Session
    people: dict[str, Person]
    agency: Agency
    other_agency: Agency
    made: dict[str, Arguments] = field(default_factory=dict)

    def make(self, name: str) -> Arguments:
        """The URL arguments of a sample, made once."""
        if name not in self.made:
            if name not in SAMPLES:
                raise LookupError(f"no sample {name!r}: add it to tests/permissions/samples_<package>.py")
            self.made[name] = SAMPLES[name](self)
        return self.made[name]


SAMPLES: dict[str, Callable[[World], Arguments]] = {}


def sample(name: str) -> Callable[[Callable[[World], Arguments]], Callable[[World], Arguments]]:
    """Register a maker of objects under a name for the permission tables."""

    def register(maker: Callable[[World], Arguments]) -> Callable[[World], Arguments]:
        SAMPLES[name] = maker
        return maker

    return register


def load_samples() -> None:
    """Import every package's samples."""
    for path in sorted(Path(__file__).parent.glob("samples_*.py")):
        importlib.import_module(f"tests.permissions.{path.stem}")


def create_world(app: Flask) -> World:
    """Two people of each role; call it inside an application context."""
    session = db.session()
    agencies = create_agency(session, "UBND xã Văn Yên"), create_agency(session, "UBND phường Tân Thịnh")
    session.flush()
    people = {}
    with db.transaction(session):
        for name in NAMES:
            is_other = name.startswith("other_")
            people[name] = Person(
                id=uuid.uuid4(),
                full_name=f"Nguyễn Thị {name}",
                name_key=name,
                folded_name=name,
                user_name=name,
                password_hash="not a hash",
                created_at=NOW,
                agency_id=agencies[is_other].id,
                grants=[RoleGrant(role=ROLE_OF[name.removeprefix("other_")])],
            )
        session.add_all(people.values())
        session.flush()
    return World(app, session, people, *agencies)
