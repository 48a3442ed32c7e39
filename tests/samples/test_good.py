"""Good documents of every type, by our writer and by seven other hands: no fault, hardly a question."""

import datetime
from collections import Counter

from law import register
from law.layout.soi import Outcome, judge, read, understand
from tests.samples.good import good

DAY = datetime.date(2026, 11, 26)
MOST_QUESTIONS = 0.05
FEWEST = 40


def test_good_documents_have_no_fault_and_hardly_a_question() -> None:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    types: set[str] = set()
    documents = 0
    for name, content in good():
        report = judge(understand(read(content, "van-ban.docx")), register.load(), DAY)
        documents += 1
        counts.update(report.counts)
        types.add(report.document_type)
        faults += [f"{name}: {one.rule}: {one.found}" for one in report.of(Outcome.FAIL)]
        faults += [f"{name}: {report.refusal}"] if report.refusal else []
    assert faults == []
    assert documents >= FEWEST
    assert len(types) >= 24
    applied = counts["PASS"] + counts["FAIL"] + counts["NEEDS_REVIEW"]
    share = counts["NEEDS_REVIEW"] / applied
    print(f"\n{documents} good documents, {applied} rules applied, {share:.2%} need a person")
    assert share <= MOST_QUESTIONS
