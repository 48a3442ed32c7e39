"""Planting one fault in a finished file: a change of its XML, whoever wrote it."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

Change = Callable[[bytes], bytes]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TOGGLES = {"b": "b", "i": "i", "u": "u"}


def w(name: str) -> str:
    return f"{{{_W}}}{name}"


def edited(data: bytes, edit: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """The file with one part changed in place."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if re.fullmatch(part, name):
                root = etree.fromstring(content)
                edit(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(name, content)
    return held.getvalue()


def text_of(paragraph: Any) -> str:
    """The letters of a paragraph without those of boxes in it; tabs and breaks as blanks."""
    words = ""
    for node in paragraph.iter(w("t"), w("tab"), w("br")):
        if next(node.iterancestors(w("p"))) is paragraph:
            words += node.text or "" if node.tag == w("t") else " "
    return words.replace("\u00a0", " ")


def paragraphs(root: Any, words: str) -> Iterator[Any]:
    """The paragraphs that hold these words."""
    found = [one for one in root.iter(w("p")) if words in text_of(one)]
    assert found, f"no paragraph holds {words!r}"
    yield from found


def _child(parent: Any, name: str, first: bool = False) -> Any:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0, found) if first else parent.append(found)
    return found


def _set(parent: Any, name: str, **values: object) -> None:
    node = _child(parent, name)
    for key, value in values.items():
        node.set(w(key), str(value))


def look(
    words: str, *, size: float | None = None, font: str = "", colour: str = "", only: int | None = None, **toggles: bool
) -> Change:
    """Other letters for the paragraphs that hold the words; `only` the first so many of them."""

    def edit(root: Any) -> None:
        for paragraph in list(paragraphs(root, words))[:only]:
            for run in paragraph.findall(w("r")):
                props = _child(run, "rPr", first=True)
                if size is not None:
                    _set(props, "sz", val=round(size * 2))
                if font:
                    _set(props, "rFonts", ascii=font, hAnsi=font)
                if colour:
                    _set(props, "color", val=colour)
                for name, on in toggles.items():
                    _set(props, name, val=("single" if on else "none") if name == "u" else int(on))

    return lambda data: edited(data, edit)


def setting(words: str, **values: object) -> Change:
    """Another setting for the paragraphs that hold the words: align, left, right, first, before, after, line."""

    def edit(root: Any) -> None:
        for paragraph in paragraphs(root, words):
            props = _child(paragraph, "pPr", first=True)
            for key, value in values.items():
                if key == "align":
                    _set(props, "jc", val=value)
                elif key in ("left", "right", "first"):
                    ind = _child(props, "ind")
                    ind.attrib.pop(w("hanging"), None)
                    ind.set(w({"first": "firstLine"}.get(key, key)), str(round(float(str(value)) * 20)))
                elif key in ("before", "after"):
                    _child(props, "spacing").set(w(key), str(round(float(str(value)) * 20)))
                elif key == "line":
                    _set(props, "spacing", line=round(float(str(value)) * 240), lineRule="auto")

    return lambda data: edited(data, edit)


def text(old: str, new: str, count: int = 0) -> Change:
    """Other words: the paragraph's letters come to stand in the run where the old ones begin."""

    def edit(root: Any) -> None:
        for paragraph in list(paragraphs(root, old))[: count or None]:
            _retext(paragraph, old, new)

    return lambda data: edited(data, edit)


def _retext(paragraph: Any, old: str, new: str) -> None:
    nodes = [node for node in paragraph.iter(w("t")) if next(node.iterancestors(w("p"))) is paragraph]
    plain = "".join((node.text or "").replace("\u00a0", " ") for node in nodes)
    start = plain.find(old)
    assert start >= 0, f"{old!r} is torn by a tab or break in {plain!r}"
    stop = start + len(old)
    place = 0
    for node in nodes:
        words = (node.text or "").replace("\u00a0", " ")
        low, high = max(start - place, 0), max(min(stop - place, len(words)), 0)
        if low < len(words) and high > 0 and low <= high:
            node.text = words[:low] + (new if place <= start < place + len(words) else "") + words[high:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        place += len(words)


def without(words: str) -> Change:
    """The paragraphs that hold the words taken out; an empty one stays where a cell would be empty."""

    def edit(root: Any) -> None:
        for paragraph in list(paragraphs(root, words)):
            for run in paragraph.findall(w("r")):
                paragraph.remove(run)

    return lambda data: edited(data, edit)


def page(*, section: int | None = None, **values: float) -> Change:
    """Other margins (points) or paper (w, h) for all sections or one."""

    def edit(root: Any) -> None:
        found = list(root.iter(w("sectPr")))
        for node in found if section is None else [found[section]]:
            for key, value in values.items():
                holder = _child(node, "pgSz" if key in ("w", "h") else "pgMar")
                holder.set(w(key), str(round(value * 20)))

    return lambda data: edited(data, edit)


def xml(pattern: str, new: str, *, part: str = "word/document.xml", count: int = 0) -> Change:
    """A change of the written XML by a regular expression."""

    def change(data: bytes) -> bytes:
        held = io.BytesIO()
        hits = 0
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                if re.fullmatch(part, name):
                    written, many = re.subn(pattern, new, content.decode(), count=count, flags=re.DOTALL)
                    hits += many
                    content = written.encode()
                target.writestr(name, content)
        assert hits, f"{pattern!r} is not in {part}"
        return held.getvalue()

    return change


def both(*changes: Change) -> Change:
    """One change after another."""

    def change(data: bytes) -> bytes:
        for one in changes:
            data = one(data)
        return data

    return change


def after(words: str, new: str) -> Change:
    """A copy of the paragraph that holds the words, with other words, behind it."""

    def edit(root: Any) -> None:
        import copy

        paragraph = next(paragraphs(root, words))
        made = copy.deepcopy(paragraph)
        runs = [run for run in made.findall(w("r")) if run.find(w("t")) is not None]
        for run in runs[1:]:
            made.remove(run)
        for node in runs[0].findall(w("t"))[1:]:
            runs[0].remove(node)
        runs[0].find(w("t")).text = new
        paragraph.addnext(made)

    return lambda data: edited(data, edit)
