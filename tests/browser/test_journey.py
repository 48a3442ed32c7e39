"""The first whole journey, from an opened class to a verified certificate, as its people take it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.clock import in_vietnam
from tests.browser.journey import certificates, classroom, completion, department, desk, learning, opening
from tests.browser.journey.trip import Trip
from tests.browser.site import Site


@pytest.fixture
def trip(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """A journey that begins now."""
    made = Trip(site, browser, tmp_path)
    yield made
    made.close()


def test_a_class_leads_from_its_decision_to_a_verified_certificate(trip: Trip) -> None:
    today = in_vietnam(datetime.now(UTC)).date()
    opening.open_class(trip, today - timedelta(days=1))  # both half-days are over, at whatever hour this runs
    opening.enrol_from_excel(trip)
    opening.print_slips(trip)
    classroom.take_the_rolls(trip)
    classroom.correct_after_the_lock(trip)
    learning.sign_in_from_the_slip(trip)
    learning.read_the_lessons(trip)
    learning.pass_the_quiz(trip)
    learning.study_alone(trip)
    desk.practise_with_a_mistake(trip)
    desk.pass_the_first_exam(trip)
    completion.see_what_is_missing(trip)
    desk.pass_the_second_exam(trip)
    completion.see_that_nothing_is_missing(trip)
    certificates.end_the_class(trip)
    certificates.recognise_and_issue(trip, today)
    certificates.read_the_papers(trip, today)
    certificates.verify(trip)
    certificates.revoke(trip, today)
    department.see_the_figures(trip, today)
    department.compare_the_years(trip)
    assert trip.console == []
