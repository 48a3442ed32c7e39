"""Answers go packed over the line to browsers that can unpack them."""

import gzip

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PACKED = {"Accept-Encoding": "gzip, deflate, br"}
PAGE = "/dang-nhap"
SHEET = "/static/vendor/dauden.css"


def unpacked(answer: TestResponse) -> bytes:
    assert answer.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(answer.data)


def test_a_page_is_packed_for_a_browser_that_asks_for_it(client: FlaskClient) -> None:
    answer = client.get(PAGE, headers=PACKED)
    assert "Đăng nhập" in unpacked(answer).decode()
    assert answer.content_length == len(answer.data)


def test_a_page_stays_plain_for_a_browser_that_does_not(client: FlaskClient) -> None:
    answer = client.get(PAGE)
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.vary


def test_a_browser_that_refuses_gzip_gets_it_plain(client: FlaskClient) -> None:
    answer = client.get(PAGE, headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "Content-Encoding" not in answer.headers


def test_a_style_sheet_is_packed_and_keeps_its_name_for_the_next_visit(client: FlaskClient) -> None:
    first = client.get(SHEET, headers=PACKED)
    assert unpacked(first) == client.get(SHEET).data
    again = client.get(SHEET, headers=PACKED | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_font_is_sent_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/static/vendor/be-vietnam-pro-400.woff2", headers=PACKED)
    assert "Content-Encoding" not in answer.headers


def test_a_tiny_answer_is_not_worth_packing(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=PACKED).headers


def test_the_first_visit_costs_less_than_75_kilobytes(client: FlaskClient) -> None:
    files = ("dauden.css", "be-vietnam-pro-400.woff2", "be-vietnam-pro-700.woff2")
    own = ("core/page.js", "core/icons.svg", "core/stamp.svg", "core/records-desk.svg")
    paths = [PAGE, *(f"/static/vendor/{name}" for name in files), *(f"/static/{name}" for name in own)]
    assert sum(len(client.get(path, headers=PACKED).data) for path in paths) < 75_000


def test_a_page_with_a_form_is_not_packed_when_its_link_says_something(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    assert client.get("/dang-nhap", headers=headers).headers.get("Content-Encoding") == "gzip"
    assert "Content-Encoding" not in client.get("/dang-nhap?next=/lop", headers=headers).headers
