"""Spreadsheets out: texts stay texts, numbers numbers, dates dates, and nothing that a person typed is a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.clock import in_vietnam

Cell = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in characters."""

    heading: str
    width: int = 20


@dataclass(frozen=True)
class Sheet:
    """One sheet: name (at most 31 characters), title lines above the table, columns, rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    title: Sequence[str] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file of these sheets, written row by row (flat memory)."""
    import xlsxwriter  # here: most web processes never write a sheet, and it takes 2 MiB

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
            "remove_timezone": True,
        },
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#EEF1F4"}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"border": 1, "num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        "time": book.add_format({"border": 1, "num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"}),
    }  # fmt: skip
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:31]), sheet, formats)
    book.close()
    return target.getvalue()


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    row = 0
    for line in sheet.title:
        page.write_string(row, 0, line, formats["title"])
        row += 1
    row += 1 if sheet.title else 0
    for index, column in enumerate(sheet.columns):
        page.write_string(row, index, column.heading, formats["head"])
    page.repeat_rows(row)
    for values in sheet.rows:
        row += 1
        for index, value in enumerate(values):
            _write_cell(page, row, index, value, formats)


def _write_cell(page: Any, row: int, index: int, value: Cell, formats: dict[str, Any]) -> None:
    if value is None:
        page.write_blank(row, index, None, formats["cell"])
    elif isinstance(value, datetime):
        page.write_datetime(row, index, in_vietnam(value).replace(tzinfo=None), formats["time"])
    elif isinstance(value, date):
        page.write_datetime(row, index, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001  a day
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, index, value, formats["cell"])
    else:
        page.write_string(row, index, value, formats["cell"])
