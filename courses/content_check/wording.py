"""Words of former times that are used as if they were today's (`wording.toml` lists them)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courses.content_check.texts import Line, lines_of_lesson, lines_of_rows, lines_of_teaching
from courses.content_reader.bundles import Bundle
from courses.content_reader.problems import Problem
from courses.domain.content import Course

FILE = Path(__file__).with_name("wording.toml")
_QUOTATION = re.compile(r"“[^”]*”|\{\{[^}]*\}\}|\[\[[^\]]*\]\]")


@dataclass(frozen=True)
class OldWord:
    """What is no longer written, what instead, and the provision that changed it."""

    pattern: re.Pattern[str]
    write: str
    cite: str


@dataclass(frozen=True)
class Wording:
    """Old words, and the marks by which a text says that it speaks of former times."""

    words: tuple[OldWord, ...]
    marks: tuple[str, ...]

    def in_line(self, line: Line) -> Iterator[tuple[str, OldWord]]:
        """Old words that the line uses as if they were today's."""
        around = line.around.casefold()
        if any(mark in around for mark in self.marks):
            return
        text = _QUOTATION.sub(lambda found: " " * len(found[0]), line.text)
        for word in self.words:
            for found in word.pattern.finditer(text):
                yield found[0], word


@cache
def load() -> Wording:
    """The words of the house."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Wording(
        tuple(
            OldWord(re.compile(rf"(?<!\w){row['pattern']}(?!\w)", re.IGNORECASE), row["write"], row["cite"])
            for row in data["word"]
        ),
        tuple(mark.casefold() for mark in data["marks"]),
    )


def problems(bundle: Bundle, course: Course) -> Iterator[Problem]:
    """Every old word used as current, in lessons, questions, pictures, skills, terms, notes and slides."""
    for path in (*bundle.shared("glossary.toml"), *bundle.shared("skills.toml")):
        yield from _in_lines(bundle, lines_of_rows(bundle, path))
    for lesson in course.lessons:
        if not lesson.may_name_old_terms:
            yield from _in_lines(bundle, lines_of_lesson(bundle, lesson))
    for module in course.modules:
        yield from _in_lines(bundle, lines_of_teaching(bundle, module))


def _in_lines(bundle: Bundle, lines: Iterator[Line]) -> Iterator[Problem]:
    for line in lines:
        for found, word in load().in_line(line):
            message = (
                f"{found!r} là từ cũ: viết {word.write} ({word.cite}); nhắc đến như từ cũ thì đặt trong “ ” "
                "hoặc nói rõ trước đây, nay là"
            )
            yield Problem(bundle.show(line.path), line.number, "", message)
