"""Pages as a browser reads them: the forms with their boxes and choices, the summary of mistakes, the ids."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BOXES = {"text", "password", "email", "tel", "number", "search"}
A_DAY = re.compile(r"\d\d/\d\d/\d{4}|ngày/tháng/năm", re.IGNORECASE)
SUMMARY = re.compile(r'class="error-summary".*?<ul>(.*?)</ul>', re.DOTALL)
LINE = re.compile(r'<li>(?:<a href="#([^"]*)">)?(.*?)(?:</a>)?</li>', re.DOTALL)


@dataclass
class Control:
    """One box or choice of a form."""

    name: str
    kind: str
    id: str = ""
    value: str = ""
    hint: str = ""
    is_required: bool = False
    is_invalid: bool = False

    @property
    def is_secret(self) -> bool:
        """A password or a code, which no page gives back."""
        return self.kind == "password"

    @property
    def is_date(self) -> bool:
        """Whether the hint asks for a day."""
        return bool(A_DAY.search(self.hint))


@dataclass
class PageForm:
    """A form: `typed` boxes, `chosen` lists and marks, `files`; `untouched` is what a browser sends of it as it stands."""

    action: str
    method: str
    typed: list[Control] = field(default_factory=list)
    chosen: list[Control] = field(default_factory=list)
    files: list[Control] = field(default_factory=list)
    untouched: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.ids: set[str] = set()
        self.hints: dict[str, str] = {}
        self._open: PageForm | None = None
        self._area: Control | None = None
        self._list: Control | None = None
        self._hint = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if given.get("id", "").endswith("-hint"):
            self._hint = given["id"]
        if tag == "form":
            self._open = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None and given.get("name"):
            self._control(self._open, tag, given)
        elif tag == "option" and self._list is not None and self._open is not None:
            self._option(self._open, self._list.name, given)

    def _option(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        if "selected" in given or name not in form.untouched:
            form.untouched[name] = given.get("value", "")

    def _control(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        control = Control(
            given["name"], kind, given.get("id", ""), given.get("value", ""),
            is_required="required" in given, is_invalid=given.get("aria-invalid") == "true",
        )  # fmt: skip
        if tag == "textarea":
            self._area = control
        if tag == "select":
            self._list = control
        if "readonly" in given:
            form.untouched[control.name] = control.value
        elif kind == "file":
            form.files.append(control)
        elif kind in BOXES or tag == "textarea":
            form.typed.append(control)
            form.untouched[control.name] = control.value
        elif kind in {"select", "radio", "checkbox"}:
            form.chosen.append(control)
            if "checked" in given:
                form.untouched[control.name] = control.value
        elif kind == "hidden":
            form.untouched[control.name] = control.value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._list = None
        elif tag == "span":
            self._hint = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        if self._hint:
            self.hints[self._hint] = self.hints.get(self._hint, "") + data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    for form in reader.forms:
        for control in form.typed:
            control.hint = reader.hints.get(f"{control.id}-hint", "")
    return reader


def forms_of(html: str) -> list[PageForm]:
    """The forms of a page, in their order."""
    return _read(html).forms


def ids_of(html: str) -> set[str]:
    """Every id on a page."""
    return _read(html).ids


def summary_of(html: str) -> list[tuple[str, str]]:
    """The lines of the summary of mistakes: the sentence, and the id to which it leads."""
    found = SUMMARY.search(html)
    return [(re.sub(r"<[^>]+>", "", text), target or "") for target, text in LINE.findall(found[1])] if found else []
