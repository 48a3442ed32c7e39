"""Where the texts of a course stand, line by line, without what only quotes a mistake."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.content_reader.bundles import Bundle
from courses.content_reader.teaching import NOTES, SLIDES
from courses.domain.content import Lesson, Module

_HEADER = re.compile(r"\s*\[\[?([\w.]+)\]?\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_WRONG = re.compile(r"^\s*correct\s*=\s*false", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
# What a mistake itself is written in; its `why` is our own word again.
_QUOTED = {"text", "value"}
_LESSON_FILES = ("lesson.toml", "lesson.md", "so-tay.md", "quiz.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file and the piece around it (a paragraph, a row of the glossary) that may say of which time it speaks."""

    path: str
    number: int
    text: str
    around: str


def path_of(bundle: Bundle, lesson: Lesson, name: str) -> str:
    """The path of a lesson's file inside the bundle."""
    return f"{bundle.course_folder}/{lesson.folder}/{name}"


def shown(bundle: Bundle, lesson: Lesson, name: str) -> str:
    """The path of a lesson's file as a message names it, also of one that is missing."""
    beside = bundle.show(path_of(bundle, lesson, "lesson.toml"))
    return beside.removesuffix("lesson.toml") + name


def text_of(bundle: Bundle, path: str) -> str:
    """The text of a file; empty where there is none."""
    return bundle.files.get(path, b"").decode("utf-8")


def line_with(text: str, words: str) -> int:
    """The line in which the words first stand; 0 where they do not."""
    place = text.find(words)
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


def lines_of_lesson(bundle: Bundle, lesson: Lesson) -> Iterator[Line]:
    """Everything that a lesson says in its own voice: text, job aid, questions without their wrong options, pictures."""
    folder = f"{bundle.course_folder}/{lesson.folder}"
    for path in sorted(bundle.files):
        name = posixpath.basename(path)
        if posixpath.dirname(path) != folder:
            continue
        if name in _LESSON_FILES:
            yield from _lines(path, text_of(bundle, path))
        elif name.endswith(".svg"):
            yield from _lines(path, _TAG.sub(" ", text_of(bundle, path)), whole=True)


def lines_of_teaching(bundle: Bundle, module: Module) -> Iterator[Line]:
    """What notes and slides of a module say."""
    for name in (NOTES, SLIDES):
        path = f"{bundle.course_folder}/{module.folder}/{name}"
        yield from _lines(path, text_of(bundle, path))


def lines_of_rows(bundle: Bundle, path: str) -> Iterator[Line]:
    """The lines of a shared table file, each with its row around it."""
    yield from _lines(path, text_of(bundle, path), rows=True)


def _lines(path: str, text: str, *, whole: bool = False, rows: bool = False) -> Iterator[Line]:
    if path.endswith(".toml"):
        for first, block in _blocks(text):
            for number, line in _own_words(first, block):
                yield Line(path, number, line, block if rows else line)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        yield Line(path, number, line, text if whole else line)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The tables of a TOML file with the line of each."""
    first, block = 1, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if _HEADER.match(line) and block:
            yield first, "\n".join(block)
            first, block = number, []
        block.append(line)
    yield first, "\n".join(block)


def _own_words(first: int, block: str) -> Iterator[tuple[int, str]]:
    header = _HEADER.match(block)
    quotes = bool(_WRONG.search(block)) or (header is not None and header[1] == "question.wrong")
    key = ""
    for number, line in enumerate(block.splitlines(), start=first):
        found = _KEY.match(line)
        key = found[1] if found else key
        if key == "misprint" or (quotes and key in _QUOTED):
            continue
        yield number, line
