"""Every form tells what is wrong in Vietnamese, at its field, loses nothing and writes nothing: by tests/bad_input.toml."""

import io
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from accounts.typed import typed_in
from core.forms import clean_text
from tests.factories.forgery import csrf_token
from tests.factories.pages import Control, PageForm, forms_of, ids_of, summary_of
from tests.permissions.asking import HALF, NOBODY, Asking, everything, open_world, rules_of
from tests.permissions.world import NAMES

ROOT = Path(__file__).resolve().parents[2]
ROWS: Mapping[str, dict[str, Any]] = tomllib.loads((ROOT / "tests/bad_input.toml").read_text(encoding="utf-8"))
KEYS = {"page", "sample", "who", "conditional", "evidence", "prefilled", "button", "shown_by"}
FORMS = sorted(endpoint for endpoint, row in ROWS.items() if "page" in row)
COUNTERS = frozenset({"throttle", "failed_lookup"})  # tries and look-ups are counted, whatever comes of them
ENGLISH = re.compile(r"\b(the|is|not|must|field|valid|required|please|error|choice)\b", re.IGNORECASE)
FORGED = "khong-co-trong-danh-sach"
TYPED = {
    "nothing": "",
    "blanks": "   ",
    "5,000 letters": "dài " * 1249 + "dài.",
    "no real day": "31/02/2026",
    "letters": "ba mươi",
    "markup": "<script>alert(1)</script>",
}


def test_every_form_has_a_row(app: Flask) -> None:
    posts = {name for name, rules in rules_of(app).items() if any("POST" in (rule.methods or ()) for rule in rules)}
    missing = sorted(posts - set(ROWS))
    assert not missing, f"say in tests/bad_input.toml which test shows what these answer to wrong input: {missing}"
    left = sorted(set(ROWS) - posts)
    assert not left, f"tests/bad_input.toml names forms that are gone: {left}"


@pytest.mark.parametrize("endpoint", sorted(ROWS))
def test_every_row_names_tests_that_exist(endpoint: str) -> None:
    row = ROWS[endpoint]
    assert set(row) <= KEYS, f"{endpoint}: unknown {sorted(set(row) - KEYS)}"
    named = row.get("shown_by", [])
    assert named or "page" in row, f"{endpoint}: name a test in `shown_by`, or the `page` on which the form stands"
    for place in named:
        path, _, name = place.partition("::")
        source = ROOT / "tests" / path
        assert source.is_file(), f"{endpoint}: tests/{path} does not exist"
        assert re.search(rf"^\s*def {name}\(", source.read_text(encoding="utf-8"), re.MULTILINE), (
            f"{endpoint}: tests/{path} has no {name}"
        )


@pytest.mark.parametrize("endpoint", FORMS)
def test_wrong_input_is_told_at_its_field_and_nothing_is_lost(app: Flask, endpoint: str) -> None:
    row = ROWS[endpoint]
    asked = open_world(app, endpoint, row.get("sample"))
    who = row.get("who") or next(name for name in (*NAMES, HALF, NOBODY) if asked.row.lets_in(name))
    url = asked.url_of(endpoint)
    page = asked.browsers[who].get(asked.url_of(row["page"]))
    form = _form(page.text, url)
    assert form is not None, f"{row['page']} shows no form that goes to {url}"
    unnamed = _unnamed(page.text, url, form)
    assert not unnamed, (
        f"{endpoint}: give {unnamed} a label, a legend or an aria-label: accounts/typed.py tells a form by them"
    )
    is_filled = any(control.value.strip() for control in form.typed)
    assert not is_filled or "opened" in form.untouched or "prefilled" in row, (
        f"{endpoint}: it edits a thing that exists, so two people may: call form.edits(…) (core/edits.py)"
    )
    for name, typed in TYPED.items() if form.typed else ():
        before = everything(app, COUNTERS)
        answer = _send(asked, who, url, form, typed)
        _judge(asked, form, name, typed, answer, is_strict="conditional" not in row)
        if answer.status_code == 422:
            assert "evidence" in row or everything(app, COUNTERS) == before, (
                f"{endpoint}, {name}: something was written"
            )
            form = _form(answer.text, url) or form
    if form.chosen:
        before = everything(app, COUNTERS)
        answer = _send(asked, who, url, form, None)
        assert answer.status_code in {303, 400, 404, 422}, f"{endpoint}: a forged choice answered {answer.status_code}"
        assert everything(app, COUNTERS) == before, f"{endpoint}: a forged choice was written"


def _unnamed(html: str, url: str, form: PageForm) -> list[str]:
    """The boxes and choices of a form that nobody could be told by name."""
    sent = {control.name: "chữ đã gõ" for control in form.typed}
    sent |= {one.name: form.untouched[one.name] for one in form.chosen if form.untouched.get(one.name)}
    named = {name: any(box.label for box in typed_in(html, url, [[name, value]]).boxes) for name, value in sent.items()}
    return [name for name, is_named in named.items() if not is_named]


def _form(html: str, url: str) -> PageForm | None:
    return next((one for one in forms_of(html) if one.action in {url, ""} and one.method == "post"), None)


def _send(asked: Asking, who: str, url: str, form: PageForm, typed: str | None) -> TestResponse:
    """The form as a browser sends it, with `typed` in every box; None leaves the boxes and forges every choice."""
    client = asked.browsers[who]
    data: dict[str, Any] = form.untouched | {"csrf_token": csrf_token(asked.app, client)}
    if typed is None:
        data |= {control.name: FORGED for control in form.chosen}
    else:
        data |= {control.name: typed for control in form.typed}
    for control in form.files:
        data[control.name] = (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 100), "anh.xlsx")
    return client.post(url, data=data, content_type="multipart/form-data" if form.files else None)


def _judge(asked: Asking, form: PageForm, name: str, typed: str, answer: TestResponse, *, is_strict: bool) -> None:
    place = f"{asked.row.endpoint}, {name}"
    assert answer.status_code in {200, 303, 404, 422, 429}, f"{place}: answered {answer.status_code}"
    assert "<script>alert" not in answer.text, place
    if answer.status_code != 422:
        is_needed = typed.strip() == "" and any(control.is_required for control in form.typed)
        assert not is_needed, f"{place}: a box that is needed was left empty and nothing was said"
        return
    _judge_summary(place, answer.text)
    shown = {control.name: control for one in forms_of(answer.text) for control in one.typed}
    for control in form.typed:
        now = shown.get(control.name)
        assert now is not None, f"{place}: {control.name} is gone"
        if not control.is_secret:
            assert clean_text(now.value) == clean_text(typed), f"{place}: what was typed in {control.name} is lost"
        if is_strict and _is_wrong(control, name):
            assert now.is_invalid, f"{place}: {control.name} does not say what is wrong"


def _is_wrong(control: Control, name: str) -> bool:
    if name in {"nothing", "blanks"}:
        return control.is_required and not (control.is_secret and name == "blanks")
    return name == "5,000 letters" or (name == "no real day" and control.is_date)


def _judge_summary(place: str, html: str) -> None:
    lines = summary_of(html)
    assert lines, f"{place}: no summary on top of the page"
    for sentence, target in lines:
        assert target, f"{place}: “{sentence}” leads to no field"
        assert target in ids_of(html), f"{place}: “{sentence}” leads to #{target}, which does not exist"
        assert not ENGLISH.search(sentence), f"{place}: {sentence}"
