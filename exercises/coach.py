"""The coach beside the desk in practice: goals, what went wrong so far, hints. Pure; never used in an exam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from exercises.domain import HINT_TAKEN, Finding, Hint, Outcome
from exercises.queries import LoadedAttempt


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal and how far it is: done, wrong or open."""

    text: str
    state: str
    percent: int


@dataclass(frozen=True, slots=True)
class HintState:
    """A hint: the steps that were bought, and whether there are more."""

    hint: Hint
    shown: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        """Whether a step is left that the trainee has not bought."""
        return len(self.shown) < len(self.hint.steps)


@dataclass(frozen=True, slots=True)
class Coach:
    """What the panel shows. `mistakes` are told at once; the critical ones first. So many are `listed` on the page below."""

    goals: tuple[GoalState, ...]
    mistakes: tuple[Finding, ...]
    hints: tuple[HintState, ...]
    hint_cost: int
    can_step_back: bool
    listed: int = 0

    def without(self, is_listed: Callable[[Finding], bool]) -> Coach:
        """The same, but for the mistakes that the page itself tells one by one."""
        told = tuple(mistake for mistake in self.mistakes if not is_listed(mistake))
        return replace(self, mistakes=told, listed=len(self.mistakes) - len(told))

    @property
    def goals_done(self) -> int:
        """How many goals have all their checks met."""
        return sum(goal.state == "done" for goal in self.goals)

    @property
    def has_shown_hints(self) -> bool:
        """Whether a step of any hint was bought in this attempt."""
        return any(state.shown for state in self.hints)


def coach_of(loaded: LoadedAttempt) -> Coach:
    """The coach's panel for the attempt as it stands."""
    card = loaded.card
    by_id = {finding.check.id: finding for finding in card.findings}
    mistakes = [finding for finding in card.findings if finding.outcome is Outcome.WRONG]
    return Coach(
        goals=tuple(_goal(goal.text, [by_id[check] for check in goal.checks]) for goal in loaded.scenario.goals),
        mistakes=tuple(sorted(mistakes, key=lambda finding: not finding.check.critical)),
        hints=tuple(HintState(hint, hint.steps[: loaded.hints_shown(hint.id)]) for hint in loaded.scenario.hints),
        hint_cost=card.hint_cost,
        can_step_back=any(event.kind not in {"DeskOpened", HINT_TAKEN} for event in loaded.events),
    )


def _goal(text: str, findings: list[Finding]) -> GoalState:
    percent = int(100 * sum(finding.points for finding in findings) / sum(each.check.weight for each in findings))
    state = "done" if all(finding.outcome is Outcome.MET for finding in findings) else "open"
    if any(finding.outcome is Outcome.WRONG for finding in findings):
        state = "wrong"
    return GoalState(text, state, percent)
