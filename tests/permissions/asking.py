"""The permission table, and a world in which its rows can be asked: one browser for each person."""

import functools
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person
from accounts.sessions import COOKIE_KEY, open_session
from core import db
from courses.models import ContentVersion
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.permissions.world import NAMES, ROLE_OF, World, create_world, load_samples

TABLES = Path(__file__).resolve().parent
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


def rules_of(app: Flask) -> dict[str, list[Rule]]:
    """The rules of each endpoint."""
    found: dict[str, list[Rule]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.endpoint, []).append(rule)
    return found


def methods_of(app: Flask, endpoint: str) -> set[str]:
    """The methods that an endpoint answers, besides those that come by themselves."""
    return {m for rule in rules_of(app)[endpoint] for m in rule.methods or () if m not in {"HEAD", "OPTIONS"}}


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
    arguments: dict[str, Any]

    def about(self, endpoint: str) -> "Asking":
        """The same world, asked about another row that needs the same sample."""
        row, url = ROWS[endpoint], self.url_of(endpoint)
        return replace(self, row=row, url=f"{url}?{row.query}" if row.query else url)

    def url_of(self, endpoint: str) -> str:
        """The address of another page about the same objects."""
        with self.app.test_request_context("/"):
            return _url(self.app, endpoint, self.arguments)

    def ask(self, who: str, method: str, *, with_token: bool = True) -> TestResponse:
        """Send one request as one person."""
        client = self.browsers[who]
        data = dict(self.row.form)
        if method != "GET" and with_token:
            data["csrf_token"] = csrf_token(self.app, client)
        return client.open(self.url, method=method, data=data if method != "GET" else None, buffered=True)


def open_world(app: Flask, endpoint: str, sample: str | None = None) -> Asking:
    """A fresh world with the sample of one row (or another one), and the row's URL in it."""
    _load()
    row = ROWS[endpoint]
    sample = sample or row.sample
    with app.test_request_context("/"):
        with db.transaction(db.session()):  # one commit for all people and their browsers
            world = create_world(app)
            browsers = {name: _browser(world, world.people[name]) for name in NAMES}
            browsers[NOBODY] = app.test_client()
            browsers[HALF] = _browser(world, _half_person(world))
        arguments = dict(world.make(sample)) if sample else {}
    return Asking(app, row, "", browsers, arguments).about(endpoint)


def _url(app: Flask, endpoint: str, arguments: dict[str, Any]) -> str:
    wanted = {name for rule in rules_of(app)[endpoint] for name in rule.arguments}
    return url_for(endpoint, **{name: value for name, value in arguments.items() if name in wanted})


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


def everything(app: Flask, but: frozenset[str] = frozenset()) -> str:
    """A digest of all rows, but for those of some tables."""
    digest = hashlib.sha256()
    with app.extensions["engine"].connect() as connection:
        for statement in (statement for name, statement in _statements().items() if name not in but):
            for found in connection.execute(statement):
                digest.update(repr(tuple(found)).encode())
    return digest.hexdigest()


@functools.cache
def _statements() -> dict[str, sa.Select[Any]]:
    """All rows of each table by its name; texts of courses, which a page loads only when it needs them, stay away."""
    kept = ContentVersion.__table__.c
    heavy = {kept.files, kept.html}
    tables = db.Base.metadata.sorted_tables
    return {table.name: sa.select(*(set(table.c) - heavy)).order_by(*table.primary_key) for table in tables}
