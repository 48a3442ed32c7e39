"""The body: issuing authority, legal bases, then the lines of law.layout.lines in our styles."""

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from law.layout import wording
from law.layout.columns import column_widths
from law.layout.document import Block, DashList, Document, Heading, Level, Table
from law.layout.lines import Line, Look, lines_of
from law.layout.word import parts, styles

_STYLES = {
    Look.PARAGRAPH: styles.PARAGRAPH,
    Look.HEADING_TITLE: styles.HEADING_TITLE,
    Look.ROMAN_SECTION: styles.ROMAN_SECTION,
    Look.ARTICLE: styles.ARTICLE,
    Look.CLAUSE: styles.CLAUSE,
    Look.POINT: styles.POINT,
    Look.END: styles.END,
}
_WORDS = {
    Level.PART: styles.PART,
    Level.CHAPTER: styles.CHAPTER,
    Level.SECTION: styles.SECTION,
    Level.SUBSECTION: styles.SUBSECTION,
}
_PADDING = Mm(1.5)


def opening(file: WordFile, document: Document) -> None:
    """Issuing authority, legal bases, the enacting word."""
    if document.issuing_authority:
        parts.paragraph(file, styles.ISSUING_AUTHORITY, document.issuing_authority.upper())
    for basis in wording.semicolons(document.legal_bases):
        parts.paragraph(file, styles.LEGAL_BASIS, basis)
    if document.enacting_word:
        parts.paragraph(file, styles.ENACTING_WORD, f"{document.enacting_word}:".upper())


def blocks(file: WordFile, body: Sequence[Block], *, keep_last: bool) -> None:
    """The blocks with the final './.'. `keep_last` holds the last paragraph together with the signature below it."""
    made = None
    for position, block in enumerate(body):
        for line in lines_of(block, end_mark=position == len(body) - 1):
            made = _write(file, line, block)
    if made is not None and keep_last:
        made.paragraph_format.keep_with_next = True


def _write(file: WordFile, line: Line | DashList | Table, block: Block) -> WordParagraph | None:
    match line:
        case Line():
            made = parts.paragraph(file, _style(line, block), line.text, strong=line.strong)
            if not line.text:  # a title on a line of its own
                made.paragraph_format.keep_with_next = True
            return made
        case DashList(items=items):
            return [parts.paragraph(file, styles.DASH, f"- {item}") for item in items][-1] if items else None
        case Table():
            _table(file, line)
    return None


def _style(line: Line, block: Block) -> styles.Style:
    if line.look is Look.HEADING_WORD and isinstance(block, Heading):
        return _WORDS[block.level]
    return _STYLES[line.look]


def _table(file: WordFile, table: Table) -> None:
    if table.caption:
        parts.paragraph(file, styles.TABLE_CAPTION, table.caption)
    above = parts.gap(file).paragraph_format
    above.space_before, above.keep_with_next = Pt(4), True
    widths = column_widths(table, parts.TEXT_WIDTH.pt, styles.TABLE_CELL.size, 2 * _PADDING.pt + 2)
    made = parts.grid(file, widths, 1 + len(table.rows), padding=(Mm(0.8), _PADDING))
    parts.lined(made)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, texts in zip(made.rows, (table.columns, *table.rows), strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            parts.paragraph(cell, styles.TABLE_HEAD if texts is table.columns else styles.TABLE_CELL, words)
    parts.gap(file)
