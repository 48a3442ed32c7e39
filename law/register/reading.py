"""Reading the register from its TOML files; a wrong file is named with the table and what is wrong in it."""

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from law import provision_keys
from law.register.entries import Area, Chapter, LegalText, Provision, Register, Verified
from law.register.reading_comparisons import CONFLICTS_FILE, TERMS_FILE, read_conflicts, read_terms
from law.register.reading_tables import RegisterError, check_fields, one_of, read_toml

DATA_FOLDER = Path(__file__).parent.parent / "data"
TEXTS_FILE = "texts.toml"


def load(folder: Path = DATA_FOLDER) -> Register:
    """Read and check all files of the register. Raises RegisterError for the first thing that is wrong."""
    return _load(folder)


def reread(folder: Path = DATA_FOLDER) -> Register:
    """The register after its files have changed. Raises RegisterError."""
    _load.cache_clear()
    return _load(folder)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Register:
    texts_path = folder / TEXTS_FILE
    texts = _read_texts(texts_path)
    provisions: dict[str, Provision] = {key: _whole_text(text) for key, text in texts.items()}
    chapters: dict[str, tuple[Chapter, ...]] = {}
    for path in provision_files(folder):
        _ProvisionFile(path, texts).read_into(provisions, chapters)
    provisions = _with_children(provisions)
    return Register(
        texts,
        provisions,
        chapters,
        renamed_terms=read_terms(folder / TERMS_FILE, provisions),
        conflicts=read_conflicts(folder / CONFLICTS_FILE, provisions),
    )


def provision_files(folder: Path) -> list[Path]:
    """The files that hold the provisions of one text each."""
    others = {TEXTS_FILE, TERMS_FILE, CONFLICTS_FILE}
    return [path for path in sorted(folder.glob("*.toml")) if path.name not in others]


_TEXT_FIELDS = {
    "key": str,
    "area": str,
    "kind": str,
    "number": str,
    "name": str,
    "date": datetime.date,
    "issuer": str,
    "subject": str,
    "in_force_from": datetime.date,
    "in_force_to": datetime.date,
    "replaces": list,
    "replaced_by": list,
    "verified": str,
    "checked_on": datetime.date,
    "note": str,
    "source": str,
}
_TEXT_REQUIRED = ("key", "area", "kind", "number", "subject", "verified", "checked_on")


def _read_texts(path: Path) -> dict[str, LegalText]:
    texts: dict[str, LegalText] = {}
    for position, row in enumerate(read_toml(path).get("text", []), start=1):
        table = f"text {row.get('key', position)}"
        text = _read_text(path, table, row)
        if text.key in texts:
            raise RegisterError(path, table, "khóa này viết hai lần")
        texts[text.key] = text
    for text in texts.values():
        for other in (*text.replaces, *text.replaced_by):
            if other not in texts:
                raise RegisterError(path, f"text {text.key}", f"nhắc đến văn bản {other!r} không có trong sổ")
    return texts


def _read_text(path: Path, table: str, row: dict[str, Any]) -> LegalText:
    check_fields(path, table, row, _TEXT_FIELDS, _TEXT_REQUIRED)
    if not provision_keys.is_text_key(row["key"]):
        raise RegisterError(path, table, f"khóa {row['key']!r} phải có dạng như ND30 hoặc TT05-2025")
    return LegalText(
        key=row["key"],
        area=one_of(Area, path, table, "area", row["area"]),
        kind=row["kind"],
        number=row["number"],
        name=row.get("name", f"{row['kind']} {row['number']}"),
        date=row.get("date"),
        issuer=row.get("issuer", ""),
        subject=row["subject"],
        in_force_from=row.get("in_force_from"),
        in_force_to=row.get("in_force_to"),
        replaces=tuple(row.get("replaces", ())),
        replaced_by=tuple(row.get("replaced_by", ())),
        verified=one_of(Verified, path, table, "verified", row["verified"]),
        checked_on=row["checked_on"],
        note=row.get("note", ""),
        source=row.get("source", ""),
    )


def _whole_text(text: LegalText) -> Provision:
    return Provision(
        key=text.key,
        text=text,
        label=text.name,
        title=text.subject,
        paraphrase=text.note,
        verified=text.verified,
        checked_on=text.checked_on,
        in_force_from=text.in_force_from,
        in_force_to=text.in_force_to,
        where="",
    )


