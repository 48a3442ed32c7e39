"""The top of the first page: ô 2, 1, 3, 4, 5b as two columns without lines, then marks, title and 'Kính gửi'."""

import datetime
from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from law.layout import wording
from law.layout.document import AttachedText, Document
from law.layout.letter_widths import widest, width
from law.layout.organ_lines import organ_lines
from law.layout.word import parts, styles
from law.urgency import Urgency

_LEFT, _RIGHT = parts.TEXT_WIDTH.pt * 62 / 165, parts.TEXT_WIDTH.pt * 103 / 165
_BESIDE = 6.0  # points that keep the left column away from the right one
SHORT_RULE = 0.4  # of the line above it: Phụ lục I asks for a third to a half


def head(file: WordFile, document: Document) -> None:
    """Ô 2 and 1; number and date on one line below them; the subject of a letter below the number."""
    kind = document.document_type
    rows = 2 if kind.has_heading else 3
    table = parts.grid(file, (_LEFT, _RIGHT), rows)
    _organ(table.cell(0, 0), document.organ_name, document.parent_organ)
    _national(table.cell(0, 1))
    _code(table.cell(1, 0), document.code_number, document.code_notation)
    if kind.has_place_and_date:
        _date(table.cell(1, 1), document.place, document.issued_date)
    if not kind.has_heading:
        subject = wording.letter_subject(document.subject)
        parts.balanced_paragraph(table.cell(2, 0), styles.LETTER_SUBJECT, subject, _LEFT, _BESIDE)


def head_without_number(file: WordFile, document: Document) -> None:
    """Ô 2 and 1 alone (Mẫu 1.3)."""
    table = parts.grid(file, (_LEFT, _RIGHT))
    _organ(table.cell(0, 0), document.organ_name, document.parent_organ)
    _national(table.cell(0, 1))


def copy_head(
    file: WordFile, form: str, organ: str, code: tuple[str, str], at: tuple[str, datetime.date | None]
) -> None:
    """The head of a copy on paper (Mẫu 3.1): the body and the form of the copy, number and date."""
    table = parts.grid(file, (_LEFT, _RIGHT), 2)
    _organ(table.cell(0, 0), organ, "")
    parts.paragraph(table.cell(0, 1), styles.COPY_FORM, form)
    _code(table.cell(1, 0), *code)
    _date(table.cell(1, 1), *at)


def _organ(cell: _Cell, name: str, parent: str) -> None:
    if parent:
        _phrased(cell, parent, styles.PARENT_ORGAN)
    lines = _phrased(cell, name, styles.ORGAN)
    parts.rule(cell, SHORT_RULE * widest(lines, styles.ORGAN.size, bold=True), Pt(_LEFT), above=2.5)


def _phrased(cell: _Cell, name: str, style: styles.Style) -> list[str]:
    """The name of a body in capitals; where it needs more lines, they break before its place first."""
    lines = organ_lines(name, bold=style.bold)
    made = parts.paragraph(cell, style)
    for position, line in enumerate(lines):
        run = made.add_run(parts.written(line))
        if position < len(lines) - 1:
            run.add_break()
    return lines


def _national(cell: _Cell) -> None:
    parts.paragraph(cell, styles.NATIONAL_NAME, wording.NATIONAL_NAME)
    parts.paragraph(cell, styles.NATIONAL_MOTTO, wording.NATIONAL_MOTTO)
    long = width(wording.NATIONAL_MOTTO, styles.NATIONAL_MOTTO.size, bold=True)
    parts.rule(cell, long, Pt(_RIGHT), above=1.5)


def _code(cell: _Cell, number: str, notation: str) -> None:
    parts.paragraph(cell, styles.CODE, wording.code_line(number, notation))


def _date(cell: _Cell, place: str, day: datetime.date | None) -> None:
    parts.paragraph(cell, styles.PLACE_AND_DATE, wording.place_and_date(place, day))


