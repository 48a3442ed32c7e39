"""Markdown to clean HTML, once, when content is loaded. Never on a view, never for a trainee's text (that is plain)."""

import re
import threading

import markdown
import nh3
from markupsafe import Markup
from slugify import slugify

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
    return clean(_converter().reset().convert(text))


# Thousands of texts of a course are one sentence without any mark; Markdown would make this of them too.
_PLAIN = re.compile(r"(?!\d+[.)])[\w(“][^\n\r\t\x00-\x1f`*_\[\]{}<>&\\|#!~^\xa0]*(?<! )")
_made = threading.local()


def _converter() -> markdown.Markdown:
    """One for each thread: making one takes longer than rendering a sentence with it."""
    if not hasattr(_made, "converter"):
        _made.converter = markdown.Markdown(
            extensions=EXTENSIONS,
            extension_configs={
                "toc": {"slugify": lambda value, _separator: slugify(value)},
                "pymdownx.blocks.admonition": {"types": KINDS},
            },
            output_format="html",
        )
    converter: markdown.Markdown = _made.converter
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
