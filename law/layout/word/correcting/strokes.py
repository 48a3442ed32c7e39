"""The drawn lines below the motto, the issuing body and the subject: a small empty paragraph with a border on top."""

import re
from collections.abc import Iterator

from law.layout.draft import Line, Stroke, StrokeKind
from law.layout.readers.docx.names import Element, q
from law.layout.readers.docx.styles import is_drawn
from law.layout.rules.measures import widths
from law.layout.understanding.parts import Part
from law.layout.word.correcting.corrections import corrects
from law.layout.word.correcting.hand import Hand
from law.layout.word.correcting.xml import properties, put

SHORT = 0.4  # of the line above it: a third to a half is asked for
_TYPED = re.compile(r"[\s_—―─━–‗¯=*~-]{3,}")
_REPLACED = {StrokeKind.CHARACTERS, StrokeKind.DASHES, StrokeKind.UNDERLINE, StrokeKind.BORDER}


@corrects("tieu-ngu.duong-ke")
def motto(hand: Hand) -> None:
    """As long as the motto."""
    redraw(hand, Part.MOTTO, 1.0)


@corrects("co-quan.duong-ke")
def organ(hand: Hand) -> None:
    """Two fifths of the name."""
    redraw(hand, Part.ORGAN, SHORT)


@corrects("trich-yeu.duong-ke")
def subject(hand: Hand) -> None:
    """Two fifths of the subject."""
    redraw(hand, Part.SUBJECT, SHORT)


def redraw(hand: Hand, part: Part, share: float) -> None:
    """The rule below a component, so much of its longest line in length."""
    lines = take_away(hand, part)
    if lines:
        last = hand.traced.paragraph(lines[-1])
        last.addnext(_paragraph(last, lines[-1], share * max(widths(lines))))


def take_away(hand: Hand, part: Part) -> list[Line]:
    """Take away the rule below a component; its lines, or nothing where its rule has to stay.

    A line that was drawn as a shape is left to a person: it may be more than a line.
    """
    found = hand.case.seen.get(part)
    if found is None or any(one.kind not in _REPLACED for one in found.strokes):
        return []
    lines = hand.alone(found.lines)
    if len(lines) != len(found.lines) or any(line.split for line in lines):
        return []
    last = hand.traced.paragraph(lines[-1])
    borders = [one for one in found.strokes if one.kind is StrokeKind.BORDER]
    if borders and not _take_border_away(last):
        return []
    _take_drawn_away(hand, lines, found.strokes)
    return lines


def _take_drawn_away(hand: Hand, lines: list[Line], strokes: tuple[Stroke, ...]) -> None:
    kinds = {one.kind for one in strokes}
    if StrokeKind.UNDERLINE in kinds:
        for run in (run for line in lines for run in hand.runs(line)):
            put(properties(run), "u", val="none")
    if kinds & {StrokeKind.CHARACTERS, StrokeKind.DASHES}:
        for node in _typed_below(hand.traced.paragraph(lines[-1])):
            node.getparent().remove(node)


def _take_border_away(last: Element) -> bool:
    """Take away the border that draws the line: below the words, or on top of an empty paragraph. A cell's border stays."""
    about = last.find(q("w:pPr"))
    if about is not None and is_drawn(about.find(f"{q('w:pBdr')}/{q('w:bottom')}")):
        about.remove(about.find(q("w:pBdr")))
        return True
    below = last.getnext()
    if below is None or below.tag != q("w:p") or any((one.text or "").strip() for one in below.iter(q("w:t"))):
        return False
    if not any(is_drawn(below.find(f"{q('w:pPr')}/{q('w:pBdr')}/{q(side)}")) for side in ("w:top", "w:bottom")):
        return False
    below.getparent().remove(below)
    return True


def _typed_below(node: Element) -> Iterator[Element]:
    """The paragraphs right below that hold nothing but a typed line."""
    below = node.getnext()
    while below is not None and below.tag == q("w:p"):
        words = "".join(one.text or "" for one in below.iter(q("w:t")))
        following = below.getnext()
        if not _TYPED.fullmatch(words) or below.find(f"{q('w:pPr')}/{q('w:sectPr')}") is not None:
            return
        yield below
        below = following


def _paragraph(like: Element, line: Line, length: float) -> Element:
    """An empty paragraph as high as a hair, with a border of this length in the middle of the line's letters."""
    made = like.makeelement(q("w:p"))
    about = properties(made)
    border = put(about, "pBdr")
    top = border.makeelement(
        q("w:top"), {q("w:val"): "single", q("w:sz"): "6", q("w:space"): "0", q("w:color"): "000000"}
    )
    border.append(top)
    put(about, "spacing", before="30", after="0", line="60", lineRule="exact")
    left = line.middle - length / 2 - (line.room[0] - line.form.left)
    right = (line.room[1] + line.form.right) - line.middle - length / 2
    put(about, "ind", left=f"{round(20 * max(0.0, left))}", right=f"{round(20 * max(0.0, right))}", firstLine="0")
    put(put(about, "rPr"), "sz", val="2")
    return made
