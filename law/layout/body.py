"""The body of a document (ô số 6) as HTML, one element a block."""

from collections.abc import Iterator, Sequence

from law.layout.document import Block, DashList, Heading, Table
from law.layout.lines import Line, lines_of
from law.layout.markup import element, text

Blocks = Sequence[Block]


def render(blocks: Blocks, *, end_mark: bool = False) -> Iterator[str]:
    """HTML of each block. ``end_mark`` closes the last one with './.', after a table on its own line."""
    last = len(blocks) - 1
    for position, block in enumerate(blocks):
        lines = [_line(line) for line in lines_of(block, end_mark=end_mark and position == last)]
        if isinstance(block, Heading) and block.level.is_centred:
            yield element("div", f"a4-heading a4-{block.level.value}", *lines)
        else:
            yield "".join(lines)


def _line(line: Line | DashList | Table) -> str:
    match line:
        case Line():
            strong = element("strong", "", text(line.strong)) if line.strong else ""
            return element("p", f"a4-{line.look.value}", strong, text(line.text))
        case DashList(items=items):
            return element("ul", "a4-dash-list", *(element("li", "", text(item)) for item in items))
        case Table():
            return _table(line)


def _table(table: Table) -> str:
    caption = element("caption", "", text(table.caption)) if table.caption else ""
    head = element("tr", "", *(element("th", "", text(column), scope="col") for column in table.columns))
    rows = [element("tr", "", *(element("td", "", text(cell)) for cell in row)) for row in table.rows]
    return element("table", "a4-table", caption, element("thead", "", head), element("tbody", "", *rows))
