"""Texts and citations in the tables of a question."""

from markupsafe import escape

from courses.content_reader.prose import Desk, Written, render_block, render_line
from courses.content_reader.tables import Table
from courses.domain.questions import Prose


def cited_key(table: Table, desk: Desk, default: str | None = None) -> str:
    """The key of a provision in `cite`; an unknown one is noted."""
    key = table.text("cite", default)
    if table.has("cite"):
        if key and key not in desk.register:
            table.problem(f"sổ pháp luật không có mục {key!r}", "cite")
        desk.cited.append(key)
    return key


def block(table: Table, key: str, desk: Desk) -> Prose:
    """A Markdown text of a table."""
    return render_block(_written(table, key), desk)[0]


def line(table: Table, key: str, desk: Desk) -> Prose:
    """A Markdown text of one paragraph."""
    return render_line(_written(table, key), desk)


def _written(table: Table, key: str) -> Written:
    return Written(table.text(key), table.file.path, table.file.line_of_key(table.line, key), table.name)


def plain_line(table: Table, key: str, desk: Desk) -> Prose:
    """A text without any marks, as a list box can hold it."""
    text = table.text(key)
    if any(mark in text for mark in ("[[", "{{", "**", "`", "](", "\n")):
        table.problem(f"{key} hiện trong ô chọn, chỉ được là chữ thường: không dấu **, [[ ]], {{{{ }}}}", key)
    return desk.prose(text, escape(text))


def refuse_twins(table: Table, texts: list[Prose], what: str) -> None:
    """Note texts that stand twice."""
    sources = [text.source.strip() for text in texts]
    for text in dict.fromkeys(source for source in sources if sources.count(source) > 1):
        table.problem(f"{what} {text!r} viết hai lần")
