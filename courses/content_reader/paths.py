"""Reads the `[[path]]` tables of `course.toml`: ways through a course for some people, programmes of classes among them."""

from collections.abc import Sequence

from courses.content_reader.blueprints import read_blueprint
from courses.content_reader.source import Source
from courses.content_reader.tables import Table, is_whole
from courses.domain.content import Module, PaperRule, Path


def read_paths(source: Source, root: Table, modules: Sequence[Module]) -> tuple[Path, ...]:
    """All paths, in the file's order. What names no module or lesson of the course is noted."""
    paths = []
    for table in root.tables("path"):
        path = _read_path(table, modules)
        source.name("path", path.id, table)
        paths.append(path)
    return tuple(paths)


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
        papers=_read_papers(table.table("papers")) if is_programme and table.has("papers") else None,
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


def _read_papers(table: Table) -> PaperRule:
    """The papers before and after: a blueprint by level, for only papers of the same levels are equally difficult."""
    rule = PaperRule(
        questions=table.number("questions", least=5, most=60),
        minutes=table.number("minutes", least=5, most=180),
        blueprint=read_blueprint(table),
    )
    asked = sum(demand.count for demand in rule.blueprint)
    if asked != rule.questions:
        table.problem(f"blueprint cộng lại là {asked} câu, nhưng questions = {rule.questions}", "blueprint")
    if any(demand.level is None for demand in rule.blueprint):
        table.problem("đề đầu khóa và cuối khóa phải ghi rõ mức từng kỹ năng: kỹ năng = { 2 = 1 }", "blueprint")
    table.finish()
    return rule
