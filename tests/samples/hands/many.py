"""The hands: programs and habits by name."""

from typing import Protocol

from law.layout import wording
from law.layout.document import Document
from law.layout.letter_widths import width
from tests.samples import xml
from tests.samples.hands.by_python_docx import PythonDocx
from tests.samples.hands.hand import WIDE, Hand

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault><w:pPrDefault>{}</w:pPrDefault></w:docDefaults>"
)


def _style(key: str, name: str, *, based: str = "", run: str = "", paragraph: str = "", default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" {"w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{key}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


class Word(Hand):
    """Word 365: Calibri in the theme, the right look set by hand on every run, drawn connectors, torn runs."""

    name = "word"
    head_sizes = (13.0, 14.0)
    theme = xml.theme("Calibri")
    styles = _DEFAULTS.format(
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>',
        '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>',
    ) + _style("Normal", "Normal", default=True)  # fmt: skip
    body_line = 1.2
    indent = 28.35

    def run(self, text: str, size: float, *, b: bool = False, i: bool = False) -> str:
        half = len(text) // 2
        return (
            xml.run(text[:half], size, b=b, i=i) + xml.run(text[half:], size, b=b, i=i)
            if half > 8
            else xml.run(text, size, b=b, i=i)
        )


class Styled(Hand):
    """Everything by styles: Normal is Times New Roman 14, styles based on each other, bold by a style that undoes its base."""

    name = "styles"
    theme = xml.theme("Times New Roman")
    styles = (
        _DEFAULTS.format('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="28"/>', "")
        + _style("Normal", "Normal", default=True)
        + _style("Body", "Body Text", based="Normal", paragraph='<w:spacing w:before="60" w:after="60" w:line="288" w:lineRule="auto"/>'
                 '<w:ind w:firstLine="720"/><w:jc w:val="both"/>')
        + _style("Basis", "Can cu", based="Body", run="<w:i/>")
        + _style("Strong", "Giua dam", based="Normal", run="<w:b/>", paragraph='<w:jc w:val="center"/>')
    )  # fmt: skip

    def centred(
        self, text: str, size: float, *, b: bool = False, i: bool = False, before: float = 0, **more: float
    ) -> str:
        if b and not i:
            return xml.par(xml.run(text, size, font=""), style="Strong", before=before)
        return xml.par(xml.run(text, size, b=b, i=i, font=""), align="center", before=before)

    def body_par(self, runs: str) -> str:
        style = "Basis" if "<w:i/>" in runs else "Body"
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs.replace("<w:i/>", "")}</w:p>'


class Tabs(Hand):
    """No table at all: centre tabs for both columns, rules of underscores, a signature by tabs."""

    name = "tabs"
    left, right = 92.0, 330.0

    def _row(self, left: str, right: str, *, before: float = 0) -> str:
        tab = xml.run("\t")
        return xml.par(f"{tab}{left}{tab}{right}", tabs=((self.left, "center"), (self.right, "center")), before=before)

    def _underscores(self, length: float, size: float) -> str:
        return "_" * round(length / width("_", size))

    def head(self, document: Document) -> str:
        small, large = self.head_sizes
        organ = self.organ(document)
        rights = [(wording.NATIONAL_NAME, small), (wording.NATIONAL_MOTTO, large)]
        made = ""
        for place in range(max(len(organ), 2)):
            text, bold = organ[place] if place < len(organ) else ("", False)
            words, size = rights[place] if place < 2 else ("", small)
            made += self._row(self.run(text, small, b=bold), self.run(words, size, b=True))
        short = self.short([text for text, bold in organ if bold], small, bold=True)
        made += self._row(self.run(self._underscores(short, 12), 12), self.run(self._underscores(self.long(), 12), 12))
        date = ""
        if document.document_type.has_place_and_date:
            date = wording.place_and_date(document.place, document.issued_date)
        code = wording.code_line(document.code_number, document.code_notation)
        made += self._row(self.run(code, 13), self.run(date, 13, i=True), before=6)
        if not document.document_type.has_heading:
            lines = self._letter_subject(document)
            made += "".join(xml.par(xml.run("\t") + self.run(line, 12), tabs=((self.left, "center"),), before=0 if place else 6)
                            for place, line in enumerate(lines))  # fmt: skip
        return made

    def _letter_subject(self, document: Document) -> list[str]:
        from law.layout.letter_widths import balanced

        return balanced(wording.letter_subject(document.subject), 180, 12)

    def rule(self, length: float, room: float, size: float = 1) -> str:
        return xml.par(self.run(self._underscores(length, 12), 12), align="center", exact=8)

    def foot(self, document: Document) -> str:
        if document.secretary is not None:
            return super().foot(document)
        lefts = [
            self.run(wording.RECIPIENTS_WORD, 12, b=True, i=True),
            *(self.run(line, 11) for line in self.recipients(document)),
        ]
        signer = document.signer
        rights = [self.run(line, 14, b=True) for line in wording.authority_lines(signer)]
        rights += [""] * max(4, len(lefts) - len(rights)) + [self.run(signer.full_name, 14, b=True)]
        made = xml.par()
        for place in range(max(len(lefts), len(rights))):
            left = lefts[place] if place < len(lefts) else ""
            right = rights[place] if place < len(rights) else ""
            made += xml.par(left + (xml.run("\t") + right if right else ""), tabs=((350.0, "center"),))
        return made


