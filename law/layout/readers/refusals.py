"""Why a file is not read: a sentence for the person who chose it."""

from collections.abc import Sequence

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 20 * MEBIBYTE


class Unreadable(ValueError):
    """The file cannot be read; the message is a Vietnamese sentence that says what to do."""

    too_large = False


class TooLarge(Unreadable):
    """The file, or what is packed in it, is larger than what is read."""

    too_large = True


class WrongEnding(Unreadable):
    """The name says one kind of file and the content is another."""


EMPTY = "Tệp rỗng, không có gì để soi. Hãy chọn lại tệp."
LARGE = "Tệp lớn quá 20 MB. Hãy bỏ bớt ảnh trong văn bản rồi thử lại."
PACKED = "Tệp nén bung ra lớn bất thường nên không được mở. Hãy lưu lại văn bản thành tệp .docx mới rồi thử lại."
BROKEN_DOCX = "Tệp .docx bị hỏng hoặc bị cắt giữa chừng. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi thử lại."
NOT_WORD = "Đây là tệp nén nhưng không phải văn bản Word. Hãy chọn tệp .docx hoặc PDF."
SPREADSHEET = "Đây là bảng tính hoặc bản trình chiếu. Hãy chọn văn bản .docx hoặc PDF."
OPEN_DOCUMENT = "Đây là tệp .odt. Hãy mở bằng phần mềm soạn thảo, lưu thành .docx rồi thử lại."
OLD_WORD = "Đây là tệp .doc kiểu cũ. Hãy mở bằng phần mềm soạn thảo, lưu thành .docx rồi thử lại."
PASSWORD = "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu (lưu lại một bản không mật khẩu) rồi thử lại."  # noqa: S105  no password
MACROS = "Tệp chứa macro nên không được mở. Hãy lưu thành .docx thường (không macro) rồi thử lại."
DOCTYPE = "Tệp chứa khai báo lạ (DOCTYPE), có thể gây hại, nên không được mở. Hãy lưu lại thành .docx mới."
PICTURE_HUGE = "Trong tệp có ảnh lớn bất thường nên không được mở. Hãy thu nhỏ ảnh rồi thử lại."
PICTURE = "Đây là tệp ảnh. Soi thể thức đọc chữ, nên hãy chọn tệp .docx hoặc PDF xuất từ phần mềm soạn thảo."
RTF = "Đây là tệp .rtf. Hãy mở bằng phần mềm soạn thảo, lưu thành .docx rồi thử lại."
UNKNOWN = "Không nhận ra kiểu tệp này. Hãy chọn tệp .docx hoặc PDF."
BROKEN_PDF = "Tệp PDF bị hỏng hoặc bị cắt giữa chừng. Hãy xuất lại PDF rồi thử lại."
SCRIPT_PDF = "Tệp PDF chứa mã JavaScript nên không được mở. Hãy xuất lại PDF từ phần mềm soạn thảo."
LONG_PDF = "Tệp PDF dài quá 100 trang. Hãy tách văn bản chính và từng phụ lục thành tệp riêng."
LONG_DOCX = "Văn bản dài quá mức đọc được. Hãy tách văn bản chính và từng phụ lục thành tệp riêng."
GARBLED = "Chữ trong tệp bị lỗi mã (nhiều chữ có dấu hiện thành dấu hỏi) nên không soi được. Hãy xuất lại PDF từ phần mềm soạn thảo."
NO_WORDS = "Tệp không có chữ nào để soi."


def other_ending(ending: str, kind: str) -> str:
    """The name says one kind of file and the content is another."""
    return (
        f"Tên tệp có đuôi {ending} nhưng nội dung là {kind}. Hãy đổi đuôi tệp cho đúng, hoặc xuất lại tệp, rồi thử lại."
    )


def pictured_pages(numbers: Sequence[int]) -> str:
    """Some pages are scans: the rest is read."""
    return f"Trang {', '.join(map(str, numbers))} là ảnh quét, không có chữ để đọc: chỉ soi các trang còn lại."
