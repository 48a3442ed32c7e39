"""What a scripted run hands in: the draft's letter with the faults that the run leaves, plants or loses words by.

Needs python-docx and lxml, so `runs` imports it only when a script asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from exercises.dms import letters
from exercises.dms.domain import commands as c
from exercises.dms.domain.drafts import Draft, FileRef
from law import register
from law.layout.soi import judge, read, understand
from law.layout.word.planting.names import RULE_OF_FAULT


def submission(draft: Draft, values: Mapping[str, Any]) -> c.SubmitDraft:
    """`leave`: parts whose fault stays ("all" for every one); `spoil`: how many other rules are broken; `lose`: last paragraphs left out."""
    known, letter = register.load(), letters.right_letter(draft)
    if lose := values.get("lose", 0):
        letter = replace(letter, body=letter.body[:-lose])
    left = values.get("leave", [])
    faults = [fault.name for fault in draft.faults if left == "all" or fault.slot in left]
    data = letters.file_with(draft, letter, [*faults, *_others(draft)[: values.get("spoil", 0)]], known)
    report = judge(understand(read(data, draft.file_name)), known, draft.issued_date)
    return c.SubmitDraft(draft.id, FileRef.of(data, draft.file_name), letters.look_at(draft, report))


def _others(draft: Draft) -> list[str]:
    """A fault for each rule that the draft keeps."""
    planted = {fault.rule for fault in draft.faults}
    by_rule = {rule: name for name, rule in RULE_OF_FAULT.items() if rule not in planted}
    return list(by_rule.values())
