"""Every route as every role, by the tables in tests/permissions/*.toml (the key stands at the top of accounts.toml)."""

import functools
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person
from accounts.sessions import COOKIE_KEY, open_session
from core import db
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.permissions.world import NAMES, ROLE_OF, World, create_world, load_samples

TABLES = Path(__file__).resolve().parents[1] / "permissions"
ROLES = {role.value for role in Role}
KEYS = {"public", "signed_in", "roles", "half", "sample", "owner", "query", "form", "writes_on_get"}
NOBODY, HALF = "nobody", "half"


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    endpoint: str
    public: bool = False
    signed_in: bool = False
    roles: tuple[str, ...] = ()
    half: bool = False
    sample: str | None = None
    owner: tuple[str, ...] = ()
    query: str = ""
    form: tuple[tuple[str, str], ...] = ()
    writes_on_get: str = ""

    def lets_in(self, who: str) -> bool:
        """Whether this person of the world gets in."""
        if self.public:
            return True
        if self.half or who == HALF:
            return self.half and who == HALF
        if who == NOBODY:
            return False
        role = ROLE_OF[who.removeprefix("other_")].value
        if self.owner and not {who, role} & set(self.owner):
            return False
        return self.signed_in or role in self.roles


def _read() -> Iterator[Row]:
    for path in sorted(TABLES.glob("*.toml")):
        for endpoint, given in tomllib.loads(path.read_text(encoding="utf-8")).get("endpoint", {}).items():
            unknown = (
                (set(given) - KEYS)
                | (set(given.get("roles", ())) - ROLES)
                | (set(given.get("owner", ())) - {*NAMES, *ROLES})
            )
            assert not unknown, f"{path.name}: {endpoint}: unknown {sorted(unknown)}"
            assert sum(bool(given.get(k)) for k in ("public", "signed_in", "roles", "half")) == 1, (
                f"{path.name}: {endpoint}: say exactly one of public, signed_in, roles, half"
            )
            plain: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value for key, value in given.items()
            }
            plain["form"] = tuple(given.get("form", {}).items())
            yield Row(endpoint, **plain)


ROWS = {row.endpoint: row for row in _read()}


def _rules(app: Flask) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.endpoint, []).append(rule)
    return found


def _methods(app: Flask, endpoint: str) -> set[str]:
    return {m for rule in _rules(app)[endpoint] for m in rule.methods or () if m not in {"HEAD", "OPTIONS"}}


def test_every_route_has_a_row(app: Flask) -> None:
    missing = sorted(set(_rules(app)) - set(ROWS))
    assert not missing, f"add rows for these endpoints to tests/permissions/<package>.toml: {missing}"


def test_every_row_has_a_route(app: Flask) -> None:
    left = sorted(set(ROWS) - set(_rules(app)))
    assert not left, f"these rows name no endpoint any more: {left}"


@functools.cache
def _load() -> None:
    load_samples()


@dataclass
class Asking:
    """An open world and its browsers."""

    app: Flask
    row: Row
    url: str
    browsers: dict[str, FlaskClient]

    def ask(self, who: str, method: str, *, with_token: bool = True) -> TestResponse:
        """Send one request as one person."""
        client = self.browsers[who]
        data = dict(self.row.form)
        if method != "GET" and with_token:
            data["csrf_token"] = csrf_token(self.app, client)
        return client.open(self.url, method=method, data=data if method != "GET" else None, buffered=True)


@pytest.fixture
def asking(app: Flask, endpoint: str) -> Asking:
    """The world of one row."""
    _load()
    row = ROWS[endpoint]
    with app.test_request_context("/"):
        with db.transaction(db.session()):  # one commit for all people and their browsers
            world = create_world(app)
            browsers = {name: _browser(world, world.people[name]) for name in NAMES}
            browsers[NOBODY] = app.test_client()
            browsers[HALF] = _browser(world, _half_person(world))
        arguments = dict(world.make(row.sample)) if row.sample else {}
        wanted = {name for rule in _rules(app)[endpoint] for name in rule.arguments}
        url = url_for(endpoint, **{name: value for name, value in arguments.items() if name in wanted})
    return Asking(app, row, f"{url}?{row.query}" if row.query else url, browsers)


