"""Findings as the result page shows them, with links to their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.dms.history import line
from exercises.domain import Finding, Outcome
from exercises.queries import LoadedAttempt
from law import register
from law.register import Provision


@dataclass(frozen=True, slots=True)
class Evidence:
    """An event that shows a finding: its position and its words."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its article and its evidence; `before` is where a new try could branch off."""

    finding: Finding
    provision: Provision
    evidence: tuple[Evidence, ...]

    @property
    def before(self) -> int | None:
        """The position of the first event of the evidence; None where nothing was done that could be done anew."""
        return self.evidence[0].position if self.evidence else None


def shown_findings(loaded: LoadedAttempt) -> dict[str, list[ShownFinding]]:
    """By outcome, in the order in which a person should read them: wrong (critical first), open, met."""
    shown: dict[str, list[ShownFinding]] = {outcome.value: [] for outcome in (Outcome.WRONG, Outcome.OPEN, Outcome.MET)}
    for finding in sorted(loaded.card.findings, key=lambda each: not each.check.critical):
        shown[finding.outcome.value].append(show(loaded, finding))
    return shown


def show(loaded: LoadedAttempt, finding: Finding) -> ShownFinding:
    """One finding, ready for a page."""
    events = [loaded.events[position - 1] for position in finding.evidence[:3]]
    lines = [line(loaded.desk, event) for event in events]
    evidence = tuple(Evidence(each.position, f"lúc {each.at:%H:%M} ({each.title})") for each in lines)
    return ShownFinding(finding, register.load()[finding.check.cite], evidence)
