"""Pieces of a Word file: a paragraph in one of our styles, a drawn rule, a grid without lines, a box of exact size."""

import re
from collections.abc import Sequence

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordFile
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt, RGBColor, Twips
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from law.layout.letter_widths import balanced, widest
from law.layout.word.styles import GAP, RULE, Style
from law.vietnamese import nfc

Holder = WordFile | BlockItemContainer

# A4 and the margins of Phụ lục I Phần I Mục I khoản 3, in twentieths of a point, rounded up to stay inside the ranges.
TOP, BOTTOM, LEFT, RIGHT = Twips(1134), Twips(1134), Twips(1701), Twips(851)
PAPER_WIDTH, PAPER_HEIGHT = Twips(11906), Twips(16838)
TEXT_WIDTH = Twips(11906 - 1701 - 851)
_NONE = (Twips(0), Twips(0))
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEFAULT_STYLES = (None, "Header", "Footer")
_SIDES = ("top", "left", "bottom", "right")


def written(typed: str) -> str:
    """What a person typed as a file may hold it: composed letters, no control characters."""
    return nfc(_NOT_IN_XML.sub("", typed))


def paragraph(holder: Holder, style: Style, words: str = "", *, strong: str = "") -> WordParagraph:
    """A paragraph: `strong` in bold, then the words. A new cell's or header's empty first paragraph is used."""
    made = _unused(holder) or holder.add_paragraph()
    made._p.style = style.id
    if strong:
        made.add_run(written(strong)).bold = True
    if words:
        made.add_run(written(words))
    return made


def _unused(holder: Holder) -> WordParagraph | None:
    if isinstance(holder, WordFile):
        return None
    last = holder.paragraphs[-1:]
    return next((one for one in last if one._p.style in _DEFAULT_STYLES and not one.runs), None)


def balanced_paragraph(holder: Holder, style: Style, words: str, room: float, beside: float = 0) -> list[str]:
    """A centred paragraph whose lines come out about equally long: it is drawn in at both sides until they do.

    ``room`` is the column in points, ``beside`` what the words leave free of it. Returns the lines.
    """
    lines = balanced(words, room - beside, style.size, bold=style.bold)
    made = paragraph(holder, style, words)
    if len(lines) > 1:
        # A little more room than our measure: another program may set the letters wider apart.
        narrow = min(room - beside, widest(lines, style.size, bold=style.bold) * 1.02 + 2)
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt((room - narrow) / 2)
    return lines


def rule(holder: Holder, length: float, room: Length, *, above: float) -> WordParagraph:
    """A drawn line of this length in points, centred in the room, `above` points below the text."""
    made = paragraph(holder, RULE)
    side = max(0, round((room.pt - length) * 10))
    form = made.paragraph_format
    form.left_indent = form.right_indent = Twips(side)
    form.space_before = Pt(above)
    borders(made, "top")
    return made


def gap(holder: Holder) -> WordParagraph:
    """The empty paragraph that Word wants behind a table, as small as it can be."""
    return paragraph(holder, GAP)


def borders(made: WordParagraph, *sides: str) -> None:
    """Lines of 0.75 pt at these sides of a paragraph."""
    drawn = OxmlElement("w:pBdr")
    for side in sides:
        drawn.append(_line(side))
    properties = made._p.get_or_add_pPr()
    properties.insert_element_before(
        drawn, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:sectPr"
    )


def _line(side: str, colour: RGBColor | None = None, eighths: int = 6) -> BaseOxmlElement:
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", str(colour or "000000"))):
        line.set(qn(f"w:{name}"), value)
    return line


def grid(
    holder: Holder, widths: Sequence[float], rows: int = 1, *, padding: tuple[Length, Length] = _NONE
) -> WordTable:
    """A table without lines, its columns as wide as given (points); no row is torn between two pages.

    ``padding`` keeps the text of the cells away from their edges, above and below, left and right.
    """
    unused = _unused(holder)
    table = _add_table(holder, rows, len(widths))
    if unused is not None:
        unused._p.getparent().remove(unused._p)
    _pad(table, *padding)
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Twips(round(wide * 20))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Twips(round(wide * 20))
    width = table._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(sum(widths) * 20)))
    return table


def _add_table(holder: Holder, rows: int, columns: int) -> WordTable:
    if isinstance(holder, WordFile | _Cell):
        return holder.add_table(rows, columns)
    return holder.add_table(rows, columns, TEXT_WIDTH)


def lined(table: WordTable, colour: RGBColor | None = None, eighths: int = 6) -> None:
    """Draw the lines of a table."""
    drawn = OxmlElement("w:tblBorders")
    for side in (*_SIDES, "insideH", "insideV"):
        drawn.append(_line(side, colour, eighths))
    _in_table(table, drawn)


def _pad(table: WordTable, vertical: Length, horizontal: Length) -> None:
    # Said even where it is nothing: LibreOffice does not take it from the style.
    margins = OxmlElement("w:tblCellMar")
    for side, wide in zip(_SIDES, (vertical, horizontal, vertical, horizontal), strict=True):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(wide.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _in_table(table, margins)


def _in_table(table: WordTable, found: BaseOxmlElement) -> None:
    """The properties of a table have a fixed order: lines, layout, margins, look."""
    followers = {"tblBorders": ("tblLayout", "tblCellMar", "tblLook"), "tblCellMar": ("tblLook",)}
    later = [qn(f"w:{name}") for name in followers[found.tag.rpartition("}")[2]]]
    properties = table._tbl.tblPr
    place = next((position for position, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(place, found)


def box(
    holder: Holder, style: Style, words: str, size: tuple[Length, Length], colour: RGBColor | None = None
) -> WordTable:
    """Words in the middle of a rectangle of exactly this width and height."""
    wide, high = size
    table = grid(holder, [wide.pt])
    lined(table, colour, 10 if colour else 8)
    row = table.rows[0]
    row.height, row.height_rule = high, WD_ROW_HEIGHT_RULE.EXACTLY
    cell = row.cells[0]
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)
    paragraph(cell, style, words)
    return table
