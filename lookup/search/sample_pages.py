"""The document samples as pages to find."""

import hashlib

from sqlalchemy.orm import Session

from lookup.samples.domain import Sample
from lookup.samples.reading import load
from lookup.search.providers import Kind, Page, Source

KIND = Kind("sample", "Mẫu văn bản", "mẫu của từng loại văn bản, điền sẵn và tải về được", "file", is_public=True)


def sources(_session: Session) -> list[Source]:
    """Every sample with what is said of it."""
    samples = load().values()
    digest = hashlib.sha256("\x1e".join(repr(_page(sample)) for sample in samples).encode()).hexdigest()
    return [Source("samples", digest, lambda: map(_page, samples))]


def _page(sample: Sample) -> Page:
    abbreviation = f" · viết tắt {sample.abbreviation}" if sample.abbreviation else ""
    notes = " ".join(f"{note.name}: {note.says}" for note in sample.own_notes)
    return Page(
        kind="sample",
        ref=sample.key,
        title=sample.title,
        context=f"{sample.model_name}{abbreviation}",
        text=f"{sample.when} {sample.document.subject}. {notes}".strip(),
        endpoint="lookup.sample",
        arguments={"sample_id": sample.key},
        headings=(("", f"{sample.model_name} {sample.kind.name} {sample.abbreviation}"),),
    )
