"""The mock desk: what goes through, what a real system refuses, and what the others do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from exercises.dms.domain import commands as c
from exercises.dms.domain import events as e
from exercises.dms.domain.clock import perform
from exercises.dms.domain.desk import fold
from exercises.dms.domain.events import DuplicateWarned, IncomingRegistered, MessageReceived, decode, encode
from exercises.dms.domain.office_hours import after_working_minutes, next_session_start
from exercises.dms.domain.values import PacketState, ReturnGround
from exercises.dms.screens import register_rows
from exercises.grading import grade
from tests.factories.desk import Clerk, clerk_at, clerk_who_registered


def _kinds(clerk: Clerk) -> list[str]:
    return [event.kind for event in clerk.events]


def test_accepting_with_status_tells_the_sender() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    assert [status.code for status in clerk.item("first").statuses] == ["01", "03"]


def test_accepting_silently_goes_through_and_leaves_the_sender_without_news() -> None:
    clerk = clerk_at()
    clerk.accept("first", send_status=False)
    assert clerk.item("first").state is PacketState.ACCEPTED
    assert [status.code for status in clerk.item("first").statuses] == ["01"]


def test_the_status_can_be_sent_later() -> None:
    clerk = clerk_at()
    clerk.accept("first", send_status=False)
    clerk.do(c.SendAcceptance(clerk.id("first")))
    assert clerk.item("first").has_sent("03")


def test_accepting_a_broken_document_goes_through() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken")
    clerk.register("broken")
    assert clerk.item("broken").arrival_number is not None


def test_it_does_not_register_what_was_not_accepted() -> None:
    clerk = clerk_at()
    command = c.RegisterIncoming(clerk.id("first"), clerk.desk.office.earlier[0].registration)
    assert "Hãy tiếp nhận" in clerk.refusal_of(command)


def test_it_does_not_return_what_was_reported_as_received() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken")
    command = c.Return(clerk.id("broken"), ReturnGround.INTEGRITY, "Chữ ký số không còn giá trị")
    assert "03" in clerk.refusal_of(command)


def test_a_return_without_a_reason_goes_through() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", reason="")
    assert clerk.item("broken").state is PacketState.RETURNED
    assert clerk.item("broken").has_sent("02")


def test_a_refused_command_costs_no_time_and_is_kept() -> None:
    clerk = clerk_at()
    before = clerk.desk.time
    clerk.refusal_of(c.Present(clerk.id("first")))
    assert clerk.desk.time == before
    assert clerk.desk.refusals == 1


def test_arrival_numbers_follow_the_last_one_of_the_year() -> None:
    clerk = clerk_at()
    last = clerk.desk.office.last_arrival_number
    for slot in ("third", "first", "second"):
        clerk.accept(slot)
        clerk.register(slot)
    assert [clerk.item(slot).arrival_number for slot in ("third", "first", "second")] == [last + 1, last + 2, last + 3]


def test_arrival_numbers_begin_again_with_the_new_year() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.accept("second")
    clerk.register("first")
    late = clerk.desk.time.replace(month=12, day=31, hour=23, minute=58)
    office = replace(clerk.desk.office, closes_at=late + timedelta(days=9))
    desk = replace(clerk.desk, now=late, setting=office)
    entry = replace(clerk.desk.office.earlier[0].registration, code_number="1")
    desk, events = perform(desk, c.RegisterIncoming(clerk.id("second"), entry))
    registered = events[-1].fact
    assert isinstance(registered, IncomingRegistered)
    assert events[-1].sim_at.year == late.year + 1
    assert registered.arrival_number == 1
    assert desk.last_numbers[late.year] == clerk.desk.last_numbers[late.year]


def test_it_warns_of_a_second_entry_with_the_same_number_symbol_and_organisation() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.accept("second")
    clerk.register("first")
    facts = clerk.item("first").packet.facts
    same: dict[str, Any] = {
        "code_number": f"0{facts.code_number}",
        "code_notation": facts.code_notation.lower(),
        "organ_name": facts.organ_name.upper(),
    }
    warned = clerk.register("second", **same)[-1].fact
    assert isinstance(warned, DuplicateWarned)
    assert warned.same_as_number == clerk.item("first").arrival_number
    assert clerk.item("second").registration is None
    clerk.register("second", confirm=True, **same)
    assert clerk.item("second").arrival_number is not None


def test_it_warns_of_a_twin_in_the_register_of_yesterday() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    old = clerk.desk.office.earlier[0].registration
    fact = clerk.register(
        "first", code_number=old.code_number, code_notation=old.code_notation, organ_name=old.organ_name
    )[-1].fact
    assert isinstance(fact, DuplicateWarned)


def test_a_text_longer_than_the_law_allows_is_refused_by_name() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    registered = clerk.register("first", subject="x" * 501)
    assert registered[-1].fact.explanation == "Trích yếu nội dung: Hệ thống chỉ lưu nhiều nhất 500 ký tự."  # type: ignore[union-attr]


def test_a_correction_keeps_the_old_entry_and_needs_a_reason() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.register("first", subject="Sai")
    entry = clerk.item("first").registration
    assert entry is not None
    refused = c.CorrectRegistration(clerk.id("first"), replace(entry, subject="Đúng"), " ")
    assert "lý do" in clerk.refusal_of(refused)
    clerk.correct("first", reason="Ghi nhầm trích yếu")
    item = clerk.item("first")
    assert [correction.before.subject for correction in item.corrections] == ["Sai"]
    assert item.registration is not None
    assert item.registration.subject == item.packet.facts.subject


def test_the_leader_assigns_after_his_minutes_and_the_unit_signs() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.register("first")
    clerk.present("first")
    assert clerk.item("first").instruction is None
    clerk.wait("D+0 11:00")
    item = clerk.item("first")
    assert item.instruction is not None
    assert item.presented_at is not None
    assert item.instruction.at - item.presented_at == timedelta(minutes=25)
    assert item.instruction.lead_unit == item.packet.assignment.lead_unit
    assert item.instruction.due_date.weekday() < 5
    assert item.receipt_signed_by
    assert [status.code for status in item.statuses] == ["01", "03", "04", "05"]


def test_no_later_status_goes_out_before_the_clerks_own() -> None:
    clerk = clerk_at()
    clerk.accept("first", send_status=False)
    clerk.register("first")
    clerk.present("first")
    clerk.wait("D+0 11:00")
    assert [status.code for status in clerk.item("first").statuses] == ["01"]


def test_the_leader_does_not_work_at_noon() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.register("first")
    clerk.wait("D+0 11:20")
    clerk.present("first")
    clerk.wait("D+0 16:00")
    instruction = clerk.item("first").instruction
    assert instruction is not None
    assert f"{instruction.at:%H:%M}" == "13:47"  # 8 minutes before 11:30, 17 from 13:30


def test_the_telephone_rings_when_the_urgent_document_still_waits() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.wait("D+0 07:54")
    assert not clerk.desk.messages
    clerk.wait("D+0 08:30")
    assert [message.id for message in clerk.desk.messages] == ["phone"]
    rung = next(event for event in clerk.events if isinstance(event.fact, MessageReceived))
    assert f"{rung.sim_at:%H:%M}" == "07:55"


def test_the_telephone_stays_silent_when_the_urgent_document_is_with_the_leader() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("urgent")
    clerk.register("urgent")
    clerk.present("urgent")
    clerk.wait("D+0 10:00")
    assert not clerk.desk.messages


def test_waiting_backwards_or_past_the_end_is_refused() -> None:
    clerk = clerk_at()
    assert "phải sau" in clerk.refusal_of(c.WaitUntil(clerk.desk.time))
    assert "kết thúc lúc" in clerk.refusal_of(c.WaitUntil(clerk.desk.office.closes_at + timedelta(minutes=1)))


def test_nothing_happens_at_a_desk_that_was_handed_in() -> None:
    clerk = clerk_at()
    clerk.do(c.Finish())
    assert clerk.desk.is_closed
    assert "đã nộp" in clerk.refusal_of(c.Accept(clerk.id("first"), send_status=True))


def test_an_unknown_packet_is_refused() -> None:
    assert "Không có gói tin này" in clerk_at().refusal_of(c.OpenDocument("p99"))


def test_looking_twice_is_one_fact() -> None:
    clerk = clerk_at()
    clerk.open("first")
    clerk.check_signature("first")
    length = len(clerk.events)
    clerk.open("first")
    clerk.check_signature("first")
    assert len(clerk.events) == length


def test_events_come_back_from_their_stored_form() -> None:
    clerk = clerk_at("VBDEN-03")
    for slot in ("urgent", "normal"):
        clerk.check_signature(slot)
        clerk.accept(slot)
        clerk.register(slot)
        clerk.present(slot)
    clerk.correct("normal", subject="Khác")
    clerk.give_back("broken")
    clerk.do(c.AmendDocument(clerk.id("urgent"), "sửa"))
    clerk.wait("D+1 08:00")
    restored = [replace(event, fact=decode(*encode(event.fact))) for event in clerk.events]
    assert fold(restored) == clerk.desk


def test_a_stored_event_of_an_older_version_is_read_through_its_reader() -> None:
    clerk = clerk_at("VBDEN-03")
    _, _, data = encode(clerk.give_back("broken")[0].fact)
    old = {key: value for key, value in data.items() if key != "ground"}
    versions, readers = dict(e.VERSIONS), dict(e.READERS)
    try:
        e.VERSIONS["PacketReturned"] = 2
        e.READERS["PacketReturned", 1] = lambda row: {**row, "ground": "other"}
        fact = decode("PacketReturned", 1, old)
        assert isinstance(fact, e.PacketReturned)
        assert fact.ground.value == "other"
    finally:
        e.VERSIONS.update(versions)
        e.READERS.clear()
        e.READERS.update(readers)


def test_an_unknown_kind_of_event_moves_the_clock_only() -> None:
    clerk = clerk_at()
    fact = decode("SomethingOfTheFuture", 7, {"packet_id": "p1"})
    event = replace(clerk.events[0], position=2, fact=fact)
    assert replace(fold([event], clerk.desk), position=1) == clerk.desk


def test_working_days_leap_over_the_holidays_of_the_scenario() -> None:
    clerk = clerk_at()
    day = clerk.scenario.clock.day
    tet = tuple(day + timedelta(days=distance) for distance in range(1, 9))
    office = replace(clerk.desk.office, holidays=tet)
    friday_evening = clerk.desk.time.replace(hour=16, minute=50)
    assert after_working_minutes(office, friday_evening, 20).date() == day + timedelta(days=9)
    assert next_session_start(office, clerk.desk.time.replace(hour=18)).date() == day + timedelta(days=9)


def test_five_thousand_events_are_folded_and_graded() -> None:
    clerk = clerk_at()
    refused = clerk.do(c.Present(clerk.id("first")))[0]
    clerk.events += [replace(refused, position=position) for position in range(3, 5001)]
    card = grade(clerk.scenario, clerk.events)
    assert card.score == 0
    assert fold(clerk.events).refusals == 4999


@pytest.mark.parametrize("typed", ["V/v cung cấp số liệu", "Về việc cung cấp số liệu", "cung cấp số liệu"])
def test_the_register_says_once_what_a_letter_is_about(typed: str) -> None:
    clerk = clerk_who_registered(type_name="Công văn", subject=typed)
    assert register_rows(clerk.desk)[-1].type_and_subject == "Công văn: V/v cung cấp số liệu"
