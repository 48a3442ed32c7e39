"""The dated register of legal texts and their provisions.

A provision is named by a key such as ``ND30.D21.K2.A`` (điểm a khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP).
Rules, lessons, questions and checks of the whole product cite these keys, so that a changed text tells which
content must be revised. The data are TOML files in ``law/data``; a paraphrase is our own wording, never a
sentence of the text.
"""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from law import provision_keys
from law.vietnamese import fold

DATA_FOLDER = Path(__file__).parent / "data"
TEXTS_FILE = "texts.toml"


class Verified(StrEnum):
    """How far a fact was confirmed. Only READ and SECONDARY may decide a score."""

    READ = "read"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"

    @property
    def in_words(self) -> str:
        """What the mark means, for a reader of the page."""
        return _VERIFIED_IN_WORDS[self]

    @property
    def may_decide_a_score(self) -> bool:
        """An unconfirmed or disputed fact is taught with a warning and never graded."""
        return self in (Verified.READ, Verified.SECONDARY)


_VERIFIED_IN_WORDS = {
    Verified.READ: "Đã đọc trực tiếp trong văn bản",
    Verified.SECONDARY: "Theo nguồn tin pháp luật đáng tin cậy, chưa đối chiếu với văn bản gốc",
    Verified.UNCONFIRMED: "Chưa xác nhận được, phải kiểm tra lại trước khi dùng",
    Verified.DISPUTED: "Các nguồn chưa thống nhất hoặc chưa rõ còn hiệu lực",
}


class Area(StrEnum):
    """The fields by which the texts are listed."""

    RECORDS = "records"
    ELECTRONIC = "electronic"
    SECRETS = "secrets"

    @property
    def label(self) -> str:
        """The heading of the list."""
        return _AREA_LABELS[self]


_AREA_LABELS = {
    Area.RECORDS: "Văn thư, lưu trữ",
    Area.ELECTRONIC: "Giao dịch điện tử, gửi nhận văn bản, chữ ký số",
    Area.SECRETS: "Bí mật nhà nước, con dấu, dữ liệu cá nhân, tổ chức chính quyền",
}


Mark = TypeVar("Mark", Verified, Area)


class RegisterError(Exception):
    """A file of the register is wrong. Says which file, which table and what is wrong there."""

    def __init__(self, path: Path, table: str, problem: str) -> None:
        super().__init__(f"{path}: [{table}] {problem}" if table else f"{path}: {problem}")
        self.path = path
        self.table = table
        self.problem = problem


class UnknownProvision(KeyError):
    """The register has no such key. ``str()`` is a sentence, not a quoted key."""

    def __init__(self, key: str, advice: str) -> None:
        super().__init__(key)
        self.key = key
        self.advice = advice

    def __str__(self) -> str:
        return f"The law register has no provision {self.key!r}. {self.advice}"


