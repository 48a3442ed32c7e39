"""What the exercises put on other pages, and how classes become the contexts of attempts."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core.problems import CannotStart
from courses.library import library
from courses.service import begin_self_study
from exercises import providers, service, wiring
from exercises import scenario as scenarios
from exercises.domain import Mode
from law.provision_keys import touches
from lookup.domain.changes import ChangeKind
from lookup.providers import UseKind
from lookup.service import mark_change
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in

CLASS = uuid.UUID("00000000-0000-0000-0000-00000000c1a5")


@pytest.fixture
def lan(app: Flask, session: Session) -> Iterator[Person]:
    """Lan is in one class."""
    person = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    context = providers.Context(CLASS, "Lớp văn thư khóa 3")
    providers.CONTEXTS.add("test", lambda _session, asked, _scenario: [context] if asked.id == person.id else [])
    yield person
    providers.CONTEXTS.add("test", lambda _session, _person, _scenario: [])


def _start(session: Session, person: Person, mode: Mode, context: uuid.UUID | None = None) -> service.Begun:
    return service.start_attempt(
        session,
        person_id=person.id,
        scenario_id="VBDEN-02",
        mode=mode,
        at=NOW,
        seed_key="k",
        context_id=context,
    )


def test_an_open_exam_comes_before_everything(app: Flask, session: Session, lan: Person) -> None:
    attempt = _start(session, lan, Mode.EXAM, CLASS).attempt
    with app.test_request_context():
        steps = providers.next_steps(session, lan, NOW)
    assert [(step.url, step.rank) for step in steps] == [(f"/luyen-tap/{attempt.id}", providers.RANK_OPEN_EXAM)]


def test_who_studies_alone_sees_the_exercises_and_how_far_they_have_come(app: Flask, session: Session) -> None:
    an = create_person(session, "Trần Văn An", Role.TRAINEE)
    browser = sign_in(app, an)
    assert "Bài thực hành</h2>" not in browser.get("/").text
    begin_self_study(session, an.id, library().courses[0], NOW)
    assert browser.get("/").text.count("Chưa làm") == len(scenarios.load_all())
    attempt = _start(session, an, Mode.EXAM).attempt
    service.hand_in(session, attempt.id, NOW)
    page = browser.get("/").text
    assert "Đã nộp 1 lượt, cao nhất 0" in page
    assert f"0/{len(scenarios.load_all())}" in page


def test_a_person_without_an_open_desk_has_no_step_here(app: Flask, session: Session) -> None:
    khach = create_person(session, "Lê Văn Khách", Role.TRAINEE)
    with app.test_request_context():
        assert providers.next_steps(session, khach, NOW) == []


def test_an_exam_begun_from_the_page_counts_for_the_class(app: Flask, session: Session, lan: Person) -> None:
    client = sign_in(app, lan)
    assert "Kết quả tính cho “Lớp văn thư khóa 3”." in client.get("/luyen-tap/bai/vbden-02").text
    fields = {"csrf_token": csrf_token(app, client), "mode": "exam"}
    client.post("/luyen-tap/bai/vbden-02/bat-dau", data=fields)
    assert _start(session, lan, Mode.EXAM, CLASS).is_new is False


def test_a_lesson_shows_the_exercises_that_practise_it(app: Flask) -> None:
    with app.test_request_context():
        titles = [practice.title for practice in providers.practice_for("M5.2")]
        known = scenarios.load_all()
        assert {known["VBDEN-02"].title, known["VBDEN-03"].title} <= set(titles)
        assert known["VBDI-02"].title not in titles
        assert providers.practice_for("M9.9") == []


def test_an_article_shows_the_exercises_that_grade_by_it(app: Flask) -> None:
    with app.test_request_context():
        uses = providers.uses_of("ND30.D21.K2")
        labels = " ".join(use.label for use in uses if use.kind is UseKind.EXERCISE)
        assert "Bài thực hành VBDEN-02" in labels
        assert "Bài thực hành VBDEN-03" in labels
        assert "VBDI-02" not in labels
        checks = [use for use in uses if use.kind is UseKind.CHECK]
        assert checks
        assert all(touches(use.cites[0], "ND30.D21.K2") for use in checks)
        assert providers.uses_of("ND30.D21.K9") == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"practises": ("M5.2", "M5.9")}, r"scenario\.toml: practises: .* M5\.9$"),
        ({"skills": ("so-den", "nix")}, r"scenario\.toml: skills: .* nix$"),
    ],
)
def test_a_scenario_that_practises_what_nobody_teaches_stops_the_start(
    app: Flask, monkeypatch: pytest.MonkeyPatch, names: dict[str, tuple[str, ...]], said: str
) -> None:
    found = scenarios.load_all()["VBDEN-02"]
    monkeypatch.setattr(scenarios, "load_all", lambda _folder: {found.id: replace(found, **names)})  # type: ignore[arg-type]
    with app.app_context(), pytest.raises(CannotStart, match=said):
        wiring._check_lessons(library())
    checked = app.test_cli_runner().invoke(args=["exercises", "check"])
    assert checked.exit_code == 1
    assert re.search(said, checked.output.strip())


def test_an_exercise_says_that_what_it_grades_by_is_under_review(app: Flask, session: Session, lan: Person) -> None:
    client = sign_in(app, lan)
    assert "<h2>Đang rà soát</h2>" not in client.get("/luyen-tap/bai/vbden-02").text
    officer = create_person(session, "Hoàng Văn Tuấn", Role.OFFICER)
    mark_change(
        session,
        officer,
        key="ND30.D21",
        kind=ChangeKind.AMENDED,
        effective_on=date(2026, 11, 1),
        note="Sửa cách tiếp nhận.",
        at=NOW,
    )
    assert "<h2>Đang rà soát</h2>" in client.get("/luyen-tap/bai/vbden-02").text
