"""`./run exercises …`: prove that the exercises grade what they say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from flask.cli import AppGroup

from courses.library import library
from exercises import runs, scenario
from exercises.domain import Mode, Scenario
from exercises.grading import grade
from exercises.table import ScenarioError

SCRIPTED_WRONG_RUNS = 3

exercises = AppGroup("exercises", help="The exercises on the mock desk.")


@exercises.command("check")
@click.option("--seeds", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Seeds for each run.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=scenario.FOLDER)
def check(seeds: int, folder: Path) -> None:
    """Play every run of every exercise on many seeds; exit 1 with a line for each one that does not keep its word."""
    began = time.monotonic()
    courses = library()
    try:
        scenario.refuse_untaught(folder, courses.lesson_ids, courses.skill_ids)
        reports = [_check_one(folder / found.slug, found, seeds) for found in scenario.load_all(folder).values()]
    except ScenarioError as problem:
        raise click.ClickException(str(problem)) from None
    if not reports:
        raise click.ClickException(f"{folder}: không có thư mục bài nào có scenario.toml")
    wrong = [line for report in reports for line in _print(report)]
    click.echo(f"{len(reports)} bài, mỗi kịch bản chạy trên {seeds} bộ dữ liệu, {time.monotonic() - began:.1f} giây")
    if wrong:
        raise SystemExit(1)


@dataclass
class Report:
    """What came of an exercise's runs: one line for each run, and the complaints."""

    scenario: Scenario
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def _check_one(folder: Path, found: Scenario, seeds: int) -> Report:
    report = Report(found)
    scripted = runs.load_runs(folder, found)
    report.wrong += _missing(folder, scripted)
    first_events = [scenario.materialise(found, f"check-{number}") for number in range(seeds)]
    for run in scripted:
        complaints: dict[str, list[int]] = {}
        for number, first in enumerate(first_events):
            for complaint in runs.complaints(found, run, first):
                complaints.setdefault(complaint, []).append(number)
        report.wrong += [
            f"{run.path}: {complaint} (bộ {', '.join(map(str, numbers[:5]))}{' …' if len(numbers) > 5 else ''})"
            for complaint, numbers in complaints.items()
        ]
        card = grade(found, runs.play(found, run, first_events[0]), Mode.EXAM)
        failing = ", ".join(finding.check.id for finding in card.failing)
        report.lines.append(f"  {run.name:<34} {card.score:>3}  {_shortened(failing) or 'đạt mọi mục'}")
    return report


def _missing(folder: Path, scripted: list[runs.Run]) -> Iterator[str]:
    """Each exercise needs a right run, three wrong ones and one that does nothing."""
    if not any(run.score == 100 for run in scripted):
        yield f"{folder}/runs: không có kịch bản nào được 100 điểm"
    if sum(bool(run.fails) for run in scripted) < SCRIPTED_WRONG_RUNS:
        yield f"{folder}/runs: chưa đủ {SCRIPTED_WRONG_RUNS} kịch bản sai có nêu tên mục trượt"
    nothing = next((run for run in scripted if run.name == "khong-lam-gi"), None)
    if nothing is None or (nothing.at_most or 0) > runs.DOING_NOTHING_AT_MOST:
        yield f"{folder}/runs: phải có khong-lam-gi.toml với at_most = {runs.DOING_NOTHING_AT_MOST}"


def _shortened(failing: str, width: int = 90) -> str:
    return failing if len(failing) <= width else failing[: width - 2] + " …"


def _print(report: Report) -> list[str]:
    found = report.scenario
    click.echo(f"{found.id} v{found.version}  {found.title}  ({len(found.checks)} mục kiểm tra)")
    for line in report.lines:
        click.echo(line)
    for line in report.wrong:
        click.echo(f"  SAI {line}")
    return report.wrong
