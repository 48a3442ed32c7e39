import datetime
import tomllib

import pytest

from law.layout.document import ArchiveLine, Authority, AuthorityPrefix, DashList, Heading, Level, Paragraph, Table
from law.layout.reading import DocumentFault, document_of
from law.urgency import Urgency

LETTER = """
type = "cong-van"
parent_organ = "UBND tỉnh T"
organ_name = "Sở Nội vụ"
code_number = "15"
code_notation = "SNV-VP"
place = "Phường Trung tâm"
issued_date = 2026-11-22
subject = "cử người dự tập huấn"
addressed_to = ["Ủy ban nhân dân các xã"]
urgency = "thuong-khan"
body = [
  "Đoạn đầu.",
  { muc-la-ma = "I", title = "Mục đích" },
  { khoan = "1", title = "Thời gian", text = "Hai ngày." },
  { dashes = ["một;", "hai."] },
  { columns = ["STT", "Tên"], rows = [["1", "Lý A Sùng"]] },
]
[signer]
full_name = "Nguyễn Thị Phương Thảo"
position = "Phó Giám đốc"
authorities = ["KT. Giám đốc"]
[recipients]
names = ["Như trên"]
archive_unit = "VP"
archive_copies = 2
"""


def test_a_letter_in_toml_becomes_a_document() -> None:
    document = document_of(tomllib.loads(LETTER))
    assert document.code == "15/SNV-VP"
    assert document.issued_date == datetime.date(2026, 11, 22)
    assert document.urgency is Urgency.VERY_URGENT
    assert document.signer.authorities == (Authority(AuthorityPrefix.FOR_HEAD, "Giám đốc"),)
    assert document.recipients.archive == ArchiveLine("VP", 2)
    assert document.body == (
        Paragraph("Đoạn đầu."),
        Heading(Level.ROMAN_SECTION, "I", "Mục đích"),
        Heading(Level.CLAUSE, "1", "Thời gian", "Hai ngày."),
        DashList(("một;", "hai.")),
        Table(("STT", "Tên"), (("1", "Lý A Sùng"),)),
    )


FAULTS = [
    ('type = "cong-van"', 'type = "cong-vang"', "type", "không có loại văn bản"),
    ('organ_name = "Sở Nội vụ"', "", "organ_name", "còn thiếu"),
    ("issued_date = 2026-11-22", 'issued_date = "22/11/2026"', "issued_date", "phải là một ngày"),
    ('urgency = "thuong-khan"', 'urgency = "gap"', "urgency", "khan, thuong-khan, hoa-toc"),
    ('authorities = ["KT. Giám đốc"]', 'authorities = ["KT Giám đốc"]', "signer.authorities", "KT."),
    ("archive_copies = 2", "archive_copies = 0", "recipients.archive_copies", "số nguyên từ 1"),
    ('"Đoạn đầu."', '""', "body[1]", "không được để trống"),
    ('"1", "Lý A Sùng"', '"1"', "body[5].rows", "mỗi hàng có đủ ô"),
    ('columns = ["STT", "Tên"]', "columns = []", "body[5].rows", "ít nhất một cột"),
    ("muc-la-ma", "muc_la_ma", "body[2]", "dashes, columns, phan"),
    ('names = ["Như trên"]', 'name = ["Như trên"]', "recipients.name", "không hiểu khóa này"),
    ('subject = "cử', 'subjekt = "cử', "subjekt", "không hiểu khóa này"),
]


@pytest.mark.parametrize(("right", "wrong", "path", "message"), FAULTS)
def test_a_fault_names_its_key_and_says_what_is_wanted(right: str, wrong: str, path: str, message: str) -> None:
    assert right in LETTER
    with pytest.raises(DocumentFault) as caught:
        document_of(tomllib.loads(LETTER.replace(right, wrong)))
    assert caught.value.path == path
    assert message in caught.value.message


def test_a_signing_time_must_name_its_zone() -> None:
    note = "\n[signing_note]\nlines = ['SAO Y']\nsigned_at = 2026-11-22T09:15:30"
    with pytest.raises(DocumentFault, match="múi giờ"):
        document_of(tomllib.loads(LETTER + note))
    assert document_of(tomllib.loads(LETTER + note + "+07:00")).signing_note is not None
