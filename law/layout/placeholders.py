"""Words of a model that somebody will still fill in: '{{so}}', '<ngay_thang>', '[HỌ VÀ TÊN]', '«Ten»', rows of dots."""

import re

_MARKED = re.compile(
    r"\$?\{\{?[^{}]{1,60}\}?\}|<[^<>\d\s][^<>]{0,60}>|«[^«»]{1,60}»|\[[^\[\]\d][^\[\]]{0,60}\]|%[A-Za-z_]\w{1,40}%"
)
_DOTS = re.compile(r"(?:\.\s?){3,}|…|_{3,}")


def has_placeholder(text: str) -> bool:
    """Whether some words are to be filled in; dots alone are none."""
    return bool(_MARKED.search(text))


def has_blank(text: str) -> bool:
    """Whether there is a placeholder or a row of dots."""
    return bool(_MARKED.search(text) or _DOTS.search(text))


def is_unfilled(text: str) -> bool:
    """Whether a line holds a placeholder or dots and no word beside them."""
    return has_blank(text) and not any(letter.isalnum() for letter in written(text))


def written(text: str) -> str:
    """The words that are there already."""
    return _DOTS.sub("", _MARKED.sub("", text))


def with_dots(text: str) -> str:
    """The text with an ellipsis for each placeholder."""
    return _MARKED.sub("…", text)
