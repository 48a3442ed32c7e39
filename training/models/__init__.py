"""Rows of classes, their rules and sessions, enrolments, the roll, and lists waiting to be confirmed."""

from training.models.attendance import AttendanceEvent
from training.models.classes import ClassInstructor, ClassRule, ClassSession, Enrolment, EnrolmentState, TrainingClass
from training.models.imports import BatchState, ImportBatch

__all__ = [
    "AttendanceEvent",
    "BatchState",
    "ClassInstructor",
    "ClassRule",
    "ClassSession",
    "Enrolment",
    "EnrolmentState",
    "ImportBatch",
    "TrainingClass",
]
