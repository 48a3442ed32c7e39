"""Why an act on a class is refused, in words that the person can act on."""

from collections.abc import Sequence
from uuid import UUID

from training.domain.plans import PlanMistake


class Refused(Exception):
    """The act was not done; `message` is a Vietnamese sentence, `field` the field that it belongs to, if one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class PlanRefused(Exception):
    """The plan of a class does not fit together."""

    def __init__(self, mistakes: Sequence[PlanMistake]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class TwinClass(PlanRefused):
    """A class of this name, decision and first day exists: `class_id`. The back button sends a form once more like that."""

    def __init__(self, class_id: UUID, mistake: PlanMistake) -> None:
        super().__init__([mistake])
        self.class_id = class_id
