"""The list in an Excel file: read in a child process, refused with a sentence, and nothing left unread in silence."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core import children
from training import spreadsheet
from training.domain.list_cells import Cell
from training.domain.list_sheets import NoList, Sheet
from training.domain.people_list import PeopleList, read_list

log = logging.getLogger(__name__)

TOO_LARGE = "Tệp lớn hơn 5 MB. Một danh sách học viên chỉ vài chục kB: hãy chép riêng danh sách sang tệp mẫu."
CHILD_DIED = "Tệp này lớn hoặc phức tạp quá nên máy không đọc được. Hãy chép riêng danh sách sang tệp mẫu rồi tải lên."


class ListRejected(Exception):
    """The file cannot be used; the message is a Vietnamese sentence. `is_too_large` answers with 413."""

    def __init__(self, message: str, *, is_too_large: bool = False) -> None:
        super().__init__(message)
        self.is_too_large = is_too_large


def read_file(content: bytes, on: date, default_agency: str = "") -> PeopleList:
    """The list in an .xlsx file. Raises ListRejected with a sentence for the person who sent it."""
    if len(content) > spreadsheet.LARGEST:
        raise ListRejected(TOO_LARGE, is_too_large=True)
    try:
        spreadsheet.check_kind(content)  # cheap, and before a process is started
        answer = children.run("training.spreadsheet:read", content)
        sheets = [_sheet(sheet) for sheet in answer["sheets"]]
        warnings = tuple(_warnings(answer))
        found = read_list(sheets, on, default_agency)
        return replace(found, warnings=warnings + found.warnings, unread_sheets=tuple(answer["hidden_sheets"]))
    except children.Rejected as refusal:
        raise ListRejected(str(refusal)) from refusal
    except children.ChildDied as death:
        log.warning("a list could not be read: %s", death)
        raise ListRejected(CHILD_DIED) from death
    except NoList as refusal:
        raise ListRejected(" ".join((str(refusal), *warnings))) from refusal


def _sheet(data: Mapping[str, Any]) -> Sheet:
    rows = [[_cell(cell) for cell in row] for row in data["rows"]]
    return Sheet(data["name"], rows, frozenset(data["hidden"]))


def _warnings(answer: Mapping[str, Any]) -> Iterator[str]:
    """What of the file was not read, one sentence each."""
    if unread := answer["unread"]:
        names = ", ".join(f"“{name}”" for name in unread)
        yield (
            f"Tệp có {spreadsheet.MOST_SHEETS + len(unread)} trang tính có chữ; máy chỉ đọc {spreadsheet.MOST_SHEETS} trang đầu,"
            f" chưa đọc {names}. Nếu học viên ở các trang ấy, hãy chép họ vào trang tính đầu rồi tải lên lại."
        )
    for sheet in answer["sheets"]:
        if sheet["has_more_rows"]:
            yield (
                f"Trang tính “{sheet['name']}” có chữ dưới dòng {spreadsheet.MOST_ROWS}; máy chỉ đọc đến dòng ấy."
                " Nếu còn học viên ở dưới, hãy chép họ lên trên rồi tải lên lại."
            )
        if sheet["has_more_columns"]:
            yield (
                f"Trang tính “{sheet['name']}” có chữ ở bên phải cột thứ {spreadsheet.MOST_COLUMNS}; máy chỉ đọc đến cột ấy."
                " Nếu danh sách ở đó, hãy bỏ các cột thừa rồi tải lên lại."
            )


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["date"])
    plain: Cell = cell
    return plain