def title(file: WordFile, document: Document) -> None:
    """Ô 10a, 10b at the left; ô 5a in the middle of the page; ô 9a below it, or beside the marks of a letter."""
    marks = _marks(document)
    if not marks:
        _type_and_subject(file, document, parts.TEXT_WIDTH.pt)
        _addressed_to(file, document, parts.TEXT_WIDTH.pt)
        return
    side = max(wide for _, (wide, _) in marks).pt + Mm(4).pt
    if document.document_type.has_heading:
        columns: Sequence[float] = (side, parts.TEXT_WIDTH.pt - 2 * side, side)
    else:
        columns = (side, parts.TEXT_WIDTH.pt - side)
    parts.gap(file).paragraph_format.space_before = Pt(6)
    table = parts.grid(file, columns)
    for words, size in marks:
        parts.box(table.cell(0, 0), styles.URGENCY, words, size, styles.MARK_RED)
        parts.gap(table.cell(0, 0)).paragraph_format.space_after = Mm(2)
    _type_and_subject(table.cell(0, 1), document, columns[1])
    _addressed_to(file if document.document_type.has_heading else table.cell(0, 1), document, columns[-1])


def _marks(document: Document) -> list[tuple[str, tuple[Length, Length]]]:
    found: list[tuple[str, tuple[Length, Length]]] = []
    if document.secrecy.mark:
        wide = width(document.secrecy.mark, styles.URGENCY.size, bold=True)
        found.append((document.secrecy.mark, (Pt(wide + Mm(6).pt), Mm(8))))
    if document.urgency is not Urgency.ORDINARY:
        wide_mm, high_mm = document.urgency.mark_size_mm
        found.append((document.urgency.mark, (Mm(wide_mm), Mm(high_mm))))
    return found


def _type_and_subject(holder: parts.Holder, document: Document, room: float) -> None:
    kind = document.document_type
    if not kind.has_heading:
        return
    name = parts.paragraph(holder, styles.TYPE, kind.name.upper())
    name.paragraph_format.space_before = Pt(10 if isinstance(holder, WordFile) else 0)
    if document.subject:
        lines = parts.balanced_paragraph(holder, styles.SUBJECT, document.subject, room)
        long = widest(lines, styles.SUBJECT.size, bold=True)
    else:
        long = width(kind.name.upper(), styles.TYPE.size, bold=True)
    _rule_above_body(holder, long, room)


def attached_title(file: WordFile, attached: AttachedText, pointer: str) -> None:
    """Type and subject of the text that a decision issues, and under them what it is attached to (Mẫu 1.3)."""
    name = parts.paragraph(file, styles.TYPE, attached.document_type.name.upper())
    name.paragraph_format.space_before = Pt(10)
    parts.balanced_paragraph(file, styles.SUBJECT, attached.subject, parts.TEXT_WIDTH.pt)
    pointer_line(file, pointer)


def pointer_line(file: WordFile, words: str) -> None:
    """'(Kèm theo …)' over its short rule."""
    lines = parts.balanced_paragraph(file, styles.POINTER, words, parts.TEXT_WIDTH.pt)
    _rule_above_body(file, widest(lines, styles.POINTER.size), parts.TEXT_WIDTH.pt)


def _rule_above_body(holder: parts.Holder, length: float, room: float) -> None:
    form = parts.rule(holder, SHORT_RULE * length, Pt(room), above=2.5).paragraph_format
    form.space_after, form.keep_with_next = Pt(4), True


def _addressed_to(holder: parts.Holder, document: Document, room: float) -> None:
    """Ô 9a: one body on the line of 'Kính gửi:'; several on lines of their own, the dashes under the colon."""
    names = document.addressed_to
    if not names:
        return
    lead = f"{document.address_lead}:"
    if len(names) == 1:
        made = parts.paragraph(holder, styles.ADDRESSED_TO, f"{lead} {names[0]}")
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(10), Pt(4)
        return
    size = styles.ADDRESSEES.size
    lines = wording.semicolons(names)
    dash, colon = width("- ", size), width(document.address_lead, size)
    start = max(0.0, (room - colon - dash - widest(lines, size)) / 2)
    made = parts.paragraph(holder, styles.ADDRESSED_TO, lead)
    made.paragraph_format.alignment = styles.ADDRESSEES.align
    made.paragraph_format.left_indent, made.paragraph_format.space_before = Pt(start), Pt(10)
    for line in lines:
        made = parts.paragraph(holder, styles.ADDRESSEES, f"- {line}")
        made.paragraph_format.left_indent = Pt(start + colon + dash)
        made.paragraph_format.first_line_indent = Pt(-dash)
    made.paragraph_format.space_after = Pt(4)
