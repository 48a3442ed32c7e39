"""An officer's look at a row of the register, and the row as it is shown after it.

Corrected marks count for what is shown at once. What may decide a score stays with the files that the running content was
checked against (ADR 22).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from law.register import LegalText, Provision, Verified


@dataclass(frozen=True, slots=True)
class KnownCheck:
    """The newest look at one row: the mark, the day, the remark for readers, and the office that looked."""

    key: str
    verified: Verified
    checked_on: date
    note: str
    organ: str


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """A provision as readers see it. `may_decide_a_score` is what the running content goes by, not what is shown."""

    provision: Provision
    check: KnownCheck | None
    may_decide_a_score: bool

    @property
    def is_confirmed_now(self) -> bool:
        """The office has confirmed it, but the running content does not grade from it yet."""
        return self.provision.may_decide_a_score and not self.may_decide_a_score

    @property
    def is_doubted_now(self) -> bool:
        """The office doubts it, but the running content still grades from it."""
        return self.may_decide_a_score and not self.provision.may_decide_a_score


def counts(entry: LegalText | Provision, check: KnownCheck | None) -> bool:
    """Whether the office's look is newer than the one in the files; on the same day it is."""
    return check is not None and check.checked_on >= entry.checked_on


def shown(provision: Provision, checks: Mapping[str, KnownCheck]) -> ShownProvision:
    """A provision (or the entry of a whole text) with the newest look at it."""
    check = checks.get(provision.key)
    may_decide = provision.may_decide_a_score
    if provision.text.key in checks:
        provision = replace(provision, text=shown_text(provision.text, checks))
    if check is None or not counts(provision, check):
        return ShownProvision(provision, None, may_decide)
    looked_at = replace(provision, verified=check.verified, checked_on=check.checked_on)
    if provision.is_whole_text:  # its remark stands in place of a paraphrase
        looked_at = replace(looked_at, paraphrase=check.note)
    else:
        looked_at = replace(looked_at, note=check.note)
    return ShownProvision(looked_at, check, may_decide)


def shown_text(text: LegalText, checks: Mapping[str, KnownCheck]) -> LegalText:
    """A text with the newest look at it."""
    check = checks.get(text.key)
    if check is None or not counts(text, check):
        return text
    return replace(text, verified=check.verified, checked_on=check.checked_on, note=check.note)
