"""Every rule finds its planted faults, and finds them alone; precision and recall are printed rule by rule (-s)."""

import datetime
from collections import Counter
from itertools import islice

import pytest

from law import register
from law.layout.rules.all_rules import RULES
from law.layout.soi import Outcome, judge, read, understand
from tests.samples.faults import FAULTS

DAY = datetime.date(2026, 11, 26)


@pytest.mark.parametrize("most", [1, pytest.param(None, id="all", marks=pytest.mark.full)])
def test_every_rule_finds_its_planted_faults_and_nothing_else(most: int | None) -> None:
    planted: Counter[str] = Counter()
    files: set[tuple[str, bytes]] = set()
    found: Counter[str] = Counter()
    wrongly: Counter[str] = Counter()
    said: list[str] = []
    for fault in FAULTS:
        for name, content in islice(fault.files(), most):
            report = judge(understand(read(content, "van-ban.docx")), register.load(), DAY)
            fails = {one.rule for one in report.of(Outcome.FAIL)}
            assert (fault.rule, content) not in files, f"{fault.rule}: {name} is planted twice"
            files.add((fault.rule, content))
            planted[fault.rule] += 1
            found[fault.rule] += fault.rule in fails
            if fault.rule not in fails:
                said.append(f"{fault.rule} is not found in {name}")
            for other in fails - {fault.rule, *fault.also}:
                wrongly[other] += 1
                said.append(f"{other} is found in {name}, where {fault.rule} is planted")
    for rule in RULES:
        right = found[rule]
        precision = right / (right + wrongly[rule]) if right + wrongly[rule] else 0.0
        print(
            f"{rule:32} planted {planted[rule]:3}  recall {right / max(1, planted[rule]):4.0%}  precision {precision:4.0%}"
        )
    print(f"{sum(planted.values())} planted, {sum(found.values())} found, {sum(wrongly.values())} wrongly")
    assert said == []
    assert [rule for rule in RULES if not planted[rule]] == []


def test_every_rule_has_two_files_at_least_with_its_fault() -> None:
    files = Counter[str]()
    for fault in FAULTS:
        files[fault.rule] += len(fault.on)
    assert [rule for rule in RULES if files[rule] < 2] == []
