"""The file of a draft, and what the office's checker reads in a file that comes back. Bytes in, values out.

Needs python-docx and lxml: a web process does this in a child (`exercises.desk.draft_files`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from exercises.dms.domain.drafts import Draft, DraftLook, SeenFault
from law.layout import wording
from law.layout.document import Document, Heading, Paragraph
from law.layout.draft import Line
from law.layout.practice_mark import keywords_of, mark_in
from law.layout.reading import document_of
from law.layout.soi import Outcome, Report
from law.layout.word.planting.planted import planted
from law.layout.word.writer import write_docx
from law.register import Register
from law.vietnamese import comparable

_WORD = re.compile(r"\w+")
MOSTLY = 0.5  # of its words are gone: the part is lost
_SHOWN = 60
_WHITE = "FFFFFF"
_EYE = 6.0  # points


def right_letter(draft: Draft) -> Document:
    """The letter as it should be. Raises DocumentFault where the generator wrote nonsense."""
    return document_of({**draft.letter, "issued_date": draft.issued_date})


def given_file(draft: Draft, register: Register) -> bytes:
    """The .docx with the draft's faults; the same draft gives the same bytes."""
    return file_with(draft, right_letter(draft), [fault.name for fault in draft.faults], register)


def file_with(draft: Draft, letter: Document, faults: Sequence[str], register: Register) -> bytes:
    """A .docx of this draft with the letter and the faults as given: also what a clerk might have made of it."""
    good = write_docx(letter, keywords_of(draft.mark))
    return planted(good, faults, register, draft.issued_date) if faults else good


def look_at(draft: Draft, report: Report) -> DraftLook:
    """What the checker's report on a file says of this draft."""
    words = Counter(_words(" ".join(_readable(line) for line in report.seen.draft.lines)))
    parts = list(_parts(right_letter(draft)))
    whole = Counter(word for _, text in parts for word in _words(text))
    missing = whole - words
    return DraftLook(
        faults=tuple(_seen(report)),
        kept=1 - missing.total() / whole.total(),
        lost=tuple(_lost(parts, missing)),
        added=(words - whole).total(),
        mark=mark_in(report.seen.draft.keywords),
        unjudged=tuple(_unjudged(draft, report)),
    )


def _readable(line: Line) -> str:
    """The words that stand on the sheet for a person to read: no footer, no white letters, none too small for an eye."""
    if line.has_page_number or line.area.is_footer:
        return ""
    return "".join(run.text for run in line.runs if run.colour.upper() != _WHITE and not 0 < run.size < _EYE)


def _unjudged(draft: Draft, report: Report) -> Iterator[str]:
    """A rule that finds nothing to judge says nothing of its fault: the part was moved or blurred, not mended."""
    judged = {one.rule for one in report.findings if one.outcome is not Outcome.NOT_APPLICABLE}
    return (fault.rule for fault in draft.faults if fault.rule not in judged)


def _seen(report: Report) -> Iterator[SeenFault]:
    for one in report.of(Outcome.FAIL):
        yield SeenFault(one.rule, one.article, one.where.part.label, one.found, one.expected)


def _parts(letter: Document) -> Iterator[tuple[str, str]]:
    """Each part of the right letter: how a person calls it, and its words."""
    yield "Quốc hiệu", wording.NATIONAL_NAME
    yield "Tiêu ngữ", wording.NATIONAL_MOTTO
    yield "tên cơ quan chủ quản", letter.parent_organ
    yield "tên cơ quan ban hành", letter.organ_name
    yield "số, ký hiệu", wording.code_line(letter.code_number, letter.code_notation)
    yield "địa danh và thời gian", wording.place_and_date(letter.place, letter.issued_date)
    yield "trích yếu", wording.letter_subject(letter.subject)
    yield "Kính gửi", " ".join(("Kính gửi", *letter.addressed_to))
    for block in letter.body:
        if isinstance(block, Paragraph | Heading):
            number = f"{block.number}. " if isinstance(block, Heading) else ""
            yield f"đoạn “{number}{block.text[:_SHOWN]}…”", number + block.text
    yield "quyền hạn, chức vụ", " ".join(wording.authority_lines(letter.signer))
    yield "họ tên người ký", letter.signer.full_name
    yield "nơi nhận", " ".join((wording.RECIPIENTS_WORD, *wording.recipient_lines(letter.recipients)))


def _words(text: str) -> list[str]:
    """Words without case, place of the tone, marks and leading zeros: how they are set is the rules' business."""
    return [word.lstrip("0") or "0" for word in _WORD.findall(comparable(text).lower())]


def _lost(parts: Sequence[tuple[str, str]], missing: Counter[str]) -> Iterator[str]:
    """The parts that lack most of their words. Long parts account for missing words first: short ones share theirs with them."""
    left = missing.copy()
    gone = set()
    for name, text in sorted(parts, key=lambda part: -len(part[1])):
        own = Counter(_words(text))
        absent = own & left
        left -= absent
        if absent.total() > MOSTLY * own.total():
            gone.add(name)
    return (name for name, _ in parts if name in gone)
