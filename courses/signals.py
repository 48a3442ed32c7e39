"""What upper packages may want to know. Sent inside the transaction, with its session; subscribers never commit."""

from blinker import Namespace

_signals = Namespace()

# session, person_id, context_id, course_id, lesson_id, at
lesson_finished = _signals.signal("lesson-finished")
# session, attempt (a QuizAttempt that has just ended, with its score), at
quiz_handed_in = _signals.signal("quiz-handed-in")
