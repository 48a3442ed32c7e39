"""Every syllable of our content is one of Debian's Vietnamese dictionary, or a foreign word that we list.

The dictionary is installed by `tools/bootstrap.sh test` and belongs to no release.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from courses.library import FOLDER
from law import vietnamese

DICTIONARY = Path("/usr/share/hunspell/vi_VN.dic")
# Foreign words, names of things that are written so, and syllables that the dictionary lacks.
ALLOWED = Path(__file__).with_name("spelling-allowed.txt")
# Values that are text; ids, keys of the law and names of files are not.
TEXTS = {"title", "goals", "summary", "prompt", "text", "why", "left", "right", "label", "answer", "accept", "value", "short", "term"}  # fmt: skip
NOT_TEXT = re.compile(
    r"\[\[[^\]|]*\|?|\]\(\S*\)|\{\{[^}|]*\|?|`[^`]*`|^///\s*\w+|https?://\S+|\S*@\S*|<[^>]*>|\S*\d\S*|\w+\.(?:docx?|pdf|xlsx?|toml|edxml)\b",
    re.MULTILINE,
)
# UBND, TTr, QyĐ: two capitals and no accents.
ABBREVIATION = re.compile(r"(?=.*[A-ZĐ].*[A-ZĐ])[A-Za-zĐđ]{2,5}")
WORD = re.compile(r"[^\W\d_]+")


@cache
def syllables() -> frozenset[str]:
    assert DICTIONARY.is_file(), "run tools/bootstrap.sh test: it installs the package hunspell-vi"
    words = DICTIONARY.read_text(encoding="utf-8").split()[1:]
    listed = [line for line in ALLOWED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(vietnamese.comparable(word).casefold() for word in [*words, *" ".join(listed).split()])


def unknown(text: str) -> list[str]:
    """Syllables that are in no list. Abbreviations in capitals (UBND, TTr) are none."""
    plain = NOT_TEXT.sub(" ", unicodedata.normalize("NFC", text))
    words = [word for word in WORD.findall(plain) if len(word) > 1 and not ABBREVIATION.fullmatch(word)]
    return [word for word in words if vietnamese.comparable(word).casefold() not in syllables()]


def texts(value: Any, key: str = "") -> Iterator[str]:
    """The texts of a TOML file."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and key in TEXTS:
        yield value


def words_of(path: Path) -> Iterator[str]:
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".toml":
        yield content
    elif path.name in {"course.toml", "module.toml", "lesson.toml", "quiz.toml", "skills.toml", "glossary.toml"}:
        yield from texts(tomllib.loads(re.sub(r"^misprint\s*=.*$", "", content, flags=re.MULTILINE)))


@pytest.mark.parametrize("path", sorted(path for suffix in ("toml", "md", "svg") for path in FOLDER.rglob(f"*.{suffix}")), ids=lambda path: path.relative_to(FOLDER).as_posix())  # fmt: skip
def test_every_syllable_is_spelt_as_the_dictionary_has_it(path: Path) -> None:
    found = sorted({word for text in words_of(path) for word in unknown(text)})
    assert found == [], f"put it right, or (a foreign word) add it to {ALLOWED.name}"


def test_a_wrong_syllable_is_found() -> None:
    assert unknown("Số đến lấy liên tiêp trong năm; UBND xã, Hoà và Hòa, 15/QĐ-UBND.") == ["tiêp"]
    assert unknown("NGHỊ ĐỊNK, QyĐ, TTr, CCHC, bước b") == ["ĐỊNK"]
