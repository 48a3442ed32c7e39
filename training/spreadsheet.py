"""An .xlsx file as plain rows, merged cells filled. Runs in a child process (`core.children`); knows nothing of people.

A cell comes out as a text, a number, `{"date": "1980-05-31"}` or None.
"""

import io
import zipfile
from datetime import date, datetime
from typing import Any

from core.children import Rejected

LARGEST = 5 * 1024 * 1024
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_SHEETS = 10
MOST_ROWS = 3_000
MOST_COLUMNS = 40
LONGEST_TEXT = 500

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

SAVE_AS = "Hãy mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu Excel Workbook (.xlsx), rồi tải lên lại."


def warm() -> None:
    """What every child of this room needs: to load it takes thirty times as long as to read a list."""
    import openpyxl  # noqa: F401  the reader


def read(content: bytes) -> dict[str, Any]:
    """The visible sheets of a workbook that hold anything, and the names of those that were not read. Raises Rejected.

    `{"sheets": [{"name": …, "rows": [[…]], "hidden": [5], …}], "unread": […], "hidden_sheets": […]}`
    """
    check_kind(content)
    check_archive(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets a broken file fail in many ways; each means the same to the sender
        raise Rejected(f"Tệp này hỏng nên không đọc được. {SAVE_AS}") from error
    filled = [page for page in book.worksheets if any(cell.value is not None for cell in _cells(page).values())]
    pages = [page for page in filled if page.sheet_state == "visible"]
    return {
        "sheets": [_sheet(page) for page in pages[:MOST_SHEETS]],
        "unread": [page.title for page in pages[MOST_SHEETS:]],
        "hidden_sheets": [page.title for page in filled if page not in pages],
    }


def _cells(page: Any) -> dict[tuple[int, int], Any]:
    """The cells that the file has; `iter_rows` would make all those between them, a million rows down."""
    found: dict[tuple[int, int], Any] = page._cells
    return found


def _sheet(page: Any) -> dict[str, Any]:
    told = [place for place, cell in _cells(page).items() if cell.value is not None]
    return {
        "name": page.title,
        "has_more_rows": any(row > MOST_ROWS for row, _column in told),
        "has_more_columns": any(column > MOST_COLUMNS for _row, column in told),
        "hidden": [row for row, look in page.row_dimensions.items() if look.hidden],
        "rows": _rows(page),
    }


def check_kind(content: bytes) -> None:
    """Refuse what is not an .xlsx file by its first bytes. Raises Rejected."""
    if not content:
        raise Rejected("Tệp này rỗng (0 byte). Hãy chọn lại tệp danh sách.")
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise Rejected(
                "Tệp này có mật khẩu. Hãy mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu và tải lên lại."
            )
        raise Rejected(f"Đây là tệp kiểu cũ (.xls). {SAVE_AS}")
    if content.startswith(b"%PDF"):
        raise Rejected(
            "Đây là tệp PDF. Hãy gửi chính tệp Excel (.xlsx) của danh sách, hoặc chép danh sách vào tệp mẫu."
        )
    if not content.startswith(b"PK"):
        raise Rejected(f"Đây không phải tệp Excel (.xlsx), dù tên tệp có thể ghi như vậy. {SAVE_AS}")


def check_archive(content: bytes) -> None:
    """Refuse archives that are no workbook, are locked, or would unpack to too much. Raises Rejected."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Rejected(f"Tệp này hỏng hoặc tải lên chưa trọn. {SAVE_AS}") from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Rejected(
            "Tệp này chứa quá nhiều dữ liệu so với một danh sách học viên. Hãy chép riêng danh sách sang tệp mẫu."
        )
    if any(member.flag_bits & 1 for member in members):
        raise Rejected("Tệp này có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        raise Rejected("Đây là tệp Word. Hãy chép danh sách sang tệp Excel mẫu rồi tải lên.")
    if "xl/workbook.xml" not in names:
        raise Rejected(f"Đây không phải tệp Excel (.xlsx). {SAVE_AS}")


def _rows(page: Any) -> list[list[Any]]:
    rows = [
        [_plain(value) for value in row]
        for row in page.iter_rows(
            max_row=min(page.max_row, MOST_ROWS), max_col=min(page.max_column, MOST_COLUMNS), values_only=True
        )
    ]
    for area in page.merged_cells.ranges:
        _fill(rows, area)
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows


def _fill(rows: list[list[Any]], area: Any) -> None:
    """Write a merged area's value into each of its cells."""
    if area.min_row > len(rows) or not rows or area.min_col > len(rows[0]):
        return
    value = rows[area.min_row - 1][area.min_col - 1]
    for row in rows[area.min_row - 1 : area.max_row]:
        for index in range(area.min_col - 1, min(area.max_col, len(row))):
            row[index] = value


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, bool):
        return "x" if value else None
    if value is None or isinstance(value, int | float):
        return value
    text = str(value).strip()[:LONGEST_TEXT]
    return text or None
