"""The good documents: samples of every type by our writer, and a choice of them by every other hand."""

import dataclasses
from collections.abc import Iterator
from functools import cache

from law.layout.document import Document
from law.layout.word.writer import write_docx
from law.urgency import Urgency
from lookup.samples.reading import load
from tests.samples.hands.many import HANDS

# What the other hands can write: no stamps, notes in margins, copies, texts of their own.
_PLAIN = [
    "cong-van", "bao-cao", "to-trinh", "ke-hoach", "thong-bao", "quyet-dinh-truc-tiep", "nghi-quyet", "chi-thi", "giay-moi", "bien-ban",
    "giay-uy-quyen", "huong-dan", "de-an", "chuong-trinh", "giay-gioi-thieu", "phieu-chuyen",
]  # fmt: skip


def plain(document: Document) -> Document:
    """The document without what stands in margins and boxes."""
    return dataclasses.replace(
        document, urgency=Urgency.ORDINARY, circulation="", contact_lines=(), signing_note=None, confirmation=""
    )


@cache
def documents() -> dict[str, Document]:
    """The samples by key."""
    return {key: sample.document for key, sample in load().items()}


@cache
def by_hand(hand: str, key: str) -> bytes:
    """A sample by one of the hands; 'ours' is `write_docx`."""
    document = documents()[key]
    return write_docx(document) if hand == "ours" else HANDS[hand].write(plain(document))


def good() -> Iterator[tuple[str, bytes]]:
    """Name and file of every good document."""
    for key in documents():
        yield f"ours/{key}", by_hand("ours", key)
    for place, key in enumerate(_PLAIN):
        hands = list(HANDS)
        for hand in (hands[place % len(hands)], hands[(place + 3) % len(hands)]):
            yield f"{hand}/{key}", by_hand(hand, key)
