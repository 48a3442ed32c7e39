"""The editor's look at one course: what must be put right, and what may wait."""

import datetime
from dataclasses import dataclass

from courses.content_check import currency, structure, teaching, wording
from courses.content_reader.bundles import EXTRA, Bundle
from courses.content_reader.problems import Problem
from courses.domain.content import Course
from law.register import Register


@dataclass(frozen=True, slots=True)
class Review:
    """`problems` must be put right before the content is taught; `warnings` should be."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def review(bundle: Bundle, course: Course, register: Register, day: datetime.date) -> Review:
    """Look at a readable course as it would be taught on that day.

    How a lesson is built binds our own programme; a department's own courses are only told.
    """
    built = (*structure.problems(bundle, course), *teaching.problems(bundle, course))
    faults = (*currency.problems(bundle, course, register, day), *wording.problems(bundle, course))
    if bundle.course_folder.startswith(EXTRA):
        return Review(faults, built)
    return Review(built + faults, ())