def _half_person(world: World) -> Person:
    """An administrator with a second factor whose code has not been entered."""
    person = world.people["quan"]
    with db.transaction(world.session):
        half = Person(
            full_name="Nửa Vời", name_key="half", folded_name="half", user_name="half", password_hash="not a hash",
            created_at=NOW, totp_nonce="0" * 32, totp_confirmed_at=NOW - timedelta(days=1),
            grants=[type(person.grants[0])(role=role) for role in Role],
        )  # fmt: skip
        world.session.add(half)
        world.session.flush()
    return half


def _browser(world: World, person: Person) -> FlaskClient:
    with db.transaction(world.session):
        token = open_session(world.session, person, NOW)
    client = world.app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client


def _is_refused(answer: TestResponse) -> bool:
    if answer.status_code in {401, 403, 404}:
        return True
    target = answer.headers.get("Location", "")
    return answer.status_code in {302, 303} and target.startswith("/dang-nhap")


def _everything(app: Flask) -> str:
    """A digest of all rows."""
    digest = hashlib.sha256()
    with app.extensions["engine"].connect() as connection:
        for table in db.Base.metadata.sorted_tables:
            for found in connection.execute(sa.select(table).order_by(*table.primary_key)):
                digest.update(repr(tuple(found)).encode())
    return digest.hexdigest()


def _who_last(row: Row) -> list[str]:
    """Those who are refused first: what they do must not change the world for the others."""
    return sorted([*NAMES, NOBODY, HALF], key=row.lets_in)


def pytest_generate_tests(metafunc: Any) -> None:
    """One test for each row."""
    if "endpoint" in metafunc.fixturenames:
        metafunc.parametrize("endpoint", sorted(ROWS))


def _judge(asked: Asking, who: str, method: str, answer: TestResponse) -> None:
    place = f"{asked.row.endpoint}: {method} {asked.url} as {who} answered {answer.status_code}"
    assert answer.status_code < 500, place
    allowed = asked.row.lets_in(who)
    if asked.row.half and who not in {HALF, NOBODY}:
        assert answer.status_code == 303, f"{place}; a whole sign-in has nothing to do there"
    elif asked.row.public or (asked.row.half and who == HALF):
        assert answer.status_code not in {401, 403, 404}, f"{place}; the table lets everybody in"
    else:
        assert _is_refused(answer) is not allowed, f"{place}; by the table it is {'allowed' if allowed else 'refused'}"


def test_it_lets_in_whom_the_table_names(app: Flask, asking: Asking, endpoint: str) -> None:
    before = _everything(app)
    methods = _methods(app, endpoint)
    if "GET" in methods:
        for who in _who_last(asking.row):
            _judge(asking, who, "GET", asking.ask(who, "GET"))
        assert asking.row.writes_on_get or _everything(app) == before, (
            f"{endpoint}: a GET changed a row; make it a POST, or say why in `writes_on_get`"
        )
    for method in sorted(methods - {"GET"}):
        _send_a_forged_form(app, asking, method)
        for who in _who_last(asking.row):
            _judge(asking, who, method, asking.ask(who, method))


def _send_a_forged_form(app: Flask, asking: Asking, method: str) -> None:
    """Without its token a form is refused even from those who may send it, and changes nothing."""
    before = _everything(app)
    who = next(name for name in (*NAMES, HALF) if asking.row.lets_in(name))
    answer = asking.ask(who, method, with_token=False)
    assert answer.status_code == 400, f"{asking.row.endpoint}: {method} without a token answered {answer.status_code}"
    assert _everything(app) == before
