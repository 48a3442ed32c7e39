"""Mistakes planted on a page, and places on it that can be chosen, for the question "what is wrong here?".

Everything is done so that the source of the page says no more than a look at the page: each line carries its whole look
as classes whether it is right or wrong, zones lose their numbers, and no label still speaks of the right words.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from law.layout.lettering import RIGHT, Change, Lettering, Rule
from law.layout.organ_lines import organ_lines
from law.layout.wording import NO_BREAK_SPACE

LABEL = "Trang văn bản"
_SIGNATURE_LABEL = "Chữ ký mô phỏng"
_PHRASE, _DATE = "a4-phrase", "a4-date"
_ORGANS = frozenset({"a4-organ-name", "a4-parent-organ"})
_LINES = frozenset({"p", "li"})
_STRONG = re.compile(r"\*\*(.+?)\*\*")
# A letter for private use marks where a spot begins until the page is cut into pieces; no typed text may hold it.
_MARK = "\ue000"
_CUT = re.compile(f"{_MARK}(\\d+){_MARK}")


class WrongMisprint(ValueError):
    """The page has no such zone or line, or the change changes nothing. The message says it in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """What is printed in a zone instead of the right thing.

    ``text``: its lines, each exactly as printed, words between ** in bold; None leaves the words. ``line`` (from 1)
    narrows the changes of the look to one line.
    """

    text: str | None = None
    looks: tuple[Change, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SpottedPage:
    """A page cut where its spots begin: behind the n-th piece the spot of ``zones[n]``, behind the last piece nothing."""

    pieces: tuple[str, ...]
    zones: tuple[str, ...]


def spotted(page: str, spots: Mapping[str, Misprint | None]) -> SpottedPage:
    """Make the zones named in ``spots`` places that can be chosen, and plant the mistakes.

    ``page`` is what ``render_page(document, body_zones=True)`` wrote. Raises WrongMisprint.
    """
    if _MARK in page:
        raise WrongMisprint("trang có ký tự lạ U+E000: hãy gõ lại đoạn chữ ấy")
    root = ET.fromstring(page)  # noqa: S314  our own page
    zones: dict[str, ET.Element] = {}
    for found in root.iter():
        zones.setdefault(found.get("data-zone", ""), found)
    del zones[""]
    lines = {zone: [line for line in found.iter() if line.tag in _LINES] for zone, found in zones.items()}
    looks = _right_looks(root)
    for zone, misprint in spots.items():
        if zone not in zones:
            raise WrongMisprint(f"trang không có ô {zone!r}; có: {', '.join(zones)}")
        if misprint is not None:
            _plant(zone, lines[zone], misprint, looks)
    for line, look in looks.items():
        line.set("class", " ".join(filter(None, (line.get("class"), look.classes))))
    _even_out(root)
    _forget(root)
    return _cut(root, [(zone, zones[zone]) for zone in spots])


def _right_looks(root: ET.Element) -> dict[ET.Element, Lettering]:
    """The look of every line whose component has one; lines of a table have none."""
    looks: dict[ET.Element, Lettering] = {}

    def walk(node: ET.Element, inherited: Lettering | None) -> None:
        own = [RIGHT[name] for name in (node.get("class") or "").split() if name in RIGHT]
        look = own[-1] if own else inherited
        if node.tag in _LINES and look is not None:
            looks[node] = Lettering(look.size, look.align, look.is_bold, look.is_italic, rule=_rule_of(node))
        for child in node:
            walk(child, look)

    walk(root, None)
    return looks


def _even_out(root: ET.Element) -> None:
    """Written anew, a line has neither phrases nor words that keep together: then no line has the one and all the other."""
    for node in root.iter():
        if any(child.get("class") == _PHRASE for child in node):
            words = "".join(node.itertext())
            for child in list(node):
                node.remove(child)
            node.text = words
    for node in root.iter():
        classes = (node.get("class") or "").split()
        if not _ORGANS.isdisjoint(classes):
            ruled = _ruled(node)
            named = node if ruled is None else ruled
            named.text = _kept_in_lines(named.text or "", bold="a4-look-bold" in classes)
        if _DATE in classes:
            place, comma, day = (node.text or "").partition(", ")
            node.text = place + comma + day.replace(" ", NO_BREAK_SPACE)


def _kept_in_lines(name: str, *, bold: bool) -> str:
    """A body's name that takes several lines, right or wrong, breaks where the page would break it."""
    lines = organ_lines(name, bold=bold)
    if len(lines) == 1 or " ".join(lines) != name.upper():
        return name
    words = iter(name.split(" "))
    return " ".join(NO_BREAK_SPACE.join(islice(words, len(line.split(" ")))) for line in lines)


def _ruled(line: ET.Element) -> ET.Element | None:
    return next((child for child in line if child.get("class") in {Rule.SHORT, Rule.FULL}), None)


def _rule_of(line: ET.Element) -> Rule:
    ruled = _ruled(line)
    return Rule.NONE if ruled is None else Rule(ruled.get("class", ""))


def _plant(zone: str, lines: Sequence[ET.Element], misprint: Misprint, looks: dict[ET.Element, Lettering]) -> None:
    if misprint.text is not None:
        _write(zone, lines, misprint.text.split("\n"))
    if not misprint.looks:
        return
    chosen = lines if misprint.line is None else lines[misprint.line - 1 : misprint.line]
    shaped = [line for line in chosen if line in looks]
    if not shaped:
        raise WrongMisprint(f"ô {zone} không có dòng chữ nào để đổi kiểu")
    changed = {line: looks[line].changed(misprint.looks) for line in shaped}
    for change in misprint.looks:
        if all(looks[line].changed([change]) == looks[line] and not _unbolds(line, change) for line in shaped):
            raise WrongMisprint(f"ô {zone} vốn đã {change.value}: đổi như vậy không thành lỗi")
    for line, look in changed.items():
        if Change.NOT_BOLD in misprint.looks:
            _unwrap(line, "strong")
        if look.rule is not looks[line].rule:
            _draw_rule(line, look.rule)
    looks |= changed


def _unbolds(line: ET.Element, change: Change) -> bool:
    return change is Change.NOT_BOLD and line.find("strong") is not None


def _write(zone: str, lines: Sequence[ET.Element], texts: Sequence[str]) -> None:
    if len(texts) != len(lines):
        shown = " / ".join("".join(line.itertext()) for line in lines)
        raise WrongMisprint(f"ô {zone} có {len(lines)} dòng ({shown}), text có {len(texts)} dòng: phải bằng nhau")
    if texts == ["".join(line.itertext()).replace(NO_BREAK_SPACE, " ") for line in lines]:
        raise WrongMisprint(f"ô {zone}: text giống hệt chữ đang có, không thành lỗi")
    for line, words in zip(lines, texts, strict=True):
        target = _ruled(line)
        target = line if target is None else target
        for child in list(target):
            target.remove(child)
        _fill(target, words)


def _fill(target: ET.Element, words: str) -> None:
    plain, *rest = _STRONG.split(words)
    target.text = plain
    for bold, after in zip(rest[::2], rest[1::2], strict=True):
        strong = ET.SubElement(target, "strong")
        strong.text, strong.tail = bold, after


def _draw_rule(line: ET.Element, rule: Rule) -> None:
    ruled = _ruled(line)
    if ruled is not None and rule is Rule.NONE:
        _unwrap(line, "span")
    elif ruled is not None:
        ruled.set("class", rule)
    else:
        ruled = ET.Element("span", {"class": rule})
        ruled.text, line.text = line.text, ""
        ruled.extend(list(line))
        for child in list(line):
            line.remove(child)
        line.append(ruled)


def _unwrap(line: ET.Element, tag: str) -> None:
    """Put what is inside the children of that tag into their place."""
    for child in [one for one in line if one.tag == tag]:
        position = list(line).index(child)
        inner = list(child)
        _add_text(line, position, child.text)
        line.remove(child)
        for shift, one in enumerate(inner):
            line.insert(position + shift, one)
        _add_text(line, position + len(inner), child.tail)


def _add_text(line: ET.Element, position: int, words: str | None) -> None:
    """Add words before the child that stands at the position."""
    if position == 0:
        line.text = (line.text or "") + (words or "")
    else:
        before = line[position - 1]
        before.tail = (before.tail or "") + (words or "")


def _forget(root: ET.Element) -> None:
    """Take away what still speaks of the right page: its label, the signer's name under the signature, zone numbers."""
    root.set("aria-label", LABEL)
    for node in root.iter():
        if node.get("data-zone") == "7c":
            node.set("aria-label", _SIGNATURE_LABEL)
        node.attrib.pop("data-zone", None)


def _cut(root: ET.Element, spots: Sequence[tuple[str, ET.Element]]) -> SpottedPage:
    for number, (_zone, place) in enumerate(spots):
        place.set("class", " ".join(filter(None, (place.get("class"), "a4-spotted"))))
        place.text = f"{_MARK}{number}{_MARK}{place.text or ''}"
    parts = _CUT.split(ET.tostring(root, encoding="unicode", method="html"))
    return SpottedPage(tuple(parts[::2]), tuple(spots[int(number)][0] for number in parts[1::2]))
