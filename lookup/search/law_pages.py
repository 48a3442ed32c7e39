"""The law register as pages to find, and the place in it that typed words name."""

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from law import register
from law.cites import find_key
from law.register import Provision, Register
from lookup.search.providers import Kind, Page, Source

KIND = Kind(
    "law", "Văn bản pháp luật", "văn bản, từng điều, khoản, điểm và phụ lục; gõ được số điều", "law", is_public=True
)


def sources(_session: Session) -> list[Source]:
    """The whole register."""
    loaded = register.load()
    return [Source("law", _digest(loaded), lambda: map(_page, loaded))]


def named(typed: str) -> str:
    """The key of the provision or text that the words name ('khoản 2 điều 21', 'PL I'), or an empty text."""
    return find_key(register.load(), typed) or ""


def _digest(loaded: Register) -> str:
    lines = ("\x1f".join(_told(provision)) for provision in loaded)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _told(provision: Provision) -> Iterable[str]:
    text = provision.text
    return (provision.key, provision.label, provision.heading, provision.paraphrase, text.number, text.subject)


def _page(provision: Provision) -> Page:
    text = provision.text
    label = provision.label[0].upper() + provision.label[1:]
    if provision.is_whole_text:
        return Page(
            "law",
            provision.key,
            text.name,
            f"{text.number}. {text.subject}. {text.issuer}.",
            "lookup.text",
            {"key": text.key},
            headings=(("", text.subject),),
        )
    return Page(
        "law",
        provision.key,
        label,
        provision.paraphrase,
        "lookup.provision",
        {"key": provision.key},
        context=provision.heading,
        headings=(("", provision.heading),) if provision.heading else (),
    )
