"""Every template keeps the rules of docs/look.md: it compiles, names itself, and brings no inline code."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))

# Where a template may print a value unescaped, and why. Each value was cleaned when it was made.
SAFE_ALLOWED: dict[str, str] = {}

INLINE_CODE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE)
FOREIGN = re.compile(r"[\"'(=\s]((?:https?:)?//[a-z0-9][^\s\"'<>)]*)", re.IGNORECASE)


def environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    # Filters and tests are the application's; here only the grammar is read.
    made.filters = _Anything(made.filters)
    made.tests = _Anything(made.tests)
    return made


class _Anything(dict):  # type: ignore[type-arg]  # stands for any filter or test that the application adds
    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: object) -> object:
        return lambda *_args, **_kwargs: ""

    def get(self, key: object, _default: object = None) -> object:
        return self[key]


def source(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", (TEMPLATES / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def ancestry(name: str) -> list[str]:
    """The template and those that it extends by a literal name, nearest first."""
    chain = [name]
    while found := re.search(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']", source(chain[-1])):
        chain.append(found[1])
    return chain


def is_page(name: str) -> bool:
    """A page is a leaf that ends at base.html; bases, macros and parts are not."""
    chain = ancestry(name)
    return chain[-1] == "base.html" and len(chain) > 1 and Path(name).name != "base.html"


PAGES = [name for name in NAMES if is_page(name)]


def block_of(name: str, block: str) -> str | None:
    """The source of the nearest definition of a block, or None where only base.html defines it."""
    for step in ancestry(name):
        if step == "base.html":
            return None
        found = re.search(r"\{%-?\s*block\s+" + block + r"\b.*?%\}(.*?)\{%-?\s*endblock", source(step), flags=re.DOTALL)
        if found:
            return found[1]
    return None


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name: str) -> None:
    made = environment()
    tree = made.parse(source(name))
    assert isinstance(tree, nodes.Template)
    made.compile(source(name), name=name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_of_its_own(name: str) -> None:
    title = block_of(name, "title")
    assert (title or "").strip(), f"{name}: fill {{% block title %}} with what this page is"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_exactly_one_h1(name: str) -> None:
    own = block_of(name, "page_head") is not None
    written = sum(len(re.findall(r"<h1\b", source(step))) for step in ancestry(name) if step != "base.html")
    if own:
        assert written == 1, f"{name}: page_head is replaced, so write one <h1> yourself"
    else:
        assert block_of(name, "heading"), f"{name}: fill {{% block heading %}}; base.html makes it the h1"
        assert written == 0, f"{name}: base.html already has the <h1>; use the heading block or an <h2>"


def parts_of(name: str) -> set[str]:
    """The template with everything that it extends, includes and imports by a literal name."""
    found, waiting = set[str](), [name]
    while waiting:
        step = waiting.pop()
        if step not in found and (TEMPLATES / step).is_file():
            found.add(step)
            waiting += re.findall(r"\{%-?\s*(?:extends|include|from|import)\s+[\"']([^\"']+)", source(step))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_speaks_htmx_loads_it_and_no_other_does(name: str) -> None:
    parts = parts_of(name)
    speaks = any(re.search(r"\shx-[a-z]+", source(part)) for part in parts)
    loads = "core/htmx.html" in parts
    assert loads == speaks, (
        f'{name}: {"add" if speaks else "leave out"} {{% include "core/htmx.html" %}} in base_scripts'
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_inline_code(name: str) -> None:
    text = source(name)
    found = INLINE_CODE.search(text) or INLINE_SCRIPT.search(text)
    assert not found, f"{name}: {found[0] if found else ''!r} is refused by the content policy; use a class or a file"


@pytest.mark.parametrize("name", NAMES)
def test_it_says_the_word_for_a_class_once(name: str) -> None:
    found = re.findall(r"lớp \{\{[^}]*\}\}", source(name))
    assert found == [], "names of classes begin with “Lớp”: write “{{ name }}” in quotation marks"


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_no_foreign_origin(name: str) -> None:
    found = [match for match in FOREIGN.findall(source(name)) if not match.startswith("//www.w3.org")]
    found = [match for match in found if "www.w3.org/" not in match]
    assert not found, (
        f"{name}: {found}; copy the file to static/vendor with tools/vendor.py, or write the address as text"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_nothing_unescaped_without_a_reason(name: str) -> None:
    unsafe = re.search(r"\|\s*safe\b|autoescape\s+false", source(name))
    assert not unsafe or name in SAFE_ALLOWED, (
        f"{name}: hand the template a Markup that was cleaned when it was made, instead of |safe"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_names_only_icons_and_files_that_exist(name: str) -> None:
    text = source(name)
    icons = set(re.findall(r"<symbol id=\"([^\"]+)\"", (STATIC / "core" / "icons.svg").read_text(encoding="utf-8")))
    unknown = set(re.findall(r"\bicon(?:_name\s*=|\()\s*[\"']([^\"']+)[\"']", text)) - icons
    assert not unknown, f"{name}: no icon {unknown}; the names are the ids in static/core/icons.svg"
    missing = [path for path in re.findall(r"static_url\([\"']([^\"']+)[\"']\)", text) if not (STATIC / path).is_file()]
    assert not missing, f"{name}: static/{missing} is not there"


def test_the_allow_list_names_only_templates_that_exist() -> None:
    assert set(SAFE_ALLOWED) <= set(NAMES)


def test_titles_differ_from_page_to_page() -> None:
    seen: dict[str, str] = {}
    for name in PAGES:
        title = (block_of(name, "title") or "").strip()
        assert title not in seen, f"{name} and {seen[title]} have the same title {title!r}"
        seen[title] = name
