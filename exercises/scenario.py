"""Read an exercise folder: frozen dataclasses, or an error that names the file, the table and what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from datetime import date
from functools import cache
from pathlib import Path

from core.markdown import LONGEST
from exercises.checks import ArgumentError, check_arguments
from exercises.dms.domain.clock import open_desk
from exercises.dms.domain.commands import COST_NAMES
from exercises.dms.domain.events import DeskOpened, Event
from exercises.domain import (
    Check,
    ClockSetting,
    Goal,
    Hint,
    InjectionRule,
    NpcRule,
    Scenario,
    Scoring,
    SeedRule,
)
from exercises.generators import GENERATORS, Generator
from exercises.generators.registry import Plan, is_moment
from exercises.table import ScenarioError, Table, read_text
from law import register

FOLDER = Path(__file__).parent / "scenarios"


@cache
def load_all(folder: Path = FOLDER) -> Mapping[str, Scenario]:
    """Every scenario of a folder by its id, read once for the process. Raises ScenarioError."""
    found: dict[str, Scenario] = {}
    for path in sorted(folder.glob("*/scenario.toml")):
        scenario = load(path.parent)
        if scenario.id in found:
            raise ScenarioError(path, "", f"id {scenario.id} đã dùng ở {found[scenario.id].slug}")
        found[scenario.id] = scenario
    return found


def refuse_untaught(folder: Path, lessons: Set[str], skills: Set[str]) -> None:
    """Every scenario of a folder practises lessons and skills that exist. Raises ScenarioError."""
    for found in load_all(folder).values():
        path = folder / found.slug / "scenario.toml"
        if unknown := sorted(set(found.practises) - lessons):
            raise ScenarioError(path, "", f"practises: không có bài học {', '.join(unknown)}")
        if unknown := sorted(set(found.skills) - skills):
            raise ScenarioError(path, "", f"skills: skills.toml không có kỹ năng {', '.join(unknown)}")


def load(folder: Path) -> Scenario:
    """One exercise folder. Raises ScenarioError."""
    return from_texts(folder, texts_of(folder))


def texts_of(folder: Path) -> dict[str, str]:
    """Every file of the folder with its name, but its runs: they test the exercise, they are not it."""
    texts = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if name.startswith("runs/"):
            continue
        texts[name] = read_text(path)
    return texts


def digest_of(texts: Mapping[str, str]) -> str:
    """SHA-256 that names exactly these texts."""
    sums = hashlib.sha256()
    for name, text in sorted(texts.items()):
        sums.update(f"{name}\0{hashlib.sha256(text.encode()).hexdigest()}\n".encode())
    return sums.hexdigest()


def from_texts(folder: Path, texts: Mapping[str, str]) -> Scenario:
    """A scenario from its texts, as read from `folder` now or kept in the store under their digest."""
    path = folder / "scenario.toml"
    top = Table.parse(path, _text(folder, texts, "scenario.toml"))
    seed = _seed(top.table("seed"))
    generator = GENERATORS[seed.generator, seed.version]
    slots = generator.slots(seed.params)
    law_date = top.date("law_date")
    scenario = Scenario(
        id=top.text("id"),
        version=top.number("version"),
        slug=folder.name,
        title=top.text("title"),
        summary=top.text("summary"),
        level=top.number("level", 1, 5),
        minutes=top.number("minutes", 1, 300),
        skills=top.texts("skills"),
        practises=top.texts("practises"),
        learner=top.text("learner"),
        law_date=law_date,
        clock=_clock(top.table("clock")),
        seed=seed,
        npcs=tuple(_npc(table) for table in top.tables("npcs")),
        injections=tuple(_injection(table, slots) for table in top.tables("injections")),
        checks=tuple(_check(table, slots, law_date) for table in top.tables("checks")),
        goals=tuple(_goal(table) for table in top.tables("goals")),
        scoring=_scoring(top.table("scoring")),
        hints=tuple(_hint(table) for table in top.tables("hints")),
        debrief=top.texts("debrief"),
        brief=_text(folder, texts, "brief.md"),
        solution=_text(folder, texts, "solution.md"),
        digest=digest_of(texts),
        slots=slots,
    )
    top.done()
    _check_whole(path, scenario)
    return scenario


def materialise(scenario: Scenario, seed: str) -> Event:
    """The first event of an attempt: everything that `seed` decides."""
    return open_desk(opening(scenario, seed))


def opening(scenario: Scenario, seed: str) -> DeskOpened:
    """What the generator of the scenario makes of `seed`: the same seed, the same office, packets and drafts."""
    generator: Generator = GENERATORS[scenario.seed.generator, scenario.seed.version]
    plan = Plan(scenario.clock, scenario.npcs, scenario.injections, scenario.seed.params)
    return generator.make(plan, seed)


def _seed(table: Table) -> SeedRule:
    rule = SeedRule(table.text("generator"), table.number("version"), table.raw("params"))
    generator = GENERATORS.get((rule.generator, rule.version))
    if generator is None:
        known = ", ".join(f"{name}@{version}" for name, version in GENERATORS)
        raise table.error(f"không có bộ sinh {rule.name}; hiện có: {known}")
    if problem := generator.problem(rule.params):
        raise table.error(problem)
    table.done()
    return rule


def _clock(table: Table) -> ClockSetting:
    costs = table.raw("costs")
    if unknown := sorted(set(costs) - set(COST_NAMES.values())):
        raise table.error(f"costs: không có {', '.join(unknown)}; chỉ có {', '.join(COST_NAMES.values())}")
    clock = ClockSetting(table.date("day"), table.text("start"), table.text("deadline"), costs, table.dates("holidays"))
    for name, text in (("start", clock.start), ("deadline", clock.deadline)):
        if not is_moment(text):
            raise table.error(f"{name}: {text!r} không phải thời điểm như 'D+0 07:30'")
    if not clock.calendar.is_working_day(clock.day):
        raise table.error(f"day: {clock.day} không phải ngày làm việc")
    table.done()
    return clock


def _npc(table: Table) -> NpcRule:
    known = {"DocumentPresented": "assign", "InstructionGiven": "sign_receipt"}
    rule = NpcRule(table.text("id"), table.text("on"), table.number("after_minutes"), table.text("do"))
    if known.get(rule.on) != rule.do:
        raise table.error(f"on = {rule.on!r} đi với do = {rule.do!r}; chỉ có {known}")
    table.done()
    return rule


def _injection(table: Table, slots: tuple[str, ...]) -> InjectionRule:
    rule = InjectionRule(
        table.text("id"),
        table.number("at_minutes"),
        table.text("sender"),
        table.text("text"),
        table.optional_text("unless_presented"),
    )
    if rule.unless_presented and rule.unless_presented not in slots:
        raise table.error(f"unless_presented: bộ sinh không có vai {rule.unless_presented!r}")
    table.done()
    return rule


def _check(table: Table, slots: tuple[str, ...], law_date: date) -> Check:
    check = Check(
        id=table.text("id"),
        title=table.text("title"),
        pred=table.text("pred"),
        args=table.raw("args"),
        weight=table.number("weight", 1, 100),
        cite=table.text("cite"),
        fail=table.text("fail"),
        rule=table.text("rule"),
        fix=table.text("fix"),
        critical=table.flag("critical"),
    )
    _check_citation(table, check.cite, law_date)
    try:
        check_arguments(check.pred, check.args, slots)
    except ArgumentError as problem:
        raise table.error(str(problem)) from None
    table.done()
    return check


def _check_citation(table: Table, key: str, law_date: date) -> None:
    try:
        provision = register.load()[key]
    except register.UnknownProvision as problem:
        raise table.error(f"cite: sổ pháp luật không có {key}. {problem.advice}") from None
    if not provision.may_decide_a_score:
        raise table.error(f"cite: {key} chưa được xác nhận trong sổ pháp luật nên không được dùng để chấm điểm")
    if not provision.applies_on(law_date):
        raise table.error(f"cite: {key} không có hiệu lực vào ngày {law_date}")


def _goal(table: Table) -> Goal:
    goal = Goal(table.text("text"), table.texts("checks"))
    table.done()
    return goal


def _scoring(table: Table) -> Scoring:
    scoring = Scoring(
        table.number("passing", 1, 100), table.number("critical_cap", 0, 99), table.number("hint_cost", 0, 50)
    )
    table.done()
    return scoring


def _hint(table: Table) -> Hint:
    hint = Hint(table.text("id"), table.text("title"), table.texts("steps"))
    table.done()
    return hint


def _text(folder: Path, texts: Mapping[str, str], name: str) -> str:
    if name not in texts:
        raise ScenarioError(folder / name, "", "thiếu tệp này")
    text = texts[name].strip()
    if not text:
        raise ScenarioError(folder / name, "", "tệp đang trống")
    if len(text) > LONGEST:
        raise ScenarioError(folder / name, "", f"dài {len(text)} ký tự; nhiều nhất là {LONGEST}")
    return text


def _check_whole(path: Path, scenario: Scenario) -> None:
    """What concerns several tables at once."""
    ids = [check.id for check in scenario.checks]
    if not ids:
        raise ScenarioError(path, "checks", "phải có ít nhất một mục kiểm tra")
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise ScenarioError(path, "checks", f"id {', '.join(twice)} dùng hai lần")
    named = {check for goal in scenario.goals for check in goal.checks}
    if unknown := sorted(named - set(ids)):
        raise ScenarioError(path, "goals", f"không có mục kiểm tra {', '.join(unknown)}")
    if lost := sorted(set(ids) - named):
        raise ScenarioError(
            path, "goals", f"không mục tiêu nào nêu {', '.join(lost)}: học viên không thể biết là có chấm"
        )
