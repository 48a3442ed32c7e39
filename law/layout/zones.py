"""The zones of a page by name: the ô số of Phụ lục I (those of a copy on paper begin with S), and the parts of the body,
which the decree does not number.
"""

import re

from law.layout.wording import NO_BREAK_SPACE

_NAMES = {
    "1": "Quốc hiệu và Tiêu ngữ",
    "2": "Tên cơ quan, tổ chức ban hành",
    "3": "Số, ký hiệu",
    "4": "Địa danh và thời gian ban hành",
    "5a": "Tên loại và trích yếu",
    "5b": "Trích yếu công văn",
    "6": "Nội dung văn bản",
    "7a": "Quyền hạn, chức vụ của người ký",
    "7b": "Họ tên người ký",
    "7c": "Chữ ký",
    "8": "Dấu của cơ quan, tổ chức",
    "9a": "Kính gửi",
    "9b": "Nơi nhận",
    "10a": "Dấu chỉ độ mật",
    "10b": "Dấu chỉ mức độ khẩn",
    "11": "Chỉ dẫn phạm vi lưu hành",
    "12": "Ký hiệu người soạn thảo và số lượng bản",
    "13": "Địa chỉ, thư điện tử, điện thoại",
    "14": "Chữ ký số của cơ quan trên bản sao",
    "S1": "Hình thức sao",
    "S2": "Tên cơ quan, tổ chức sao văn bản",
    "S3": "Số, ký hiệu bản sao",
    "S4": "Địa danh và thời gian sao",
    "S5a": "Quyền hạn, chức vụ của người ký bản sao",
    "S5b": "Họ tên người ký bản sao",
    "S5c": "Chữ ký trên bản sao",
    "S6": "Dấu của cơ quan, tổ chức sao văn bản",
    "S7": "Nơi nhận bản sao",
    "tham-quyen": "Thẩm quyền ban hành",
    "chu-quyet-dinh": "Dòng “Quyết định”, “Quyết nghị”",
}
LEGAL_BASIS = "can-cu"
BLOCK = "doan"
ISSUING_AUTHORITY = "tham-quyen"
ENACTING_WORD = "chu-quyet-dinh"
_COUNTED = re.compile(rf"({LEGAL_BASIS}|{BLOCK})-([1-9]\d?)")


class UnknownZone(ValueError):
    """No page has a zone of this name."""


def zone_name(zone: str) -> str:
    """What a zone is called: '3' -> 'Số, ký hiệu', 'can-cu-2' -> 'Căn cứ thứ 2'. Raises UnknownZone."""
    counted = _COUNTED.fullmatch(zone)
    if counted:
        return f"{'Căn cứ' if counted[1] == LEGAL_BASIS else 'Nội dung, đoạn'} thứ{NO_BREAK_SPACE}{counted[2]}"
    if zone not in _NAMES:
        raise UnknownZone(zone)
    return _NAMES[zone]