class Boxes(Hand):
    """The head in two text boxes, drawn lines in VML, as old forms have it."""

    name = "boxes"
    application = "WPS Office"

    def head(self, document: Document) -> str:
        small, large = self.head_sizes
        organ = self.organ(document)
        left = "".join(self.centred(text, small, b=bold) for text, bold in organ)
        short = self.short([text for text, bold in organ if bold], small, bold=True)
        left += xml.par(xml.vml_line(short, (185.6 - short) / 2), exact=6)
        left += self.centred(wording.code_line(document.code_number, document.code_notation), 13)
        if not document.document_type.has_heading:
            left += self.centred(wording.letter_subject(document.subject), 12, before=6)
        right = self.centred(wording.NATIONAL_NAME, small, b=True) + self.centred(wording.NATIONAL_MOTTO, large, b=True)
        long = self.long()
        right += xml.par(xml.vml_line(long, (264.8 - long) / 2), exact=6)
        if document.document_type.has_place_and_date:
            right += self.centred(wording.place_and_date(document.place, document.issued_date), 13, i=True)
        return xml.par(xml.text_box(left, -20, 200, 110) + xml.text_box(right, 190, 279.2, 110)) + xml.par() * 6

    def rule(self, length: float, room: float, size: float = 1) -> str:
        return xml.par(xml.vml_line(length, (room - length) / 2), exact=6)


class Google(Hand):
    """Google Docs: Arial in the defaults, every run says its font, spacing 1.15, underlined words for the long rule."""

    name = "google"
    application = ""
    styles = _DEFAULTS.format('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>', "") + _style(
        "Normal", "normal", default=True
    )
    body_line = 1.15
    body_size = 13.0
    before, after = 0.0, 6.0

    def rule(self, length: float, room: float, size: float = 1) -> str:
        return xml.par(self.run("_" * round(length / width("_", 12)), 12), align="center", line=1.0)

    def break_section(self) -> str:
        return xml.par(more=xml.section(start=1).replace("</w:sectPr>", '<w:type w:val="nextPage"/></w:sectPr>'))


class Borders(Hand):
    """Rules as borders of paragraphs, body set by exact distances, indents of 1 cm."""

    name = "borders"
    exact = 18.0
    body_line = None
    indent = 28.35

    def rule(self, length: float, room: float, size: float = 1) -> str:
        side = (room - 10.8 - length) / 2 if room < WIDE else (room - length) / 2
        border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        return xml.par(left=side, right=side, exact=3, more=border)


class Underlined(Hand):
    """The Tiêu ngữ underlined, the name of the body underlined in its middle, as people in a hurry do it."""

    name = "underlined"

    def head(self, document: Document) -> str:
        made = super().head(document)
        whole = self.run(wording.NATIONAL_MOTTO, self.head_sizes[1], b=True)
        return made.replace(whole, whole.replace("<w:b/>", '<w:b/><w:u w:val="single"/>'))

    def rule(self, length: float, room: float, size: float = 1) -> str:
        return "" if length == self.long() else super().rule(length, room, size)


class Writer(Protocol):
    """Whoever writes a document."""

    name: str

    def write(self, document: Document) -> bytes:
        """The file."""


_ALL: tuple[Writer, ...] = (Word(), Styled(), Tabs(), Boxes(), Google(), Borders(), Underlined(), PythonDocx())
HANDS: dict[str, Writer] = {hand.name: hand for hand in _ALL}
