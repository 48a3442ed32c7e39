"""A document as an A4 page in the layout of Phụ lục I, with the numbers of its zones (ô số).

The page is plain HTML without inline style; ``static/law/a4.css`` gives it sizes and places. Each component
carries its class and ``data-zone`` with its ô số, and nothing that a person typed is left unescaped.
"""

import re
from collections.abc import Iterator

from law.layout import body as body_blocks
from law.layout import marks
from law.layout.document import Appendix, Document, SignatureKind, Signer, SigningNote
from law.layout.markup import capitals, element, text
from law.vietnamese import official_date

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Typed text cannot look like this attribute: its quotation marks are escaped.
_ZONE_ATTRIBUTE = re.compile(r' data-zone="[0-9a-c]+"')
_BEFORE_PLACE = re.compile(r"\s+(?=(?:tỉnh|thành phố|xã|phường|đặc khu)\s)", re.IGNORECASE)
NO_BREAK_SPACE = "\u00a0"
_DOTS = "……"
_BLANK_DATE = f"ngày {_DOTS} tháng {_DOTS} năm {_DOTS}"


def render_page(document: Document, *, zones: bool = True, show_zones: bool = False) -> str:
    """HTML of the whole document: the sheet, then one sheet for each appendix.

    ``zones`` writes ``data-zone`` on each component; ``show_zones`` also prints the numbers on the page.
    """
    css = "a4 a4-shows-zones" if show_zones else "a4"
    sheets = [_sheet(document), *(_appendix_sheet(document, appendix) for appendix in document.appendices)]
    html = element("article", css, *sheets, lang="vi", aria_label=_label(document))
    return html if zones else _without_zones(html)


def _without_zones(html: str) -> str:
    return _ZONE_ATTRIBUTE.sub("", html)


def _label(document: Document) -> str:
    return f"{document.document_type.name} số {document.code} của {document.organ_name}: {document.subject}"


