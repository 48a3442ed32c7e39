"""Other software as judge: LibreOffice turns .docx files into PDF, poppler tells what stands where on the pages.

Lengths are millimetres from the top left corner of the page, sizes are points.
"""

import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from PIL import Image, ImageChops

from tests.factories.libreoffice import convert

MM_PER_PT = 25.4 / 72
LINE_HEIGHT = 1.149  # of the size: a single-spaced line of Times New Roman
_SCALE = 3  # what pdftohtml clamps its zoom to; its whole numbers are thirds of a point
_DPI = 144
_MM_PER_DOT = 25.4 / _DPI
_DARK = re.compile(rb"[\x00-\x70]{24,}")  # a run of 4 mm: no letter has one


@dataclass(frozen=True)
class Line:
    """One piece of text as it came out on a page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    family: str
    colour: str
    bold: bool
    italic: bool

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Drawn:
    """A horizontal line."""

    left: float
    right: float
    y: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Page:
    """A page of a PDF."""

    pdf: Path
    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)

    def find(self, words: str, *, below: float = 0) -> Line:
        """The first line that begins so, or with which the words begin, `below` a height."""
        for line in self.lines:
            if (
                line.top >= below
                and line.text.startswith(words[: len(line.text)])
                and (words.startswith(line.text) or line.text.startswith(words))
            ):
                return line
        raise AssertionError(
            f"{self.pdf.name}, page {self.number}: no line {words!r} in {[one.text for one in self.lines]}"
        )

    @cached_property
    def drawn(self) -> list[Drawn]:
        """The horizontal lines that are drawn in black, the thick ones once."""
        with Image.open(self._picture("gray")) as picture:
            wide, high = picture.size
            dots = picture.tobytes()
        found: list[Drawn] = []
        for row in range(high):
            for run in _DARK.finditer(dots[row * wide : (row + 1) * wide]):
                line = Drawn(run.start() * _MM_PER_DOT, run.end() * _MM_PER_DOT, row * _MM_PER_DOT)
                if not any(abs(line.y - one.y) < 0.6 and abs(line.left - one.left) < 0.6 for one in found):
                    found.append(line)
        return found

    def rule_below(self, line: Line, reach: float = 4.0) -> Drawn:
        """The drawn line under some words."""
        for one in self.drawn:
            if line.bottom - 2.2 < one.y < line.bottom + reach and one.left < line.centre < one.right:
                return one
        raise AssertionError(f"{self.pdf.name}: no line below {line.text!r} at {line.bottom:.1f} mm; {self.drawn}")

    @cached_property
    def red_box(self) -> tuple[float, float]:
        """Width and height of what is printed in red: the frame of a mark."""
        with Image.open(self._picture("")) as picture:
            red, green, _blue = picture.convert("RGB").split()
            strong = red.point(lambda value: 255 if value > 150 else 0)
            pure = green.point(lambda value: 255 if value < 120 else 0)
            mask = ImageChops.multiply(strong, pure)
        frame = mask.getbbox()
        assert frame is not None, f"{self.pdf.name}: nothing red"
        return (frame[2] - frame[0]) * _MM_PER_DOT, (frame[3] - frame[1]) * _MM_PER_DOT

    def _picture(self, kind: str) -> Path:
        stem = self.pdf.with_suffix(f".{self.number}{kind}")
        colours = ["-gray"] if kind else []
        page = str(self.number)
        command = [
            "pdftoppm",
            "-r",
            str(_DPI),
            "-f",
            page,
            "-l",
            page,
            "-singlefile",
            *colours,
            str(self.pdf),
            str(stem),
        ]
        subprocess.run(command, check=True, capture_output=True)
        return stem.with_name(stem.name + (".pgm" if kind else ".ppm"))


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """The pages of each .docx file, printed by one run of LibreOffice."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    convert([folder / f"{name}.docx" for name in files], "pdf", folder)
    return {name: _pages(folder / f"{name}.pdf") for name in files}


def _pages(pdf: Path) -> list[Page]:
    told = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", str(_SCALE), str(pdf)], check=True, capture_output=True
    ).stdout
    fonts: dict[str, dict[str, str]] = {}
    pages = []
    for page in ET.fromstring(told).iter("page"):
        fonts |= {str(one.get("id")): one.attrib for one in page.iter("fontspec")}
        size = (_mm(page.attrib["width"]), _mm(page.attrib["height"]))
        lines = [_line(one, fonts) for one in page.iter("text") if "".join(one.itertext()).strip()]
        pages.append(Page(pdf, int(page.attrib["number"]), *size, lines))
    return pages


def _line(found: ET.Element, fonts: Mapping[str, dict[str, str]]) -> Line:
    font = fonts[found.attrib["font"]]
    left, top = _mm(found.attrib["left"]), _mm(found.attrib["top"])
    size = int(font["size"]) / _SCALE
    return Line(
        text="".join(found.itertext()).replace("\u00a0", " ").strip(),
        left=left,
        right=left + _mm(found.attrib["width"]),
        top=top,
        bottom=top + size * LINE_HEIGHT * MM_PER_PT,
        size=size,
        family=font["family"].rpartition("+")[2],
        colour=font["color"],
        bold=found.find(".//b") is not None,
        italic=found.find(".//i") is not None,
    )


def _mm(number: str) -> float:
    return int(number) / _SCALE * MM_PER_PT
