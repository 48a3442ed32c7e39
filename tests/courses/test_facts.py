"""The facts of the law in our lessons: a table says which, and each stands beside the citation that it comes from."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from courses.domain.content import Lesson
from courses.library import FOLDER, Library
from law import register

FACTS: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))["fact"]
BEGINS = re.compile(r"\s*(?:[-*] |\d+\. |\||///|#|!\[)")
CITE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")
TERM = re.compile(r"\{\{(?:[^}|]*\|)?([^}]*)\}\}")


@cache
def lessons() -> dict[str, Lesson]:
    library = Library(FOLDER, None, register.load())
    return {lesson.id: lesson for course in library.courses for lesson in course.lessons}


def pieces(text: str) -> Iterator[str]:
    """Paragraphs, list items, table rows and lines of boxes, each whole."""
    piece = ""
    for line in text.splitlines():
        if not line.strip() or BEGINS.match(line):
            yield piece
            piece = ""
        piece = f"{piece} {line.strip()}"
    yield piece


def is_beside(cited: str, key: str) -> bool:
    """Whether the citation names the provision, one inside it, or one around it."""
    return f"{cited}.".startswith(f"{key}.") or f"{key}.".startswith(f"{cited}.")


def tells(text: str, key: str, value: str) -> bool:
    """Whether the value stands beside the citation somewhere in the text."""
    wanted = re.compile(rf"(?<![\w.,]){re.escape(value)}(?!\w)")
    for piece in pieces(text):
        cites = [found[1].strip() for found in CITE.finditer(piece)]
        plain = CITE.sub(lambda found: found[2] or "", TERM.sub(r"\1", piece)).replace("**", "")
        if any(is_beside(cited, key) for cited in cites) and wanted.search(" ".join(plain.split())):
            return True
    return False


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['lesson']} {fact['cite']} {fact['value']}")
def test_a_lesson_tells_the_fact_beside_its_article(fact: dict[str, str]) -> None:
    assert set(fact) == {"lesson", "cite", "value"}
    assert fact["lesson"] in lessons(), "no such lesson"
    assert fact["cite"] in register.load(), "no such provision"
    assert tells(lessons()[fact["lesson"]].text.source, fact["cite"], fact["value"])


def test_the_table_has_no_fact_twice() -> None:
    rows = [tuple(sorted(fact.items())) for fact in FACTS]
    assert len(rows) == len(set(rows))
    assert len(rows) >= 12


TEXT = """
Lề trái từ **30 - 35 mm** ([[ND30.PL1.P1.M1.K3]]), lề phải
từ 15 - 20 mm.

- Mười cột ([[ND30.PL4.M6|mục VI]]).
- Bảy {{cot|cột}} ([[ND30.PL4.M8]]).
"""


@pytest.mark.parametrize(
    ("key", "value", "is_told"),
    [
        ("ND30.PL1.P1.M1.K3", "30 - 35 mm", True),
        ("ND30.PL1.P1.M1", "15 - 20 mm", True),
        ("ND30.PL1.P1.M1.K3", "0 - 35 mm", False),
        ("ND30.PL1.P1.M1.K3", "30 - 35 m", False),
        ("ND30.PL1.P1.M1.K3", "30 - 36 mm", False),
        ("ND30.PL1.P1.M1.K30", "30 - 35 mm", False),
        ("ND30.PL4.M6", "Bảy cột", False),
        ("ND30.PL4.M8.COT5", "Bảy cột", True),
    ],
)
def test_a_fact_is_found_only_where_it_is_told(key: str, value: str, is_told: bool) -> None:
    assert tells(TEXT, key, value) is is_told
