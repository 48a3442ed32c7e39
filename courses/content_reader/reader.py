"""Reads a bundle of files into a `Course`."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from courses.content_reader import whole
from courses.content_reader.blueprints import read_blueprint
from courses.content_reader.bundles import COURSE_FILE, TEXT_FILES, Bundle
from courses.content_reader.lessons import read_lesson
from courses.content_reader.paths import read_paths
from courses.content_reader.problems import BrokenContent, Problem, Unreadable, first_to_mend
from courses.content_reader.prose import Desk, Render
from courses.content_reader.shelf import Shelf
from courses.content_reader.source import Source
from courses.content_reader.tables import Table
from courses.content_reader.teaching import read_teaching
from courses.content_reader.texts import cited_key
from courses.domain.content import (
    CompletionRule,
    Course,
    Module,
    Picture,
    QuizRule,
    Skill,
    Term,
    with_borrowed_questions,
)
from courses.domain.questions import Question
from law.register import Register

_UNWRITTEN = re.compile(r"@@(.*?)(?:@@|$)")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class KnownHtml:
    """A renderer that makes each text only once: `known` maps the digest of a text to its HTML and may be kept."""

    def __init__(self, render: Render, known: Mapping[str, Markup] | None = None) -> None:
        self._render = render
        self.known: dict[str, Markup] = dict(known or {})

    def __call__(self, text: str) -> Markup:
        name = hashlib.sha256(text.encode()).hexdigest()
        if name not in self.known:
            self.known[name] = self._render(text)
        return self.known[name]


@dataclass(frozen=True)
class Reading:
    """What came of reading a bundle: the course, what is wrong with it, and every citation in it, as often as it stands."""

    course: Course
    problems: tuple[Problem, ...]
    cited: tuple[str, ...]

    @property
    def is_readable(self) -> bool:
        """Whether every file could be read, so that the course may be counted and looked at."""
        return not any(isinstance(problem, Unreadable) for problem in self.problems)

    def sound(self) -> Course:
        """The course, if nothing is wrong with it. Raises BrokenContent."""
        if self.problems:
            raise BrokenContent(self.problems)
        return self.course


def read_course(bundle: Bundle, register: Register, render: Render, shelf: Shelf | None = None) -> Reading:
    """Read one course and check it as a whole. With problems the course has gaps and must not be shown.

    Its texts are put on `shelf`; on one of its own where none is given.
    """
    desk = Desk(register, {}, render, [], shelf=shelf or Shelf())
    source = Source(bundle, desk)
    desk.problems += _unwritten(bundle)
    desk.terms = {term.id: term for term in _read_terms(source)}
    course = _with_recalls(_read_course(source, _read_skills(source)), source)
    whole.check(course, source)
    return Reading(course, first_to_mend(desk.problems), tuple(desk.cited))


def _unwritten(bundle: Bundle) -> Iterator[Problem]:
    """The places that `content new` left for the author."""
    for path, data in bundle.files.items():
        if path.endswith(TEXT_FILES) and b"@@" in data:
            for number, line in enumerate(data.decode("utf-8").splitlines(), start=1):
                for found in _UNWRITTEN.findall(line):
                    yield Problem(bundle.show(path), number, "", f"chưa viết: {found.strip() or 'chỗ giữa @@ và @@'}")


def _with_recalls(course: Course, source: Source) -> Course:
    """The course with the questions that its lessons ask again: practice questions of the lessons before."""
    known: dict[str, Question] = {}
    modules = []
    for module in course.modules:
        lessons = []
        for lesson in module.lessons:
            named = source.table_of("lesson", lesson.id).texts("recall", may_be_empty=True)
            lessons.append(replace(lesson, recall=tuple(known[name] for name in named if name in known)))
            known |= {question.id: question for question in lesson.practice}
        modules.append(replace(module, lessons=tuple(lessons)))
    return replace(course, modules=with_borrowed_questions(tuple(modules)))


def _read_terms(source: Source) -> list[Term]:
    return [
        Term(table.text("id"), table.text("term"), table.text("short"), cited_key(table, source.desk))
        for table in _rows(source, "glossary.toml", "term", known=("id", "term", "short", "cite"))
    ]


def _read_skills(source: Source) -> list[Skill]:
    return [
        Skill(table.text("id"), table.text("title"), table.text("module"))
        for table in _rows(source, "skills.toml", "skill", known=("id", "title", "module"))
    ]


def _rows(source: Source, name: str, kind: str, known: tuple[str, ...]) -> list[Table]:
    rows: list[Table] = []
    for path in source.bundle.shared(name):
        root = source.tables(path).root
        for table in root.tables(kind):
            source.name(kind, str(table.data.get("id", "")), table)
            table.refuse_others(known)
            rows.append(table)
        root.finish()
    return rows


def _read_course(source: Source, skills: list[Skill]) -> Course:
    folder = source.bundle.course_folder
    root = source.tables(f"{folder}/{COURSE_FILE}").root
    folders = root.texts("modules")
    pictures: dict[str, Picture] = {}
    modules = tuple(_read_module(source, root, f"{folder}/{name}", pictures) for name in folders)
    course = Course(
        id=root.text("id"),
        version=root.text("version"),
        digest=source.bundle.digest,
        title=root.text("title"),
        summary=root.text("summary"),
        periods=root.number("periods", least=1, most=500),
        open_to_self_study=root.flag("open_to_self_study"),
        rule=_read_completion_rule(root.table("rule")),
        modules=modules,
        skills=tuple(skills),
        terms=tuple(source.desk.terms.values()),
        pictures=pictures,
        paths=read_paths(source, root, modules),
    )
    for forgotten in sorted(set(source.bundle.folders_in(folder)) - set(folders)):
        root.problem(f"thư mục {forgotten!r} không có trong modules", "modules")
    if not _FOLDER.fullmatch(course.id):
        root.problem("id đứng trong địa chỉ trang: chỉ dùng chữ thường không dấu, số và dấu gạch nối", "id")
    root.finish()
    return course


def _read_completion_rule(table: Table) -> CompletionRule:
    rule = CompletionRule(
        minimum_attendance_percent=table.number("minimum_attendance_percent", least=0, most=100),
        quiz_pass_percent=table.number("quiz_pass_percent", least=1, most=100),
        exercise_pass_score=table.number("exercise_pass_score", least=1, most=100),
    )
    table.finish()
    return rule


def _read_module(source: Source, course: Table, folder: str, pictures: dict[str, Picture]) -> Module:
    table = source.tables(f"{folder}/module.toml").root
    lessons = source.bundle.folders_in(folder)
    module = Module(
        id=table.text("id"),
        title=table.text("title"),
        periods=table.number("periods", least=1, most=200),
        goals=table.texts("goals"),
        lessons=tuple(read_lesson(source, f"{folder}/{name}", pictures) for name in lessons),
        quiz=_read_quiz_rule(table.table("quiz")) if table.has("quiz") else None,
        folder=folder.removeprefix(f"{source.bundle.course_folder}/"),
        teaching=read_teaching(source, folder, pictures),
    )
    source.name("module", module.id, table)
    if not lessons:
        course.problem(f"chuyên đề {folder.rpartition('/')[2]!r} chưa có thư mục bài nào", "modules")
    table.finish()
    return module


def _read_quiz_rule(table: Table) -> QuizRule:
    rule = QuizRule(
        questions=table.number("questions", least=1, most=100),
        minutes=table.number("minutes", least=1, most=240),
        attempts=table.number("attempts", least=1, most=20),
        wait_minutes=table.number("wait_minutes", least=0, most=20_000),
        blueprint=read_blueprint(table),
        draws_on_course=table.text("pool", "module") == "course",
    )
    if table.text("pool", "module") not in {"module", "course"}:
        table.problem('pool là "module" (câu của chuyên đề này) hoặc "course" (câu của cả khóa)', "pool")
    asked = sum(demand.count for demand in rule.blueprint)
    if asked != rule.questions:
        table.problem(f"blueprint cộng lại là {asked} câu, nhưng questions = {rule.questions}", "blueprint")
    table.finish()
    return rule
