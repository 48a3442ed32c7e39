"""A .docx read so that every line can be followed back to the XML that it came from, for who writes into the file.

    traced = Traced(data, "cong-van.docx")   # raises Unreadable, as reading does
    traced.draft                             # exactly what `read_docx` gives
    traced.paragraph(line)                   # the w:p of a line; `traced.runs(line)` its w:r
    traced.saved()                           # the package; members that were not touched are byte for byte the same

After a change `traced.read_again()` reads the same trees anew; elements stay the same objects.
"""

import copy
import itertools
from collections.abc import Iterable, Iterator

from lxml import etree

from law.layout.draft import Draft, Line
from law.layout.readers.docx.file import DocxFile
from law.layout.readers.docx.names import Element, inline, q
from law.layout.readers.docx.package import Package
from law.layout.readers.docx.paragraphs import letters_of

_SPLITS = {q("w:tab"), q("w:ptab"), q("w:br"), q("w:cr")}


class Traced:
    """A reading with the way back. Raises Unreadable."""

    def __init__(self, data: bytes, name: str) -> None:
        self.package = Package(data)
        self._name = name
        self._added: dict[str, Element] = {}
        self._touched: set[str] = set()
        self.read_again()

    def read_again(self) -> None:
        """Read the trees as they are now."""
        self._file = DocxFile(self.package)
        self.draft: Draft = self._file.draft(self._name)
        self._lines_of: dict[int, list[Line]] = {}
        for line in self.draft.lines:
            self._lines_of.setdefault(line.paragraph, []).append(line)

    @property
    def body(self) -> Element:
        """The w:body of the main part."""
        root = self.package.xml(self.package.main)
        assert root is not None
        return root.find(q("w:body"))

    @property
    def sections(self) -> tuple[Element, ...]:
        """The w:sectPr of the draft's sections."""
        return self._file.section_nodes

    def part_of_kind(self, kind: str) -> Element | None:
        """The root of the part of a kind ('comments') that belongs to the main part, to be written into."""
        found = next((path for one, path in self.package.relations_of(self.package.main).values() if one == kind), "")
        root = self.package.xml(found) if found else None
        if root is not None:
            self.touch(root)
        return root

    def new_paragraph(self) -> Element:
        """An empty paragraph in front of the text."""
        made = self.body.makeelement(q("w:p"))
        self.body.insert(0, made)
        return made

    def paragraph(self, line: Line) -> Element:
        """The w:p that a line stands in."""
        return self._file.nodes[line.paragraph]

    def lines_beside(self, line: Line) -> list[Line]:
        """The other lines of the same paragraph."""
        return [one for one in self._lines_of.get(line.paragraph, ()) if one.id != line.id]

    def runs(self, line: Line) -> list[Element]:
        """The w:r that wrote the letters of a line; empty where they cannot be told apart from those of another line."""
        owners = [(letter, run) for run in self._runs_in(line) for child in run for letter in letters_of(child) or ""]
        whole = "".join(letter for letter, _ in owners).casefold()
        place = 0
        for one in sorted([line, *self.lines_beside(line)], key=lambda beside: beside.id):
            words = one.raw.removeprefix(f"{one.marker} " if one.marker else "").casefold()
            start = whole.find(words, place)
            if start < 0 or len(whole) != len(owners):
                return []
            if one.id == line.id:
                return list({id(run): run for _, run in owners[start : start + len(words)]}.values())
            place = start + len(words)
        return []

    def _runs_in(self, line: Line) -> Iterator[Element]:
        return (run for run in inline(self.paragraph(line)) if run.tag == q("w:r"))

    def shares_runs(self, line: Line) -> bool:
        """Whether a run of this line wrote letters of another line too."""
        own = {id(run) for run in self.runs(line)}
        return any(own & {id(run) for run in self.runs(one)} for one in self.lines_beside(line))

    def split_runs(self, lines: Iterable[Line]) -> None:
        """Part the runs of these paragraphs at tabs and breaks, so that each side has letters of its own. Nothing is seen of it."""
        for node in {id(one): one for one in map(self.paragraph, lines)}.values():
            for run in [one for one in inline(node) if one.tag == q("w:r")]:
                _split(run)

    def touch(self, node: Element) -> None:
        """Say that the part of an element has changed."""
        self._touched.add(self.package.part_of(node))

    def add(self, part: str, root: Element) -> None:
        """A new part."""
        self._added[part] = root

    def saved(self) -> bytes:
        """The whole file."""
        return self.package.rewritten(sorted(self._touched), self._added)


def _split(run: Element) -> None:
    """One run for each stretch of letters and each tab or break in it; the look is repeated."""
    parts = [child for child in run if child.tag != q("w:rPr")]
    if len(parts) < 2 or not any(child.tag in _SPLITS for child in parts):
        return
    look = run.find(q("w:rPr"))
    place = run
    for before, child in itertools.pairwise(parts):
        if child.tag not in _SPLITS and before.tag not in _SPLITS:
            place.append(child)
            continue
        after = etree.Element(q("w:r"), run.attrib)
        if look is not None:
            after.append(copy.deepcopy(look))
        after.append(child)
        place.addnext(after)
        place = after
