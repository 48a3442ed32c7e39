"""A very small HTML writer: every text escaped, attributes quoted, no inline style."""

from html import escape


def element(tag: str, css: str, *children: str, **attributes: str) -> str:
    """``<tag class=css …>children</tag>``. Children are HTML; pass plain text through ``text`` first.

    Attribute names are written with underscores for hyphens: ``data_zone="2"``. Empty values are left out.
    """
    pairs = {"class": css, **{name.replace("_", "-"): value for name, value in attributes.items()}}
    written = "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value)
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def text(plain: str) -> str:
    """Plain text as HTML."""
    return escape(plain)


def capitals(plain: str) -> str:
    """Plain text in capitals, as HTML; real letters, so that copied text and readers of the PDF keep them."""
    return text(plain.upper())
