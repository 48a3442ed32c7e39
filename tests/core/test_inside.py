"""A page asked for inside a request: as its person would get it, and without a trace in that request."""

import pytest
from flask import Flask, flash, g, get_flashed_messages

from core.inside import page_at


def test_it_is_the_page_with_its_query(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Encoding": "gzip", "HX-Request": "true"}):
        page = page_at("/tim?tu=s%E1%BB%91%20%C4%91%E1%BA%BFn")
    assert page is not None
    assert 'value="số đến"' in page


@pytest.mark.parametrize("path", ["/khong-co", "/dang-xuat", "/tai-khoan", "/static/core/page.js", "/lop/%00"])
def test_what_is_no_page_for_this_person_is_none(app: Flask, path: str) -> None:
    with app.test_request_context("/"):
        assert page_at(path) is None


def test_it_takes_no_notice_away_and_leaves_nothing_behind(app: Flask) -> None:
    with app.test_request_context("/"):
        flash("Đã lưu.")
        g.mine = 1
        assert "Đã lưu." not in str(page_at("/dang-nhap"))
        assert get_flashed_messages() == ["Đã lưu."]
        assert (g.mine, "csrf_token" in g) == (1, False)
