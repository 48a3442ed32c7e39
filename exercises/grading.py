"""Grading is a pure function: the same scenario and events give the same score card, today and in five years."""

from __future__ import annotations

import math
from collections.abc import Sequence

from exercises.checks import CHECKS
from exercises.dms.domain.desk import Desk, fold
from exercises.dms.domain.events import Event
from exercises.domain import HINT_TAKEN, Check, Finding, Mode, Outcome, Record, Result, Scenario, ScoreCard


def grade(
    scenario: Scenario, events: Sequence[Event], mode: Mode = Mode.PRACTICE, desk: Desk | None = None
) -> ScoreCard:
    """Fold the events, apply each check, weigh, take off hints (practice only), cap at a critical failure.

    The score is rounded down, so that 100 means that nothing at all was missed. An empty list of events scores 0.
    `desk` is the fold of `events` where the caller has it already.
    """
    record = Record(fold(events) if desk is None else desk, tuple(events))
    findings = tuple(_finding(check, record) for check in scenario.checks)
    hints = sum(event.kind == HINT_TAKEN for event in events) if mode is Mode.PRACTICE else 0
    earned = math.floor(100 * sum(finding.points for finding in findings) / scenario.possible + 1e-6)
    score = max(0, earned - hints * scenario.scoring.hint_cost)
    is_critical = any(finding.check.critical and finding.outcome is not Outcome.MET for finding in findings)
    is_capped = is_critical and score > scenario.scoring.critical_cap
    return ScoreCard(
        score=scenario.scoring.critical_cap if is_capped else score,
        passing=scenario.scoring.passing,
        findings=findings,
        hints_taken=hints,
        hint_cost=scenario.scoring.hint_cost,
        is_capped=is_capped,
    )


def _finding(check: Check, record: Record) -> Finding:
    if record.desk.setting is None:
        return Finding(check, 0.0, Outcome.OPEN, (), "", "")
    result = CHECKS[check.pred](record, **check.args)
    share = min(1.0, max(0.0, result.share))
    return Finding(check, share, _outcome(result, share), result.evidence, result.found, result.expected)


def _outcome(result: Result, share: float) -> Outcome:
    if share == 1.0:
        return Outcome.MET
    return Outcome.WRONG if result.is_wrong else Outcome.OPEN
