"""Checks of what was entered in the register: when they are met, wrong, or not reached yet."""

from tests.factories.desk import clerk_at, clerk_who_registered, positions_of, result_of

# field_equals


def test_a_right_field_is_met() -> None:
    assert result_of(clerk_who_registered(), "field_equals", slots=["first"], field="subject").share == 1


def test_a_wrong_field_is_a_mistake_that_shows_both_values_and_its_event() -> None:
    clerk = clerk_who_registered(code_notation="XX")
    result = result_of(clerk, "field_equals", slots=["first"], field="code_notation")
    assert (result.share, result.is_wrong) == (0, True)
    assert "“XX”" in result.found
    assert clerk.item("first").packet.facts.code_notation in result.expected
    assert result.evidence == positions_of(clerk, "IncomingRegistered")


def test_a_field_of_a_document_that_is_not_registered_is_no_mistake_yet() -> None:
    result = result_of(clerk_at(), "field_equals", slots=["first"], field="subject")
    assert (result.share, result.is_wrong) == (0, False)


def test_one_right_field_of_two_documents_earns_half() -> None:
    clerk = clerk_who_registered()
    clerk.accept("second")
    clerk.register("second", subject="khác")
    assert result_of(clerk, "field_equals", slots=["first", "second"], field="subject").share == 0.5


def test_a_corrected_field_is_met() -> None:
    clerk = clerk_who_registered(subject="khác")
    clerk.correct("first")
    assert result_of(clerk, "field_equals", slots=["first"], field="subject").share == 1


def test_the_date_of_arrival_is_the_day_of_acceptance() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.wait("D+1 08:00")
    clerk.register("first")
    assert result_of(clerk, "field_equals", slots=["first"], field="arrival_date").share == 1
    assert clerk.item("first").registration.arrival_date == clerk.scenario.clock.day  # type: ignore[union-attr]


def test_the_date_of_the_document_is_no_date_of_arrival() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.register("first", arrival_date=clerk.item("first").packet.facts.issued_date)
    assert result_of(clerk, "field_equals", slots=["first"], field="arrival_date").is_wrong


# no_arrival_number


def test_a_returned_document_without_number_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken")
    assert result_of(clerk, "no_arrival_number", slot="broken").share == 1


def test_a_number_for_the_returned_document_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken", send_status=False)
    clerk.register("broken")
    clerk.give_back("broken")
    result = result_of(clerk, "no_arrival_number", slot="broken")
    assert result.is_wrong
    assert result.evidence == positions_of(clerk, "PacketAccepted", "IncomingRegistered")


def test_no_number_is_earned_only_once_the_document_went_back() -> None:
    result = result_of(clerk_at("VBDEN-03"), "no_arrival_number", slot="broken")
    assert (result.share, result.is_wrong) == (0, False)


# numbers_run_on


def test_numbers_of_all_documents_run_on() -> None:
    clerk = clerk_who_registered()
    clerk.accept("second")
    clerk.register("second")
    assert result_of(clerk, "numbers_run_on", slots=["first", "second"]).share == 1


def test_a_missing_document_breaks_no_series_but_is_not_met() -> None:
    result = result_of(clerk_who_registered(), "numbers_run_on", slots=["first", "second"])
    assert (result.share, result.is_wrong) == (0, False)


def test_an_empty_register_has_no_series() -> None:
    assert result_of(clerk_at(), "numbers_run_on", slots=["first"]).share == 0
