"""Properties of runs, paragraphs and sections in the order that the format asks for, and letters by their place."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from law.layout.readers.docx.names import Element, q

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color"
    " spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku"
    " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing"
    " mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign"
    " noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
ORDERS = {
    q(f"w:{holder}"): {q(f"w:{name}"): place for place, name in enumerate(names.split())}
    for holder, names in (("rPr", _RUN), ("pPr", _PARAGRAPH), ("sectPr", _SECTION))
}


def put(holder: Element, name: str, **values: str) -> Element:
    """The child of a properties element with these w: attributes; made at its place where it is missing."""
    child = holder.find(q(f"w:{name}"))
    if child is None:
        child = holder.makeelement(q(f"w:{name}"))
        order = ORDERS[holder.tag]
        own = order[child.tag]
        place = next((at for at, one in enumerate(holder) if order.get(one.tag, 0) > own), len(holder))
        holder.insert(place, child)
    for key, value in values.items():
        child.set(q(f"w:{key}"), value)
    return child


def drop(holder: Element | None, name: str, *attributes: str) -> None:
    """Take a child away, or only some of its attributes."""
    child = holder.find(q(f"w:{name}")) if holder is not None else None
    if holder is None or child is None:
        return
    for key in attributes:
        child.attrib.pop(q(f"w:{key}"), None)
    if not attributes:
        holder.remove(child)


def properties(node: Element) -> Element:
    """The rPr of a run or the pPr of a paragraph."""
    name = "w:rPr" if node.tag == q("w:r") else "w:pPr"
    found = node.find(q(name))
    if found is None:
        found = node.makeelement(q(name))
        node.insert(0, found)
    return found


@dataclass(frozen=True, slots=True)
class Letters:
    """The w:t of some runs as one text."""

    nodes: tuple[Element, ...]

    @classmethod
    def of(cls, runs: Sequence[Element]) -> "Letters":
        """The letters of these runs."""
        return cls(tuple(child for run in runs for child in run if child.tag == q("w:t")))

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(node.text or "" for node in self.nodes)

    def replace(self, start: int, stop: int, words: str) -> None:
        """Other letters between two places; they take the look of the letter that stood there, or of the one before."""
        spans = self._spans()
        ends = [high for _, _, high in spans]
        owner = next(
            (at for at, high in enumerate(ends) if high > start or (start == stop and high == start > 0)),
            len(spans) - 1,
        )
        for at, (node, low, _) in enumerate(spans):
            own = node.text or ""
            first, last = (min(max(place - low, 0), len(own)) for place in (start, stop))
            node.text = own[:first] + (words if at == owner else "") + own[last:]
            node.set(_SPACE, "preserve")

    def _spans(self) -> list[tuple[Element, int, int]]:
        spans: list[tuple[Element, int, int]] = []
        for node in self.nodes:
            low = spans[-1][2] if spans else 0
            spans.append((node, low, low + len(node.text or "")))
        return spans


def cut_run(run: Element, place: int) -> None:
    """Cut a run behind so many of its letters; the rest becomes a run of the same look behind it."""
    after = copy.deepcopy(run)
    for nodes, low, high in ((Letters.of([run]), 0, place), (Letters.of([after]), place, len(Letters.of([run]).text))):
        text = nodes.text
        nodes.replace(high, len(text), "")
        nodes.replace(0, low, "")
    run.addnext(after)
