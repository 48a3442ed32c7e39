"""Every route as every role, by the tables in tests/permissions/*.toml (the key stands at the top of accounts.toml)."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.permissions.asking import HALF, NOBODY, ROWS, Asking, Row, everything, methods_of, open_world, rules_of
from tests.permissions.world import NAMES


def test_every_route_has_a_row(app: Flask) -> None:
    missing = sorted(set(rules_of(app)) - set(ROWS))
    assert not missing, f"add rows for these endpoints to tests/permissions/<package>.toml: {missing}"


def test_every_row_has_a_route(app: Flask) -> None:
    left = sorted(set(ROWS) - set(rules_of(app)))
    assert not left, f"these rows name no endpoint any more: {left}"


@pytest.fixture
def asking(app: Flask, endpoint: str, blank_paper: None) -> Asking:
    """The world of one row."""
    return open_world(app, endpoint)


def _is_refused(answer: TestResponse) -> bool:
    if answer.status_code in {401, 403, 404}:
        return True
    target = answer.headers.get("Location", "")
    return answer.status_code in {302, 303} and target.startswith("/dang-nhap")


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
    before = everything(app)
    methods = methods_of(app, endpoint)
    if "GET" in methods:
        for who in _who_last(asking.row):
            _judge(asking, who, "GET", asking.ask(who, "GET"))
        assert asking.row.writes_on_get or everything(app) == before, (
            f"{endpoint}: a GET changed a row; make it a POST, or say why in `writes_on_get`"
        )
    for method in sorted(methods - {"GET"}):
        _send_a_forged_form(app, asking, method)
        for who in _who_last(asking.row):
            _judge(asking, who, method, asking.ask(who, method))


def _send_a_forged_form(app: Flask, asking: Asking, method: str) -> None:
    """Without its token a form is refused even from those who may send it, and changes nothing."""
    before = everything(app)
    who = next(name for name in (*NAMES, HALF) if asking.row.lets_in(name))
    answer = asking.ask(who, method, with_token=False)
    assert answer.status_code == 400, f"{asking.row.endpoint}: {method} without a token answered {answer.status_code}"
    assert everything(app) == before
