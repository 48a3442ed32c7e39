"""The words and marks that the layout adds to a document's plain texts. The page and the .docx file take them from here."""

import datetime
from collections.abc import Sequence

from law.layout.document import Appendix, ArchiveLine, Document, PaperCopy, Recipients, Signer
from law.vietnamese import official_date

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_WORD = "Nơi nhận:"
CONFIRMATION_HINT = "(Chữ ký, dấu)"
NO_BREAK_SPACE = "\u00a0"
DOTS = "……"
_BLANK_DATE = f"ngày {DOTS} tháng {DOTS} năm {DOTS}"


def code_line(number: str, notation: str) -> str:
    """Ô 3: 'Số: 05/SNV-VP'; dots for a number that is not given yet."""
    return f"Số: {number or DOTS}/{notation}"


def place_and_date(place: str, day: datetime.date | None) -> str:
    """Ô 4: 'Bình Thuận, ngày 05 tháng 02 năm 2026'. No-break spaces keep the date together behind a long place."""
    return f"{place}, {_date(day).replace(' ', NO_BREAK_SPACE)}"


def _date(day: datetime.date | None) -> str:
    return official_date(day) if day else _BLANK_DATE


def letter_subject(subject: str) -> str:
    """Ô 5b: 'V/v cử công chức tập huấn'."""
    return f"V/v {subject}"


def semicolons(lines: Sequence[str]) -> tuple[str, ...]:
    """Each line with ';', the last with '.': the legal bases (khoản 6 điểm a) and 'Kính gửi' (khoản 9 điểm d)."""
    last = len(lines) - 1
    return tuple(f"{line}{'.' if position == last else ';'}" for position, line in enumerate(lines))


def recipient_lines(recipients: Recipients) -> tuple[str, ...]:
    """Ô 9b under 'Nơi nhận:', without dashes; the archive line is the last."""
    archive: tuple[ArchiveLine, ...] = (recipients.archive,) if recipients.archive else ()
    return (*(f"{name};" for name in recipients.names), *(str(line) for line in archive))


def authority_lines(signer: Signer) -> tuple[str, ...]:
    """Ô 7a: the lines of authority, then the position, in capitals."""
    lines = (*(str(authority) for authority in signer.authorities), signer.position)
    return tuple(line.upper() for line in lines if line)


def appendix_word(appendix: Appendix) -> str:
    """'Phụ lục I'; a single appendix needs no number."""
    return f"Phụ lục {appendix.number}".strip()


def copy_form(copy: PaperCopy) -> str:
    """'SAO Y', 'TRÍCH SAO' or 'SAO LỤC'."""
    return copy.document_type.name.removeprefix("Bản ").upper()


def pointer(document: Document) -> str:
    """'(Kèm theo …)' under the title of an appendix or attached text; an electronic document leaves number and date blank."""
    if document.is_electronic:
        kind = document.document_type.name if document.attached_text else "Văn bản"
        return f"(Kèm theo {kind} số {DOTS}/{DOTS} {_BLANK_DATE} của {document.organ_name})"
    kind = document.document_type.name
    return f"(Kèm theo {kind} số {document.code} {_date(document.issued_date)} của {document.organ_name})"
