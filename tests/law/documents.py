"""Documents of the fictional province for the tests of the page."""

import datetime

from law.document_types import DECISION
from law.layout.document import (
    Appendix,
    ArchiveLine,
    Authority,
    AuthorityPrefix,
    Document,
    Heading,
    Level,
    Paragraph,
    Recipients,
    Signer,
    Table,
)

DIRECTOR = Signer("Nguyễn Thị Phương Thảo", "Phó Giám đốc", (Authority(AuthorityPrefix.FOR_HEAD, "Giám đốc"),))


def official_letter(**changes: object) -> Document:
    """An official letter of the Department of Home Affairs of tỉnh T to two kinds of addressees."""
    fields: dict[str, object] = {
        "organ_name": "Sở Nội vụ",
        "parent_organ": "UBND tỉnh T",
        "code_number": "05",
        "code_notation": "SNV-VP",
        "place": "Phường Trung tâm",
        "issued_date": datetime.date(2026, 2, 5),
        "subject": "cử công chức, viên chức tham gia lớp bồi dưỡng",
        "addressed_to": ("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"),
        "body": (
            Paragraph("Sở Nội vụ đề nghị các cơ quan cử người tham gia."),
            Paragraph("Trân trọng đề nghị phối hợp."),
        ),
        "signer": DIRECTOR,
        "recipients": Recipients(("Như trên", "UBND tỉnh (để báo cáo)"), ArchiveLine("VP", 2)),
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]  # a factory takes any field of the model


def decision(**changes: object) -> Document:
    """A decision of a commune with an appendix."""
    fields: dict[str, object] = {
        "organ_name": "Ủy ban nhân dân xã Bình Thuận",
        "code_number": "128",
        "code_notation": "QĐ-UBND",
        "place": "Bình Thuận",
        "issued_date": datetime.date(2026, 11, 22),
        "document_type": DECISION,
        "subject": "Về việc thành lập Tổ công tác số hóa",
        "issuing_authority": "Chủ tịch Ủy ban nhân dân xã Bình Thuận",
        "legal_bases": ("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024", "Theo đề nghị của Chánh Văn phòng"),
        "enacting_word": "Quyết định",
        "body": (
            Heading(Level.ARTICLE, "1", text="Thành lập Tổ công tác."),
            Heading(Level.ARTICLE, "2", title="Hiệu lực", text="Quyết định có hiệu lực kể từ ngày ký."),
        ),
        "signer": Signer("Hoàng Đăng Khoa", "Chủ tịch"),
        "recipients": Recipients(("Như Điều 2",)),
        "appendices": (Appendix("Danh sách Tổ công tác", (Table(("STT", "Họ và tên"), (("1", "Lý A Sùng"),)),)),),
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]  # a factory takes any field of the model
