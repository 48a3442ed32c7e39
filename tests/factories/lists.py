"""Excel files as agencies send them, for tests."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

USUAL = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Cơ quan", "Email", "Điện thoại")


def make_list(
    *people: Sequence[Any],
    header: Sequence[Sequence[Any]] = (USUAL,),
    titles: Sequence[str] = ("UBND HUYỆN", "DANH SÁCH CỬ ĐI HỌC"),
    footer: Sequence[Sequence[Any]] = (),
    merged: Sequence[str] = (),
) -> bytes:
    """A workbook: title rows merged over the table, header rows, people, a footer. Row numbers count all of them."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line, text in enumerate(titles, start=1):
        page.cell(line, 1, text)
        page.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(header[0]))
    for row in [*header, *people, *footer]:
        page.append([*row])
    for area in merged:
        page.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def hide_rows(content: bytes, *rows: int) -> bytes:
    """The same workbook with rows of its first sheet hidden, as a filter leaves them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in rows:
        book.worksheets[0].row_dimensions[row].hidden = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive_of(members: int, size: int = 10) -> bytes:
    """A zip that says it is a workbook, with many members or much to unpack."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(members):
            archive.writestr(f"xl/media/{number}.bin", b"0" * size)
    return target.getvalue()
