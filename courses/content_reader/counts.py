"""What a course holds, in figures, for the author."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courses.content_reader.prose import count_words
from courses.content_reader.reader import Reading
from courses.domain.questions import Case, Choice, Kind, Question, Use
from law.register import Register, Verified

LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one course. `citations` counts every citation by how far its provision was confirmed.

    `skills` and `levels` count questions; `longest_right` is the whole percent of choices of one in which the right option
    is the longest: far above a fair share it tells the answer.
    """

    modules: int
    lessons: int
    words: int
    pictures: int
    questions: Mapping[Kind, int]
    skills: Mapping[str, int]
    levels: Mapping[int, int]
    longest_right: int
    practice_questions: int
    quiz_questions: int
    citations: Mapping[Verified, int]
    notes: int = 0
    slides: int = 0

    @property
    def all_questions(self) -> int:
        """Questions of every kind."""
        return sum(self.questions.values())

    @property
    def all_citations(self) -> int:
        """Citations of every tag."""
        return sum(self.citations.values())

    def level_share(self, level: int) -> int:
        """Whole percent of the questions on this level."""
        return round(100 * self.levels[level] / self.all_questions) if self.all_questions else 0

    def share(self, tag: Verified) -> int:
        """Whole percent of the citations that carry this tag."""
        return round(100 * self.citations[tag] / self.all_citations) if self.all_citations else 0


def count(reading: Reading, register: Register) -> Counts:
    """Count what a reading found."""
    course = reading.course
    lessons = list(course.lessons)
    questions = [question for lesson in lessons for question in lesson.questions]
    kinds = Counter(question.kind for question in questions)
    levels = Counter(question.level for question in questions)
    tags = Counter(register[key].verified for key in reading.cited if key in register)
    return Counts(
        modules=len(course.modules),
        lessons=len(lessons),
        words=sum(count_words(lesson.text.source) for lesson in lessons),
        pictures=len(course.pictures),
        questions={kind: kinds[kind] for kind in Kind},
        skills=Counter(question.skill for question in questions),
        levels={level: levels[level] for level in LEVELS},
        longest_right=_longest_right(questions),
        practice_questions=sum(question.use is Use.PRACTICE for question in questions),
        quiz_questions=sum(question.use is Use.QUIZ for question in questions),
        citations={tag: tags[tag] for tag in Verified},
        notes=sum(module.teaching is not None for module in course.modules),
        slides=sum(len(module.teaching.slides) for module in course.modules if module.teaching),
    )


def _longest_right(questions: Sequence[Question]) -> int:
    choices = [choice for question in questions for choice in _choices_of_one(question)]
    longest = 0
    for choice in choices:
        lengths = sorted((len(option.text.source), option.is_correct) for option in choice.options)
        longest += lengths[-1][1] and lengths[-1][0] > lengths[-2][0]
    return round(100 * longest / len(choices)) if choices else 0


def _choices_of_one(question: Question) -> Iterator[Choice]:
    match question.body:
        case Choice(several=False) as choice if len(choice.options) > 1:
            yield choice
        case Case(stages=stages):
            yield from (stage.choice for stage in stages if len(stage.choice.options) > 1)
