"""`read_docx`: a whole .docx, section by section, with what stands in its margins."""

from collections.abc import Iterator
from dataclasses import replace

from law.layout.draft import Area, Box, Draft, Line, Section, Source, Stroke, StrokeKind
from law.layout.readers import refusals
from law.layout.readers.code_tables import is_unicode
from law.layout.readers.docx.drawing import Drawn
from law.layout.readers.docx.names import Element, attribute, children, flag, points, q
from law.layout.readers.docx.numbering import Numbering, default_tab
from law.layout.readers.docx.package import Package
from law.layout.readers.docx.paragraphs import Paragraphs, Place
from law.layout.readers.docx.styles import Styles, Theme
from law.layout.readers.docx.tables import cells
from law.layout.readers.fonts import old_fonts
from law.layout.readers.refusals import TooLarge, Unreadable

_A4 = (595.3, 841.9)
_INCH = 72.0
MOST_ITEMS = 60_000
DEEPEST = 12
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")
_AREAS = (
    ("header", "default", Area.HEADER), ("header", "first", Area.FIRST_HEADER), ("header", "even", Area.EVEN_HEADER),
    ("footer", "default", Area.FOOTER), ("footer", "first", Area.FIRST_FOOTER), ("footer", "even", Area.EVEN_FOOTER),
)  # fmt: skip


def read_docx(data: bytes, name: str) -> Draft:
    """The draft that a .docx holds. Raises Unreadable."""
    return DocxFile(Package(data)).draft(name)


