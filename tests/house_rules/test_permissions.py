"""Every route as every role, by the tables in tests/permissions/*.toml (the key stands at the top of accounts.toml)."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import fresh_store
from tests.permissions.asking import HALF, NOBODY, ROWS, Asking, Row, everything, methods_of, open_world, rules_of
from tests.permissions.world import NAMES


def test_every_route_has_a_row(app: Flask) -> None:
    missing = sorted(set(rules_of(app)) - set(ROWS))
    assert not missing, f"add rows for these endpoints to tests/permissions/<package>.toml: {missing}"


def test_every_row_has_a_route(app: Flask) -> None:
    left = sorted(set(ROWS) - set(rules_of(app)))
    assert not left, f"these rows name no endpoint any more: {left}"


def _is_refused(answer: TestResponse) -> bool:
    if answer.status_code in {401, 403, 404}:
        return True
    target = answer.headers.get("Location", "")
    return answer.status_code in {302, 303} and target.startswith("/dang-nhap")


def _who_last(row: Row) -> list[str]:
    """Those who are refused first: what they do must not change the world for the others."""
    return sorted([*NAMES, NOBODY, HALF], key=row.lets_in)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for all that is read about one sample, and one for each row that can be sent to."""
    if "sample" in metafunc.fixturenames:
        metafunc.parametrize("sample", sorted({row.sample or "" for row in ROWS.values()}))
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


@pytest.mark.usefixtures("blank_paper")
def test_it_shows_pages_to_whom_the_table_names(app: Flask, sample: str) -> None:
    rows = [row for row in ROWS.values() if (row.sample or "") == sample and not row.writes_on_get]
    pages = [row.endpoint for row in rows if "GET" in methods_of(app, row.endpoint)]
    if not pages:
        return
    asked = open_world(app, pages[0])
    before = everything(app)
    for endpoint in pages:
        asked = asked.about(endpoint)
        _ask_all(asked, "GET")
        assert everything(app) == before, (
            f"{endpoint}: a GET changed a row; make it a POST, or say why in `writes_on_get`"
        )


@pytest.mark.usefixtures("blank_paper")
def test_it_takes_forms_from_whom_the_table_names(application: Flask, endpoint: str) -> None:
    methods = methods_of(application, endpoint) - ({"GET"} if not ROWS[endpoint].writes_on_get else set())
    if not methods:
        return
    fresh_store(application)
    asked = open_world(application, endpoint)
    for method in sorted(methods):  # GET before POST
        if method != "GET":
            _send_a_forged_form(application, asked, method)
        _ask_all(asked, method)


def _ask_all(asked: Asking, method: str) -> None:
    for who in _who_last(asked.row):
        _judge(asked, who, method, asked.ask(who, method))


def _send_a_forged_form(app: Flask, asking: Asking, method: str) -> None:
    """Without its token a form is refused even from those who may send it, and changes nothing."""
    before = everything(app)
    who = next(name for name in (*NAMES, HALF) if asking.row.lets_in(name))
    answer = asking.ask(who, method, with_token=False)
    assert answer.status_code == 400, f"{asking.row.endpoint}: {method} without a token answered {answer.status_code}"
    assert everything(app) == before