def _sheet(document: Document) -> str:
    return element(
        "section",
        "a4-sheet",
        _top_right(document),
        _head(document),
        # Early in the source, at the foot for the eye: the PDF writer must know it when it lays out the first page.
        _contact(document),
        _title_row(document),
        element("div", "a4-body", *_body(document), data_zone="6"),
        _foot(document),
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


def _head(document: Document) -> str:
    parent = document.parent_organ
    organ = element(
        "div",
        "a4-organ",
        element("p", "a4-parent-organ", _phrases(parent)) if parent else "",
        element("p", "a4-organ-name", element("span", "a4-short-rule", _phrases(document.organ_name))),
        data_zone="2",
    )
    national = element(
        "div",
        "a4-national",
        element("p", "a4-national-name", text(NATIONAL_NAME)),
        element("p", "a4-national-motto", element("span", "a4-full-rule", text(NATIONAL_MOTTO))),
        data_zone="1",
    )
    code = element("p", "a4-code", text(f"Số: {document.code_number or _DOTS}/{document.code_notation}"), data_zone="3")
    day = official_date(document.issued_date) if document.issued_date else _BLANK_DATE
    # No-break spaces keep the date together when the name of the place is long.
    date = element("p", "a4-date", text(f"{document.place}, {day.replace(' ', NO_BREAK_SPACE)}"), data_zone="4")
    letter = ""
    if not document.document_type.has_heading:
        letter = element("p", "a4-letter-subject", text(f"V/v {document.subject}"), data_zone="5b")
    return element("div", "a4-head", organ, national, code, date, letter)


def _phrases(organ: str) -> str:
    """The name of a body, so that a line breaks first before its place: 'ỦY BAN NHÂN DÂN | XÃ BÌNH THUẬN'."""
    return " ".join(element("span", "a4-phrase", capitals(phrase)) for phrase in _BEFORE_PLACE.split(organ, maxsplit=1))


def _title_row(document: Document) -> str:
    stamped = marks.secrecy_and_urgency(document) + marks.arrival_stamp(document)
    middle = element("div", "a4-title-middle", _title(document), _addressed_to(document))
    if not stamped:
        return middle
    return element("div", "a4-title-row", element("div", "a4-stamped", stamped), middle)


def _title(document: Document) -> str:
    kind = document.document_type
    if not kind.has_heading:
        return ""
    subject = ""
    if document.subject:
        subject = element("p", "a4-subject", element("span", "a4-short-rule", text(document.subject)))
    return element("div", "a4-title", element("p", "a4-type", capitals(kind.name)), subject, data_zone="5a")


def _addressed_to(document: Document) -> str:
    names = document.addressed_to
    if not names:
        return ""
    if len(names) == 1:
        return element("p", "a4-addressed-to", text(f"Kính gửi: {names[0]}"), data_zone="9a")
    last = len(names) - 1
    lines = [
        element("li", "", text(f"{name}{'.' if position == last else ';'}")) for position, name in enumerate(names)
    ]
    return element(
        "div",
        "a4-addressed-to a4-addressed-to-many",
        element("p", "", "Kính gửi:"),
        element("ul", "", *lines),
        data_zone="9a",
    )


def _body(document: Document) -> Iterator[str]:
    if document.issuing_authority:
        yield element("p", "a4-issuing-authority", capitals(document.issuing_authority))
    last = len(document.legal_bases) - 1
    for position, basis in enumerate(document.legal_bases):
        yield element("p", "a4-legal-basis", text(f"{basis}{'.' if position == last else ';'}"))
    if document.enacting_word:
        yield element("p", "a4-enacting-word", capitals(f"{document.enacting_word}:"))
    yield from body_blocks.render(document.body, end_mark=True)


def _foot(document: Document) -> str:
    return element("div", "a4-foot", _recipients(document), _signature(document.signer))


def _recipients(document: Document) -> str:
    recipients = document.recipients
    lines = [f"{name};" for name in recipients.names]
    if recipients.archive:
        lines.append(str(recipients.archive))
    mark = document.drafter_mark
    return element(
        "div",
        "a4-recipients",
        element("p", "a4-recipients-word", "Nơi nhận:"),
        element("ul", "a4-recipients-list", *(element("li", "", text(line)) for line in lines)),
        element("p", "a4-drafter-mark", text(str(mark)), data_zone="12") if mark else "",
        data_zone="9b",
    )


def _signature(signer: Signer) -> str:
    lines = [*(str(authority) for authority in signer.authorities), signer.position]
    authority = "".join(element("p", "", capitals(line)) for line in lines if line)
    other = element("p", "a4-other-position", capitals(signer.other_position)) if signer.other_position else ""
    signed = signer.signature is not SignatureKind.NONE
    return element(
        "div",
        "a4-signature",
        element("div", "a4-authority", authority, data_zone="7a"),
        element(
            "div",
            "a4-signing-place",
            marks.signature_picture(signer) if signed else "",
            marks.seal_picture() if signer.has_seal else "",
        ),
        element("div", "a4-signer", other, element("p", "a4-signer-name", text(signer.full_name)), data_zone="7b"),
    )


def _contact(document: Document) -> str:
    if not document.contact_lines:
        return ""
    return element(
        "div",
        "a4-contact",
        *(element("p", "", text(line)) for line in document.contact_lines),
        data_zone="13",
    )


def _appendix_sheet(document: Document, appendix: Appendix) -> str:
    heading = f"Phụ lục {appendix.number}".strip()
    note = element("div", "a4-top-right", _signing_note(appendix.signing_note)) if appendix.signing_note else ""
    return element(
        "section",
        "a4-sheet a4-appendix",
        note,
        element(
            "div",
            "a4-appendix-head",
            element("p", "a4-appendix-word", text(heading)),
            element("p", "a4-appendix-title", capitals(appendix.title)),
            element("p", "a4-appendix-pointer", element("span", "a4-short-rule", text(_pointer(document)))),
        ),
        element("div", "a4-body", *body_blocks.render(appendix.body, end_mark=True)),
    )


def _pointer(document: Document) -> str:
    if document.is_electronic:
        return f"(Kèm theo Văn bản số ……/…… {_BLANK_DATE} của {document.organ_name})"
    day = official_date(document.issued_date) if document.issued_date else _BLANK_DATE
    kind = document.document_type.name
    return f"(Kèm theo {kind} số {document.code} {day} của {document.organ_name})"