def _with_children(provisions: dict[str, Provision]) -> dict[str, Provision]:
    texts = list(dict.fromkeys(provision.text.key for provision in provisions.values()))
    ordered = sorted(provisions.values(), key=lambda provision: _reading_order(texts, provision))
    provisions = {provision.key: provision for provision in ordered}
    children: dict[str, list[str]] = {key: [] for key in provisions}
    for provision in provisions.values():
        if provision.parent is not None:
            children[provision.parent].append(provision.key)
    for key, below in children.items():
        # Filled in once, while the register is built and nobody else holds the row.
        object.__setattr__(provisions[key], "children", tuple(below))
    return provisions


def _reading_order(texts: list[str], provision: Provision) -> tuple[int, tuple[tuple[int, ...], ...]]:
    text, segments = provision_keys.split(provision.key)
    return texts.index(text), provision_keys.order(segments)


_PROVISION_FIELDS = {
    "title": str,
    "says": str,
    "verified": str,
    "checked_on": datetime.date,
    "in_force_from": datetime.date,
    "in_force_to": datetime.date,
    "note": str,
}
_CHAPTER_FIELDS = {"number": int, "title": str, "first_article": int, "last_article": int}
_HEADER_FIELDS = {"text": str, "verified": str, "checked_on": datetime.date, "chapter": list}


class _ProvisionFile:
    """Reads one file: a header, chapters, and tables named by key segments (``[D21.K2]``).

    Below a table a plain string is a short provision (``A = "…"``); names in small letters are its fields.
    """

    def __init__(self, path: Path, texts: Mapping[str, LegalText]) -> None:
        self.path = path
        self.data = read_toml(path)
        header = {name: value for name, value in self.data.items() if not provision_keys.is_segment(name)}
        check_fields(path, "", header, _HEADER_FIELDS, ("text", "verified", "checked_on"))
        if header["text"] not in texts:
            raise RegisterError(path, "", f"thuộc văn bản {header['text']!r} mà texts.toml không có")
        self.text = texts[header["text"]]
        self.verified = header["verified"]
        self.checked_on = header["checked_on"]

    def read_into(self, provisions: dict[str, Provision], chapters: dict[str, tuple[Chapter, ...]]) -> None:
        if self.text.key in chapters:
            raise RegisterError(self.path, "", f"{self.text.key} đã có một tệp khác")
        chapters[self.text.key] = tuple(self._chapters())
        for segment, value in self.data.items():
            if provision_keys.is_segment(segment):
                self._walk((segment,), value, provisions)

    def _chapters(self) -> Iterator[Chapter]:
        for position, row in enumerate(self.data.get("chapter", []), start=1):
            check_fields(self.path, f"chapter {position}", row, _CHAPTER_FIELDS, tuple(_CHAPTER_FIELDS))
            yield Chapter(**row)

    def _walk(self, segments: tuple[str, ...], value: object, into: dict[str, Provision]) -> None:
        table = ".".join(segments)
        if isinstance(value, str):
            value = {"says": value}
        if not isinstance(value, dict):
            raise RegisterError(self.path, table, f"phải là một bảng hoặc một câu, không phải {value!r}")
        fields = {name: inner for name, inner in value.items() if not provision_keys.is_segment(name)}
        provision = self._provision(segments, table, fields)
        into[provision.key] = provision
        for name, inner in value.items():
            if provision_keys.is_segment(name):
                self._walk((*segments, name), inner, into)

    def _provision(self, segments: tuple[str, ...], table: str, fields: Mapping[str, Any]) -> Provision:
        check_fields(self.path, table, fields, _PROVISION_FIELDS, ("says",))
        try:
            where = provision_keys.where(segments, fields.get("title", ""))
        except provision_keys.WrongKey as error:
            raise RegisterError(self.path, table, str(error)) from error
        return Provision(
            key=".".join((self.text.key, *segments)),
            text=self.text,
            label=f"{where} {self.text.name}",
            title=fields.get("title", ""),
            paraphrase=fields["says"],
            verified=one_of(Verified, self.path, table, "verified", fields.get("verified", self.verified)),
            checked_on=fields.get("checked_on", self.checked_on),
            in_force_from=fields.get("in_force_from", self.text.in_force_from),
            in_force_to=fields.get("in_force_to", self.text.in_force_to),
            where=where,
            note=fields.get("note", ""),
            parent=".".join((self.text.key, *segments[:-1])),
        )
