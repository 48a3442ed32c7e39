"""Commands for authors: `./run content check`."""

from datetime import date

import click
from flask import current_app
from flask.cli import AppGroup

from core import clock
from core.templating import show_number
from courses import library, skeletons
from courses.content_reader.counts import Counts
from courses.domain.questions import Kind
from law import register, vietnamese
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


def _day(_context: click.Context, _option: click.Parameter, typed: str | None) -> date:
    try:
        return vietnamese.parse_date(typed) if typed else clock.today()
    except ValueError:
        raise click.BadParameter("ngày viết như 22/11/2026") from None


@content.command("check")
@click.option("--on", "day", callback=_day, help="dd/mm/yyyy: the day on which it is taught, today without it.")
def check(day: date) -> None:
    """Read all courses; print what they hold, and every fault with its file and line (exit 1)."""
    extra = current_app.extensions["settings"].extra_courses
    report = library.check(library.FOLDER, extra, register.load(), day)
    for course, counts in report.counts:
        click.echo(f"{course.id} (bản {course.version}): {course.title}")
        skills = ", ".join(f"{skill} {number}" for skill, number in sorted(counts.skills.items()))
        for line in (*in_words(counts), f"kỹ năng: {skills}"):
            click.echo(f"  {line}")
    for warning in report.warnings:
        click.echo(f"NHẮC {warning}")
    for problem in report.problems:
        click.echo(f"LỖI  {problem}")
    click.echo(f"Cho ngày {vietnamese.short_date(day)}: {len(report.warnings)} điều nhắc, {len(report.problems)} lỗi.")
    if report.problems:
        raise SystemExit(1)


@content.command("new")
@click.argument("place")
def new(place: str) -> None:
    """Make a lesson to fill in: COURSE/MODULE/NN-NAME, such as van-thu-co-ban/m9-lap-ho-so/05-muon-ho-so."""
    extra = current_app.extensions["settings"].extra_courses
    is_extra = extra is not None and (extra / place.split("/")[0]).is_dir()
    try:
        skeleton = skeletons.new_lesson(extra if is_extra else library.FOLDER, place)
    except skeletons.CannotMake as fault:
        raise click.ClickException(str(fault)) from None
    skeletons.write(skeleton)
    for path in skeleton.files:
        click.echo(f"Đã tạo {path}")
    for step in skeleton.then:
        click.echo(f"Tiếp theo: {step}.")


def in_words(counts: Counts) -> list[str]:
    """The figures of one course but for the skills, one line each."""
    kinds = ", ".join(f"{KIND_NAMES[kind]} {number}" for kind, number in counts.questions.items())
    tags = "; ".join(f"{tag.in_words.lower()} {counts.share(tag)} %" for tag in Verified if counts.citations[tag])
    levels = ", ".join(f"{level}: {number} ({counts.level_share(level)} %)" for level, number in counts.levels.items())
    taught = [f"giảng dạy: {counts.notes} giáo án, {counts.slides} trang chiếu"] if counts.notes else []
    return [
        f"{counts.modules} chuyên đề, {counts.lessons} bài, {show_number(counts.words)} tiếng, {counts.pictures} hình",
        f"{counts.all_questions} câu hỏi ({counts.practice_questions} luyện tập, {counts.quiz_questions} kiểm tra): {kinds}",
        f"mức: {levels}; đáp án đúng dài nhất ở {counts.longest_right} % câu chọn một",
        f"{counts.all_citations} trích dẫn: {tags}",
        *taught,
    ]
