"""The checks that look across files: skills, blueprints, names, and that no unconfirmed fact decides a score."""

from courses.content_reader.source import Source
from courses.content_reader.tables import Table
from courses.domain.content import Course, Demand, Lesson, Module, PaperRule
from courses.domain.questions import Question, Use
from courses.domain.twin_papers import pairs, pool_of

RECALLED = 3


def check(course: Course, source: Source) -> None:
    """Note on the source's desk whatever does not fit together."""
    skills = {skill.id for skill in course.skills}
    _check_recalls(course, source)
    for module in course.modules:
        _check_blueprint(module, source)
        for lesson in module.lessons:
            _check_lesson(module, lesson, skills, source)
    for path in course.paths:
        if path.papers is not None:
            _check_papers(course.along(path.id), path.papers, source.table_of("path", path.id).table("papers"))


def _check_recalls(course: Course, source: Source) -> None:
    """Every lesson may ask again what earlier lessons practised; what cannot be asked was left out when it was read."""
    for lesson in course.lessons:
        table = source.table_of("lesson", lesson.id)
        named = table.texts("recall", may_be_empty=True)
        if table.has("recall") and len(set(named)) != RECALLED:
            table.problem(f"recall cần đúng {RECALLED} câu luyện tập khác nhau của các bài trước", "recall")
        for unknown in [name for name in named if name not in {question.id for question in lesson.recall}]:
            table.problem(f'recall {unknown!r}: không phải câu use = "practice" của một bài trước', "recall")


def _check_lesson(module: Module, lesson: Lesson, skills: set[str], source: Source) -> None:
    table = source.table_of("lesson", lesson.id)
    if not lesson.id.startswith(f"{module.id}."):
        table.problem(f"id {lesson.id!r} phải bắt đầu bằng {module.id}. như mọi bài của chuyên đề này", "id")
    for skill in lesson.skills:
        if skill not in skills:
            table.problem(f"skills.toml không có kỹ năng {skill!r}", "skills")
    for question in lesson.questions:
        _check_question(lesson, question, source)


def _check_question(lesson: Lesson, question: Question, source: Source) -> None:
    table = source.table_of("question", question.id)
    if not question.id.startswith(f"{lesson.id}-"):
        table.problem(f"id {question.id!r} phải bắt đầu bằng {lesson.id}-", "id")
    if question.skill not in lesson.skills:
        table.problem(f"kỹ năng {question.skill!r} không có trong skills của bài {lesson.id}", "skill")
    register = source.desk.register
    for key in question.cites:
        if question.use is Use.QUIZ and key in register and not register[key].may_decide_a_score:
            table.problem(f"{key} chưa được xác nhận hoặc còn tranh cãi: không được dùng để chấm điểm", "cite")


def _check_blueprint(module: Module, source: Source) -> None:
    table = source.table_of("module", module.id)
    if table.has("quiz"):
        table = table.table("quiz")
    if module.quiz is None:
        if module.quiz_pool:
            table.problem('chuyên đề có câu hỏi use = "quiz" nhưng module.toml không có bảng [quiz]')
        return
    for demand in module.quiz.blueprint:
        found = sum(demand.admits(question) for question in module.quiz_pool)
        if found < demand.count:
            level = "" if demand.level is None else f" mức {demand.level}"
            message = (
                f"blueprint cần {demand.count} câu về {demand.skill!r}{level} "
                f'nhưng chuyên đề chỉ có {found} câu use = "quiz"'
            )
            table.problem(message, "blueprint")


def _check_papers(course: Course, rule: PaperRule, table: Table) -> None:
    """Twins for every line, and enough left for the quizzes when a class keeps the questions of its papers back."""
    pool = pool_of(course)
    for demand in rule.blueprint:
        found = pairs(pool, demand)
        if found < demand.count:
            message = f"cần {demand.count} cặp câu cùng loại về {demand.skill!r} mức {demand.level}, chỉ có {found} cặp"
            table.problem(message, "blueprint")
    for module in course.quiz_modules:
        assert module.quiz is not None, "quiz_modules has only modules with a quiz"
        for demand in module.quiz.blueprint:
            kept = 2 * sum(one.count for one in rule.blueprint if _overlap(one, demand))
            if sum(map(demand.admits, module.quiz_pool)) - kept < demand.count:
                message = (
                    f"giữ câu {demand.skill!r} cho hai đề thì bài kiểm tra {module.id} không còn đủ câu cho học viên"
                )
                table.problem(message, "blueprint")


def _overlap(one: Demand, other: Demand) -> bool:
    return one.skill == other.skill and (other.level is None or one.level == other.level)
