"""Completion: a checklist made from facts by the class's rule, item by item, with what is missing."""

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from training.domain.rules import Attendance, Rule


class ItemKind(enum.StrEnum):
    """What an item of the checklist is about."""

    ATTENDANCE = "attendance"
    LESSONS = "lessons"
    QUIZ = "quiz"
    EXERCISE = "exercise"


class ItemState(enum.StrEnum):
    """`failed`: cannot be reached any more. `waiting`: there is nothing to judge yet."""

    DONE = "done"
    MISSING = "missing"
    FAILED = "failed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """How many of the course's lessons are finished, and the first that is not."""

    finished: int
    total: int
    next_id: str = ""
    next_title: str = ""


@dataclass(frozen=True, slots=True)
class QuizFact:
    """A module's quiz: the best handed-in result in percent, None where none was handed in."""

    module_id: str
    title: str
    best_percent: float | None


@dataclass(frozen=True, slots=True)
class ExamResult:
    """One finished attempt in exam mode."""

    score: int
    has_critical_error: bool


@dataclass(frozen=True, slots=True)
class ExerciseFact:
    """A demanded exercise with its finished attempts in exam mode."""

    scenario_id: str
    title: str
    exams: tuple[ExamResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that completion looks at, for one person in one class."""

    attendance: Attendance
    lessons: LessonFacts
    quizzes: tuple[QuizFact, ...] = ()
    exercises: tuple[ExerciseFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist. `key` names the lesson, module or scenario to go on with; `detail` says what is missing."""

    kind: ItemKind
    key: str
    label: str
    state: ItemState
    detail: str

    @property
    def is_done(self) -> bool:
        """Whether this item asks for nothing more."""
        return self.state is ItemState.DONE


def checklist(rule: Rule, facts: Facts) -> tuple[Item, ...]:
    """The checklist of one person by one version of the rule."""
    return (
        attendance_item(rule, facts.attendance),
        _lessons_item(facts.lessons),
        *(_quiz_item(rule, quiz) for quiz in facts.quizzes),
        *(_exercise_item(rule, exercise) for exercise in facts.exercises),
    )


def is_complete(items: tuple[Item, ...]) -> bool:
    """Whether every item is done; an empty checklist completes nothing."""
    return bool(items) and all(item.is_done for item in items)


def show_percent(value: float | None) -> str:
    """79.9 as '79,9 %', 80.0 as '80 %'."""
    if value is None:
        return "chưa có dữ liệu"
    text = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return f"{text} %"


def _periods(hundredths: int) -> str:
    text = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def attendance_item(rule: Rule, attendance: Attendance) -> Item:
    """The line on attendance."""
    label = f"Dự ít nhất {rule.minimum_attendance} % số tiết của lớp"
    if attendance.planned == 0:
        return Item(ItemKind.ATTENDANCE, "", label, ItemState.WAITING, "lớp chưa có buổi học nào")
    so_far = f"{_periods(attendance.earned)}/{attendance.planned} tiết ({show_percent(attendance.percent)})"
    if attendance.reaches(rule.minimum_attendance):
        return Item(ItemKind.ATTENDANCE, "", label, ItemState.DONE, f"đã dự {so_far}")
    if not attendance.can_reach(rule.minimum_attendance):
        best = show_percent(attendance.best_percent)
        return Item(
            ItemKind.ATTENDANCE, "", label, ItemState.FAILED,
            f"đã dự {so_far}; dự đủ các buổi còn lại cũng chỉ được {best}",
        )  # fmt: skip
    short = rule.minimum_attendance * attendance.planned - attendance.earned
    return Item(
        ItemKind.ATTENDANCE, "", label, ItemState.MISSING, f"đã dự {so_far}; cần thêm ít nhất {ceil(short / 100)} tiết"
    )


def _lessons_item(lessons: LessonFacts) -> Item:
    label = "Đọc xong các bài học của khóa"
    if lessons.total == 0:
        return Item(ItemKind.LESSONS, "", label, ItemState.WAITING, "khóa học chưa có bài")
    so_far = f"{lessons.finished}/{lessons.total} bài"
    if lessons.finished >= lessons.total:
        return Item(ItemKind.LESSONS, "", label, ItemState.DONE, so_far)
    missing = f"{so_far}, còn {lessons.total - lessons.finished} bài"
    following = f"; bài tiếp theo: {lessons.next_title}" if lessons.next_title else ""
    return Item(ItemKind.LESSONS, lessons.next_id, label, ItemState.MISSING, missing + following)


def _quiz_item(rule: Rule, quiz: QuizFact) -> Item:
    label = f"Bài kiểm tra “{quiz.title}” đạt ít nhất {rule.quiz_percent} %"
    if quiz.best_percent is None:
        return Item(ItemKind.QUIZ, quiz.module_id, label, ItemState.MISSING, "chưa nộp bài")
    got = f"kết quả cao nhất {show_percent(quiz.best_percent)}"
    if quiz.best_percent >= rule.quiz_percent:
        return Item(ItemKind.QUIZ, quiz.module_id, label, ItemState.DONE, got)
    return Item(ItemKind.QUIZ, quiz.module_id, label, ItemState.MISSING, f"{got}, hãy làm lại")


def is_passed(rule: Rule, exercise: ExerciseFact) -> bool:
    """Passed in one and the same exam attempt: enough points and no critical error."""
    return any(exam.score >= rule.exercise_score and not exam.has_critical_error for exam in exercise.exams)


def _exercise_item(rule: Rule, exercise: ExerciseFact) -> Item:
    label = (
        f"Bài thực hành {exercise.scenario_id} “{exercise.title}” ở chế độ kiểm tra, ít nhất {rule.exercise_score} điểm"
    )
    if is_passed(rule, exercise):
        best = max(exam.score for exam in exercise.exams if not exam.has_critical_error)
        return Item(ItemKind.EXERCISE, exercise.scenario_id, label, ItemState.DONE, f"{best} điểm")
    if not exercise.exams:
        return Item(ItemKind.EXERCISE, exercise.scenario_id, label, ItemState.MISSING, "chưa làm bài kiểm tra")
    best = max(exam.score for exam in exercise.exams)
    why = f"cao nhất {best} điểm"
    if best >= rule.exercise_score:
        why += ", nhưng có lỗi nghiêm trọng"
    return Item(ItemKind.EXERCISE, exercise.scenario_id, label, ItemState.MISSING, f"{why}; hãy làm lại")


FEW = 3  # so many items are named one by one
_KINDS = {
    ItemKind.ATTENDANCE: "số tiết dự học",
    ItemKind.LESSONS: "bài học",
    ItemKind.QUIZ: "{} bài kiểm tra",
    ItemKind.EXERCISE: "{} bài thực hành",
}


def in_short(items: Sequence[Item]) -> str:
    """What these items ask for: a few by name, many by kind, as in 'số tiết dự học; 12 bài kiểm tra'."""
    if len(items) <= FEW:
        return "; ".join(item.label for item in items)
    counts = Counter(item.kind for item in items)
    return "; ".join(words.format(counts[kind]) for kind, words in _KINDS.items() if kind in counts)
