"""Sections of the file: A4 with its margins, the page number from page 2, what stands in the margins of page 1."""

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from law.layout.document import SigningNote
from law.layout.letter_widths import widest, width
from law.layout.word import parts, styles

_PAGE_NUMBER_FROM_EDGE = Mm(10)
_NOTE_FROM_EDGE = Mm(7)
_MARK_HEIGHT = Mm(8)


def first_section(file: WordFile) -> Section:
    """The section that an empty file already has."""
    return _set(file.sections[0])


def next_section(file: WordFile) -> Section:
    """A new section on a new page; its pages are numbered from 1 again (điểm đ khoản 1 Mục III)."""
    made = file.add_section(WD_SECTION.NEW_PAGE)
    # The break hides in a paragraph of its own, which must not push a full page over.
    file.paragraphs[-1]._p.style = styles.GAP.id
    return _set(made)


def _set(section: Section) -> Section:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = parts.PAPER_WIDTH, parts.PAPER_HEIGHT
    section.top_margin, section.bottom_margin = parts.TOP, parts.BOTTOM
    section.left_margin, section.right_margin = parts.LEFT, parts.RIGHT
    section.gutter = Mm(0)
    section.header_distance = _PAGE_NUMBER_FROM_EDGE
    section.footer_distance = parts.BOTTOM
    _number_pages(section)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    return section


def _number_pages(section: Section) -> None:
    for found in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(found)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")
    section.header.is_linked_to_previous = False
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    made = parts.paragraph(section.header, styles.PAGE_NUMBER)
    made._p.append(field)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "2"
    run.append(shown)
    field.append(run)


def top_right(section: Section, circulation: str, note: SigningNote | None) -> None:
    """Ô 11 and 14, in the margin above the first page at the right."""
    header = section.first_page_header
    if not circulation and note is None:
        parts.gap(header)
        return
    section.header_distance = _NOTE_FROM_EDGE
    if circulation:
        words = circulation.upper()
        wide = Pt(width(words, styles.CIRCULATION.size, bold=True) + Mm(6).pt)
        boxed = parts.box(header, styles.CIRCULATION, words, (wide, _MARK_HEIGHT))
        boxed.alignment = WD_TABLE_ALIGNMENT.RIGHT
    for line in _note_lines(note):
        made = parts.paragraph(header, styles.SIGNING_NOTE, line)
        made.paragraph_format.left_indent = parts.TEXT_WIDTH - Pt(_note_width(note))
    if note is None:
        parts.gap(header)


def _note_lines(note: SigningNote | None) -> Sequence[str]:
    return (*note.lines, note.time_text) if note else ()


def _note_width(note: SigningNote | None) -> float:
    return widest(_note_lines(note), styles.SIGNING_NOTE.size) + 2


def contact(section: Section, lines: Sequence[str]) -> None:
    """Ô 13: at the foot of the first page under a line as wide as the text."""
    # Said for every section: one that says nothing repeats the footer of the section before.
    section.first_page_footer.is_linked_to_previous = False
    if not lines:
        parts.gap(section.first_page_footer)
    for position, line in enumerate(lines):
        made = parts.paragraph(section.first_page_footer, styles.CONTACT, line)
        if position == 0:
            parts.borders(made, "top")
            made.paragraph_format.space_before = Pt(8)
