"""`correct`: a copy of a .docx in which the machine has put right what it may, with the list of what it did."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from law.layout.judging import Finding, Report, judge
from law.layout.readers.docx.tracing import Traced
from law.layout.rules.rulebook import Case, Outcome
from law.layout.understanding.parts import Part
from law.layout.understanding.seen import pointed_out, understand
from law.layout.word.correcting import looks, pages, places, strokes, symbols
from law.layout.word.correcting.corrections import CORRECTIONS
from law.layout.word.correcting.hand import Hand
from law.register import Register

__all__ = ["CORRECTIONS", "Change", "CorrectedFile", "correct"]

MOST_ROUNDS = 4
# Importing them enters their corrections.
ROOMS = (pages, looks, places, strokes, symbols)


@dataclass(frozen=True, slots=True)
class Change:
    """What was wrong and is right now. `before` is what was found, `after` what holds."""

    rule: str
    article: str
    name: str
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        """For files."""
        return {
            "rule": self.rule,
            "article": self.article,
            "name": self.name,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class CorrectedFile:
    """The new file, what was corrected in it, and the report on it: what is left is for a person."""

    data: bytes
    made: tuple[Change, ...]
    left: Report


def correct(
    data: bytes, name: str, register: Register, day: datetime.date, pointed: Mapping[Part, Sequence[int]] | None = None
) -> CorrectedFile:
    """Correct a .docx. A document that is not judged comes back as it is. Raises Unreadable.

    `pointed`: the lines of components that a person has pointed out.
    """
    editing = _Editing(data, name, register, day, pointed or {})
    before = editing.report()
    editing.split()
    for _ in range(MOST_ROUNDS):
        if not editing.round():
            break
    after = editing.report()
    made = tuple(_made(before, after))
    return CorrectedFile(editing.traced.saved() if made else data, made, after)


class _Editing:
    def __init__(
        self, data: bytes, name: str, register: Register, day: datetime.date, pointed: Mapping[Part, Sequence[int]]
    ) -> None:
        self.traced = Traced(data, name)
        self._register, self._day = register, day
        lines = {line.id: line for line in self.traced.draft.lines}
        # Lines are counted anew after each round; their paragraphs stay.
        self._pointed = {
            part: [self.traced.paragraph(lines[one]) for one in ids if one in lines] for part, ids in pointed.items()
        }

    def _seen(self) -> Any:
        seen = understand(self.traced.draft)
        for part, nodes in self._pointed.items():
            ids = [
                line.id
                for line in self.traced.draft.lines
                if any(self.traced.paragraph(line) is node for node in nodes)
            ]
            seen = pointed_out(seen, part, ids)
        return seen

    def report(self) -> Report:
        """The report on the document as it is now."""
        return judge(self._seen(), self._register, self._day)

    def split(self) -> None:
        """Give each line letters of its own."""
        self.traced.split_runs(self.traced.draft.lines)
        self.traced.read_again()

    def round(self) -> bool:
        """Correct once what is wrong; whether there was anything to do."""
        seen = self._seen()
        report = judge(seen, self._register, self._day)
        failed = {one.rule for one in report.of(Outcome.FAIL)}
        todo = dict.fromkeys(CORRECTIONS[rule] for rule in CORRECTIONS if rule in failed)
        hand = Hand(self.traced, Case(seen, self._register, self._day), report.findings)
        for correction in todo:
            correction(hand)
        self.traced.read_again()
        return bool(todo)


def _made(before: Report, after: Report) -> Sequence[Change]:
    """The faults that are gone, each with what the rule says now."""
    left = {(one.rule, one.found) for one in after.of(Outcome.FAIL)}
    broken = {one.rule for one in after.of(Outcome.FAIL)}
    now = {one.rule: one.found for one in after.of(Outcome.PASS)}
    return [
        Change(one.rule, one.article, one.where.part.label, one.found, _now(one, now, broken))
        for one in before.of(Outcome.FAIL)
        if (one.rule, one.found) not in left and one.rule in CORRECTIONS
    ]


def _now(one: Finding, now: Mapping[str, str], broken: set[str]) -> str:
    return one.expected if one.rule in broken else now.get(one.rule, "") or one.expected