class DocxFile:
    """A .docx being read: the package as it is now, which who traces a reading may have changed."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main
        root = package.xml(self._main) if self._main else None
        body = root.find(q("w:body")) if root is not None else None
        if root is None or body is None:
            raise Unreadable(refusals.NOT_WORD)
        self._root, self._body = root, body
        self._parts = package.relations_of(self._main)
        theme = Theme(self._part("theme"))
        settings = self._part("settings")
        self._even = settings is not None and bool(flag(settings, "w:evenAndOddHeaders"))
        self._styles = Styles(self._part("styles"), theme)
        numbering = Numbering(self._part("numbering"), theme)
        old = not is_unicode("".join(node.text or "" for node in root.iter(q("w:t"))))
        self._paragraphs = Paragraphs(self._styles, numbering, default_tab(settings), converts=old)
        self._tables = 0
        self._count = 0
        self._breaks = list(self._section_nodes())
        self.sections = tuple(self._section(node) for node in self._breaks)

    def _part(self, kind: str) -> Element | None:
        target = next((path for one, path in self._parts.values() if one == kind), "")
        return self._package.xml(target) if target else None

    @property
    def nodes(self) -> dict[int, Element]:
        """The paragraphs that were read, by the number that their lines bear."""
        return self._paragraphs.nodes

    @property
    def section_nodes(self) -> tuple[Element, ...]:
        """The properties of the sections in order."""
        return tuple(self._breaks)

    def draft(self, name: str) -> Draft:
        """What the file holds."""
        items = tuple(self._items())
        app = self._package.xml("docProps/app.xml")
        comments = self._part("comments")
        return Draft(
            name=name,
            source=Source.DOCX,
            sections=self.sections,
            items=items,
            tracked_changes=sum(1 for _ in self._root.iter(*(q(name) for name in _CHANGES))),
            comments=len(comments) if comments is not None else 0,
            old_fonts=old_fonts(item for item in items if isinstance(item, Line)),
            made_by=_maker(app),
            keywords=_keywords(self._package.xml("docProps/core.xml")),
        )

    def _section_nodes(self) -> Iterator[Element]:
        found = [node for node in self._body.iter(q("w:sectPr")) if node.getparent() is not None]
        inside = [node for node in found if node.getparent().tag == q("w:pPr")]
        yield from inside
        last = self._body.find(q("w:sectPr"))
        if last is not None:
            yield last
        elif not inside:
            yield self._body.makeelement(q("w:sectPr"))

    def _section(self, node: Element) -> Section:
        def margin(side: str, otherwise: float = _INCH) -> float:
            found = points(attribute(node, "w:pgMar", f"w:{side}"))
            return abs(found) if found is not None else otherwise

        start = attribute(node, "w:pgNumType", "w:start")
        return Section(
            width=points(attribute(node, "w:pgSz", "w:w")) or _A4[0],
            height=points(attribute(node, "w:pgSz", "w:h")) or _A4[1],
            top=margin("top"),
            bottom=margin("bottom"),
            left=margin("left"),
            right=margin("right"),
            gutter=margin("gutter", 0.0),
            different_first=bool(flag(node, "w:titlePg")),
            number_start=int(start) if start and start.isdigit() else None,
            has_header=node.find(q("w:headerReference")) is not None,
        )

    def _items(self) -> Iterator[Line | Stroke]:
        number = 0
        yield from self._margins(0, "header")
        for node in children(self._body):
            number = min(number, len(self.sections) - 1)
            for item in self._block(node, self._place(number), 0):
                self._count += 1
                if self._count > MOST_ITEMS:
                    raise TooLarge(refusals.LONG_DOCX)
                yield item
            if node.tag == q("w:p") and node.find(f"{q('w:pPr')}/{q('w:sectPr')}") is not None:
                yield from self._margins(number, "footer")
                number += 1
                if number < len(self.sections):
                    yield from self._margins(number, "header")
        if number < len(self.sections):
            yield from self._margins(number, "footer")

    def _place(self, number: int) -> Place:
        section = self.sections[number]
        return Place(section.room, section.room, section.width, section=number)

    def _margins(self, number: int, kind: str) -> Iterator[Line | Stroke]:
        """Headers or footers of a section; a section without its own repeats those of the section before."""
        for which, type_, area in _AREAS:
            if which != kind or (type_ == "first" and not self.sections[number].different_first):
                continue
            if type_ == "even" and not self._even:
                continue
            root = self._margin_part(number, which, type_)
            if root is None:
                continue
            for node in children(root):
                yield from self._block(node, replace(self._place(number), area=area), 0)

    def _margin_part(self, number: int, which: str, type_: str) -> Element | None:
        for node in reversed(self._breaks[: number + 1]):
            for reference in node.findall(q(f"w:{which}Reference")):
                if reference.get(q("w:type"), "default") == type_:
                    _, target = self._parts.get(reference.get(q("r:id"), ""), ("", ""))
                    return self._package.xml(target) if target else None
        return None

    def _block(self, node: Element, place: Place, depth: int) -> Iterator[Line | Stroke]:
        if depth > DEEPEST:
            return
        if node.tag == q("w:p"):
            for item in self._paragraphs.read(node, place):
                if isinstance(item, Drawn):
                    yield from self._box(item, place, depth)
                else:
                    yield item
        elif node.tag == q("w:tbl"):
            yield from self._table(node, place, depth)

    def _table(self, node: Element, place: Place, depth: int) -> Iterator[Line | Stroke]:
        self._tables += 1
        for cell in cells(node, place, self._tables, self._styles):
            for child in children(cell.node):
                yield from self._block(child, cell.place, depth + 1)
            if cell.underlined:
                yield Stroke(*cell.edges, StrokeKind.BORDER, place.area, place.section, cell.place.cell)

    def _box(self, item: Drawn, place: Place, depth: int) -> Iterator[Line | Stroke]:
        x0, x1 = item.placed(place.room, place.margins, place.page_width)
        self._paragraphs.boxes += 1
        box = Box(item.width, item.height, item.is_lined, self._paragraphs.boxes)
        inside = replace(place, room=(x0 + 7.2, x1 - 7.2), box=box, table_style="")
        if item.content is not None:
            for node in children(item.content):
                yield from self._block(node, inside, depth + 1)


def _keywords(core: Element | None) -> str:
    found = core.find("{*}keywords") if core is not None else None
    return (found.text or "")[:500] if found is not None else ""


def _maker(app: Element | None) -> str:
    """The program that wrote the file, as it says."""
    found = app if app is not None else ()
    return next((node.text or "" for node in found if str(node.tag).endswith("}Application")), "")
