"""Verbs on attempts: each is one transaction. Time is a parameter; the simulated clock is the desk's own."""

from exercises.service.attempts import Begun, act, hand_in, reset, start_attempt, take_hint
from exercises.service.beginnings import seed_for
from exercises.service.branches import branch, step_back
from exercises.service.log import AttemptIsClosed, DeskMovedOn, NotInExam

__all__ = [
    "AttemptIsClosed",
    "Begun",
    "DeskMovedOn",
    "NotInExam",
    "act",
    "branch",
    "hand_in",
    "reset",
    "seed_for",
    "start_attempt",
    "step_back",
    "take_hint",
]
