"""The list of corrections: for a rule what the machine may do, by itself, to a document that breaks it."""

from collections.abc import Callable

from law.layout.word.correcting.hand import Hand

Correction = Callable[[Hand], None]
CORRECTIONS: dict[str, Correction] = {}


def corrects(*rules: str) -> Callable[[Correction], Correction]:
    """Enter a correction for these rules. It looks for what is wrong by itself, and leaves alone what is not sure."""

    def enter(correction: Correction) -> Correction:
        for rule in rules:
            if rule in CORRECTIONS:
                raise ValueError(f"two corrections of {rule}")
            CORRECTIONS[rule] = correction
        return correction

    return enter
