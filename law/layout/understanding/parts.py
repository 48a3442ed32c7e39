"""What understanding a draft gives: its components, its body in paragraphs, its attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cached_property

from law.document_types import DocumentType
from law.layout.draft import Align, Draft, Line, Stroke


class Part(Enum):
    """A component: its key, the ô số of Phụ lục I, its Vietnamese name."""

    NATIONAL_NAME = ("quoc-hieu", "1", "Quốc hiệu")
    MOTTO = ("tieu-ngu", "1", "Tiêu ngữ")
    PARENT_ORGAN = ("co-quan-chu-quan", "2", "Cơ quan chủ quản")
    ORGAN = ("co-quan-ban-hanh", "2", "Cơ quan ban hành")
    CODE = ("so-ky-hieu", "3", "Số, ký hiệu")
    PLACE_AND_DATE = ("dia-danh-thoi-gian", "4", "Địa danh và thời gian ban hành")
    TYPE = ("ten-loai", "5a", "Tên loại văn bản")
    SUBJECT = ("trich-yeu", "5a", "Trích yếu")
    LETTER_SUBJECT = ("trich-yeu-cong-van", "5b", "Trích yếu công văn")
    ADDRESSED_TO = ("kinh-gui", "9a", "Kính gửi")
    ISSUING_AUTHORITY = ("tham-quyen", "6", "Thẩm quyền ban hành")
    LEGAL_BASES = ("can-cu", "6", "Căn cứ ban hành")
    ENACTING_WORD = ("chu-quyet-dinh", "6", "Dòng “QUYẾT ĐỊNH”, “QUYẾT NGHỊ”")
    BODY = ("noi-dung", "6", "Nội dung")
    AUTHORITY = ("quyen-han-chuc-vu", "7a", "Quyền hạn, chức vụ của người ký")
    OTHER_POSITION = ("chuc-vu-khac", "7b", "Chức vụ khác của người ký")
    SIGNER = ("ho-ten", "7b", "Họ tên người ký")
    SECRETARY = ("thu-ky", "7a", "Người ký bên trái")
    RECIPIENTS_WORD = ("noi-nhan", "9b", "Từ “Nơi nhận”")
    RECIPIENTS = ("danh-sach-noi-nhan", "9b", "Danh sách nơi nhận")
    DRAFTER_MARK = ("ky-hieu-nguoi-soan-thao", "12", "Ký hiệu người soạn thảo, số bản")
    SECRECY = ("do-mat", "10a", "Dấu chỉ độ mật")
    URGENCY = ("do-khan", "10b", "Dấu chỉ mức độ khẩn")
    CIRCULATION = ("pham-vi-luu-hanh", "11", "Chỉ dẫn phạm vi lưu hành")
    CONTACT = ("dia-chi", "13", "Địa chỉ, thư điện tử, điện thoại")
    SIGNING_NOTE = ("chu-ky-so", "14", "Thông tin chữ ký số của cơ quan")
    PAGE_NUMBER = ("so-trang", "", "Số trang")
    PAGE = ("trang", "", "Trang giấy")
    APPENDIX = ("phu-luc", "", "Phụ lục")
    PAPER_COPY = ("ban-sao", "S1", "Hình thức sao")

    @property
    def key(self) -> str:
        """How files and JSON name it."""
        return self.value[0]

    @property
    def zone(self) -> str:
        """Its ô số; empty for what has none."""
        return self.value[1]

    @property
    def label(self) -> str:
        """What a person reads."""
        return self.value[2]


@dataclass(frozen=True)
class Component:
    """A component that was found. `certainty` from 0 to 1; `strokes` are the rules below it."""

    part: Part
    lines: tuple[Line, ...]
    certainty: float = 1.0
    strokes: tuple[Stroke, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)


_BROKEN = re.compile(r"(?<=[A-ZĐ])- (?=[A-ZĐ]{2})")


class Unit(StrEnum):
    """What a paragraph of the body is."""

    PART = "phan"
    CHAPTER = "chuong"
    SECTION = "muc"
    SUBSECTION = "tieu-muc"
    UNIT_TITLE = "tieu-de"
    """The title below the number of a part, chapter or section."""
    ROMAN = "muc-la-ma"
    ARTICLE = "dieu"
    CLAUSE = "khoan"
    POINT = "diem"
    DASH = "gach-dau-dong"
    TEXT = "loi-van"
    CENTRED = "dong-giua"
    """A line in the middle of the page that is none of the above: a caption, a heading of another kind."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    lines: tuple[Line, ...]
    unit: Unit = Unit.TEXT
    number: str = ""
    """The number or letter of a unit, as written."""

    @cached_property
    def text(self) -> str:
        """Its words on one line; a symbol that was broken at its hyphen is whole again."""
        return _BROKEN.sub("-", " ".join(line.text for line in self.lines))

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def align(self) -> Align:
        """How it is set."""
        return self.first.form.align

    def share(self, trait: str) -> float:
        """How much of its letters are bold, italic or underlined."""
        total = sum(len(line.text) for line in self.lines)
        return sum(line.share(trait) * len(line.text) for line in self.lines) / total if total else 0.0


@dataclass(frozen=True)
class Appendix:
    """A phụ lục, or a text that a decision issues (`is_text`): its head and its body."""

    word: Component
    title: Component | None
    pointer: Component | None
    body: tuple[Paragraph, ...]
    number: str = ""
    is_text: bool = False

    @property
    def section(self) -> int:
        """The section of the file that it begins in."""
        return self.word.lines[0].section


@dataclass(frozen=True)
class PaperCopy:
    """The marks of a copy on paper: its form, organ, code, and the rule above them."""

    form: Component
    lines: tuple[Line, ...]
    rule: Stroke | None


class Kind(StrEnum):
    """What law the layout of a document follows."""

    ADMINISTRATIVE = "hanh-chinh"
    NORMATIVE = "quy-pham-phap-luat"
    PARTY = "van-ban-dang"
    SECRET = "bi-mat"  # noqa: S105  no password
    PERSONAL = "giay-to-ca-nhan"
    SCANNED = "ban-quet"
    UNKNOWN = "chua-ro"


@dataclass(frozen=True)
class Understood:
    """A draft with its components."""

    draft: Draft
    kind: Kind
    document_type: DocumentType | None
    type_certainty: float
    components: dict[Part, Component]
    bases: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    paper_copy: PaperCopy | None = None
    only_attachments: bool = False
    """Whether the file holds appendices alone."""
    strays: tuple[Line, ...] = field(default=())
    """Lines of the head that belong to no known component."""
    foot_strays: tuple[Line, ...] = field(default=())
    """Lines beside the signature that are neither position nor name."""

    def __getitem__(self, part: Part) -> Component:
        return self.components[part]

    def get(self, part: Part) -> Component | None:
        """A component, or None when it was not found."""
        return self.components.get(part)

    def text(self, part: Part) -> str:
        """The words of a component; empty when it was not found."""
        found = self.components.get(part)
        return found.text if found else ""

    @property
    def type_key(self) -> str:
        """The key of the type; empty when it is not known."""
        return self.document_type.key if self.document_type else ""

    def paragraphs(self, *units: Unit) -> Iterator[Paragraph]:
        """The paragraphs of the body of some units."""
        return (one for one in self.body if one.unit in units)

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn."""
        return self.type_key == "cong-van"
