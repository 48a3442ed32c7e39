"""The template for lists of people: a sheet to fill in, and a sheet that says how."""

from core.sheets import Column, Sheet
from core.sheets import workbook as make_workbook

COLUMNS = (
    Column("STT", 6),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 14),
    Column("Chức vụ", 30),
    Column("Cơ quan", 36),
    Column("E-mail", 28),
    Column("Điện thoại", 16),
)
EXAMPLES = (
    (1, "Nguyễn Thị Ví Dụ", "05/03/1985", "Công chức Văn phòng - Thống kê", "UBND xã (ghi tên xã)", "", "0912345678"),
    (2, "Trần Văn Thí Dụ", "20/11/1990", "Văn thư", "Sở (ghi tên sở)", "thidu@coquan.vn", ""),
)
ADVICE = (
    ("Họ và tên", "Bắt buộc. Có thể tách hai cột “Họ đệm” và “Tên”."),
    ("Ngày sinh", "Ngày/tháng/năm, ví dụ 05/03/1985. Nếu chỉ biết năm thì ghi bốn chữ số của năm."),
    ("Chức vụ", "Ghi như trong quyết định cử đi học."),
    ("Cơ quan", "Bắt buộc. Ghi tên đầy đủ, ví dụ: UBND xã …, Sở …"),
    ("E-mail", "Để trống nếu không có. Không có e-mail vẫn đăng nhập được bằng tên đăng nhập."),
    ("Điện thoại", "10 hoặc 11 chữ số. Excel bỏ mất số 0 ở đầu cũng không sao."),
    (
        "Lưu ý",
        "Xóa hai dòng ví dụ trước khi gửi. Tên cột có thể viết khác, thứ tự cột có thể đổi, có thể thêm cột khác.",
    ),
    ("Lưu ý", "Lưu tệp kiểu Excel Workbook (.xlsx), không đặt mật khẩu, không quá 5 MB và 500 người."),
    ("Lưu ý", "Không ghi thông tin thuộc bí mật nhà nước vào tệp này."),
)


def workbook() -> bytes:
    """The template as an .xlsx file."""
    return make_workbook(
        [
            Sheet("Danh sách", COLUMNS, EXAMPLES, title=("DANH SÁCH CỬ CÔNG CHỨC, VIÊN CHỨC ĐI HỌC",)),
            Sheet("Cách ghi", (Column("Cột", 16), Column("Cách ghi", 90)), ADVICE),
        ]
    )
