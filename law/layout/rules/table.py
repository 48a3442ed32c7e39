"""The table sentence to rule, as `docs/layout-rules.md`: `python -m law.layout.rules.table > docs/layout-rules.md`."""

import sys
from collections.abc import Iterator

from law import register
from law.layout.rules.all_rules import RULES
from law.layout.word.correcting.corrected import CORRECTIONS
from law.register import Register

_HEAD = """# Soi thể thức: sentence to rule

Written by `python -m law.layout.rules.table`; a test keeps it. One row for each thing that a sentence of Phụ lục I, II or III (NĐ 30/2020)
asks and that a file can show; a sentence whose clauses ask different things of different components has a row for each clause. Severity:
`sai` breaks the sentence, `nen-sua` is a matter of a model or of taste in its reading. A rule answers PASS, FAIL, NOT_APPLICABLE or, where
the file cannot tell, NEEDS_REVIEW (`can-nguoi-xem`). What the machine puts right (`law/layout/word/correcting`) are looks, places, margins and
marks; where a fault of such a rule needs the author's words or figures, it stays.

| Where | Rule | Asks | Severity | Put right by the machine |
| --- | --- | --- | --- | --- |
"""
_UNSEEN = """
## Sentences that a file cannot show

| Where | Why there is no rule |
| --- | --- |
| Phụ lục I, Mục I khoản 5, 6; Mục II điểm cuối các khoản | they point to other sentences, which have their rules |
| Mục II khoản 3 điểm a | whether a number is the next of the year's series: the register of the body knows (`law.numbering.check_series`) |
| Mục II khoản 4 điểm a | whether the place is the unit where the body has its seat; units named after persons, figures or events |
| Mục II khoản 6 điểm c | a document may be divided so; nothing is asked |
| Mục II khoản 7 điểm a, c (chức vụ chính thức, tổ chức tư vấn), d; khoản 8 điểm a, c | signatures and seals come after the file; offices are not known |
| Mục II khoản 9 điểm a | who must receive a document |
| Mục III khoản 2 điểm a; dấu thu hồi | secrets: such a file is refused, not judged |
| Phần II Mục I khoản 2 | scans: told apart here, measured by the rules of digitising |
| Phụ lục II Mục II khoản 1 điểm b, khoản 2; Mục III khoản 1 điểm d, khoản 2; Mục IV khoản 1 điểm b; Mục V khoản 1, 4, 8 điểm a, 10 | need the meaning of a name; a word match would be wrong too often |
"""


def lines(known: Register) -> Iterator[str]:
    """The document, line by line."""
    yield _HEAD.rstrip("\n")
    for rule in RULES.values():
        where = known[rule.article].where
        asks = rule.asks.replace("|", "\\|")
        yield f"| {where} | `{rule.id}` | {asks} | `{rule.severity.value}` | {'yes' if rule.id in CORRECTIONS else ''} |"
    yield _UNSEEN.rstrip("\n")


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(register.load())) + "\n")
