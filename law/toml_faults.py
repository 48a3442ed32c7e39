"""What is wrong with a TOML file that cannot be read, for its author: the line, the column and what is likely meant."""

import re
import tomllib
from dataclasses import dataclass

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_LONG_QUOTES = re.compile(r"\"\"\"|'''")
_LIKELY = (
    ("Illegal character '\\n'", 'thiếu dấu ngoặc kép đóng; đoạn chữ nhiều dòng đứng giữa hai dấu """'),
    ("Illegal character", "có ký tự điều khiển lạ, thường do chép từ nơi khác: hãy xóa rồi gõ lại"),
    ("Unterminated string", "đoạn chữ mở ở đây chưa có dấu ngoặc kép đóng"),
    ("Expected \"'", "đoạn chữ mở ở đây chưa có dấu nháy đóng"),
    ("Expected '='", "sau tên phải có dấu = rồi mới đến giá trị"),
    (
        "Invalid value",
        "thiếu giá trị, hoặc giá trị chưa đúng: chữ phải đứng trong dấu ngoặc kép, số và true, false thì không",
    ),
    ("Invalid date", "ngày hoặc giờ này không có trên lịch; ngày viết như 2026-11-30"),
    ("Unclosed array", "danh sách thiếu dấu ] đóng, hoặc thiếu dấu phẩy giữa hai mục"),
    ("Unclosed inline table", "bảng { } thiếu dấu } đóng, hoặc thiếu dấu phẩy giữa hai mục"),
    ("Expected newline", 'sau giá trị còn chữ thừa; dấu ngoặc kép trong đoạn chữ viết là \\" hoặc dùng “ ”'),
    ("end of a table declaration", "tên bảng phải đứng giữa [ và ]"),
    ("end of an array declaration", "tên bảng phải đứng giữa [[ và ]]"),
    ("Unescaped '\\'", "dấu \\ trong đoạn chữ phải viết hai lần: \\\\"),
    ("hex value", "dấu \\ trong đoạn chữ phải viết hai lần: \\\\"),
    ("Escaped character", "dấu \\ trong đoạn chữ phải viết hai lần: \\\\"),
    ("key part", "tên chỉ gồm chữ không dấu, số, dấu - và _; tên khác phải đứng trong dấu ngoặc kép"),
    ("Invalid statement", "dòng phải bắt đầu bằng một tên, một [bảng] hoặc dấu # của ghi chú"),
    ("invalid character", "tên phải viết liền trên một dòng"),
)
_TWICE = "tên hoặc bảng này đã viết ở trên: mỗi tên chỉ viết một lần"
_BYTE_ORDER_MARK = "tệp lưu bằng UTF-8 có BOM: hãy lưu lại bằng UTF-8 không BOM"


@dataclass(frozen=True)
class TomlFault:
    """Where a text stops being TOML, both counted from 1 (`column` 0: the end of a line or of the text), and the likely cause."""

    line: int
    column: int
    likely: str

    def __str__(self) -> str:
        return f"viết sai cú pháp TOML{f' ở cột {self.column}' if self.column else ''}: {self.likely}"

    @property
    def with_line(self) -> str:
        """The sentence for a message that names no line itself."""
        return f"dòng {self.line}: {self}"


def fault_of(text: str, error: tomllib.TOMLDecodeError) -> TomlFault:
    """What `tomllib` found in this text, in our words."""
    if text.startswith("\ufeff"):
        return TomlFault(1, 1, _BYTE_ORDER_MARK)
    said = str(error)
    likely = next((words for beginning, words in _LIKELY if beginning in said), _TWICE)
    found = _PLACE.search(said)
    if found:
        return TomlFault(int(found[1]), int(found[2]), likely)
    return TomlFault(_last_opened(text), 0, likely)


def _last_opened(text: str) -> int:
    """The line at which a text breaks off: where its last long string opens, else its last line."""
    opened = ""
    at = len(text.rstrip()) if text.strip() else 0
    for quotes in _LONG_QUOTES.finditer(text):
        if not opened:
            opened, at = quotes[0], quotes.start()
        elif opened == quotes[0]:
            opened, at = "", len(text.rstrip())
    return text.count("\n", 0, at) + 1
