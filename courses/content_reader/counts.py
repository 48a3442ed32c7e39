"""What a course holds, in figures, for the author."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from courses.content_reader.prose import count_words
from courses.content_reader.reader import Reading
from courses.domain.questions import Kind, Use
from law.register import Register, Verified


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one course. `citations` counts every citation by how far its provision was confirmed."""

    modules: int
    lessons: int
    words: int
    pictures: int
    questions: Mapping[Kind, int]
    practice_questions: int
    quiz_questions: int
    citations: Mapping[Verified, int]

    @property
    def all_questions(self) -> int:
        """Questions of every kind."""
        return sum(self.questions.values())

    @property
    def all_citations(self) -> int:
        """Citations of every tag."""
        return sum(self.citations.values())

    def share(self, tag: Verified) -> int:
        """Whole percent of the citations that carry this tag."""
        return round(100 * self.citations[tag] / self.all_citations) if self.all_citations else 0


def count(reading: Reading, register: Register) -> Counts:
    """Count what a reading found."""
    course = reading.course
    lessons = list(course.lessons)
    questions = [question for lesson in lessons for question in lesson.questions]
    kinds = Counter(question.kind for question in questions)
    tags = Counter(register[key].verified for key in reading.cited if key in register)
    return Counts(
        modules=len(course.modules),
        lessons=len(lessons),
        words=sum(count_words(lesson.text.source) for lesson in lessons),
        pictures=len(course.pictures),
        questions={kind: kinds[kind] for kind in Kind},
        practice_questions=sum(question.use is Use.PRACTICE for question in questions),
        quiz_questions=sum(question.use is Use.QUIZ for question in questions),
        citations={tag: tags[tag] for tag in Verified},
    )
