"""`write_docx`: a document as a .docx file."""

from docx.document import Document as WordFile

from law.layout import wording
from law.layout.document import Appendix, AttachedText, Document
from law.layout.word import blank, body, foot, head, paper, parts, styles


def write_docx(document: Document, keywords: str = "") -> bytes:
    """The file of a document in the layout of Phụ lục I; the same document gives the same bytes.

    It is made to be signed: neither signature nor seal nor arrival stamp is drawn in it, their room is left.
    `keywords` stand in the properties of the file.
    """
    file = blank.blank()
    blank.describe(file, document, keywords)
    sheets = 0
    if not document.only_attachments:
        _main(file, document)
        sheets += 1
    if document.attached_text:
        _attached(file, document, document.attached_text, first=sheets == 0)
        sheets += 1
    for appendix in document.appendices:
        _appendix(file, document, appendix, first=sheets == 0)
        sheets += 1
    return blank.bytes_of(file)


def _main(file: WordFile, document: Document) -> None:
    section = paper.first_section(file)
    paper.top_right(section, document.circulation, document.signing_note)
    paper.contact(section, document.contact_lines)
    head.head(file, document)
    head.title(file, document)
    body.opening(file, document)
    body.blocks(file, document.body, keep_last=True)
    foot.foot(file, document)
    foot.confirmation(file, document)
    foot.paper_copy(file, document.paper_copy)
    parts.gap(file)


def _attached(file: WordFile, document: Document, attached: AttachedText, *, first: bool) -> None:
    section = paper.first_section(file) if first else paper.next_section(file)
    paper.top_right(section, "", attached.signing_note)
    paper.contact(section, ())
    head.head_without_number(file, document)
    head.attached_title(file, attached, wording.pointer(document))
    body.blocks(file, attached.body, keep_last=False)


def _appendix(file: WordFile, document: Document, appendix: Appendix, *, first: bool) -> None:
    section = paper.first_section(file) if first else paper.next_section(file)
    paper.top_right(section, "", appendix.signing_note)
    paper.contact(section, ())
    parts.paragraph(file, styles.APPENDIX_WORD, wording.appendix_word(appendix))
    if appendix.title:
        parts.paragraph(file, styles.APPENDIX_TITLE, appendix.title.upper())
    head.pointer_line(file, wording.pointer(document))
    body.blocks(file, appendix.body, keep_last=False)
