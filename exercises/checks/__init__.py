"""The kinds of check: one pure function each, named in CHECKS, so that a scenario can call it as data."""

from exercises.checks import acts, composed, drafts, entries, order  # noqa: F401  each registers its kinds
from exercises.checks.registry import CHECKS, ArgumentError, check_arguments

__all__ = ["CHECKS", "ArgumentError", "check_arguments"]
