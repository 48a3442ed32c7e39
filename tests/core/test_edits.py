"""What the page of a form knew, and what was changed since."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from core import audit, db
from core.edits import Opened, Overtaken, Values, as_text, refuse_overtaken
from tests.conftest import NOW

BEFORE = {"name": "Ủy ban nhân dân xã Văn Yen", "valid_to": None}
TUAN = uuid.uuid4()


def _check(session: Session, opened: Opened | None, now: Values, wanted: Values) -> None:
    with db.transaction(session):
        refuse_overtaken(session, opened, now=now, wanted=wanted, subject="thing:1", acts={"change"})


def test_what_a_page_knew_is_read_back() -> None:
    opened = Opened.of(BEFORE, NOW)
    assert Opened.read(str(opened)) == opened
    assert "Văn" not in str(opened)


@pytest.mark.parametrize("nonsense", ["", "x", "1 2", "9" * 30, "1764032400 name", "\x00"])
def test_nonsense_is_no_page(nonsense: str) -> None:
    assert Opened.read(nonsense) is None


def test_a_value_has_one_spelling_typed_or_kept() -> None:
    assert as_text(None) == as_text("") == as_text([]) == ""
    assert as_text(date(2026, 11, 5)) == "2026-11-05"
    assert as_text({"b", "a"}) == as_text(["a", "b"]) != as_text(["a"])


def test_somebody_elses_change_is_refused_by_field_and_name(session: Session) -> None:
    opened = Opened.of(BEFORE, NOW)
    later = NOW + timedelta(minutes=5)
    with db.transaction(session):
        for act, who in (("change", TUAN), ("look", uuid.uuid4())):
            audit.record(session, actor_id=who, action=act, subject="thing:1", at=later)
    now = {**BEFORE, "name": "Ủy ban nhân dân xã Văn Yên"}
    with pytest.raises(Overtaken) as refused:
        _check(session, opened, now, {**BEFORE, "valid_to": date(2026, 6, 30)})
    assert refused.value.changed == {"name"}
    assert refused.value.by == [(TUAN, later)]


def test_nobody_is_refused_who_wants_what_is_there_or_has_seen_it(session: Session) -> None:
    now = {**BEFORE, "name": "Ủy ban nhân dân xã Văn Yên"}
    _check(session, Opened.of(BEFORE, NOW), now, now)
    _check(session, Opened.of(now, NOW), now, BEFORE)
    _check(session, None, now, BEFORE)


def test_what_came_or_went_meanwhile_is_a_change(session: Session) -> None:
    opened = Opened.of({"session-1": "sáng", "name": "Lớp"}, NOW)
    with pytest.raises(Overtaken) as refused:
        _check(session, opened, {"session-2": "chiều", "name": "Lớp"}, {"session-1": "sáng", "name": "Lớp"})
    assert refused.value.changed == {"session-1", "session-2"}
