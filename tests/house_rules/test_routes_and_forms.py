"""Rules on views, addresses and forms that hold in every package."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import UUIDConverter
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from core.access import mark_of
from core.forms import Form, VietnameseDateField
from training.forms.roll_form import LockForm

# Arguments of addresses that are no ids: secrets of which we keep a hash or a row, and names of content.
PLAIN_ARGUMENTS = {
    "token": "a one-time secret", "code": "the verification code of a certificate", "filename": "a file in static/",
}  # fmt: skip


def test_every_view_says_who_may_call_it(app: Flask) -> None:
    with app.app_context():
        unmarked = sorted(name for name in app.view_functions if mark_of(name) is None)
    assert not unmarked, f"put @public, @signed_in or @for_roles(...) on: {unmarked}"


def test_addresses_are_vietnamese_words_without_marks_joined_by_dashes(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]+>", "x", rule.rule)
        assert re.fullmatch(r"/|(/[a-z0-9]+([.-][a-z0-9]+)*)+", fixed), f"{rule.rule}: use small letters and dashes"


def test_ids_in_addresses_are_uuids(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            if name.endswith("_id") and not isinstance(converter, UUIDConverter):
                assert re.search(
                    r"(lesson|module|course|path|scenario|question|article|text|sample|term|skill)_id$", name
                ), f"{rule.rule}: ids of rows are <uuid:{name}>"


def _forms(kind: type[Form]) -> Iterator[type[Form]]:
    for found in kind.__subclasses__():
        yield found
        yield from _forms(found)


GARBAGE = ["", " ", "x", "-1", "99999999999999999999", "31/02/2026", "<script>", "a" * 5000, "\x00", "ngày mai", "1.5"]


@pytest.mark.parametrize("typed", GARBAGE)
def test_every_form_answers_garbage_in_vietnamese(app: Flask, typed: str) -> None:
    for kind in set(_forms(Form)):
        names = [name for name in dir(kind) if hasattr(getattr(kind, name), "field_class")]
        with app.test_request_context("/", method="POST"):
            form = kind(formdata=MultiDict(dict.fromkeys(names, typed)), meta={"csrf": False})
            _give_choices(form)
            form.validate()
            for mistake in form.mistakes:
                english = re.search(
                    r"\b(the|is|not|must|field|valid|required|please)\b", mistake.message, re.IGNORECASE
                )
                assert not english, f"{kind.__module__}.{kind.__name__}: {mistake}"
                assert mistake.message.strip()


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0", "\n"])
def test_blanks_are_nothing_where_a_text_or_a_day_is_needed(app: Flask, typed: str) -> None:
    for form, field in _text_fields(app, typed):
        if field.flags.required:
            assert field.errors != ["Hãy điền mục này."], f"{form}.{field.name}: say what to put, with an example"
            assert field.errors, (
                f"{form}.{field.name}: DataRequired sees blanks, InputRequired takes them for an answer"
            )


@pytest.mark.parametrize("typed", ["31/02/2026", "32/10/2026", "05/13/2026", "05/03/26", "05/03/0206", "hôm qua"])
def test_a_day_that_is_none_is_refused_by_every_form(app: Flask, typed: str) -> None:
    for form, field in _text_fields(app, typed):
        if isinstance(field, VietnameseDateField):
            assert field.errors, f"{form}.{field.name}"
            assert field.day is None


def test_no_box_cuts_off_what_is_pasted_into_it(app: Flask) -> None:
    for form, field in _text_fields(app, ""):
        assert "maxlength" not in field(), f"{form}.{field.name}"
        assert any(isinstance(rule, Length) for rule in field.validators) or isinstance(field, VietnameseDateField), (
            f"{form}.{field.name}: say how long it may be (Length)"
        )


def test_a_number_is_typed_into_a_plain_box_and_letters_come_back(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        form = LockForm(formdata=MultiDict({"head_count": "ba mươi"}), meta={"csrf": False})
        assert not form.validate()
        box = form.head_count()
    for part in ('type="text"', 'inputmode="numeric"', 'value="ba mươi"'):
        assert part in box
    assert "min=" not in box


def _text_fields(app: Flask, typed: str) -> Iterator[tuple[str, Any]]:
    """Every box of every form for a text or a day, after `typed` was sent in it."""
    for kind in sorted(set(_forms(Form)), key=lambda kind: kind.__qualname__):
        names = [name for name in dir(kind) if hasattr(getattr(kind, name), "field_class")]
        with app.test_request_context("/", method="POST"):
            form = kind(formdata=MultiDict(dict.fromkeys(names, typed)), meta={"csrf": False})
            _give_choices(form)
            form.validate()
            for field in form:
                if isinstance(field, StringField) and not isinstance(field, HiddenField | PasswordField):
                    yield f"{kind.__module__}.{kind.__name__}", field


def _give_choices(form: Any) -> None:
    """A list that a view fills is empty here."""
    for field in form:
        if hasattr(field, "choices") and field.choices is None:
            field.choices = []
