"""Reads the `[[path]]` tables of `course.toml`: ways through a course for some people, programmes of classes among them."""

from collections.abc import Sequence

from courses.content_reader.tables import Table, is_whole
from courses.domain.content import Module, Path


def read_paths(root: Table, modules: Sequence[Module]) -> tuple[Path, ...]:
    """All paths, in the file's order. What names no module or lesson of the course is noted."""
    return tuple(_read_path(table, modules) for table in root.tables("path"))


def _read_path(table: Table, modules: Sequence[Module]) -> Path:
    named = set(table.texts("modules", may_be_empty=True))
    lessons = set(table.texts("lessons", may_be_empty=True))
    is_programme = table.flag("programme")
    path = Path(
        id=table.text("id"),
        title=table.text("title"),
        audience=table.text("audience"),
        is_programme=is_programme,
        lesson_ids=frozenset(
            lesson.id for module in modules for lesson in module.lessons if module.id in named or lesson.id in lessons
        ),
        quiz_ids=frozenset(named),
        agenda=_read_agenda(table) if is_programme else {},
    )
    _note_unknown(table, modules, named, lessons)
    if is_programme and set(path.agenda) != named:
        table.problem("agenda phải ghi số tiết của đúng các chuyên đề trong modules", "agenda")
    if not path.lesson_ids:
        table.problem("lộ trình chưa có bài nào: ghi modules, lessons hoặc cả hai", "id")
    table.finish()
    return path


def _note_unknown(table: Table, modules: Sequence[Module], named: set[str], lessons: set[str]) -> None:
    for name in sorted(named - {module.id for module in modules}):
        table.problem(f"khóa học không có chuyên đề {name!r}", "modules")
    for name in sorted(lessons - {lesson.id for module in modules for lesson in module.lessons}):
        table.problem(f"khóa học không có bài {name!r}", "lessons")


def _read_agenda(table: Table) -> dict[str, int]:
    agenda: dict[str, int] = {}
    for module_id, periods in table.mapping("agenda").items():
        if is_whole(periods) and 0 < periods <= 40:
            agenda[module_id] = periods
        else:
            table.problem(f"agenda {module_id!r}: số tiết là số nguyên từ 1 đến 40", "agenda")
    return agenda
