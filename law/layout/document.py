"""The components of an administrative document (Điều 8 and Phụ lục I of NĐ 30/2020), as data.

Texts are written in ordinary case and without the punctuation that the layout adds: the page puts the
capitals, the semicolons of the legal bases and of "Nơi nhận", and the final "./." where they belong.
"""

import datetime
from dataclasses import dataclass, field
from enum import Enum

from law.document_types import OFFICIAL_LETTER, DocumentType
from law.secrecy import Secrecy
from law.urgency import Urgency
from law.vietnamese import official_number, short_date


class Level(Enum):
    """Levels of the body (Phụ lục I Phần I Mục II khoản 6 điểm đ)."""

    PART = "phan"
    CHAPTER = "chuong"
    SECTION = "muc"
    SUBSECTION = "tieu-muc"
    ROMAN_SECTION = "muc-la-ma"
    ARTICLE = "dieu"
    CLAUSE = "khoan"
    POINT = "diem"

    @property
    def is_centred(self) -> bool:
        """Whether its word and number stand on a line of their own, in the middle."""
        return self in (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered part of the body. ``number`` as written: 'I', '1', 'a'.

    ``text`` runs on behind the number and title of an article, clause or point.
    """

    level: Level
    number: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DashList:
    """Lines that begin with a dash."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings. Raises ValueError where a row has not a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("bảng phải có ít nhất một cột, mỗi hàng có đủ ô cho các cột")


Block = Paragraph | Heading | DashList | Table


class AuthorityPrefix(Enum):
    """Quyền hạn của người ký (Phụ lục I Phần I Mục II khoản 7 điểm b)."""

    ON_BEHALF = "TM."
    ACTING = "Q."
    FOR_HEAD = "KT."
    BY_ORDER = "TL."
    BY_AUTHORISATION = "TUQ."


@dataclass(frozen=True, slots=True)
class Authority:
    """One line of authority: ('TM.', 'Ủy ban nhân dân') or ('KT.', 'Chủ tịch')."""

    prefix: AuthorityPrefix
    of: str

    def __str__(self) -> str:
        return f"{self.prefix.value} {self.of}"


class SignatureKind(Enum):
    """How the competent person signed."""

    NONE = "none"
    HAND = "hand"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True)
class Signer:
    """Ô số 7a, 7b, 7c. ``full_name`` without academic titles (khoản 7 điểm c).

    ``position`` stands under the lines of authority; ``other_position`` above the name, for advisory bodies.
    """

    full_name: str
    position: str
    authorities: tuple[Authority, ...] = ()
    other_position: str = ""
    signature: SignatureKind = SignatureKind.HAND
    has_seal: bool = True
    """Ô 8: whether the organisation's seal, or its picture on an electronic document, is on it."""


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """The last line of Nơi nhận: 'Lưu: VT, <unit> (<copies>).' Unit and copies only where they are needed."""

    unit: str = ""
    copies: int | None = None

    def __str__(self) -> str:
        unit = f", {self.unit}" if self.unit else ""
        copies = f" ({official_number(self.copies)})" if self.copies is not None else ""
        return f"Lưu: VT{unit}{copies}."


@dataclass(frozen=True, slots=True)
class Recipients:
    """Ô số 9b. ``names`` without dash and semicolon; an official letter begins with 'Như trên'."""

    names: tuple[str, ...]
    archive: ArchiveLine | None = field(default_factory=ArchiveLine)


@dataclass(frozen=True, slots=True)
class DrafterMark:
    """Ô số 12: initials of the drafter and number of copies, 'PL.(300)'."""

    initials: str
    copies: int | None = None

    def __str__(self) -> str:
        return f"{self.initials.upper()}." + (f"({self.copies})" if self.copies is not None else "")


@dataclass(frozen=True, slots=True)
class SigningNote:
    """Text of an organisation's digital signature at the top right, without a picture.

    On a copy (ô số 14): form of the copy and organ. On an attachment in a file of its own: number and symbol.
    Both with the time of signing in Vietnam's time zone; ``signed_at`` must be aware.
    """

    lines: tuple[str, ...]
    signed_at: datetime.datetime

    def __post_init__(self) -> None:
        if self.signed_at.tzinfo is None:
            raise ValueError("signed_at must carry its time zone (ISO 8601 in Vietnam's zone)")

    @property
    def time_text(self) -> str:
        """'22/11/2026 09:15:30 +07:00'. The decree lists the parts and gives no pattern."""
        local = self.signed_at.astimezone(_VIETNAM)
        return f"{short_date(local.date())} {local:%H:%M:%S} +07:00"


_VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """Dấu ĐẾN (Phụ lục IV Mục V), 35 x 50 mm. Empty parts print as dotted lines to write on."""

    organ: str
    number: int | None = None
    date: datetime.date | None = None
    forwarded_to: str = ""
    file_code: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """A phụ lục. ``number`` is a Roman numeral, required from two on (điểm a khoản 1 Mục III)."""

    title: str
    body: tuple[Block, ...]
    number: str = ""
    signing_note: SigningNote | None = None


@dataclass(frozen=True, slots=True)
class AttachedText:
    """The text that a decision issues or approves (Phụ lục III Mục II Mẫu 1.3). It begins on a page of its own.

    Its head has neither number nor date, and it bears no signature: the decision in front of it does.
    """

    document_type: DocumentType
    subject: str
    body: tuple[Block, ...]
    signing_note: SigningNote | None = None


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """What makes a copy on paper, under the last line of the copied document (Phụ lục I Phần II Mục II, Mẫu 3.1)."""

    document_type: DocumentType
    """Sao y, trích sao or sao lục."""
    organ_name: str
    code_number: str
    code_notation: str
    place: str
    issued_date: datetime.date | None
    signer: Signer
    recipients: Recipients


@dataclass(frozen=True, slots=True)
class Document:
    """One administrative document. Field names follow Phụ lục VI where it names them."""

    organ_name: str
    """Ô 2: full official name of the issuing body."""
    code_number: str
    """Ô 3: the number as written ('05'); empty for a draft without number."""
    code_notation: str
    """Ô 3: the symbol without slash ('QĐ-UBND')."""
    place: str
    """Ô 4: địa danh."""
    issued_date: datetime.date | None
    """Ô 4: None prints dots, as on a draft."""
    subject: str
    """Ô 5a or 5b: trích yếu, without 'V/v'."""
    body: tuple[Block, ...]
    """Ô 6."""
    signer: Signer
    recipients: Recipients
    document_type: DocumentType = OFFICIAL_LETTER
    parent_organ: str = ""
    """Ô 2: cơ quan chủ quản trực tiếp."""
    addressed_to: tuple[str, ...] = ()
    """Ô 9a: after 'Kính gửi:'."""
    address_lead: str = "Kính gửi"
    """The words before the colon; a công điện writes its sender: 'Chủ tịch Ủy ban nhân dân tỉnh T điện' (Mẫu 1.6)."""
    issuing_authority: str = ""
    """Thẩm quyền ban hành of a decision or resolution ('Chủ tịch Ủy ban nhân dân xã …')."""
    legal_bases: tuple[str, ...] = ()
    """Căn cứ, each without its final mark."""
    enacting_word: str = ""
    """'Quyết định' or 'Quyết nghị', between the legal bases and the body."""
    urgency: Urgency = Urgency.ORDINARY
    secrecy: Secrecy = Secrecy.ORDINARY
    circulation: str = ""
    """Ô 11: 'Lưu hành nội bộ', 'Xem xong trả lại'."""
    drafter_mark: DrafterMark | None = None
    contact_lines: tuple[str, ...] = ()
    """Ô 13."""
    attached_text: AttachedText | None = None
    appendices: tuple[Appendix, ...] = ()
    only_attachments: bool = False
    """The file holds the attached text or the appendices alone; the document itself is another file (Mẫu 1.3, 2.2)."""
    secretary: Signer | None = None
    """The second signer of minutes, at the left (Mẫu 1.9); the recipients then stand below both."""
    confirmation: str = ""
    """Who confirms at the foot of a leave permit, 'Xác nhận của …' (Mẫu 1.10): a place to sign, left blank."""
    paper_copy: PaperCopy | None = None
    signing_note: SigningNote | None = None
    """Ô 14, on an electronic copy."""
    arrival_stamp: ArrivalStamp | None = None
    is_electronic: bool = True
    """An electronic document leaves 'Kèm theo văn bản số …' of an appendix blank (điểm c khoản 1 Mục III)."""

    @property
    def code(self) -> str:
        """'05/QĐ-UBND'; '/QĐ-UBND' on a draft without a number."""
        return f"{self.code_number}/{self.code_notation}"

    @property
    def type_and_subject(self) -> str:
        """Tên loại và trích yếu, as a register writes them."""
        if not self.document_type.has_heading:
            return f"{self.document_type.name} v/v {self.subject}"
        subject = self.subject.replace("Về ", "về ", 1) if self.subject.startswith("Về ") else self.subject
        return f"{self.document_type.name} {subject}"
