"""Control characters in addresses and fields reach no database: every page with every filter that any page reads."""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.permissions.asking import HALF, NOBODY, ROWS, Asking, methods_of, open_world, rules_of
from tests.permissions.world import NAMES

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "accounts", "lookup", "courses", "exercises", "training", "certificates", "reports")
READS = re.compile(r"(?:args|given)\.get(?:list)?\(\s*\"([\w-]+)\"|request\.args\[\"([\w-]+)\"")
BAD = "%00a%07%1fb%7f%0a"


@functools.cache
def _filters() -> Mapping[str, set[str]]:
    """The names that are read from the query, by the module that reads them."""
    found = {}
    for path in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        names = {first or second for first, second in READS.findall(path.read_text(encoding="utf-8"))}
        found[".".join(path.relative_to(ROOT).with_suffix("").parts)] = names
    return found


def _all_filters() -> list[str]:
    return sorted(set().union(*_filters().values()))


def test_the_filters_are_found(application: Flask) -> None:
    assert {"tim", "trang", "co-quan", "nam"} <= set(_all_filters())
    assert {"tim", "viec"} <= _filters()["accounts.views.system"]
    views = {view.__module__ for view in application.view_functions.values()}
    assert views - set(_filters()) == {"flask.app"}  # static files


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each sample of the permission tables: all pages about it are asked in one world."""
    if "sample" in metafunc.fixturenames:
        metafunc.parametrize("sample", sorted({row.sample or "" for row in ROWS.values()}))


def _words(asked: Asking, endpoint: str) -> Iterator[str]:
    """The addresses of an endpoint with a control character in each argument that is a plain word."""
    for rule in rules_of(asked.app)[endpoint]:
        for name, converter in rule._converters.items():
            value = str(asked.arguments.get(name, ""))
            if value and type(converter).__name__ == "UnicodeConverter":
                yield asked.url.partition("?")[0].replace(quote(value), f"{quote(value)}%00")


@pytest.mark.postgres  # SQLite takes NUL in a text
@pytest.mark.usefixtures("blank_paper")
def test_every_page_stands_control_characters(app: Flask, sample: str) -> None:
    rows = [name for name, row in ROWS.items() if (row.sample or "") == sample and "GET" in methods_of(app, name)]
    world: Asking | None = None
    for endpoint in rows:
        world = world.about(endpoint) if world else open_world(app, endpoint)
        _ask(world, endpoint)


def _ask(asked: Asking, endpoint: str) -> None:
    who = next((name for name in (*NAMES, HALF, NOBODY) if asked.row.lets_in(name)), NOBODY)
    joined = asked.url + ("&" if "?" in asked.url else "?")
    answer = asked.browsers[who].get(joined + "&".join(f"{name}={BAD}" for name in _all_filters()))
    assert answer.status_code < 500, f"{endpoint}: {answer.status_code}"
    for name in _filters().get(asked.app.view_functions[endpoint].__module__, ()):
        alone = asked.browsers[who].get(f"{joined}{name}={BAD}")
        assert alone.status_code < 500, f"{endpoint}?{name}: {alone.status_code}"
    for address in _words(asked, endpoint):
        assert asked.browsers[who].get(address).status_code == 404, address


@pytest.fixture
def seen(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


def test_they_are_left_out_of_queries_and_nul_of_fields(app: Flask) -> None:
    with app.test_request_context("/?tim=%00l%07an&tim=hoa", method="POST", data={"a": "x\x00\ty"}):
        assert request.args.getlist("tim") == ["lan", "hoa"]
        assert request.form["a"] == "x\ty"


@pytest.mark.parametrize("path", ["/%00", "/tra-cuu/dieu/ND30%00", "/khoa-hoc/%07", "/khong-co%0a"])
def test_a_path_with_one_names_nothing(seen: FlaskClient, path: str) -> None:
    assert seen.get(path).status_code == 404
