"""A list of people as an agency sends it: title rows, merged cells, the name in two columns, dates as text and as dates."""

from datetime import date
from pathlib import Path

import openpyxl

FIRST_ROW = 7
THU = ("Nguyễn Thị Thu", "Hà")
DUC = ("Trần", "Đức")
HUONG = ("Hoàng Lê Thị Quỳnh", "Hương")
PEOPLE = [THU, DUC, HUONG]


def full(name: tuple[str, str]) -> str:
    """The whole name."""
    return " ".join(name)


def write(path: Path, *, has_bad_row: bool) -> Path:
    """Write the list; with a bad row the second birth date is no day of any calendar."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách cử"
    sheet.append(["ỦY BAN NHÂN DÂN XÃ ĐẠI TỪ"])
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC CỬ ĐI BỒI DƯỠNG VĂN THƯ, LƯU TRỮ"])
    sheet.append(["(Kèm theo Công văn của Ủy ban nhân dân xã)"])
    sheet.append([])
    sheet.append(["STT", "Họ và tên", None, "Ngày sinh", "Chức vụ", "Cơ quan, đơn vị", "Email", "Điện thoại"])
    sheet.append([None, "Họ đệm", "Tên", None, None, None, None, None])
    for title in ("A1:H1", "A2:H2", "A3:H3", "B5:C5", *(f"{column}5:{column}6" for column in "ADEFGH")):
        sheet.merge_cells(title)
    office = "Ủy ban nhân dân xã Đại Từ"
    born = "31/02/1986" if has_bad_row else "28/02/1986"
    sheet.append(
        [1, *THU, date(1979, 4, 5), "Công chức Văn phòng - Thống kê", office, "thu.ha@xa.example", "0912345678"]
    )
    sheet.append([2, *DUC, born, "Văn thư", office, None, 987654321])
    sheet.append([3, *HUONG, "7/9/1991", "Cán bộ không chuyên trách", "Ủy ban nhân dân xã Bình Thuận", None, None])
    sheet.append([])
    sheet.append([None, "Tổng số: 03 người"])
    sheet.append([None, None, None, None, "CHỦ TỊCH"])
    book.save(path)
    return path
