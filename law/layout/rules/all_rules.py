"""All rules, entered by importing their rooms in the order of the appendices."""

from law.layout.rules import (  # noqa: F401, I001  the order is that of the law
    pages,
    national,
    organs,
    codes,
    dates,
    titles,
    bases,
    units,
    bodies,
    signers,
    addressees,
    recipients,
    attachments,
    marks,
    capitals,
    models,
)
from law.layout.rules.rulebook import RULES, Rule

__all__ = ["RULES", "Rule"]
