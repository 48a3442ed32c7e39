"""Reads one lesson folder: `lesson.toml`, `lesson.md`, its pictures, `quiz.toml` and `so-tay.md`."""

import posixpath
import re
from collections.abc import Mapping, Sequence

from courses.content_reader import pictures
from courses.content_reader.bundles import PICTURE_TYPES
from courses.content_reader.problems import Problem
from courses.content_reader.prose import Marks, Written, count_words, render_block, with_anchors
from courses.content_reader.questions import read_questions
from courses.content_reader.source import Source
from courses.content_reader.tables import Table, TableFile
from courses.domain.content import Lesson, Picture, Term
from courses.domain.questions import (
    Prose,
    Question,
)

_FOLDER = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_JOB_AID = 250  # words: one A4 page that can be pinned beside the scanner


def read_lesson(source: Source, folder: str, found_pictures: dict[str, Picture]) -> Lesson:
    """The lesson in a folder; its pictures are added to `found_pictures` by their path inside the course."""
    table = source.tables(f"{folder}/lesson.toml").root
    name = posixpath.basename(folder)
    if not _FOLDER.fullmatch(name):
        table.problem(f"thư mục bài {name!r} phải có tên như 01-tiep-nhan")
    addresses = read_pictures(source, folder, found_pictures)
    written = source.markdown(f"{folder}/lesson.md", explains_terms=True)
    text, marks = render_block(written, source.desk, addresses)
    _note_unused(source, written, addresses, marks)
    text, headings = with_anchors(text, source.desk)
    lesson = Lesson(
        id=table.text("id"),
        title=table.text("title"),
        minutes=table.number("minutes", least=1, most=120),
        goals=table.texts("goals"),
        skills=table.texts("skills"),
        cites=_cites(source, table, marks.cites),
        text=text,
        headings=headings,
        terms=_terms(source, marks.terms),
        job_aid=_job_aid(source, f"{folder}/so-tay.md", addresses),
        questions=_questions(source, f"{folder}/quiz.toml"),
        folder=folder.removeprefix(f"{source.bundle.course_folder}/"),
        history=_history(source, table),
        may_name_old_terms=table.flag("may_name_old_terms") if table.has("may_name_old_terms") else False,
    )
    source.name("lesson", lesson.id, table)
    table.texts("recall", may_be_empty=True)  # filled in when all lessons are known
    table.finish()
    return lesson


def read_pictures(source: Source, folder: str, found: dict[str, Picture]) -> dict[str, str]:
    """Addresses of the pictures beside a text, by file name; they are added to `found` by their path inside the course."""
    addresses: dict[str, str] = {}
    for path, data in source.bundle.files.items():
        kind = posixpath.splitext(path)[1]
        if posixpath.dirname(path) != folder or kind not in PICTURE_TYPES:
            continue
        inside = path.removeprefix(f"{source.bundle.course_folder}/")
        found[inside] = Picture(inside, PICTURE_TYPES[kind], data)
        addresses[posixpath.basename(path)] = pictures.address(source.bundle.digest, inside)
        fault = pictures.fault(kind, data)
        if fault:
            source.problem(path, fault)
    return addresses


def _note_unused(source: Source, written: Written, addresses: Mapping[str, str], marks: Marks) -> None:
    for name in sorted(set(addresses) - set(marks.pictures)):
        source.desk.problems.append(Problem(written.path, 0, "", f"hình {name!r} không được dùng trong bài"))


def _cites(source: Source, table: Table, in_text: Sequence[str]) -> tuple[str, ...]:
    declared = table.texts("cites")
    for key in declared:
        if key not in source.desk.register:
            table.problem(f"sổ pháp luật không có mục {key!r}", "cites")
    source.desk.cited.extend(declared)
    return tuple(dict.fromkeys([*declared, *in_text]))


def _history(source: Source, table: Table) -> tuple[str, ...]:
    texts = table.texts("history", may_be_empty=True)
    for key in texts:
        if key not in source.desk.register or not source.desk.register[key].is_whole_text:
            table.problem(f"history: {key!r} không phải khóa của một văn bản trong sổ pháp luật", "history")
    return texts


def _terms(source: Source, names: Sequence[str]) -> tuple[Term, ...]:
    return tuple(sorted({source.desk.terms[name] for name in names}, key=lambda term: term.sort_key))


def _job_aid(source: Source, path: str, addresses: Mapping[str, str]) -> Prose | None:
    if not source.has(path):
        return None
    written = source.markdown(path)
    words = count_words(written.text)
    if words > LONGEST_JOB_AID:
        source.problem(path, f"sổ tay có {words} tiếng; để vừa một trang in, nhiều nhất {LONGEST_JOB_AID} tiếng")
    return render_block(written, source.desk, addresses)[0]


def _questions(source: Source, path: str) -> tuple[Question, ...]:
    file = source.tables(path)
    folder = posixpath.dirname(path)
    used = {"lesson.toml", "quiz.toml"}

    def open_page(name: str) -> TableFile | None:
        used.add(name)
        return source.tables(f"{folder}/{name}") if name else None

    questions = read_questions(file.root, source.desk, open_page)
    for unused in sorted(source.names_in(folder, ".toml") - used):
        source.problem(f"{folder}/{unused}", "không câu hỏi nào dùng trang này (page = …)")
    for question, table in zip(questions, file.root.tables("question"), strict=True):
        source.name("question", question.id, table)
    return questions
