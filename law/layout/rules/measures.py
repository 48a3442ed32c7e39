"""Measuring a component: size, weight, slant, case, place; each gives sentences for what is not as asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from law.layout.draft import Align, Line, Source
from law.layout.letter_widths import broken, width
from law.layout.placeholders import written
from law.layout.rules.rulebook import Case, Verdict, ok, unsure, wrong
from law.layout.understanding.parts import Component

TOLERANCE = 0.26
_MM = 25.4 / 72
_MEASURED = 0.4
_FEW = 0.1


@dataclass(frozen=True, slots=True)
class Look:
    """What the letters of a component must look like. None: not asked."""

    least: float | None = None
    most: float | None = None
    bold: bool | None = None
    italic: bool | None = False
    capitals: bool | None = None

    @property
    def in_words(self) -> str:
        """'in hoa, cỡ 12-13, đứng, đậm'."""
        words = []
        if self.capitals is not None:
            words.append("in hoa" if self.capitals else "in thường")
        if self.least is not None:
            words.append(f"cỡ {self.least:g}" if self.least == self.most else f"cỡ {self.least:g}-{self.most:g}")
        if self.italic is not None:
            words.append("nghiêng" if self.italic else "đứng")
        if self.bold is not None:
            words.append("đậm" if self.bold else "không đậm")
        return ", ".join(words)


def mm(points: float) -> str:
    """Points as whole or half millimetres: '25 mm'."""
    return f"{_comma(round(points * _MM, 1))} mm"


def pt(points: float) -> str:
    """A size: '13', '12,5'."""
    return _comma(round(points, 1))


def _comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def look_faults(lines: Sequence[Line], look: Look, case: Case) -> list[str]:
    """What is not as asked, in words: 'cỡ 11', 'không đậm'."""
    faults: list[str] = []
    slack = _MEASURED if case.seen.draft.source is Source.PDF else TOLERANCE
    sizes = _sizes(lines, case)
    if look.least is not None and look.most is not None:
        outside = [size for size in sizes if not look.least - slack <= size <= look.most + slack]
        if outside:
            faults.append(f"cỡ {', '.join(pt(size) for size in outside)}")
    for trait, asked, yes, no in (
        ("bold", look.bold, "đậm", "không đậm"),
        ("italic", look.italic, "nghiêng", "không nghiêng"),
    ):
        if asked is None or any(not run.font for line in lines for run in line.letters):
            continue  # a PDF that does not name its fonts tells neither weight nor slant
        share = _share(lines, trait)
        if asked and share < 0.8:
            faults.append(no if share < 0.2 else f"chỉ một phần {yes}")
        elif not asked and share > 0.2:
            faults.append(yes if share > 0.8 else f"một phần {yes}")
    words = written(" ".join(line.text for line in lines))
    if look.capitals is True and any(letter.isalpha() for letter in words) and not _is_capitals(words):
        faults.append("không in hoa hết")
    if look.capitals is False and _is_capitals(words) and len(words) > 3:
        faults.append("in hoa hết")
    return faults


def _sizes(lines: Sequence[Line], case: Case) -> list[float]:
    """The sizes of the letters; in a PDF without those that a few letters have: raised and lowered ones."""
    weights: dict[float, int] = {}
    for run in (run for line in lines for run in line.letters):
        if run.size and any(letter.isalnum() for letter in run.text):
            weights[run.size] = weights.get(run.size, 0) + len(run.text)
    if case.seen.draft.source is Source.PDF:
        few = _FEW * sum(weights.values())
        weights = {size: weight for size, weight in weights.items() if weight > few}
    return sorted(weights)


def _share(lines: Sequence[Line], trait: str) -> float:
    total = sum(len(line.text) for line in lines)
    return sum(line.share(trait) * len(line.text) for line in lines) / total if total else 0.0


def _is_capitals(words: str) -> bool:
    return words.upper() == words and words.lower() != words


def check_look(component: Component | None, look: Look, case: Case) -> Iterator[Verdict]:
    """The verdict on the look of a component; nothing where it is missing."""
    if component is None or not component.lines:
        return
    faults = look_faults(component.lines, look, case)
    if faults:
        yield wrong("; ".join(faults), component.lines, expected=look.in_words)
    else:
        yield ok(look.in_words, component.lines)


def check_middle(
    component: Component | None, of: Component | None, what: str, *, slack: float = 17.0
) -> Iterator[Verdict]:
    """Whether a component stands in the middle below another; `slack` in points."""
    if component is None or of is None or not component.lines or not of.lines:
        return
    one = (min(line.x0 for line in component.lines) + max(line.x1 for line in component.lines)) / 2
    other = (min(line.x0 for line in of.lines) + max(line.x1 for line in of.lines)) / 2
    off = one - other
    guessed = any(line.split for line in of.lines)  # tabs and spaces put it there: its place is an estimate
    said = component.lines[0].top is None and component.lines[0].form.align is not Align.CENTER and not guessed
    if abs(off) <= slack:
        yield ok(what, component.lines)
    elif abs(off) <= 2 * slack and not said:
        yield unsure(f"lệch {mm(abs(off))} về bên {'phải' if off > 0 else 'trái'}", component.lines)
    else:
        yield wrong(f"lệch {mm(abs(off))} về bên {'phải' if off > 0 else 'trái'}", component.lines)


def check_page_middle(lines: Sequence[Line], case: Case) -> Iterator[Verdict]:
    """Whether lines stand in the middle of the text."""
    if not lines:
        return
    sections = case.seen.draft.sections
    off: list[tuple[float, Line]] = []
    for line in lines:
        room = sections[min(line.section, len(sections) - 1)].room
        off.append((abs(line.middle - sum(room) / 2), line))
    worst, line = max(off, key=lambda pair: pair[0])
    if worst <= 20:
        yield ok("canh giữa", lines)
    elif line.cell is not None and worst <= 60:
        yield unsure(f"lệch {mm(worst)} so với giữa trang", (line,))
    else:
        yield wrong(f"lệch {mm(worst)} so với giữa trang", (line,))


def widths(lines: Sequence[Line]) -> list[float]:
    """The widths of the lines as they are seen; a long line is broken as a text processor does it."""
    found: list[float] = []
    for line in lines:
        size, bold = line.size or 13, line.share("bold") > 0.5
        room = max(40.0, line.room[1] - line.room[0])
        pressed = sum(run.spacing * len(run.text) for run in line.letters)
        if line.top is None and width(line.text, size, bold=bold) + pressed > room:
            found += [width(one, size, bold=bold) for one in broken(line.text, room, size, bold=bold)]
        else:
            found.append(line.width if line.top is not None else width(line.text, size, bold=bold) + pressed)
    return found
