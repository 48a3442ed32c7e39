"""All rules, entered by importing their rooms in the order of the appendices."""

from law.layout.rules import pages, national, organs, codes, dates, titles  # noqa: F401, I001  the order is that of the law
from law.layout.rules.rulebook import RULES, Rule

__all__ = ["RULES", "Rule"]
