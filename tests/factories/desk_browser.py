"""A desk for tests through its pages: what a browser sends and is shown."""

import uuid
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Person
from core import db
from exercises import queries, service
from exercises.dms.forms import entry_values
from exercises.domain import Mode
from exercises.models import Attempt
from exercises.queries import LoadedAttempt
from exercises.runs import right_entry
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import sign_in


class Browser:
    """Somebody at a desk, through the pages."""

    def __init__(self, app: Flask, client: FlaskClient, attempt_id: uuid.UUID) -> None:
        self.app, self.client, self.attempt_id = app, client, attempt_id

    @property
    def home(self) -> str:
        """The address of the desk."""
        return f"/luyen-tap/{self.attempt_id}"

    def loaded(self) -> LoadedAttempt:
        """The attempt as it is stored now."""
        with self.app.app_context():
            session = db.session()
            found = queries.load_attempt(session, session.get_one(Attempt, self.attempt_id))
            assert found.card
            return found

    def id(self, slot: str) -> str:
        """The packet that plays this part."""
        return self.loaded().desk.slots[slot]

    def get(self, path: str = "", status: int = 200) -> str:
        """A page below the desk, which must answer with this status."""
        response = self.client.get(self.home + path)
        assert response.status_code == status, response.text[:2000]
        return response.text

    def post(self, path: str, status: int = 303, **fields: Any) -> str:
        """Post with the token of the page and the present position, unless `position` says another."""
        fields.setdefault("position", self.loaded().position)
        fields["csrf_token"] = self.token()
        response = self.client.post(self.home + path, data={k: v for k, v in fields.items() if v is not None})
        assert response.status_code == status, response.text[:3000]
        return response.text

    def token(self) -> str:
        return csrf_token(self.app, self.client)

    def entry(self, slot: str, **changes: Any) -> dict[str, Any]:
        """The right values of the registration form, as they are typed."""
        loaded = self.loaded()
        item = loaded.desk.items[self.id(slot)]
        values = entry_values(right_entry(loaded.desk, item))
        typed = {k: v.strftime("%d/%m/%Y") if hasattr(v, "strftime") else v for k, v in values.items()}
        return {**typed, "packet": item.packet.id, **changes}

    def kinds(self) -> list[str]:
        """What has happened at the desk, in its order."""
        return [event.kind for event in self.loaded().events]


def begin(app: Flask, person: Person, scenario_id: str = "VBDEN-02", mode: Mode = Mode.PRACTICE) -> Browser:
    """This person's desk, the exercise just begun."""
    with app.app_context():
        attempt = service.start_attempt(
            db.session(), person_id=person.id, scenario_id=scenario_id, mode=mode, at=NOW, seed_key="k"
        ).attempt
        return Browser(app, sign_in(app, person), attempt.id)
