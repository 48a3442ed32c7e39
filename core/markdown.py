"""Markdown to clean HTML, once, when content is loaded. Never on a view, never for a trainee's text (that is plain).

What was rendered is kept in the data folder, so that the next start need not load the Markdown library at all.
"""

import hashlib
import json
import os
import re
import threading
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

from law.vietnamese import slug

if TYPE_CHECKING:
    from markdown import Markdown

KEPT_IN = "rendered.json"  # in the data folder; may be deleted at any time
LONGEST = 20_000  # Python-Markdown is quadratic on hostile input (its issue 798)

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "hr", "i", "img", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title", "data-cite", "data-term"},
    "img": {"src", "alt", "width", "height", "loading"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "span": {"data-term"},
    "abbr": {"title"},
}
EXTENSIONS = ["tables", "attr_list", "def_list", "sane_lists", "toc", "pymdownx.blocks.admonition", "pymdownx.blocks.details"]  # fmt: skip
KINDS = ["note", "example", "warning", "tip"]
BOXES = (*KINDS, "details")  # what may stand behind the /// that opens a box


class TextTooLong(ValueError):
    """A text above the limit; says how long it may be."""


def render(text: str) -> Markup:
    """Markdown to HTML that holds only allowed tags, attributes and http(s), mailto and relative links.

    Raises TextTooLong above 20,000 characters.
    """
    if len(text) > LONGEST:
        raise TextTooLong(f"văn bản dài {len(text)} ký tự; nhiều nhất là {LONGEST}")
    plain = text.strip("\n")
    if _PLAIN.fullmatch(plain):
        return Markup(f"<p>{plain}</p>")  # noqa: S704  holds no letter that means something to Markdown or HTML
    name = hashlib.sha256(text.encode()).hexdigest()
    if name not in _kept and not _taken_over(name):
        _kept[name] = str(clean(_converter().reset().convert(text)))
        _new.add(name)
    return Markup(_kept[name])  # noqa: S704  `clean` made it, in this process or before an earlier start


# Rendered texts by the digest of their source, the digests of those that no file holds yet, files not yet looked into.
_kept: dict[str, str] = {}
_new: set[str] = set()
_earlier: list[Path] = []


def recall(path: Path) -> None:
    """Take over what an earlier start rendered by the same rules, once a text is not known here."""
    _earlier.append(path)


def _taken_over(name: str) -> bool:
    """Whether an earlier start rendered this text. A file that cannot be read is as good as none."""
    while _earlier:
        try:
            found = json.loads(_earlier.pop().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and found.get("rules") == _rules():
            _kept.update(found["html"])
    return name in _kept


def keep(path: Path) -> None:
    """Write down what was rendered, if anything is new."""
    if _new:
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({"rules": _rules(), "html": _kept}, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
        _new.clear()


def forget() -> None:
    """Let go of the texts: whoever needs them holds them."""
    _earlier.clear()
    _kept.clear()
    _new.clear()


def _rules() -> str:
    """What decides how a text is rendered: this file and the libraries."""
    versions = ",".join(f"{name} {metadata.version(name)}" for name in ("markdown", "pymdown-extensions", "nh3"))
    return hashlib.sha256(Path(__file__).read_bytes() + versions.encode()).hexdigest()


# Thousands of texts of a course are one sentence without any mark; Markdown would make this of them too.
_PLAIN = re.compile(r"(?!\d+[.)])[\w(“][^\n\r\t\x00-\x1f`*_\[\]{}<>&\\|#!~^\xa0]*(?<! )")
_made = threading.local()


def _converter() -> "Markdown":
    """One for each thread: making one takes longer than rendering a sentence with it."""
    if not hasattr(_made, "converter"):
        import markdown

        _made.converter = markdown.Markdown(
            extensions=EXTENSIONS,
            extension_configs={
                "toc": {"slugify": lambda value, _separator: slug(value)},
                "pymdownx.blocks.admonition": {"types": KINDS},
            },
            output_format="html",
        )
    converter: Markdown = _made.converter
    return converter


def clean(html: str) -> Markup:
    """Keep only what the allow-list names."""
    return Markup(  # noqa: S704  nh3 has just removed everything that is not on the list
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        )
    )
