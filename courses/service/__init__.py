"""What a person who studies does. One function, one transaction."""

from courses.service.quizzes import (
    AttemptEnded,
    MayNotStart,
    NoGrantNeeded,
    SavedAnswer,
    close_overdue,
    grade_all,
    grant_attempt,
    hand_in_quiz,
    save_answers,
    start_quiz,
)
from courses.service.studying import answer_practice, begin_self_study, choose_path, clear_practice, finish_lesson

__all__ = [
    "AttemptEnded",
    "MayNotStart",
    "NoGrantNeeded",
    "SavedAnswer",
    "answer_practice",
    "begin_self_study",
    "choose_path",
    "clear_practice",
    "close_overdue",
    "finish_lesson",
    "grade_all",
    "grant_attempt",
    "hand_in_quiz",
    "save_answers",
    "start_quiz",
]
