"""The checks that look across files: skills, blueprints, names, and that no unconfirmed fact decides a score."""

from collections import Counter

from courses.content_reader.source import Source
from courses.domain.content import Course, Lesson, Module, Question, Use


def check(course: Course, source: Source) -> None:
    """Note on the source's desk whatever does not fit together."""
    skills = {skill.id for skill in course.skills}
    for module in course.modules:
        _check_blueprint(module, source)
        for lesson in module.lessons:
            _check_lesson(module, lesson, skills, source)


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
    found = Counter(question.skill for question in module.quiz_pool)
    if module.quiz is None:
        if found:
            table.problem('chuyên đề có câu hỏi use = "quiz" nhưng module.toml không có bảng [quiz]')
        return
    for skill, wanted in module.quiz.blueprint.items():
        if found[skill] < wanted:
            message = f'blueprint cần {wanted} câu về {skill!r} nhưng chuyên đề chỉ có {found[skill]} câu use = "quiz"'
            table.problem(message, "blueprint")
