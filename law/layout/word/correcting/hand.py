"""What a correction may do to the lines of a document. Each verb leaves alone what it cannot touch without its neighbours."""

from collections.abc import Iterable, Sequence

from law.layout.draft import Line
from law.layout.judging import Finding
from law.layout.readers.docx.names import Element, q
from law.layout.readers.docx.tracing import Traced
from law.layout.readers.fonts import RIGHT_FONT
from law.layout.rules.measures import Look
from law.layout.rules.rulebook import Case
from law.layout.word.correcting.xml import Letters, cut_run, drop, properties, put

_SLACK = 0.26


class Hand:
    """Writes into one traced file."""

    def __init__(self, traced: Traced, case: Case, findings: Sequence[Finding]) -> None:
        self.traced = traced
        self.case = case
        self._findings = findings

    def named(self, rule: str) -> list[Line]:
        """The lines that the findings of a rule name."""
        ids = {
            one
            for finding in self._findings
            if finding.rule == rule and finding.is_fault
            for one in finding.where.lines
        }
        return [line for line in self.case.seen.draft.lines if line.id in ids]

    def look(self, lines: Iterable[Line], look: Look) -> None:
        """Size, weight, slant and capitals as asked; capitals are shown, the letters stay as they were typed."""
        for line in lines:
            for look_of in self._looks_of(line):
                self._set(look_of, line, look)

    def _set(self, look_of: Element, line: Line, look: Look) -> None:
        self._size(look_of, line, look)
        for asked, names in ((look.bold, ("b", "bCs")), (look.italic, ("i", "iCs"))):
            if asked is not None:
                for name in names:
                    put(look_of, name, val="1" if asked else "0")
        if look.capitals is not None and look.capitals is not line.is_capitals:
            put(look_of, "caps", val="1" if look.capitals else "0")
            drop(look_of, "smallCaps")

    def look_until(self, line: Line, stop: int, look: Look) -> None:
        """The look of the first letters of a line only."""
        place = 0
        for run in self.runs(line):
            if place >= stop:
                return
            words = Letters.of([run]).text
            if place + len(words) > stop:
                cut_run(run, stop - place)
            self._set(properties(run), line, look)
            place += len(words)

    def _looks_of(self, line: Line) -> list[Element]:
        """The looks of its runs, and of the label that an automatic list writes before it."""
        found = [properties(run) for run in self.runs(line)]
        return [*found, put(properties(self.traced.paragraph(line)), "rPr")] if found and line.marker else found

    def _size(self, look_of: Element, line: Line, look: Look) -> None:
        if look.least is None or look.most is None:
            return
        if all(look.least - _SLACK <= size <= look.most + _SLACK for size in line.sizes):
            return
        self.size(look_of, min(max(line.size, look.least), look.most))

    def size(self, look_of: Element, points: float) -> None:
        """The size of letters, in points."""
        for name in ("sz", "szCs"):
            put(look_of, name, val=f"{round(points * 2)}")

    def font(self, lines: Iterable[Line]) -> None:
        """Times New Roman; symbols keep the font that draws them."""
        for line in lines:
            for run in self.runs(line):
                if run.find(q("w:sym")) is None:
                    fonts = put(
                        properties(run),
                        "rFonts",
                        ascii=RIGHT_FONT,
                        hAnsi=RIGHT_FONT,
                        cs=RIGHT_FONT,
                        eastAsia=RIGHT_FONT,
                    )
                    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                        fonts.attrib.pop(q(f"w:{theme}"), None)

    def colour(self, lines: Iterable[Line], value: str) -> None:
        """'auto' or 'RRGGBB'."""
        for line in lines:
            for run in self.runs(line):
                found = put(properties(run), "color", val=value)
                for theme in ("themeColor", "themeShade", "themeTint"):
                    found.attrib.pop(q(f"w:{theme}"), None)

    def centre(self, lines: Iterable[Line]) -> None:
        """In the middle of the room, without indents."""
        for line in self.alone(lines):
            about = properties(self.traced.paragraph(line))
            put(about, "jc", val="center")
            self._indents(about, 0)
            self.trim(line)

    def justify(self, lines: Iterable[Line]) -> None:
        """Flush at both sides."""
        for line in self.alone(lines):
            put(properties(self.traced.paragraph(line)), "jc", val="both")

    def indent(self, lines: Iterable[Line], first: float) -> None:
        """The first line drawn in by so many points, the others not; blanks and tabs in front are taken away."""
        for line in self.alone(lines):
            self.trim(line)
            self._indents(properties(self.traced.paragraph(line)), first)

    def _indents(self, about: Element, first: float) -> None:
        found = put(about, "ind", left="0", right="0", firstLine=f"{round(first * 20)}")
        for name in (
            "hanging",
            "start",
            "end",
            "leftChars",
            "rightChars",
            "firstLineChars",
            "hangingChars",
            "startChars",
            "endChars",
        ):
            found.attrib.pop(q(f"w:{name}"), None)

    def gaps(
        self,
        lines: Iterable[Line],
        before: float | None = None,
        after: float | None = None,
        spacing: float | None = None,
    ) -> None:
        """Room above and below in points, distance of lines in lines."""
        for line in self.alone(lines):
            about = properties(self.traced.paragraph(line))
            for side, said in (("before", before), ("after", after)):
                if said is not None:
                    found = put(about, "spacing", **{side: f"{round(said * 20)}"})
                    for name in (f"{side}Autospacing", f"{side}Lines"):
                        found.attrib.pop(q(f"w:{name}"), None)
                    put(about, "contextualSpacing", val="0")
            if spacing is not None:
                put(about, "spacing", line=f"{round(spacing * 240)}", lineRule="auto")

    def trim(self, line: Line) -> None:
        """Take away blanks and tabs at both ends of a line."""
        runs = self.runs(line)
        letters = Letters.of(runs)
        if not runs or not letters.text.strip():
            return
        text = letters.text
        letters.replace(len(text.rstrip()), len(text), "")
        letters.replace(0, len(text) - len(text.lstrip()), "")
        for child in [one for one in self._in_front(line) if one.tag in (q("w:tab"), q("w:ptab"))]:
            child.getparent().remove(child)
        self.traced.touch(runs[0])

    def _in_front(self, line: Line) -> list[Element]:
        """What stands in the paragraph before the first letter."""
        found: list[Element] = []
        for child in self.traced.paragraph(line).iter(q("w:t"), q("w:tab"), q("w:ptab")):
            if child.tag == q("w:t") and (child.text or "").strip():
                return found
            if child.getparent().tag == q("w:r"):
                found.append(child)
        return []

    def letters(self, line: Line) -> Letters:
        """The letters of a line, to be replaced at a place; empty where they are not its own."""
        return Letters.of(self.runs(line))

    def runs(self, line: Line) -> list[Element]:
        """The runs of a line that are its own."""
        if self.traced.shares_runs(line):
            return []
        found = self.traced.runs(line)
        for run in found[:1]:
            self.traced.touch(run)
        return found

    def alone(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that share their paragraph with no other one, or only with lines that are meant as well."""
        chosen = list(lines)
        ids = {line.id for line in chosen}
        fit = [line for line in chosen if all(one.id in ids for one in self.traced.lines_beside(line))]
        for line in fit:
            self.traced.touch(self.traced.paragraph(line))
        return fit
