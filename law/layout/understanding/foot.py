"""The foot: ô 9b and 12 at the left, 7a and 7b at the right, two signers of minutes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from law.layout.draft import Align, Line, Side
from law.layout.placeholders import has_placeholder, is_unfilled
from law.layout.understanding import texts
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_DRAFTER = re.compile(r"^[A-ZĐ][A-ZĐa-z]{0,6}\s*\.?\s*\(?\s*\d{0,4}\s*\)?\s*(?:b|bản)?\.?$")
_HINT = re.compile(r"^[(\[].*[)\]]$")
_NAME = re.compile(r"^(?:[^\W\d_][\w.'’\-]*\s*){1,9}$")
_LIST_MARKS = ("-", "–", "—", "+", "•", "*", "·")
_BACK = 14


@dataclass
class Foot:
    """What the foot holds; it covers the lines from `start` up to `end`."""

    start: int
    end: int
    components: dict[Part, Component] = field(default_factory=dict)
    strays: tuple[Line, ...] = ()
    """Lines beside the signature that are neither position nor name; hints where a name is to come."""


def read_foot(lines: Sequence[Line], begin: int, end: int) -> Foot:
    """The foot among the lines from `begin` to `end`; an empty one at `end` where none is found."""
    word = _word(lines, begin, end)
    if word < 0:
        return _without_recipients(lines, begin, end)
    start, stop = _span(lines, word, begin, end)
    foot = Foot(start, stop)
    recipients, others = _sides(lines, word, start, stop)
    foot.components[Part.RECIPIENTS_WORD] = Component(Part.RECIPIENTS_WORD, (lines[word],))
    recipients = _drafter(foot, recipients)
    if recipients:
        foot.components[Part.RECIPIENTS] = Component(Part.RECIPIENTS, tuple(recipients))
    _signers(foot, others)
    return foot


def _word(lines: Sequence[Line], begin: int, end: int) -> int:
    for place in range(begin, end):
        line = lines[place]
        bare = fold(line.text).rstrip(" :.;")
        if bare in ("noi nhan", "noi gui") or (
            texts.is_recipients_word(line.text) and (line.share("bold") > 0.3 and len(line.text) < 60)
        ):
            return place
    return -1


def _span(lines: Sequence[Line], word: int, begin: int, end: int) -> tuple[int, int]:
    """The lines of the foot round 'Nơi nhận': its table, or what stands at the right before and after it."""
    cell = lines[word].cell
    start, stop = word, word + 1
    if cell is not None and not cell.is_lined:
        while start > begin and _in_table(lines[start - 1], cell.table):
            start -= 1
    while start > begin and word - start < _BACK and (_signs(lines[start - 1]) or _stands_in_two(lines[start - 1])):
        start -= 1
    while stop < end:
        stop += 1
    return start, stop


def _in_table(line: Line, table: int) -> bool:
    return line.cell is not None and line.cell.table == table


def _signs(line: Line) -> bool:
    """Whether a line without a table can belong to the signature."""
    if (line.form.align is Align.JUSTIFY and line.side is Side.FULL) or line.text.rstrip().endswith("./."):
        return False
    signed = _is_name(line) and (line.split or (line.is_bold and line.side is not Side.FULL))
    if texts.is_authority(line.text) or signed:
        return True
    return (
        line.side is Side.RIGHT
        and len(line.text) < 60
        and not line.text.startswith(_LIST_MARKS)
        and not line.text.endswith((".", ";"))
    )


def _sides(lines: Sequence[Line], word: int, start: int, stop: int) -> tuple[list[Line], list[Line]]:
    """The recipients' lines below 'Nơi nhận' and all others."""
    recipients: list[Line] = []
    others = list(lines[start:word])
    cell = lines[word].cell
    closed = False
    for line in lines[word + 1 : stop]:
        if closed and line.cell is None and texts.is_contact(line.text):
            continue
        if cell is not None and line.cell is not None and line.cell.table == cell.table:
            at_left = line.cell.column == cell.column
        else:
            at_left = line.side is Side.LEFT or line.text.startswith(_LIST_MARKS)
            at_left = (
                at_left
                and not texts.is_authority(line.text)
                and not (closed and _is_name(line) and line.share("bold") > 0.9)
            )
        if at_left and not (closed and not _belongs(line)):
            recipients.append(line)
            closed = closed or fold(line.text).lstrip("-–+• ").startswith("luu")
        else:
            others.append(line)
    return recipients, others


def _belongs(line: Line) -> bool:
    """What may stand below the line 'Lưu': another line of the list, the drafter's mark."""
    return line.text.startswith(_LIST_MARKS) or bool(_DRAFTER.match(line.text)) or line.size < 12


