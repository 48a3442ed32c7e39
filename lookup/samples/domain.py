"""Samples and their notes, how they are found, and how they are listed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from law.document_types import DocumentType
from law.layout.document import Document
from law.layout.page import render_page
from law.vietnamese import fold

_ZONE = re.compile(r'data-zone="([^"]+)"')
_GROUPS = (
    ("1-", "Văn bản hành chính"),
    ("2-", "Phụ lục văn bản"),
    ("3-", "Bản sao văn bản"),
)
# Parts that the decree does not number, with what shows that they are there.
_UNNUMBERED = ("tham-quyen", "can-cu", "van-ban-kem-theo", "phu-luc", "trang")


@dataclass(frozen=True)
class Note:
    """What one part of the page must be. `zone` is its ô số, or the name of a part without number."""

    zone: str
    name: str
    says: str
    cite: str
    mistakes: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The ô số as the page shows it; empty for a part without number."""
        return self.zone if self.zone[:1].isdigit() or self.zone.startswith("S") else ""


@dataclass(frozen=True)
class Sample:
    """A filled document and what is said of it. `model` is its model in Phụ lục III Mục II, '1-4'."""

    key: str
    title: str
    model: str
    when: str
    document: Document
    bases: tuple[str, ...]
    """Its legal bases that the register knows, as keys of texts."""
    own_notes: tuple[Note, ...]
    common_notes: tuple[Note, ...] = ()

    @property
    def model_name(self) -> str:
        """'Mẫu 1.4'."""
        return f"Mẫu {self.model.replace('-', '.')}"

    @property
    def cite(self) -> str:
        """The model as a provision key."""
        return f"ND30.PL3.M2.MAU{self.model}"

    @property
    def kind(self) -> DocumentType:
        """The type that the sample is about: of a copy on paper the kind of copy, else that of the document."""
        return self.document.paper_copy.document_type if self.document.paper_copy else self.document.document_type

    @property
    def is_of_its_type(self) -> bool:
        """Whether it shows its type itself, not only an attachment or an electronic copy of one."""
        return not self.document.only_attachments and self.document.signing_note is None

    @property
    def can_be_made(self) -> bool:
        """Whether a form can make a document like it; an electronic copy is a scan that is signed, nothing to be typed."""
        return self.document.signing_note is None

    @property
    def abbreviation(self) -> str:
        """Chữ viết tắt of its type; empty where it shows no type of its own."""
        return self.kind.abbreviation if self.is_of_its_type else ""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The zones of its page in the order of the page, then the parts without number that it has."""
        document = self.document
        zones = list(dict.fromkeys(_ZONE.findall(render_page(document))))
        if document.paper_copy:
            return tuple(zone for zone in zones if zone.startswith("S"))
        has = (document.issuing_authority, document.legal_bases, document.attached_text, document.appendices, True)
        shown = {part for part, there in zip(_UNNUMBERED, has, strict=True) if there}
        if document.only_attachments:
            shown -= {"tham-quyen", "can-cu"}
        return (*zones, *(part for part in _UNNUMBERED if part in shown))

    @cached_property
    def folded(self) -> str:
        """What a search looks into."""
        return fold(
            f"{self.title} {self.model_name} {self.kind.name} {self.abbreviation} {self.document.subject} {self.when}"
        )

    @property
    def own_cites(self) -> frozenset[str]:
        """What this sample cites and not every other: its model, its own notes, the texts that it is based on."""
        return frozenset({self.cite, *self.bases, *(note.cite for note in self.own_notes)})

    @property
    def cites(self) -> frozenset[str]:
        """Every provision that the sample's page explains itself by."""
        return frozenset({self.cite, *(note.cite for note in (*self.own_notes, *self.common_notes))})


@dataclass(frozen=True)
class SampleGroup:
    """The samples under one heading."""

    heading: str
    samples: tuple[Sample, ...]


def notes_for(parts: Iterable[str], own: Iterable[Note], common: Mapping[str, Note]) -> tuple[Note, ...]:
    """The common notes of these parts that the sample does not tell in its own words."""
    told = {note.zone for note in own}
    return tuple(common[part] for part in parts if part in common and part not in told)


def found(samples: Iterable[Sample], words: str, kind: str) -> list[Sample]:
    """Samples that contain all words, whatever their marks, and are of the type of this key; empty means all."""
    wanted = fold(words).split()
    return [
        sample
        for sample in samples
        if (not kind or (sample.kind.key == kind and sample.is_of_its_type))
        and all(word in sample.folded for word in wanted)
    ]


def grouped(samples: Iterable[Sample]) -> list[SampleGroup]:
    """The samples as Phụ lục III lists its models; groups without a sample are left out."""
    rows = list(samples)
    groups = [
        SampleGroup(heading, tuple(sample for sample in rows if sample.model.startswith(prefix)))
        for prefix, heading in _GROUPS
    ]
    return [group for group in groups if group.samples]


def kinds(samples: Iterable[Sample]) -> list[tuple[str, str]]:
    """The types that have a sample, for a list of choices: ('quyet-dinh', 'Quyết định (QĐ)')."""
    found_kinds = {sample.kind.key: sample.kind for sample in samples if sample.is_of_its_type}
    labels = {
        key: f"{kind.name} ({kind.abbreviation})" if kind.abbreviation else kind.name
        for key, kind in found_kinds.items()
    }
    return sorted(labels.items(), key=lambda pair: fold(pair[1]))


def in_order(sample: Sample) -> tuple[int, int, str]:
    """Sorting by model, then by title as a reader looks for it."""
    first, second = sample.model.split("-")
    return int(first), int(second), fold(sample.title)
