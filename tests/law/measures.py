"""Sizes and styles of Phụ lục I Phần I Mục V: what the style sheet of the page and the styles of the file are held against."""

from typing import NamedTuple


class Measure(NamedTuple):
    """One component: smallest and largest size in points, bold, italic; its rule in a4.css and its style in the file."""

    component: str
    least: float
    most: float
    bold: bool
    italic: bool
    selector: str
    style: str


MEASURES = [
    Measure("Quốc hiệu", 12, 13, True, False, ".a4-national-name", "Quốc hiệu"),
    Measure("Tiêu ngữ", 13, 14, True, False, ".a4-national-motto", "Tiêu ngữ"),
    Measure("Cơ quan chủ quản", 12, 13, False, False, ".a4-parent-organ", "Cơ quan chủ quản"),
    Measure("Cơ quan ban hành", 12, 13, True, False, ".a4-organ-name", "Cơ quan ban hành"),
    Measure("Số, ký hiệu", 13, 13, False, False, ".a4-code", "Số, ký hiệu"),
    Measure("Địa danh, thời gian", 13, 14, False, True, ".a4-date", "Địa danh, thời gian"),
    Measure("Tên loại", 13, 14, True, False, ".a4-title", "Tên loại"),
    Measure("Trích yếu", 13, 14, True, False, ".a4-title", "Trích yếu"),
    Measure("Trích yếu công văn", 12, 13, False, False, ".a4-letter-subject", "Trích yếu công văn"),
    Measure("Nội dung", 13, 14, False, False, ".a4-body", "Lời văn"),
    Measure("Quyền hạn, chức vụ", 13, 14, True, False, ".a4-signature", "Quyền hạn, chức vụ"),
    Measure("Họ tên", 13, 14, True, False, ".a4-signature", "Họ tên người ký"),
    Measure("Kính gửi", 13, 14, False, False, ".a4-addressed-to", "Kính gửi"),
    Measure("Nơi nhận", 12, 12, True, True, ".a4-recipients-word", "Nơi nhận"),
    Measure("Danh sách nơi nhận", 11, 11, False, False, ".a4-recipients-list", "Danh sách nơi nhận"),
    Measure("Dấu khẩn, mật", 13, 14, True, False, ".a4-marks", "Mức độ khẩn, độ mật"),
    Measure("Phạm vi lưu hành", 13, 14, True, False, ".a4-circulation", "Phạm vi lưu hành"),
    Measure("Ký hiệu người soạn", 11, 11, False, False, ".a4-drafter-mark", "Ký hiệu người soạn thảo"),
    Measure("Địa chỉ", 11, 12, False, False, ".a4-contact", "Địa chỉ cơ quan"),
    Measure("Chữ Phụ lục", 14, 14, True, False, ".a4-appendix-word", "Phụ lục"),
    Measure("Chỉ dẫn kèm theo", 13, 14, False, True, ".a4-appendix-pointer", "Chỉ dẫn kèm theo"),
    Measure("Chữ ký số không hiện hình", 10, 10, False, False, ".a4-signing-note", "Thông tin ký số"),
]
