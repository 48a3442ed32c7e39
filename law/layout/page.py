"""A document as an A4 page in the layout of Phụ lục I, with the numbers of its zones (ô số).

The page is plain HTML without inline style; ``static/law/a4.css`` gives it sizes and places. Each component
carries its class and ``data-zone`` with its ô số, and nothing that a person typed is left unescaped.
"""

import re
from collections.abc import Iterator

from law.layout import body as body_blocks
from law.layout import marks
from law.layout import zones as zone_names
from law.layout.document import Appendix, AttachedText, Document, SigningNote
from law.layout.foot import confirmation, foot, paper_copy
from law.layout.head import head, head_without_number
from law.layout.markup import capitals, element, text
from law.layout.wording import appendix_word, pointer, semicolons

# Typed text cannot look like this attribute: its quotation marks are escaped.
_ZONE_ATTRIBUTE = re.compile(r' data-zone="[0-9A-Za-z-]+"')


def render_page(document: Document, *, zones: bool = True, show_zones: bool = False, body_zones: bool = False) -> str:
    """HTML of the whole file: the document, then on sheets of their own what is attached to it.

    ``zones`` writes ``data-zone`` on each component; ``show_zones`` also prints the numbers on the page;
    ``body_zones`` makes each legal basis and block of the body a zone of its own (see ``law.layout.zones``).
    """
    css = "a4 a4-shows-zones" if show_zones else "a4"
    html = element("article", css, *_sheets(document, body_zones), lang="vi", aria_label=_label(document))
    return html if zones else _without_zones(html)


def _without_zones(html: str) -> str:
    return _ZONE_ATTRIBUTE.sub("", html)


def _label(document: Document) -> str:
    return f"{document.document_type.name} số {document.code} của {document.organ_name}: {document.subject}"


def _sheets(document: Document, body_zones: bool) -> Iterator[str]:
    if not document.only_attachments:
        yield _sheet(document, body_zones)
    if document.attached_text:
        yield _attached_sheet(document, document.attached_text)
    for appendix in document.appendices:
        yield _appendix_sheet(document, appendix)


def _sheet(document: Document, body_zones: bool) -> str:
    return element(
        "section",
        "a4-sheet",
        _top_right(document),
        head(document),
        # Early in the source, at the foot for the eye: the PDF writer must know it when it lays out the first page.
        _contact(document),
        _title_row(document),
        element("div", "a4-body", *_body(document, body_zones), data_zone="6"),
        foot(document),
        confirmation(document),
        paper_copy(document.paper_copy),
    )


def _top_right(document: Document) -> str:
    parts = ""
    if document.circulation:
        parts += element("p", "a4-circulation", capitals(document.circulation), data_zone="11")
    if document.signing_note:
        parts += _signing_note(document.signing_note)
    return element("div", "a4-top-right", parts) if parts else ""


def _signing_note(note: SigningNote) -> str:
    lines = "".join(element("p", "", text(line)) for line in (*note.lines, note.time_text))
    return element("div", "a4-signing-note", lines, data_zone="14")


def _title_row(document: Document) -> str:
    title, addressed = _title(document), _addressed_to(document)
    stamped = marks.secrecy_and_urgency(document) + marks.arrival_stamp(document)
    if not stamped:
        return element("div", "a4-title-middle", title, addressed)
    beside = element("div", "a4-stamped", stamped)
    if title and document.arrival_stamp is None:
        # Ô 5a keeps the middle of the page beside the marks; ô 9a has the whole width below.
        row = element("div", "a4-title-row a4-title-row-centred", beside, element("div", "a4-title-middle", title))
        return row + addressed
    return element("div", "a4-title-row", beside, element("div", "a4-title-middle", title, addressed))


def _title(document: Document) -> str:
    kind = document.document_type
    if not kind.has_heading:
        return ""
    if not document.subject:
        name = element("p", "a4-type", element("span", "a4-short-rule", capitals(kind.name)))
        return element("div", "a4-title", name, data_zone="5a")
    subject = element("p", "a4-subject", element("span", "a4-short-rule", text(document.subject)))
    return element("div", "a4-title", element("p", "a4-type", capitals(kind.name)), subject, data_zone="5a")


def _addressed_to(document: Document) -> str:
    names = document.addressed_to
    if not names:
        return ""
    lead = f"{document.address_lead}:"
    if len(names) == 1:
        return element("p", "a4-addressed-to", text(f"{lead} {names[0]}"), data_zone="9a")
    return element(
        "div",
        "a4-addressed-to a4-addressed-to-many",
        element("p", "", text(lead)),
        element("ul", "", *(element("li", "", text(line)) for line in semicolons(names))),
        data_zone="9a",
    )


def _body(document: Document, body_zones: bool) -> Iterator[str]:
    def part(css: str, words: str, zone: str) -> str:
        return element("p", css, words, data_zone=zone if body_zones else "")

    if document.issuing_authority:
        yield part("a4-issuing-authority", capitals(document.issuing_authority), zone_names.ISSUING_AUTHORITY)
    for number, basis in enumerate(semicolons(document.legal_bases), start=1):
        yield part("a4-legal-basis", text(basis), f"{zone_names.LEGAL_BASIS}-{number}")
    if document.enacting_word:
        yield part("a4-enacting-word", capitals(f"{document.enacting_word}:"), zone_names.ENACTING_WORD)
    for number, block in enumerate(body_blocks.render(document.body, end_mark=True), start=1):
        yield element("div", "", block, data_zone=f"{zone_names.BLOCK}-{number}") if body_zones else block


def _contact(document: Document) -> str:
    if not document.contact_lines:
        return ""
    return element(
        "div",
        "a4-contact",
        *(element("p", "", text(line)) for line in document.contact_lines),
        data_zone="13",
    )


def _attached_sheet(document: Document, attached: AttachedText) -> str:
    title = element(
        "div",
        "a4-title",
        element("p", "a4-type", capitals(attached.document_type.name)),
        element("p", "a4-subject", text(attached.subject)),
    )
    return _attachment(attached.signing_note, head_without_number(document), title, _pointer(document), attached.body)


def _appendix_sheet(document: Document, appendix: Appendix) -> str:
    title = element(
        "div",
        "a4-appendix-head",
        element("p", "a4-appendix-word", text(appendix_word(appendix))),
        element("p", "a4-appendix-title", capitals(appendix.title)) if appendix.title else "",
    )
    return _attachment(appendix.signing_note, "", title, _pointer(document), appendix.body)


def _attachment(note: SigningNote | None, top: str, title: str, below: str, blocks: body_blocks.Blocks) -> str:
    return element(
        "section",
        "a4-sheet a4-appendix",
        element("div", "a4-top-right", _signing_note(note)) if note else "",
        top,
        element("div", "a4-title-middle", title, below),
        element("div", "a4-body", *body_blocks.render(blocks, end_mark=True)),
    )


def _pointer(document: Document) -> str:
    return element("p", "a4-appendix-pointer", element("span", "a4-short-rule", text(pointer(document))))
