"""A hand that writes with python-docx and its own template: what scripts and small programs make."""

import io

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from law.layout import wording
from law.layout.document import Block, DashList, Document, Signer, Table
from law.layout.letter_widths import balanced, widest, width
from law.layout.lines import Look, lines_of
from law.layout.organ_lines import organ_lines

_LEFT, _RIGHT = 165.0, 302.0


class PythonDocx:
    """Heads as one cell with line breaks, rules as borders, a field in the header, everything else by direct settings."""

    name = "python-docx"

    def write(self, document: Document) -> bytes:
        """The file."""
        self.file = docx.Document()
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(14)
        self._section(self.file.sections[0])
        self._head(document)
        self._title(document)
        self._blocks(document, document.body)
        self._foot(document)
        for appendix in document.appendices:
            self._section(self.file.add_section(WD_SECTION.NEW_PAGE), numbered=True)
            self._line(wording.appendix_word(appendix), b=True)
            if appendix.title:
                self._line(appendix.title.upper(), b=True)
            self._line(wording.pointer(document), i=True)
            self._body(appendix.body)
        held = io.BytesIO()
        self.file.save(held)
        return held.getvalue()

    def _section(self, section, *, numbered: bool = False) -> None:  # type: ignore[no-untyped-def]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.different_first_page_header_footer = True
        if numbered:
            start = OxmlElement("w:pgNumType")
            start.set(qn("w:start"), "1")
            section._sectPr.append(start)
            return
        made = section.header.paragraphs[0]
        made.alignment = ALIGN.CENTER
        run = made.add_run()
        run.font.size = Pt(13)
        for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
            node = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                node.set(qn("w:fldCharType"), kind)
            else:
                node.text = words
            run._r.append(node)

    def _line(  # type: ignore[no-untyped-def]  # cells and paragraphs of python-docx
        self,
        words: str,
        size: float = 14,
        *,
        b: bool = False,
        i: bool = False,
        holder=None,
        align=ALIGN.CENTER,
        before: float = 0,
    ):
        made = (holder or self.file).add_paragraph()
        made.alignment = align
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(0)
        made.paragraph_format.line_spacing = 1.0
        run = made.add_run(words)
        run.bold, run.italic, run.font.size = b, i, Pt(size)
        return made

    def _rule(self, length: float, room: float, holder=None) -> None:  # type: ignore[no-untyped-def]
        made = self._line("", 2, holder=holder)
        side = Pt(max(0.0, (room - length) / 2))
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = side
        drawn = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        drawn.append(top)
        made._p.get_or_add_pPr().append(drawn)

    def _table(self, rows: int, widths: tuple[float, float]):  # type: ignore[no-untyped-def]
        table = self.file.add_table(rows, 2)
        table.autofit = False
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Pt(wide)
            for cell in column.cells:
                cell.width = Pt(wide)
        return table

    def _head(self, document: Document) -> None:
        table = self._table(2, (_LEFT, _RIGHT))
        left, right, code, date = (table.cell(row, column) for row in (0, 1) for column in (0, 1))
        name = document.organ_name.upper()
        lines = [name] if width(name, 12, bold=True) <= 150 else organ_lines(name, bold=True)
        made = left.paragraphs[0]
        made.alignment = ALIGN.CENTER
        made.paragraph_format.space_after = Pt(0)
        if document.parent_organ:
            run = made.add_run(f"{document.parent_organ.upper()}\n")
            run.font.size = Pt(12)
        run = made.add_run("\n".join(lines))
        run.bold, run.font.size = True, Pt(12)
        self._rule(0.4 * widest(lines, 12, bold=True), _LEFT - 10.8, left)
        made = right.paragraphs[0]
        made.alignment = ALIGN.CENTER
        made.paragraph_format.space_after = Pt(0)
        for words, size in ((f"{wording.NATIONAL_NAME}\n", 12), (wording.NATIONAL_MOTTO, 13)):
            run = made.add_run(words)
            run.bold, run.font.size = True, Pt(size)
        self._rule(width(wording.NATIONAL_MOTTO, 13, bold=True), _RIGHT - 10.8, right)
        self._line(wording.code_line(document.code_number, document.code_notation), 13, holder=code)
        if document.document_type.has_place_and_date:
            self._line(wording.place_and_date(document.place, document.issued_date), 13, i=True, holder=date)
        if not document.document_type.has_heading:
            for place, line in enumerate(balanced(wording.letter_subject(document.subject), 150, 12)):
                self._line(line, 12, holder=code, before=0 if place else 6)

    def _title(self, document: Document) -> None:
        if document.document_type.has_heading:
            self._line(document.document_type.name.upper(), b=True, before=12)
            if document.subject:
                lines = balanced(document.subject, 400, 14, bold=True)
                self._line("\n".join(lines), b=True)
                self._rule(0.4 * widest(lines, 14, bold=True), 467.0)
        names = document.addressed_to
        lead = f"{document.address_lead}:"
        if len(names) == 1:
            self._line(f"{lead} {names[0]}", before=12)
        elif names:
            start = self._line(lead, align=ALIGN.LEFT, before=12)
            start.paragraph_format.left_indent = Pt(90)
            for line in wording.semicolons(names):
                made = self._line(f"- {line}", align=ALIGN.LEFT)
                made.paragraph_format.left_indent = Pt(90 + width(document.address_lead, 14))

    def _text(self, words: str, *, strong: str = "", b: bool = False, i: bool = False) -> None:
        made = self.file.add_paragraph()
        form = made.paragraph_format
        made.alignment = ALIGN.JUSTIFY
        form.first_line_indent, form.space_after, form.line_spacing = Mm(12.7), Pt(6), 1.15
        if strong:
            made.add_run(strong).bold = True
        run = made.add_run(words)
        run.bold, run.italic = b, i

    def _blocks(self, document: Document, body: tuple[Block, ...]) -> None:
        if document.issuing_authority:
            self._line(document.issuing_authority.upper(), b=True, before=6)
        for basis in wording.semicolons(document.legal_bases):
            self._text(basis, i=True)
        if document.enacting_word:
            self._line(f"{document.enacting_word.upper()}:", b=True, before=6)
        self._body(body)

    def _body(self, body: tuple[Block, ...]) -> None:
        for place, block in enumerate(body):
            for line in lines_of(block, end_mark=place == len(body) - 1):
                self._block(line)

    def _block(self, line) -> None:  # type: ignore[no-untyped-def]
        if isinstance(line, DashList):
            for item in line.items:
                self._text(f"- {item}")
        elif isinstance(line, Table):
            table = self.file.add_table(0, len(line.columns), style="Table Grid")
            for row in (line.columns, *line.rows):
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif line.look in (Look.HEADING_WORD, Look.HEADING_TITLE):
            self._line(line.text, b=True, before=6)
        elif line.look is Look.ROMAN_SECTION:
            self._text(line.text, b=True)
        elif line.look is Look.END:
            self._line(line.text, align=ALIGN.RIGHT)
        else:
            self._text(line.text, strong=line.strong)

    def _foot(self, document: Document) -> None:
        both = document.secretary is not None
        table = self._table(2 if both else 1, (220.0, 247.0))
        left = table.cell(1 if both else 0, 0)
        first = left.paragraphs[0]
        first.paragraph_format.space_after = Pt(0)
        run = first.add_run(wording.RECIPIENTS_WORD)
        run.bold = run.italic = True
        run.font.size = Pt(12)
        for line in wording.recipient_lines(document.recipients):
            self._line(f"- {line}", 11, holder=left, align=ALIGN.LEFT)
        if document.drafter_mark:
            self._line(str(document.drafter_mark), 11, holder=left, align=ALIGN.LEFT)
        if document.secretary is not None:
            self._signer(document.secretary, table.cell(0, 0))
        self._signer(document.signer, table.cell(0, 1))

    def _signer(self, signer: Signer, cell) -> None:  # type: ignore[no-untyped-def]
        made = cell.paragraphs[0]
        made.alignment = ALIGN.CENTER
        made.add_run("\n".join(wording.authority_lines(signer))).bold = True
        for _ in range(3):
            cell.add_paragraph()
        if signer.other_position:
            self._line(signer.other_position.upper(), b=True, holder=cell)
        self._line(signer.full_name, b=True, holder=cell)
