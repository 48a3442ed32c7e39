"""Lists of addressees and recipients by their entries."""

from collections.abc import Sequence

from law.layout.draft import Line
from law.layout.understanding.parts import Component
from law.vietnamese import fold

DASHES = ("-", "–")
OTHER_DASHES = ("+", "•", "*", "·", "—", "o ")


def entries_of(component: Component) -> list[list[Line]]:
    """The entries of a list: a line that begins without a dash runs on from the one above."""
    found: list[list[Line]] = []
    for line in component.lines:
        dashed = line.text.startswith((*DASHES, *OTHER_DASHES))
        begins = dashed or _begins(line, found) or fold(line.text).startswith("luu")
        starts_paragraph = not found or line.paragraph != found[-1][-1].paragraph
        if begins and (starts_paragraph or line.text.startswith(DASHES)):
            found.append([line])
        elif found:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begins(line: Line, found: Sequence[Sequence[Line]]) -> bool:
    """Whether a line without a dash begins an entry; a PDF tells it only by the mark that ends the one above."""
    if line.top is None:
        return line.is_first
    return not found or found[-1][-1].text.endswith((";", "."))
