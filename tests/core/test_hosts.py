"""A request under a name that is not ours gets a page that says which name is, and nothing of its address is kept."""

import dataclasses
import json
import logging

import pytest
from flask import Flask

SECRET = "GEHEIM-TOKEN-123"


@pytest.mark.parametrize(
    "path", ["/", "/dang-nhap", f"/dat-mat-khau/{SECRET}", "/static/core/page.js", "/healthz", "/khong-co"]
)
def test_a_foreign_name_gets_a_page_and_no_trace(app: Flask, caplog: pytest.LogCaptureFixture, path: str) -> None:
    client = app.test_client()
    with caplog.at_level(logging.INFO):
        answer = client.get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "Địa chỉ này không mở được Dấu Đến" in answer.text
    assert f'href="{app.extensions["settings"].public_url}"' in answer.text
    assert "evil.example" not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told = json.dumps([record.__dict__ for record in caplog.records], default=str)
    assert "Traceback" not in told
    assert SECRET not in told


def test_only_https_is_promised_for_the_future(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    assert "Strict-Transport-Security" not in client.get("/dang-nhap").headers
    settings = app.extensions["settings"]
    monkeypatch.setitem(app.extensions, "settings", dataclasses.replace(settings, https=True))
    assert "max-age=31536000" in client.get("/dang-nhap").headers["Strict-Transport-Security"]
