"""Reads "find the mistakes on this page": the zones of a question, and the page that the mistakes are planted on."""

from collections.abc import Callable

from markupsafe import Markup

from courses.content_reader.problems import Problem
from courses.content_reader.prose import Desk
from courses.content_reader.tables import Table, TableFile
from courses.content_reader.texts import block, cited_key
from courses.domain.questions import Find, Spot
from law.layout.lettering import Change
from law.layout.misprints import Misprint, SpottedPage, WrongMisprint, spotted
from law.layout.page import render_page
from law.layout.reading import DocumentFault, document_of
from law.layout.zones import UnknownZone, zone_name

# Gives the file beside the lesson, or None when it is missing, which is then already noted.
OpenPage = Callable[[str], TableFile | None]

FEWEST, MOST = 5, 9
FEWEST_OF_EACH = 2
AT_THE_FOOT = "13"


def read_find(table: Table, desk: Desk, cite: str, open_page: OpenPage) -> Find:
    """The body of a question of the kind `find`."""
    rows = table.tables("zone")
    misprints = {row.text("zone"): _misprint(row) for row in rows}
    spots = {row.text("zone"): _spot(row, desk, cite) for row in rows}
    _check(table, rows, list(spots.values()))
    page = _page(table, misprints, open_page)
    for row in rows:
        row.finish()
    pieces = tuple(Markup(piece) for piece in page.pieces)  # noqa: S704  written by law.layout, every text escaped
    # The address at the foot stands early in the source of a page; people count it last.
    zones = sorted(page.zones, key=lambda zone: zone == AT_THE_FOOT)
    return Find(pieces, tuple(map(zones.index, page.zones)), tuple(spots[zone] for zone in zones))


def _spot(row: Table, desk: Desk, cite: str) -> Spot:
    zone = row.text("zone")
    try:
        name = zone_name(zone)
    except UnknownZone:
        name = zone
    return Spot(zone, name, row.flag("wrong"), block(row, "why", desk), cited_key(row, desk, cite))


def _check(table: Table, rows: list[Table], spots: list[Spot]) -> None:
    if len(spots) < len(rows):
        table.problem("một ô được kể hai lần: mỗi [[question.zone]] là một ô khác nhau")
    if not FEWEST <= len(rows) <= MOST:
        table.problem(f"câu tìm lỗi cần {FEWEST} đến {MOST} [[question.zone]], ở đây có {len(rows)}")
    wrong = sum(spot.is_wrong for spot in spots)
    if min(wrong, len(spots) - wrong) < FEWEST_OF_EACH:
        table.problem(f"câu tìm lỗi cần ít nhất hai ô sai và hai ô đúng, ở đây có {wrong} ô sai")
    zones = {spot.zone for spot in spots}
    if "6" in zones and any("-" in zone for zone in zones):
        table.problem("ô 6 là cả nội dung: chọn ô 6, hoặc chọn từng phần (can-cu-1, doan-2), không chọn cả hai")


def _misprint(row: Table) -> Misprint | None:
    if not row.has("misprint"):
        return None
    if not row.flag("wrong"):
        row.problem("chỉ ô có wrong = true mới có misprint", "misprint")
    inner = row.table("misprint")
    misprint = Misprint(
        text=inner.text("text") if inner.has("text") else None,
        looks=_looks(inner),
        line=inner.number("line", least=1, most=9) if inner.has("line") else None,
    )
    if misprint.text is None and not misprint.looks:
        inner.problem("misprint cần text hoặc look")
    inner.finish()
    return misprint


def _looks(inner: Table) -> tuple[Change, ...]:
    words = inner.texts("look", may_be_empty=True)
    known = list(Change)
    for word in words:
        if word not in known:
            inner.problem(f"look {word!r}: phải là một trong {', '.join(known)}", "look")
    return tuple(Change(word) for word in words if word in known)


def _page(table: Table, misprints: dict[str, Misprint | None], open_page: OpenPage) -> SpottedPage:
    file = open_page(table.text("page"))
    if file is None:
        return SpottedPage(("",), ())
    try:
        document = document_of(file.root.data)
        if document.appendices or document.attached_text:
            raise DocumentFault("", "trang của câu tìm lỗi chỉ có một văn bản, không kèm phụ lục hay văn bản khác")
        return spotted(render_page(document, body_zones=True), misprints)
    except DocumentFault as fault:
        key = fault.path.rpartition(".")[2].partition("[")[0]
        line = file.line_of_key(file.line_of_table(fault.path.partition(".")[0]) or 1, key)
        file.problems.append(Problem(file.path, line, "", str(fault)))
    except WrongMisprint as fault:
        table.problem(f"{file.path}: {fault}", "page")
    return SpottedPage(("",), ())
