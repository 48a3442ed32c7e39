"""A file that somebody wrote, as it was read: lines of text with their look and place. Points, from the top left corner.

Nothing here knows whether the file was a .docx or a PDF. A line is what stands between two breaks: a paragraph, a part
of one before a line break, or one side of a line that tabs or spaces cut in two. Understanding and rules work on lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from law.vietnamese import clean


class Source(StrEnum):
    """What the file is."""

    DOCX = "docx"
    PDF = "pdf"


class Align(StrEnum):
    """How a line is set between its margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"
    UNKNOWN = "unknown"


class Area(StrEnum):
    """Which part of the page a line belongs to."""

    BODY = "body"
    HEADER = "header"
    FIRST_HEADER = "first-header"
    EVEN_HEADER = "even-header"
    FOOTER = "footer"
    FIRST_FOOTER = "first-footer"
    EVEN_FOOTER = "even-footer"

    @property
    def is_header(self) -> bool:
        """Whether it is one of the headers."""
        return self in (Area.HEADER, Area.FIRST_HEADER, Area.EVEN_HEADER)

    @property
    def is_footer(self) -> bool:
        """Whether it is one of the footers."""
        return self in (Area.FOOTER, Area.FIRST_FOOTER, Area.EVEN_FOOTER)


class Side(StrEnum):
    """Where a line stands across the page."""

    LEFT = "left"
    RIGHT = "right"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look. `colour` is 'RRGGBB', empty for the automatic one (black)."""

    text: str
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    is_page_number: bool = False
    spacing: float = 0.0
    """Room that is added behind each letter, in points; less than 0 where they are pressed together."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph is set. `spacing` is in lines; None where it cannot be known."""

    align: Align = Align.LEFT
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spacing: float | None = 1.0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a line in a table. `table` counts the tables of the file."""

    table: int
    row: int
    column: int
    columns: int
    is_lined: bool
    """Whether the table is drawn with lines: then it holds data and is no means of layout."""


@dataclass(frozen=True, slots=True)
class Box:
    """A frame round words, in points: a text box, a cell with lines, a paragraph with borders."""

    width: float
    height: float
    is_lined: bool = True
    number: int = 0


@dataclass(frozen=True)
class Line:
    """One line. `room` is the width that it may use, `x0` and `x1` where its letters begin and end."""

    id: int
    runs: tuple[Run, ...]
    form: Form
    paragraph: int
    area: Area = Area.BODY
    section: int = 0
    cell: Cell | None = None
    box: Box | None = None
    marker: str = ""
    """The label that an automatic list writes before it: '1.', 'a)', '-'. It is part of the text as well."""
    room: tuple[float, float] = (0.0, 0.0)
    x0: float = 0.0
    x1: float = 0.0
    page: int | None = None
    top: float | None = None
    is_first: bool = True
    """Whether it begins its paragraph."""
    is_last: bool = True
    """Whether it ends its paragraph."""
    side: Side = Side.FULL
    split: bool = False
    """Whether tabs or spaces put another piece of text on the same line."""

    @cached_property
    def raw(self) -> str:
        """The text as written."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def text(self) -> str:
        """The text in one Unicode form, with single spaces."""
        return clean(self.raw)

    @cached_property
    def letters(self) -> tuple[Run, ...]:
        """The runs that hold something to be seen."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of its letters, each once, smallest first."""
        return tuple(sorted({run.size for run in self.letters if run.size}))

    @property
    def size(self) -> float:
        """The size of most of its letters; 0 for a line without letters."""
        weights: dict[float, int] = {}
        for run in self.letters:
            weights[run.size] = weights.get(run.size, 0) + len(run.text)
        return max(weights, key=lambda size: weights[size], default=0.0)

    def share(self, trait: str) -> float:
        """How much of its letters are 'bold', 'italic' or 'underline': 0 to 1."""
        total = sum(len(run.text.strip()) for run in self.letters)
        having = sum(len(run.text.strip()) for run in self.letters if getattr(run, trait))
        return having / total if total else 0.0

    @property
    def is_bold(self) -> bool:
        """Whether nearly all letters are bold."""
        return self.share("bold") > 0.9

    @property
    def is_italic(self) -> bool:
        """Whether nearly all letters are italic."""
        return self.share("italic") > 0.9

    @property
    def is_capitals(self) -> bool:
        """Whether every letter that has two cases is a capital."""
        return self.text.upper() == self.text and self.text.lower() != self.text

    @property
    def width(self) -> float:
        """The width of its letters in points."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.x0 + self.x1) / 2

    def shares_table(self, other: "Line") -> bool:
        """Whether both stand in one table."""
        return self.cell is not None and other.cell is not None and self.cell.table == other.cell.table

    @property
    def has_page_number(self) -> bool:
        """Whether a field or a bare figure shows the number of the page."""
        return any(run.is_page_number for run in self.runs)


class StrokeKind(StrEnum):
    """How a rule was drawn."""

    SHAPE = "shape"
    BORDER = "border"
    UNDERLINE = "underline"
    CHARACTERS = "characters"
    DASHES = "dashes"
    PICTURE = "picture"
    """A picture or a drawing that may be a rule: nobody can tell without looking."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal rule. It stands in the order of the lines, below the line in front of it."""

    x0: float
    x1: float
    kind: StrokeKind
    area: Area = Area.BODY
    section: int = 0
    cell: Cell | None = None
    page: int | None = None
    top: float | None = None
    is_solid: bool = True
    thickness: float = 0.75

    @property
    def length(self) -> float:
        """Its length in points."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one size. Distances in points; `shows_number` by area comes from the lines."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    different_first: bool = False
    number_start: int | None = None
    has_header: bool = False
    gutter: float = 0.0
    measured: frozenset[str] | None = None
    """For a PDF the margins that could be measured on its pages; None where the file says them all."""

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet lies on its long side."""
        return self.width > self.height

    @property
    def room(self) -> tuple[float, float]:
        """Where the text may begin and must end across the page."""
        return (self.left + self.gutter, self.width - self.right)


@dataclass(frozen=True)
class Draft:
    """A file as it was read."""

    name: str
    source: Source
    sections: tuple[Section, ...]
    items: tuple[Line | Stroke, ...]
    pages: int | None = None
    """How many pages; None for a file that only a text processor can lay out."""
    tracked_changes: int = 0
    comments: int = 0
    old_fonts: tuple[str, ...] = ()
    """Fonts of the code tables before Unicode (VNI, TCVN3) that some words are written in."""
    is_scanned: bool = False
    """Pages that are pictures: there is no text to read."""
    made_by: str = ""
    keywords: str = ""
    """What the properties of a .docx say under keywords."""
    warnings: tuple[str, ...] = field(default=())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines with letters, margins included."""
        return tuple(item for item in self.items if isinstance(item, Line) and item.text)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines between the margins."""
        return tuple(line for line in self.lines if line.area is Area.BODY)

    def in_area(self, *areas: Area) -> Iterator[Line]:
        """The lines of some margins."""
        return (line for line in self.lines if line.area in areas)

    def after(self, line: Line) -> Iterator[Line | Stroke]:
        """What follows a line."""
        return iter(self.items[self._places[line.id] + 1 :])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {item.id: place for place, item in enumerate(self.items) if isinstance(item, Line)}
