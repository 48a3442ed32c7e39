"""What the forms for studying send: answers under the names of their sheets, and the moment at which a lesson was opened."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from itsdangerous import BadSignature, Signer
from werkzeug.datastructures import MultiDict

from courses.domain.content import Course, slug
from courses.domain.questions import Question
from courses.domain.sheets import Sheet, sheet_for
from courses.models import QuizAttempt
from courses.service import SavedAnswer

_SALT = "courses.lesson-opened"
_SALT_PRACTICE = "courses.practice"
LONGEST_CLIENT = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheets of an attempt, in the order of the paper; the name of the n-th one is `cau-n`."""

    sheets: tuple[Sheet, ...]

    def sheet(self, number: int) -> Sheet | None:
        """The n-th question (from 1), or None."""
        return self.sheets[number - 1] if 1 <= number <= len(self.sheets) else None


def paper_of(course: Course, attempt: QuizAttempt) -> Paper:
    """Lay out the paper of an attempt."""
    questions = [course.question(question_id) for question_id in attempt.question_ids]
    return Paper(
        tuple(
            sheet_for(question, f"cau-{number}", attempt.salt)
            for number, question in enumerate(questions, start=1)
            if question is not None
        )
    )


def practice_sheet(secret: str, person_id: uuid.UUID, question: Question) -> Sheet:
    """A practice question as this person sees it, each time alike."""
    salt = Signer(secret, salt=_SALT_PRACTICE).get_signature(f"{person_id}/{question.id}").decode("ascii")
    # Practice questions stand together on a page: their fields and ids must not meet.
    return sheet_for(question, f"tra-loi-{slug(question.id)}", salt)


def saved_answers(sheets: Sequence[Sheet], form: MultiDict[str, str]) -> list[SavedAnswer]:
    """The answers to these questions in a posted form. Raises ForgedAnswer."""
    values = {name: form.getlist(name) for name in form}
    client = form.get("client", "")[:LONGEST_CLIENT]
    sequence = _whole(form.get("sequence", ""))
    return [SavedAnswer(sheet.question.id, sheet.read(values), client, sequence) for sheet in sheets]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


def opened_mark(secret: str, context_id: uuid.UUID, lesson_id: str, at: datetime) -> str:
    """The moment at which a lesson was opened, signed, for the form that confirms it as read."""
    signed = _signer(secret, context_id, lesson_id).sign(at.isoformat())
    return signed.decode("ascii")


def read_opened_mark(secret: str, context_id: uuid.UUID, lesson_id: str, mark: str) -> datetime | None:
    """The moment in a mark, or None where someone wrote his own."""
    try:
        return datetime.fromisoformat(_signer(secret, context_id, lesson_id).unsign(mark).decode("ascii"))
    except (BadSignature, ValueError):
        return None


def _signer(secret: str, context_id: uuid.UUID, lesson_id: str) -> Signer:
    return Signer(secret, salt=f"{_SALT}/{context_id}/{lesson_id}", sep="~")
