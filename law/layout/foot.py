"""What stands under the body: recipients, signers, the place to confirm, and the marks of a copy on paper."""

from typing import NamedTuple

from law.layout import marks
from law.layout.document import Document, PaperCopy, Recipients, SignatureKind, Signer
from law.layout.head import code, organ, place_and_date
from law.layout.markup import capitals, element, text
from law.layout.wording import CONFIRMATION_HINT, DOTS, RECIPIENTS_WORD, authority_lines, copy_form, recipient_lines


def foot(document: Document) -> str:
    """Ô 9b, 12 at the left, 7a, 7c, 8, 7b at the right; minutes have two signers and the recipients below (Mẫu 1.9)."""
    left = _recipients(document.recipients, str(document.drafter_mark or ""))
    right = _signature(document.signer)
    if document.secretary:
        secretary = _signature(document.secretary, Zones("", "", "", ""))
        return element("div", "a4-foot a4-foot-minutes", secretary, right, left)
    return element("div", "a4-foot", left, right)


def _recipients(recipients: Recipients, drafter_mark: str = "", zone: str = "9b") -> str:
    return element(
        "div",
        "a4-recipients",
        element("p", "a4-recipients-word", text(RECIPIENTS_WORD)),
        element("ul", "a4-recipients-list", *(element("li", "", text(line)) for line in recipient_lines(recipients))),
        element("p", "a4-drafter-mark", text(drafter_mark), data_zone="12") if drafter_mark else "",
        data_zone=zone,
    )


class Zones(NamedTuple):
    """The numbers of authority, signature, seal and name."""

    authority: str
    signature: str
    seal: str
    name: str


_OF_DOCUMENT = Zones("7a", "7c", "8", "7b")
_OF_COPY = Zones("S5a", "S5c", "S6", "S5b")


def _signature(signer: Signer, zones: Zones = _OF_DOCUMENT) -> str:
    authority = "".join(element("p", "", text(line)) for line in authority_lines(signer))
    other = element("p", "a4-other-position", capitals(signer.other_position)) if signer.other_position else ""
    signed = signer.signature is not SignatureKind.NONE
    return element(
        "div",
        "a4-signature",
        element("div", "a4-authority", authority, data_zone=zones.authority),
        element(
            "div",
            "a4-signing-place",
            marks.signature_picture(signer, zones.signature) if signed else "",
            marks.seal_picture(zones.seal) if signer.has_seal else "",
        ),
        element(
            "div",
            "a4-signer",
            other,
            element("p", "a4-signer-name", text(signer.full_name)),
            data_zone=zones.name,
        ),
    )


def confirmation(document: Document) -> str:
    """The place where another body confirms, at the left under a leave permit (Mẫu 1.10)."""
    if not document.confirmation:
        return ""
    return element(
        "div",
        "a4-confirmation",
        element("p", "a4-confirmation-by", text(document.confirmation)),
        element("p", "a4-confirmation-hint", text(CONFIRMATION_HINT)),
        element("p", "a4-confirmation-name", text(DOTS * 4)),
    )


def paper_copy(copy: PaperCopy | None) -> str:
    """A copy on paper, under a full-width rule (Phụ lục I Phần II Mục II). Zones 'S1' to 'S7' are those of its own diagram."""
    if copy is None:
        return ""
    return element(
        "div",
        "a4-copy",
        element(
            "div",
            "a4-head",
            organ(copy.organ_name, zone="S2"),
            element("p", "a4-copy-form", text(copy_form(copy)), data_zone="S1"),
            code(copy.code_number, copy.code_notation, zone="S3"),
            place_and_date(copy.place, copy.issued_date, zone="S4"),
        ),
        element("div", "a4-foot", _recipients(copy.recipients, zone="S7"), _signature(copy.signer, _OF_COPY)),
    )
