"""Under the body: recipients and signer as two columns without lines, the place to confirm, a copy's own marks."""

from docx.document import Document as WordFile
from docx.shared import Pt
from docx.table import _Cell

from law.layout import wording
from law.layout.document import Document, PaperCopy, Recipients, Signer
from law.layout.letter_widths import width
from law.layout.word import parts, styles
from law.layout.word.head import copy_head

_LEFT, _RIGHT = parts.TEXT_WIDTH.pt * 78 / 165, parts.TEXT_WIDTH.pt * 87 / 165
_DASH = width("- ", styles.RECIPIENTS.size)


def foot(file: WordFile, document: Document) -> None:
    """Ô 9b and 12 left, 7a to 7b right; minutes have the secretary left and the recipients below (Mẫu 1.9)."""
    _gap_with_next(file)
    mark = str(document.drafter_mark or "")
    if document.secretary is None:
        _two_columns(file, document.recipients, mark, document.signer)
        return
    table = parts.grid(file, (_LEFT, _RIGHT), 2)
    _signer(table.cell(0, 0), document.secretary, _LEFT)
    _signer(table.cell(0, 1), document.signer, _RIGHT)
    _recipients(table.cell(1, 0), document.recipients, mark)
    table.cell(1, 0).paragraphs[0].paragraph_format.space_before = Pt(12)


def _gap_with_next(file: WordFile) -> None:
    """Room above a table that must not begin a page alone."""
    form = parts.gap(file).paragraph_format
    form.space_before, form.keep_with_next = Pt(8), True


def _two_columns(file: WordFile, recipients: Recipients, mark: str, signer: Signer) -> None:
    table = parts.grid(file, (_LEFT, _RIGHT))
    _recipients(table.cell(0, 0), recipients, mark)
    _signer(table.cell(0, 1), signer, _RIGHT)


def _recipients(cell: _Cell, recipients: Recipients, mark: str) -> None:
    parts.paragraph(cell, styles.RECIPIENTS_WORD, wording.RECIPIENTS_WORD)
    for line in wording.recipient_lines(recipients):
        made = parts.paragraph(cell, styles.RECIPIENTS, f"- {line}")
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Pt(_DASH), Pt(-_DASH)
    if mark:
        parts.paragraph(cell, styles.DRAFTER_MARK, mark)


def _signer(cell: _Cell, signer: Signer, room: float) -> None:
    """The signature itself is left to the pen or to the signing program: 30 mm of room."""
    for line in wording.authority_lines(signer):
        parts.balanced_paragraph(cell, styles.AUTHORITY, line, room)
    below = [(styles.AUTHORITY, signer.other_position.upper())] if signer.other_position else []
    for position, (style, words) in enumerate([*below, (styles.SIGNER, signer.full_name)]):
        made = parts.paragraph(cell, style, words)
        if position == 0:
            made.paragraph_format.space_before = styles.SIGNING_PLACE


def confirmation(file: WordFile, document: Document) -> None:
    """Where another body confirms, at the left (Mẫu 1.10)."""
    if not document.confirmation:
        return
    parts.gap(file)
    cell = parts.grid(file, (_LEFT, _RIGHT)).cell(0, 0)
    parts.paragraph(cell, styles.CONFIRMATION, strong=document.confirmation)
    hint = parts.paragraph(cell, styles.CONFIRMATION)
    hint.add_run(wording.CONFIRMATION_HINT).italic = True
    parts.paragraph(cell, styles.CONFIRMATION, wording.DOTS * 4).paragraph_format.space_before = styles.SIGNING_PLACE


def paper_copy(file: WordFile, copy: PaperCopy | None) -> None:
    """The marks of a copy on paper, below a line as wide as the text (Mẫu 3.1)."""
    if copy is None:
        return
    line = parts.rule(file, parts.TEXT_WIDTH.pt, parts.TEXT_WIDTH, above=10)
    line.paragraph_format.space_after, line.paragraph_format.keep_with_next = Pt(8), True
    code = (copy.code_number, copy.code_notation)
    copy_head(file, wording.copy_form(copy), copy.organ_name, code, (copy.place, copy.issued_date))
    _gap_with_next(file)
    _two_columns(file, copy.recipients, "", copy.signer)
