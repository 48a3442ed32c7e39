"""What the register holds: legal texts, their provisions, and how far each was confirmed."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from law import provision_keys
from law.register.comparisons import Conflict, RenamedTerm
from law.vietnamese import fold


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


class UnknownProvision(KeyError):
    """The register has no such key. ``str()`` is a sentence, not a quoted key."""

    def __init__(self, key: str, advice: str) -> None:
        super().__init__(key)
        self.key = key
        self.advice = advice

    def __str__(self) -> str:
        return f"Sổ pháp luật không có mục {self.key!r}. {self.advice}"


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
        """The narrowest part alone: 'điểm a', or the title of an unnumbered matter; empty for a whole text."""
        _, segments = provision_keys.split(self.key)
        return provision_keys.last_part(segments, self.title) if segments else ""

    @property
    def is_unnumbered(self) -> bool:
        """True for a matter whose article the sources do not tell: its title is its name."""
        return provision_keys.is_unnumbered(self.key.rpartition(".")[2])

    @property
    def heading(self) -> str:
        """The title where it adds to the name of the place; empty where it is that name."""
        return "" if self.is_unnumbered else self.title

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
    renamed_terms: tuple[RenamedTerm, ...] = ()
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)

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

    def conflicts_of(self, *keys: str) -> tuple[Conflict, ...]:
        """The conflicts in which one of these provisions, a part of it or what contains it is a side."""
        return tuple(conflict for conflict in self.conflicts.values() if conflict.concerns(keys))

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
                return (
                    f"Sổ có {known}; dưới đó có: {', '.join(below)}."
                    if below
                    else f"Sổ có {known}, dưới đó không có mục nào."
                )
        return f"Các văn bản có trong sổ: {', '.join(self.texts)}."


def _applies(first: datetime.date | None, last: datetime.date | None, day: datetime.date) -> bool:
    return first is not None and first <= day and (last is None or day <= last)
