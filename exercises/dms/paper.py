"""The page of a packet, as the layout package draws it."""

from __future__ import annotations

from exercises.dms.domain.values import Packet
from law.document_types import OFFICIAL_LETTER, document_type_named
from law.layout.document import (
    ArchiveLine,
    Authority,
    AuthorityPrefix,
    Document,
    Paragraph,
    Recipients,
    SignatureKind,
    Signer,
)


def document_of(packet: Packet) -> Document:
    """The document of `packet` in the components of Điều 8, ready for law.layout."""
    facts, paper = packet.facts, packet.paper
    return Document(
        organ_name=paper.organ_name,
        parent_organ=paper.parent_organ,
        code_number=facts.code_number,
        code_notation=facts.code_notation,
        place=paper.place,
        issued_date=facts.issued_date,
        subject=facts.subject,
        document_type=document_type_named(facts.type_name) or OFFICIAL_LETTER,
        addressed_to=paper.addressed_to,
        address_lead=paper.address_lead,
        body=tuple(Paragraph(text) for text in paper.paragraphs),
        signer=Signer(
            full_name=facts.signer_full_name,
            position=paper.signer_position,
            authorities=tuple(Authority(AuthorityPrefix(prefix), of) for prefix, of in paper.authorities),
            signature=SignatureKind.DIGITAL,
        ),
        recipients=Recipients(paper.recipients, ArchiveLine(paper.archive_unit)),
        urgency=facts.priority,
    )
