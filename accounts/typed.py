"""What a person typed and chose in a form, in the words of the page on which the form stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
BUTTONS = frozenset({"submit", "button", "reset", "image"})
BESIDE_THE_WORDS = frozenset({"hint", "optional-mark", "field-error", "question-kind"})
TICKED = "đã đánh dấu"

Fields = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Box:
    """A box of a form and what the person put there; `label` is empty where the page does not tell it."""

    label: str
    value: str


@dataclass(frozen=True)
class Typed:
    """The boxes that a person filled in, and the words on the button that was pressed, where the page tells them."""

    boxes: tuple[Box, ...] = ()
    button: str = ""


@dataclass(eq=False)
class Node:
    """An element of a page."""

    tag: str
    attributes: Mapping[str, str]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def all(self) -> Iterator["Node"]:
        """This element and everything in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all()

    def above(self) -> Iterator["Node"]:
        """The elements around this one, the nearest first."""
        if self.parent is not None:
            yield self.parent
            yield from self.parent.above()

    def words(self) -> str:
        """Its visible words, without hints and marks."""
        return " ".join(" ".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not (child.attributes.get("aria-hidden") or BESIDE_THE_WORDS & set(child.classes)):
                yield from child._pieces()

    @property
    def classes(self) -> list[str]:
        """The names in `class`."""
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        closed = next((node for node in (self.open, *self.open.above()) if node.tag == tag), None)
        if closed is not None and closed.parent is not None:
            self.open = closed.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read_as_words(value: str) -> bool:
    """Whether a value is free text of several letters, never a code, a number, an address or an id."""
    letters = [letter for letter in value if letter.isalpha()]
    is_vietnamese = any(not letter.isascii() for letter in letters)
    return len(letters) > 3 and (is_vietnamese or bool(re.search(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}", value)))


def first_words(fields: Fields) -> str:
    """The first free text among fields, by which a person knows them again; empty without any."""
    return next((value for _name, value in fields if read_as_words(value)), "")


def typed_in(page: str | None, path: str, fields: Fields) -> Typed:
    """What stands in the boxes of the form that sends to `path`, read from `page`.

    Hidden fields are left out. Of a box that the page does not have, only free text is told, without a label.
    """
    form = _form_in(page, path, fields) if page else None
    if form is None:
        return Typed(tuple(Box("", value) for _name, value in fields if read_as_words(value)))
    boxes = (_box(form, name, value) for name, value in fields if value.strip())
    return Typed(tuple(box for box in boxes if box is not None), _button(form, fields))


def _form_in(page: str, path: str, fields: Fields) -> Node | None:
    reader = _Reader()
    reader.feed(page)
    sending = (node for node in reader.root.all() if node.tag == "form" and _sends_to(node.attributes, path))
    return max(sending, key=lambda form: _likeness(form, fields), default=None)


def _sends_to(form: Mapping[str, str], path: str) -> bool:
    # Without an action it sends to its own page.
    return form.get("method", "").lower() == "post" and form.get("action", "") in {path, ""}


def _likeness(form: Node, fields: Fields) -> int:
    """How much of what was sent this form has: several forms of a page may send to one address."""
    has = {(node.attributes.get("name", ""), node.attributes.get("value", "")) for node in form.all()}
    names = {name for name, _ in has}
    return sum((name in names) + ((name, value) in has) for name, value in fields)


def _box(form: Node, name: str, value: str) -> Box | None:
    controls = [node for node in form.all() if node.attributes.get("name") == name]
    if not controls:
        return Box("", value) if read_as_words(value) else None
    first = controls[0]
    kind = first.attributes.get("type", "text") if first.tag == "input" else first.tag
    if kind in BUTTONS | {"hidden", "file"} or "hidden" in first.attributes:
        return None
    if kind in {"radio", "checkbox"}:
        return _ticked(controls, value)
    if kind == "select":
        return _chosen(first, value)
    return Box(_name_of(first), value)


def _ticked(controls: Sequence[Node], value: str) -> Box | None:
    ticked = next((node for node in controls if node.attributes.get("value", "on") == value), None)
    if ticked is None:
        return None
    if len(controls) == 1 and ticked.attributes.get("type") == "checkbox":
        return Box(_label(ticked), TICKED)
    return Box(_group(ticked), _label(ticked))


def _chosen(select: Node, value: str) -> Box | None:
    options = (node for node in select.all() if node.tag == "option")
    chosen = next((node for node in options if node.attributes.get("value", node.words()) == value), None)
    return Box(_name_of(select), chosen.words()) if chosen else None


def _name_of(control: Node) -> str:
    return ": ".join(words for words in (_group(control), _label(control)) if words)


def _label(control: Node) -> str:
    own, page = control.attributes, list(control.above())[-1]
    if own.get("id"):
        for node in page.all():
            if node.tag == "label" and node.attributes.get("for") == own["id"]:
                return node.words()
    around = next((node.words() for node in control.above() if node.tag == "label"), "")
    return around or own.get("aria-label", "") or _named_by(page, own.get("aria-labelledby", ""))


def _group(control: Node) -> str:
    group = next((node for node in control.above() if node.tag in {"fieldset", "form"}), None)
    if group is None or group.tag == "form":
        return ""
    named = _named_by(list(control.above())[-1], group.attributes.get("aria-labelledby", ""))
    return named or next((node.words() for node in group.all() if node.tag == "legend"), "")


def _named_by(page: Node, ids: str) -> str:
    found = {node.attributes.get("id"): node for node in page.all()} if ids else {}
    return " ".join(found[one].words() for one in ids.split() if one in found)


def _button(form: Node, fields: Fields) -> str:
    buttons = [node for node in form.all() if node.tag == "button" and node.attributes.get("type") != "button"]
    named = {(node.attributes.get("name", ""), node.attributes.get("value", "")): node for node in buttons}
    pressed = next((named[key] for key in ((name, value) for name, value in fields) if key in named), None)
    return (pressed or buttons[0]).words() if buttons else ""
