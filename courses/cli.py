"""Commands for authors: `./run content check`."""

import click
from flask import current_app
from flask.cli import AppGroup

from core.templating import show_number
from courses import library
from courses.content_reader.counts import Counts
from courses.domain.questions import Kind
from law import register
from law.register import Verified

KIND_NAMES = {
    Kind.SINGLE: "chọn một",
    Kind.MULTIPLE: "chọn nhiều",
    Kind.ORDER: "sắp xếp",
    Kind.MATCH: "ghép cặp",
    Kind.FIELD: "điền ô",
    Kind.FIND: "tìm lỗi trên trang",
    Kind.CASE: "tình huống nhiều bước",
}

content = AppGroup("content", help="The courses on disk.")


@content.command("check")
def check() -> None:
    """Read all courses; print what they hold, and every fault with its file and line (exit 1)."""
    extra = current_app.extensions["settings"].extra_courses
    report = library.check(library.FOLDER, extra, register.load())
    for course, counts in report.counts:
        click.echo(f"{course.id} (bản {course.version}): {course.title}")
        for line in in_words(counts):
            click.echo(f"  {line}")
    for problem in report.problems:
        click.echo(f"LỖI  {problem}")
    click.echo(f"{len(report.problems)} lỗi.")
    if report.problems:
        raise SystemExit(1)


def in_words(counts: Counts) -> list[str]:
    """The figures of one course, one line each."""
    kinds = ", ".join(f"{KIND_NAMES[kind]} {number}" for kind, number in counts.questions.items())
    tags = "; ".join(f"{tag.in_words.lower()} {counts.share(tag)} %" for tag in Verified if counts.citations[tag])
    return [
        f"{counts.modules} chuyên đề, {counts.lessons} bài, {show_number(counts.words)} tiếng, {counts.pictures} hình",
        f"{counts.all_questions} câu hỏi ({counts.practice_questions} luyện tập, {counts.quiz_questions} kiểm tra): {kinds}",
        f"{counts.all_citations} trích dẫn: {tags}",
    ]
