"""What all hands share: the words of a document in order. How each part is made is left to the hand."""

from collections.abc import Sequence

from law.layout import wording
from law.layout.document import Block, DashList, Document, Signer, Table
from law.layout.letter_widths import balanced, widest, width
from law.layout.lines import Line, Look, lines_of
from law.layout.organ_lines import organ_lines
from tests.samples import xml

WIDE = 595.3 - 85.05 - 51.0
BOLD_LOOKS = {Look.HEADING_WORD, Look.HEADING_TITLE, Look.ROMAN_SECTION}


class Hand:
    """A way to write a document. Hands override what they do in a way of their own."""

    name = "hand"
    application = "Microsoft Office Word"
    body_size = 14.0
    body_line: float | None = 1.0
    exact: float | None = None
    indent = 36.0
    before, after = 6.0, 0.0
    head_sizes = (12.0, 13.0)
    styles = ""
    theme = ""
    numbering = ""

    def write(self, document: Document) -> bytes:
        """The file."""
        body = self.head(document) + self.title(document) + self.addressed(document) + self.opening(document)
        body += self.blocks(document.body, end_mark=True) + self.foot(document)
        for appendix in document.appendices:
            body += self.break_section()
            body += self.centred(wording.appendix_word(appendix), 14, b=True)
            if appendix.title:
                body += self.centred(appendix.title.upper(), 14, b=True)
            body += self.centred(wording.pointer(document), 14, i=True)
            body += self.blocks(appendix.body, end_mark=True)
        body += self.last_section(bool(document.appendices))
        return xml.package(
            body,
            header=self.header(),
            styles=self.styles,
            theme=self.theme,
            application=self.application,
            numbering=self.numbering,
        )

    def run(self, text: str, size: float, *, b: bool = False, i: bool = False) -> str:
        """Letters."""
        return xml.run(text, size, b=b, i=i)

    def centred(
        self, text: str, size: float, *, b: bool = False, i: bool = False, before: float = 0, **more: float
    ) -> str:
        """A line in the middle."""
        return xml.par(self.run(text, size, b=b, i=i), align="center", before=before, **more)  # type: ignore[arg-type]

    def rule(self, length: float, room: float, size: float = 1) -> str:
        """A paragraph that draws a rule of this length in the middle of the room."""
        return xml.par(xml.drawn_line(length, (room - length) / 2 - 5.4), align="center", exact=4)

    def header(self) -> str:
        """The header of all pages but the first."""
        return xml.par(xml.page_field(), align="center")

    def break_section(self) -> str:
        """The end of a section; the next begins on a new page, its pages counted from 1."""
        return xml.par(more=xml.section(start=1))

    def last_section(self, numbered: bool) -> str:
        """The properties at the end."""
        return xml.section(start=1 if numbered else None)

    # ô 1 to 5b

    def organ(self, document: Document) -> list[tuple[str, bool]]:
        """The lines of ô 2 with whether they are bold."""
        lines = [(document.parent_organ.upper(), False)] if document.parent_organ else []
        name = document.organ_name.upper()
        size = self.head_sizes[0]
        parts = [name] if width(name, size, bold=True) <= 164 else organ_lines(name, bold=True)
        return lines + [(part, True) for part in parts]

    def short(self, lines: Sequence[str], size: float, *, bold: bool) -> float:
        """The length of a short rule."""
        return 0.42 * widest(list(lines), size, bold=bold)

    def long(self) -> float:
        """The length of the rule below the Tiêu ngữ."""
        return width(wording.NATIONAL_MOTTO, self.head_sizes[1], bold=True)

    def head(self, document: Document) -> str:
        """Two columns without lines."""
        small, large = self.head_sizes
        left_room, right_room = 176.0, WIDE - 176.0
        organ = self.organ(document)
        left = "".join(self.centred(text, small, b=bold) for text, bold in organ)
        left += self.rule(self.short([text for text, bold in organ if bold], small, bold=True), left_room)
        right = self.centred(wording.NATIONAL_NAME, small, b=True) + self.centred(wording.NATIONAL_MOTTO, large, b=True)
        right += self.rule(self.long(), right_room)
        code = self.centred(wording.code_line(document.code_number, document.code_notation), 13, before=4)
        if not document.document_type.has_heading:
            code += self.centred(wording.letter_subject(document.subject), small, before=6)
        date = ""
        if document.document_type.has_place_and_date:
            date = self.centred(wording.place_and_date(document.place, document.issued_date), 13, i=True, before=4)
        return xml.table([[left, right], [code, date]], (left_room, right_room)) + xml.par()

    def title(self, document: Document) -> str:
        """Ô 5a."""
        kind = document.document_type
        if not kind.has_heading:
            return ""
        made = self.centred(kind.name.upper(), 14, b=True)
        if document.subject:
            lines = balanced(document.subject, WIDE - 60, 14, bold=True)
            made += self.centred("\n".join(lines), 14, b=True)
            made += self.rule(self.short(lines, 14, bold=True), WIDE)
        return made

    def addressed(self, document: Document) -> str:
        """Ô 9a."""
        names = document.addressed_to
        if not names:
            return ""
        lead = f"{document.address_lead}:"
        if len(names) == 1:
            return self.centred(f"{lead} {names[0]}", 14, before=6)
        start = 90.0
        made = xml.par(self.run(lead, 14), left=start, before=6)
        colon = start + width(document.address_lead, 14)
        for line in wording.semicolons(names):
            made += xml.par(self.run(f"- {line}", 14), left=colon)
        return made

    # ô 6

    def opening(self, document: Document) -> str:
        """Issuing authority, legal bases, enacting word."""
        made = (
            self.centred(document.issuing_authority.upper(), 14, b=True, before=6) if document.issuing_authority else ""
        )
        for basis in wording.semicolons(document.legal_bases):
            made += self.body_par(self.run(basis, self.body_size, i=True))
        if document.enacting_word:
            made += self.centred(f"{document.enacting_word.upper()}:", 14, b=True, before=6)
        return made

    def body_par(self, runs: str) -> str:
        """A paragraph of running text."""
        return xml.par(
            runs,
            align="both",
            first=self.indent,
            before=self.before,
            after=self.after,
            line=self.body_line,
            exact=self.exact,
        )

    def blocks(self, body: Sequence[Block], *, end_mark: bool) -> str:
        """The blocks of the body."""
        made = ""
        for place, block in enumerate(body):
            for line in lines_of(block, end_mark=end_mark and place == len(body) - 1):
                made += self.block(line)
        return made

    def block(self, line: Line | DashList | Table) -> str:
        """One line of the body."""
        if isinstance(line, DashList):
            return "".join(self.body_par(self.run(f"- {item}", self.body_size)) for item in line.items)
        if isinstance(line, Table):
            rows = [[xml.par(self.run(text, 13, b=place == 0), align="center") for text in row]
                    for place, row in enumerate((line.columns, *line.rows))]  # fmt: skip
            return xml.table(rows, [WIDE / len(line.columns)] * len(line.columns), lined=True) + xml.par()
        if line.look in (Look.HEADING_WORD, Look.HEADING_TITLE):
            return self.centred(line.text, 14, b=True, before=6 if line.look is Look.HEADING_WORD else 0)
        if line.look is Look.END:
            return xml.par(self.run(line.text, 14), align="right")
        if line.look is Look.ROMAN_SECTION:
            return self.body_par(self.run(line.text, self.body_size, b=True))
        strong = self.run(line.strong, self.body_size, b=True) if line.strong else ""
        return self.body_par(strong + (self.run(line.text, self.body_size) if line.text else ""))

    # ô 7 and 9b

    def recipients(self, document: Document) -> list[str]:
        """The lines below 'Nơi nhận:'."""
        return [f"- {line}" for line in wording.recipient_lines(document.recipients)]

    def foot(self, document: Document) -> str:
        """Two columns; minutes have the secretary left and the recipients below."""
        left = xml.par(self.run(wording.RECIPIENTS_WORD, 12, b=True, i=True))
        left += "".join(xml.par(self.run(line, 11)) for line in self.recipients(document))
        if document.drafter_mark:
            left += xml.par(self.run(str(document.drafter_mark), 11))
        right = self.signer(document.signer)
        if document.secretary is None:
            return xml.par() + xml.table([[left, right]], (235.0, WIDE - 235.0))
        return xml.par() + xml.table([[self.signer(document.secretary), right], [left, ""]], (235.0, WIDE - 235.0))

    def signer(self, signer: Signer) -> str:
        """Authority, room, name."""
        made = "".join(self.centred(line, 14, b=True) for line in wording.authority_lines(signer))
        made += xml.par() * 4
        if signer.other_position:
            made += self.centred(signer.other_position.upper(), 14, b=True)
        return made + self.centred(signer.full_name, 14, b=True)