def _drafter(foot: Foot, recipients: list[Line]) -> list[Line]:
    for place, line in enumerate(recipients):
        after_archive = any("luu" in fold(one.text) for one in recipients[:place])
        if after_archive and _DRAFTER.match(line.text):
            foot.components[Part.DRAFTER_MARK] = Component(Part.DRAFTER_MARK, (line,))
            return recipients[:place] + recipients[place + 1 :]
    return recipients


def _signers(foot: Foot, others: Sequence[Line]) -> None:
    left = [line for line in others if line.side is Side.LEFT]
    right = [line for line in others if line.side is not Side.LEFT]
    if not any(texts.is_authority(line.text) for line in right) and any(texts.is_authority(line.text) for line in left):
        left, right = [], left
    _signer(foot, right)
    if any(texts.is_authority(line.text) for line in left):
        foot.components[Part.SECRETARY] = Component(
            Part.SECRETARY, tuple(line for line in left if not _is_hint(line.text))
        )


def _is_hint(text: str) -> bool:
    """'(Ký, ghi rõ họ tên)', 'Ký bởi: …'; what is to be filled in there is none."""
    return bool(_HINT.match(text) and not has_placeholder(text)) or texts.is_signing_text(text)


def _signer(foot: Foot, lines: Sequence[Line]) -> None:
    hints = [line for line in lines if _is_hint(line.text)]
    shown = [line for line in lines if not _is_hint(line.text) and not line.text.startswith(_LIST_MARKS)]
    first = next((place for place, line in enumerate(shown) if texts.is_authority(line.text)), -1)
    if first < 0:
        shown = [line for line in shown if line.is_capitals or _is_name(line) or is_unfilled(line.text)]
        first = 0 if shown and (shown[0].is_capitals or is_unfilled(shown[0].text)) else -1
    if first < 0:
        return
    shown = shown[first:]
    place = 1
    while (
        place < len(shown)
        and shown[place].is_capitals
        and not _is_other(shown, place)
        and not _is_capital_name(shown, place)
    ):
        place += 1
    foot.components[Part.AUTHORITY] = Component(Part.AUTHORITY, tuple(shown[:place]))
    rest = shown[place:]
    names = [line for line in rest if _is_name(line)] or [line for line in rest[-1:] if is_unfilled(line.text)]
    foot.strays = (*rest, *hints) if not names else ()
    if names:
        name = names[0] if not names[0].is_capitals else names[-1]
        foot.components[Part.SIGNER] = Component(Part.SIGNER, (name,), 1.0 if len(names) == 1 else 0.8)
        other = [
            line for line in rest if line.is_capitals and line.id != name.id and rest.index(line) < rest.index(name)
        ]
        if other:
            foot.components[Part.OTHER_POSITION] = Component(Part.OTHER_POSITION, tuple(other))


def _is_other(shown: Sequence[Line], place: int) -> bool:
    """A position above the name, below the room for the signature."""
    return shown[place].form.before >= 36


def _is_capital_name(shown: Sequence[Line], place: int) -> bool:
    """A name written in capitals: the last line, no words of an office in it."""
    last = place == len(shown) - 1
    return last and not texts.is_authority(shown[place].text) and shown[place].paragraph != shown[place - 1].paragraph


def _is_name(line: Line) -> bool:
    words = line.text.split()
    if not 1 < len(words) <= 9 or not _NAME.match(line.text):
        return False
    return sum(word[0].isupper() for word in words if word) >= len(words) - 1


def _may_sign(line: Line) -> bool:
    """Whether an office stands here, or is to be filled in at the right."""
    office = texts.is_authority(line.text) and line.side is not Side.FULL
    return office or (line.side is Side.RIGHT and has_placeholder(line.text) and is_unfilled(line.text))


def _stands_in_two(line: Line) -> bool:
    """Whether it is a short line in the middle of one of two columns that no lines are drawn round."""
    cell = line.cell
    two = cell is not None and not cell.is_lined and cell.columns == 2
    return two and line.form.align is Align.CENTER and len(line.text) < 60


def _without_recipients(lines: Sequence[Line], begin: int, end: int) -> Foot:
    """Where nobody wrote 'Nơi nhận': the last lines of an office are the signature."""
    for place in range(end - 1, max(begin, end - 30) - 1, -1):
        if _may_sign(lines[place]):
            start = place
            while start > begin and (
                _signs(lines[start - 1])
                or _stands_in_two(lines[start - 1])
                or lines[start - 1].shares_table(lines[place])
                or lines[start - 1].paragraph == lines[start].paragraph
            ):
                start -= 1
            foot = Foot(start, end)
            _signers(foot, lines[start:end])
            return foot
    return Foot(end, end)
