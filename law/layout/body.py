"""The body of a document (ô số 6): headings, paragraphs, lists and tables, with the final './.'."""

from collections.abc import Iterator, Sequence

from law.layout.document import Block, DashList, Heading, Level, Paragraph, Table
from law.layout.markup import capitals, element, text

END_MARK = "./."
_WORDS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
}


def render(blocks: Sequence[Block], *, end_mark: bool = False) -> Iterator[str]:
    """HTML of the blocks. ``end_mark`` closes the last one with './.', after a table on its own line."""
    last = len(blocks) - 1
    for position, block in enumerate(blocks):
        yield _block(block, END_MARK if end_mark and position == last else "")


def _block(block: Block, end: str) -> str:
    match block:
        case Paragraph(text=plain):
            return element("p", "a4-paragraph", _closed(plain, end))
        case Heading():
            return _heading(block, end)
        case DashList(items=items):
            return _dash_list(items, end)
        case Table():
            return _table(block) + (element("p", "a4-end-mark", end) if end else "")


def _closed(plain: str, end: str) -> str:
    return text(plain.rstrip(" .;") + end) if end else text(plain)


def _heading(heading: Heading, end: str) -> str:
    level = heading.level
    if level in _WORDS:
        word = element("p", "a4-heading-word", text(f"{_WORDS[level]} {heading.number}"))
        title = element("p", "a4-heading-title", capitals(heading.title)) if heading.title else ""
        return element("div", f"a4-heading a4-{level.value}", word, title)
    if level is Level.ROMAN_SECTION:
        return element("p", "a4-roman-section", capitals(f"{heading.number}. {heading.title}"))
    return _numbered(heading, end)


def _numbered(heading: Heading, end: str) -> str:
    """Điều, khoản, điểm: number, title in bold, text running on (Phụ lục I Phần I Mục II khoản 6 điểm đ)."""
    number = {
        Level.ARTICLE: f"Điều {heading.number}.",
        Level.CLAUSE: f"{heading.number}.",
        Level.POINT: f"{heading.number})",
    }[heading.level]
    is_bold = heading.level is Level.ARTICLE or bool(heading.title)
    head = text(f"{number} {heading.title}".strip())
    if is_bold:
        head = element("strong", "", head)
    if heading.title and heading.text and heading.level is not Level.POINT:
        return element("p", f"a4-{heading.level.value}", head) + element(
            "p", "a4-paragraph", _closed(heading.text, end)
        )
    running = f" {_closed(heading.text, end)}" if heading.text else text(end)
    return element("p", f"a4-{heading.level.value}", head, running)


def _dash_list(items: tuple[str, ...], end: str) -> str:
    last = len(items) - 1
    return element(
        "ul",
        "a4-dash-list",
        *(element("li", "", _closed(item, end if position == last else "")) for position, item in enumerate(items)),
    )


def _table(table: Table) -> str:
    caption = element("caption", "", text(table.caption)) if table.caption else ""
    head = element("tr", "", *(element("th", "", text(column), scope="col") for column in table.columns))
    rows = [element("tr", "", *(element("td", "", text(cell)) for cell in row)) for row in table.rows]
    return element("table", "a4-table", caption, element("thead", "", head), element("tbody", "", *rows))
