"""The kinds of documents that can be issued, as data (`types.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.problems import CannotStart

SOURCE = Path(__file__).with_name("types.toml")
COURSE_CERTIFICATE = "gcn-khoa-boi-duong"


@dataclass(frozen=True)
class DocumentType:
    """A kind of document: its title, who numbers it, and how a number is written."""

    code: str
    form_version: int
    title: str
    subtitle: str
    authority: str
    number_format: str
    legal_basis: str

    def number(self, register_no: int, year: int) -> str:
        """The number as printed, for example 0012/2026/GCN-SNV."""
        return self.number_format.format(register_no=register_no, year=year, authority=self.authority)


@cache
def document_types() -> dict[str, DocumentType]:
    """All kinds by their code. Raises CannotStart where the file is broken."""
    try:
        rows = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["type"]
        return {row["code"]: DocumentType(**row) for row in rows}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CannotStart(f"certificates/types.toml: {error}. Hãy sửa tệp này.") from error
