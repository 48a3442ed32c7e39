"""An author's Markdown as HTML, made once for each text."""

from functools import cache

from markupsafe import Markup

from core import markdown


@cache
def html_of(text: str) -> Markup:
    """The clean HTML of a brief. Those of the present exercises are made at the start."""
    return markdown.render(text)