@dataclass(frozen=True, slots=True)
class LegalText:
    """One legal text. Unknown dates are None; ``in_force_to`` is the last day on which it applied."""

    key: str
    kind: str
    number: str
    name: str
    date: datetime.date | None
    issuer: str
    subject: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    verified: Verified
    checked_on: datetime.date
    note: str
    source: str
    area: Area = Area.RECORDS

    def applies_on(self, day: datetime.date) -> bool:
        """Whether the text was in force on that day, as far as the register knows."""
        return _applies(self.in_force_from, self.in_force_to, day)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a text: the articles that it covers, both ends included."""

    number: int
    title: str
    first_article: int
    last_article: int

    @property
    def roman(self) -> str:
        """The number as the text writes it."""
        return provision_keys.roman(self.number)


@dataclass(frozen=True)
class Provision:
    """An article, a part of one, a part of an appendix, or (where is empty) a whole text."""

    key: str
    text: LegalText
    label: str
    title: str
    paraphrase: str
    verified: Verified
    checked_on: datetime.date
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    where: str
    note: str = ""
    parent: str | None = None
    children: tuple[str, ...] = ()

    def applies_on(self, day: datetime.date) -> bool:
        """Whether this provision was in force on that day."""
        return _applies(self.in_force_from, self.in_force_to, day)

    @property
    def may_decide_a_score(self) -> bool:
        """Whether a check or a quiz question may be graded from it."""
        return self.verified.may_decide_a_score

    @property
    def is_whole_text(self) -> bool:
        """True for the entry that stands for the text itself."""
        return self.key == self.text.key

    @property
    def short(self) -> str:
        """The narrowest part alone: 'điểm a'; empty for a whole text."""
        _, segments = provision_keys.split(self.key)
        return provision_keys.last_part(segments) if segments else ""

    @property
    def depth(self) -> int:
        """0 for the text, 1 for an article or appendix, and so on."""
        return self.key.count(".")


@dataclass(frozen=True)
class Register:
    """All texts and provisions, in the order of the files."""

    texts: Mapping[str, LegalText]
    provisions: Mapping[str, Provision]
    chapters: Mapping[str, tuple[Chapter, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Provision:
        try:
            return self.provisions[key]
        except KeyError:
            raise UnknownProvision(key, self._advice(key)) from None

    def __contains__(self, key: object) -> bool:
        return key in self.provisions

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions.values())

    def __len__(self) -> int:
        return len(self.provisions)

    def provisions_of(self, text_key: str) -> tuple[Provision, ...]:
        """The provisions of one text in reading order, without the entry for the text itself."""
        return self._by_text.get(text_key, ())

    def texts_in_force(self, day: datetime.date) -> tuple[LegalText, ...]:
        """The texts that applied on that day."""
        return tuple(text for text in self.texts.values() if text.applies_on(day))

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """For searching: key -> label, title and paraphrase without marks and capitals."""
        return {
            key: fold(f"{provision.label} {provision.title} {provision.paraphrase}")
            for key, provision in self.provisions.items()
        }

    @cached_property
    def _by_text(self) -> dict[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {key: [] for key in self.texts}
        for provision in self.provisions.values():
            if not provision.is_whole_text:
                found[provision.text.key].append(provision)
        return {key: tuple(provisions) for key, provisions in found.items()}

    def _advice(self, key: str) -> str:
        known = key
        while "." in known:
            known = known.rpartition(".")[0]
            if known in self.provisions:
                below = [child.rpartition(".")[2] for child in self.provisions[known].children]
                return f"{known} exists; below it are: {', '.join(below) or 'no entries'}."
        return f"Known texts: {', '.join(self.texts)}."


def load(folder: Path = DATA_FOLDER) -> Register:
    """Read and check all files of the register. Raises RegisterError for the first thing that is wrong."""
    return _load(folder)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Register:
    texts_path = folder / TEXTS_FILE
    texts = _read_texts(texts_path)
    provisions: dict[str, Provision] = {key: _whole_text(text) for key, text in texts.items()}
    chapters: dict[str, tuple[Chapter, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path != texts_path:
            _ProvisionFile(path, texts).read_into(provisions, chapters)
    return Register(texts, _with_children(provisions), chapters)


def _applies(first: datetime.date | None, last: datetime.date | None, day: datetime.date) -> bool:
    return first is not None and first <= day and (last is None or day <= last)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RegisterError(path, "", "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError(path, "", f"is not valid TOML in UTF-8: {error}") from error


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
    for position, row in enumerate(_read_toml(path).get("text", []), start=1):
        table = f"text {row.get('key', position)}"
        text = _read_text(path, table, row)
        if text.key in texts:
            raise RegisterError(path, table, "this key stands twice")
        texts[text.key] = text
    for text in texts.values():
        for other in (*text.replaces, *text.replaced_by):
            if other not in texts:
                raise RegisterError(path, f"text {text.key}", f"names the text {other!r}, which has no entry")
    return texts


def _read_text(path: Path, table: str, row: dict[str, Any]) -> LegalText:
    _check_fields(path, table, row, _TEXT_FIELDS, _TEXT_REQUIRED)
    if not provision_keys.is_text_key(row["key"]):
        raise RegisterError(path, table, f"the key {row['key']!r} must look like ND30 or TT05-2025")
    return LegalText(
        key=row["key"],
        area=_one_of(Area, path, table, "area", row["area"]),
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
        verified=_one_of(Verified, path, table, "verified", row["verified"]),
        checked_on=row["checked_on"],
        note=row.get("note", ""),
        source=row.get("source", ""),
    )


def _check_fields(
    path: Path, table: str, row: Mapping[str, Any], known: Mapping[str, type], required: tuple[str, ...]
) -> None:
    for name in required:
        if row.get(name) in (None, ""):
            raise RegisterError(path, table, f"lacks {name!r}")
    for name, value in row.items():
        if name not in known:
            raise RegisterError(path, table, f"has an unknown field {name!r}; known: {', '.join(known)}")
        if not isinstance(value, known[name]) or isinstance(value, datetime.datetime):
            raise RegisterError(path, table, f"{name!r} must be a {known[name].__name__}, not {value!r}")


def _one_of(kind: type[Mark], path: Path, table: str, name: str, value: str) -> Mark:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(mark.value for mark in kind)
        raise RegisterError(path, table, f"{name!r} must be one of {allowed}, not {value!r}") from None


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
        self.data = _read_toml(path)
        header = {name: value for name, value in self.data.items() if not provision_keys.is_segment(name)}
        _check_fields(path, "", header, _HEADER_FIELDS, ("text", "verified", "checked_on"))
        if header["text"] not in texts:
            raise RegisterError(path, "", f"belongs to the text {header['text']!r}, which texts.toml lacks")
        self.text = texts[header["text"]]
        self.verified = header["verified"]
        self.checked_on = header["checked_on"]

    def read_into(self, provisions: dict[str, Provision], chapters: dict[str, tuple[Chapter, ...]]) -> None:
        if self.text.key in chapters:
            raise RegisterError(self.path, "", f"{self.text.key} already has a file")
        chapters[self.text.key] = tuple(self._chapters())
        for segment, value in self.data.items():
            if provision_keys.is_segment(segment):
                self._walk((segment,), value, provisions)

    def _chapters(self) -> Iterator[Chapter]:
        for position, row in enumerate(self.data.get("chapter", []), start=1):
            _check_fields(self.path, f"chapter {position}", row, _CHAPTER_FIELDS, tuple(_CHAPTER_FIELDS))
            yield Chapter(**row)

    def _walk(self, segments: tuple[str, ...], value: object, into: dict[str, Provision]) -> None:
        table = ".".join(segments)
        if isinstance(value, str):
            value = {"says": value}
        if not isinstance(value, dict):
            raise RegisterError(self.path, table, f"must be a table or a sentence, not {value!r}")
        fields = {name: inner for name, inner in value.items() if not provision_keys.is_segment(name)}
        provision = self._provision(segments, table, fields)
        into[provision.key] = provision
        for name, inner in value.items():
            if provision_keys.is_segment(name):
                self._walk((*segments, name), inner, into)

    def _provision(self, segments: tuple[str, ...], table: str, fields: Mapping[str, Any]) -> Provision:
        _check_fields(self.path, table, fields, _PROVISION_FIELDS, ("says",))
        try:
            where = provision_keys.where(segments)
        except provision_keys.WrongKey as error:
            raise RegisterError(self.path, table, str(error)) from error
        return Provision(
            key=".".join((self.text.key, *segments)),
            text=self.text,
            label=f"{where} {self.text.name}",
            title=fields.get("title", ""),
            paraphrase=fields["says"],
            verified=_one_of(Verified, self.path, table, "verified", fields.get("verified", self.verified)),
            checked_on=fields.get("checked_on", self.checked_on),
            in_force_from=fields.get("in_force_from", self.text.in_force_from),
            in_force_to=fields.get("in_force_to", self.text.in_force_to),
            where=where,
            note=fields.get("note", ""),
            parent=".".join((self.text.key, *segments[:-1])),
        )
