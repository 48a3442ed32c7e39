"""Every exercise keeps its word on several seeds, and its seeds differ where they should."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from flask import Flask

from exercises import runs
from exercises import scenario as scenarios
from exercises.checks.normalisers import is_same_value
from exercises.dms.domain.events import DeskOpened, encode
from exercises.dms.domain.fields import too_long
from exercises.dms.domain.values import Packet
from exercises.dms.paper import document_of
from exercises.domain import Mode, Scenario
from exercises.grading import grade
from law import register
from law.layout.document import Document, Paragraph
from law.layout.soi import Outcome, judge, read, understand
from law.layout.word.writer import write_docx
from law.vietnamese import parse_date
from tests.factories.desk import clerk_at

SCENARIOS = scenarios.load_all()
RUNS = [
    pytest.param(scenario, run, id=f"{scenario.id}-{run.name}")
    for scenario in SCENARIOS.values()
    for run in runs.load_runs(scenarios.FOLDER / scenario.slug, scenario)
]


@pytest.mark.parametrize(("scenario", "run"), RUNS)
def test_each_run_leads_where_it_says(scenario: Scenario, run: runs.Run) -> None:
    # The gate's own stage, `exercises check`, plays each run on more seeds.
    assert runs.complaints(scenario, run, scenarios.materialise(scenario, "seed 1")) == []


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=str)
def test_the_weights_add_up_to_a_hundred(scenario: Scenario) -> None:
    assert scenario.possible == 100


def _opening(scenario_id: str, seed: str) -> DeskOpened:
    return scenarios.opening(SCENARIOS[scenario_id], seed)


def test_the_same_seed_makes_the_same_desk() -> None:
    assert _opening("VBDEN-03", "a") == _opening("VBDEN-03", "a")
    assert encode(_opening("VBDEN-03", "a")) != encode(_opening("VBDEN-03", "b"))


def test_the_broken_document_lies_at_every_place() -> None:
    places = {_opening("VBDEN-03", str(number)).slots["broken"] for number in range(40)}
    assert places == {"p1", "p2", "p3"}


def test_the_slots_do_not_show_in_the_packets_names() -> None:
    opening = _opening("VBDEN-03", "a")
    assert sorted(packet.id for packet in opening.packets) == ["p1", "p2", "p3"]


def test_only_the_broken_document_fails_the_signature_check() -> None:
    for number in range(30):
        opening = _opening("VBDEN-03", str(number))
        assert [p.id for p in opening.packets if not p.is_sound] == [opening.slots["broken"]]


def test_no_two_documents_share_number_symbol_and_organisation() -> None:
    for number in range(60):
        opening = _opening("VBDEN-02", str(number))
        senders = [packet.facts.organ_name for packet in opening.packets]
        senders += [entry.registration.organ_name for entry in opening.setting.earlier]
        assert len({*senders[:3]}) == 3
        assert not set(senders[:3]) & set(senders[3:])


def test_dates_lie_where_day_d_says_and_not_where_the_wall_clock_says() -> None:
    for number in range(30):
        opening = _opening("VBDEN-02", str(number))
        day = SCENARIOS["VBDEN-02"].clock.day
        assert all(packet.arrived_at.date() == day for packet in opening.packets)
        assert all(packet.facts.issued_date < day for packet in opening.packets)
        signatures = [each for packet in opening.packets for each in packet.signatures]
        assert all(each.signed_at < opening.setting.starts_at for each in signatures)


def test_everything_keeps_within_the_legal_lengths() -> None:
    for number in range(40):
        clerk = clerk_at("VBDEN-03", str(number))
        assert all(not too_long(runs.right_entry(clerk.desk, item)) for item in clerk.desk.items.values())


def test_a_hint_costs_in_practice_and_nothing_in_an_exam() -> None:
    scenario = SCENARIOS["VBDEN-02"]
    run = next(run for run in runs.load_runs(scenarios.FOLDER / scenario.slug, scenario) if run.name == "dung")
    events = runs.with_hint(runs.play(scenario, run, scenarios.materialise(scenario, "x")), "bat-dau")
    assert grade(scenario, events, Mode.PRACTICE).score == 95
    assert grade(scenario, events, Mode.EXAM).score == 100


def test_no_events_score_nothing() -> None:
    assert grade(SCENARIOS["VBDEN-02"], []).score == 0


def test_a_critical_error_is_never_passed() -> None:
    scenario = SCENARIOS["VBDEN-03"]
    run = next(run for run in runs.load_runs(scenarios.FOLDER / scenario.slug, scenario) if "cap-so" in run.name)
    card = grade(scenario, runs.play(scenario, run, scenarios.materialise(scenario, "x")), Mode.EXAM)
    assert card.is_capped
    assert card.has_critical_error
    assert not card.is_passed


@pytest.mark.one_database  # files and rules
def test_the_command_says_which_check_a_wrong_run_fails(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["exercises", "check", "--seeds", "2"])
    assert result.exit_code == 0, result.output
    assert "trich-yeu" in result.output


@pytest.mark.one_database
def test_the_command_stops_with_the_run_that_does_not_keep_its_word(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "vbden-02"
    shutil.copytree(scenarios.FOLDER / "vbden-02-tiep-nhan-qua-truc", folder)
    run = folder / "runs" / "cat-trich-yeu.toml"
    run.write_text(run.read_text("utf-8").replace("score = 92", "score = 91"), "utf-8")
    result = app.test_cli_runner().invoke(args=["exercises", "check", "--seeds", "2", "--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert "cat-trich-yeu.toml: được 92 điểm thay vì 91" in result.output


def _packets(scenario_id: str) -> Iterator[Packet]:
    for number in range(60):
        yield from _opening(scenario_id, f"seed {number}").packets


@pytest.mark.parametrize("scenario_id", ["VBDEN-02", "VBDEN-03"])
def test_the_leader_never_leaves_more_days_than_the_letter_does(scenario_id: str) -> None:
    asked, calendar = 0, clerk_at(scenario_id).desk.office.calendar
    for packet in _packets(scenario_id):
        presented = calendar.add_working_days(packet.arrived_at.date(), 1)
        due = calendar.add_working_days(presented, packet.assignment.working_days)
        for day in re.findall(r"trước ngày (\d{2}/\d{2}/\d{4})", " ".join(packet.paper.paragraphs)):
            asked += 1
            assert due < parse_date(day), packet.facts.code
    assert asked > 10


def test_a_position_may_name_its_committee_as_people_do() -> None:
    seen = 0
    for packet in _packets("VBDEN-03"):
        facts = packet.facts
        if not facts.organ_name.startswith("Ủy ban nhân dân"):
            continue
        seen += 1
        level = facts.organ_name.split()[4]
        for name in (f"UBND {level}", f"Ủy ban nhân dân {level}", facts.organ_name, "UBND"):
            written = f"{facts.signer_position} {name}"
            assert is_same_value("signer_position", written, facts.signer_position, facts.accept["signer_position"]), (
                written
            )
        written = f"{facts.signer_position} Sở"
        assert not is_same_value("signer_position", written, facts.signer_position, facts.accept["signer_position"])
    assert seen > 10


def test_a_letter_is_kept_by_the_unit_that_its_symbol_names() -> None:
    """Phụ lục I, phần I, mục II, khoản 3 and 9."""
    letters = [packet for packet in _packets("VBDEN-03") if packet.facts.type_name == "Công văn"]
    assert len(letters) > 10
    for packet in letters:
        assert packet.facts.code_notation.endswith(f"-{packet.paper.archive_unit}")


@cache
def _papers() -> dict[str, list[Document]]:
    """The pages of many desks by their type."""
    papers: dict[str, list[Document]] = {}
    for scenario_id in ("VBDEN-02", "VBDEN-03"):
        for packet in _packets(scenario_id):
            papers.setdefault(packet.facts.type_name, []).append(document_of(packet))
    return papers


def test_a_telegram_says_who_wires_whom() -> None:
    """Phụ lục III Mẫu 1.6: '<cơ quan hoặc chức danh> điện:', then those who receive it."""
    for paper in _papers()["Công điện"]:
        assert paper.address_lead == f"{paper.signer.position} {paper.organ_name} điện"
        assert len(paper.addressed_to) > 1


def test_an_invitation_is_addressed_by_its_words_alone() -> None:
    """Phụ lục III Mẫu 1.7."""
    for paper in _papers()["Giấy mời"]:
        assert not paper.addressed_to
        lines = [block.text for block in paper.body if isinstance(block, Paragraph)]
        for line, beginning in zip(lines, ("", "Tới dự ", "Chủ trì: ", "Thời gian: ", "Địa điểm: "), strict=False):
            assert line.startswith(beginning)
        assert lines[0].startswith(f"{paper.organ_name} trân trọng kính mời: ")


def test_whoever_is_addressed_is_as_above_among_the_recipients() -> None:
    for paper in chain.from_iterable(_papers().values()):
        assert (paper.recipients.names[0] == "Như trên") is bool(paper.addressed_to)


def test_the_checker_of_the_house_finds_no_fault_in_what_the_desk_draws() -> None:
    for kind, papers in _papers().items():
        seen = understand(read(write_docx(papers[0]), "van-ban.docx"))
        report = judge(seen, register.load(), SCENARIOS["VBDEN-02"].clock.day)
        assert not [(kind, one.rule, one.found) for one in report.of(Outcome.FAIL)]
