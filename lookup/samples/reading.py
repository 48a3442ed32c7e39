"""Samples are TOML files in `data/`: the document, when it is used, and notes on its parts (see CONTRIBUTING.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from law import register
from law.cites import find_key
from law.layout.document import Document
from law.layout.fields import DocumentFault, Fields
from law.layout.reading import document_of
from law.layout.zones import zone_name
from law.toml_faults import fault_of
from lookup.samples.domain import Note, Sample, in_order, notes_for

FOLDER = Path(__file__).parent / "data"
COMMON_NOTES = "notes.toml"
_PART_NAMES = {
    "can-cu": "Căn cứ ban hành",
    "van-ban-kem-theo": "Văn bản kèm theo quyết định",
    "phu-luc": "Phụ lục",
    "trang": "Cả trang",
}


class SampleError(ValueError):
    """A file cannot be read; the message names it and says what to write."""


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Sample]:
    """All samples by key, in the order of the models. Raises SampleError."""
    common = {note.zone: note for note in _read(folder / COMMON_NOTES, _notes)}
    made = [
        _read(path, lambda fields, path=path: _sample(path.stem, fields, common))
        for path in folder.glob("*.toml")
        if path.name != COMMON_NOTES
    ]
    return {sample.key: sample for sample in sorted(made, key=in_order)}


def _read(path: Path, read: Any) -> Any:
    text = path.read_text(encoding="utf-8")
    try:
        fields = Fields(tomllib.loads(text))
        made = read(fields)
        fields.finish()
    except tomllib.TOMLDecodeError as error:
        raise SampleError(f"{path.name}: {fault_of(text, error).with_line}") from error
    except DocumentFault as error:
        raise SampleError(f"{path.name}: {error}") from error
    return made


def _sample(key: str, fields: Fields, common: Mapping[str, Note]) -> Sample:
    document = document_of(fields.raw("document"))
    sample = Sample(
        key=key,
        title=fields.text("title", needed=True),
        model=fields.text("model", needed=True),
        when=fields.text("when", needed=True),
        document=document,
        bases=_bases(document),
        own_notes=_notes(fields),
    )
    lost = [note.zone for note in sample.own_notes if note.zone not in sample.parts]
    if lost:
        raise DocumentFault("note", f"trang không có ô {', '.join(lost)}; có: {', '.join(sample.parts)}")
    return replace(sample, common_notes=notes_for(sample.parts, sample.own_notes, common))


def _bases(document: Document) -> tuple[str, ...]:
    loaded = register.load()
    found = (find_key(loaded, basis) for basis in document.legal_bases)
    return tuple(key for key in found if key is not None and key in loaded.texts)


def _notes(fields: Fields) -> tuple[Note, ...]:
    return tuple(_note(one) for one in fields.tables("note"))


def _note(fields: Fields) -> Note:
    zone = fields.text("zone", needed=True)
    note = Note(
        zone=zone,
        name=fields.text("name") or _PART_NAMES.get(zone) or zone_name(zone),
        says=fields.text("says", needed=True),
        cite=fields.text("cite", needed=True),
        mistakes=fields.texts("mistakes"),
    )
    fields.finish()
    return note
