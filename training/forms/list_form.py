"""Uploading a list of people, and deciding on the open questions of its preview."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length

from accounts.domain import AgencyKind
from core.forms import Form
from training.queries.imports import Line, Preview
from training.service.imports import Choices

NEW = "new"
KEEP, LEAVE = "keep", "leave"
HIDDEN_ROWS = "hidden-rows"


class UploadForm(Form):
    """The file, and the agency of everybody in it where the file has no such column."""

    file = FileField("Tệp danh sách (.xlsx)")
    agency = StringField("Cơ quan của cả danh sách", [Length(max=200)])


class ConfirmForm(Form):
    """The token of the preview; the choices are read by `read_choices`."""


def read_choices(sent: Mapping[str, Any], shown: Preview) -> Choices:
    """What was chosen; what was not chosen is left out and refused by the service."""
    agencies: dict[str, uuid.UUID | AgencyKind] = {}
    for number, key in enumerate(shown.unknown_agencies):
        chosen = _agency(str(sent.get(f"agency-{number}", "")))
        if chosen is not None:
            agencies[key] = chosen
    people: dict[int, uuid.UUID | None] = {}
    for line in shown.questions:
        value = str(sent.get(f"person-{line.candidate.row}", ""))
        if sent.get(f"asked-{line.candidate.row}", line.asked) != line.asked:
            continue  # whoever came since was not among those to choose from
        if value == NEW:
            people[line.candidate.row] = None
        elif (person_id := _uuid(value)) is not None:
            people[line.candidate.row] = person_id
    rows = {
        line.candidate.row: value == KEEP
        for line in shown.twins
        if (value := str(sent.get(f"row-{line.candidate.row}", ""))) in {KEEP, LEAVE}
    }
    hidden = {KEEP: True, LEAVE: False}.get(str(sent.get(HIDDEN_ROWS, "")))
    return Choices(agencies, people, rows, hidden)


def open_questions(shown: Preview, choices: Choices) -> list[tuple[str, str]]:
    """Questions without an answer: the sentence, and the id of the field."""
    asked = shown.without(choices.left_out(shown))
    missing = [
        (f"Cơ quan “{name}”: hãy chọn cơ quan đã có hoặc tạo mới.", f"agency-{number}")
        for number, (key, name) in enumerate(shown.unknown_agencies.items())
        if key in asked.unknown_agencies and key not in choices.agencies
    ]
    if asked.hidden and choices.hidden is None:
        missing.append(("Dòng ẩn trong tệp: hãy chọn ghi danh hay bỏ qua những người này.", HIDDEN_ROWS))
    missing += [
        (f"{_named(line)}: hãy chọn là người khác hay bỏ qua dòng này.", f"row-{line.candidate.row}")
        for line in asked.twins
        if line.candidate.row not in choices.rows
    ]
    return missing + [
        (f"{_named(line)}: hãy chọn người đã có hay người mới.", f"person-{line.candidate.row}")
        for line in asked.questions
        if line.candidate.row not in choices.people
    ]


def _named(line: Line) -> str:
    return f"Dòng {line.candidate.row}, {line.candidate.full_name}"


def _agency(value: str) -> uuid.UUID | AgencyKind | None:
    kind, _, name = value.partition(":")
    if kind == NEW and name in set(AgencyKind):
        return AgencyKind(name)
    return _uuid(value)


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def kinds_to_make() -> Iterable[tuple[str, str]]:
    """Kinds that a new agency may have; districts are history."""
    return (
        (f"{NEW}:{AgencyKind.COMMUNE}", "Tạo mới: xã, phường"),
        (f"{NEW}:{AgencyKind.DEPARTMENT}", "Tạo mới: sở, ban, ngành"),
        (f"{NEW}:{AgencyKind.UNIT}", "Tạo mới: đơn vị sự nghiệp, tổ chức khác"),
        (f"{NEW}:{AgencyKind.PROVINCE}", "Tạo mới: cơ quan cấp tỉnh"),
    )
