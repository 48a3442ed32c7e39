"""How the words of a component begin: patterns that forgive what the rules will find later."""

import re
from collections.abc import Sequence
from functools import lru_cache

from law.document_types import COPY_TYPES, DOCUMENT_TYPES, DocumentType, document_type
from law.layout.draft import Align, Line
from law.layout.placeholders import has_placeholder, with_dots
from law.vietnamese import fold

NATIONAL = "cong hoa xa hoi chu nghia viet nam"
PARTY = "dang cong san viet nam"
_MOTTO_WORDS = ("doc lap", "tu do", "hanh phuc")
_CODE = re.compile(r"^so\s*(?:[:;.]\s*[^/]{0,14}/|[\d.…_\s]*/|\d{1,6}\s*-|:\s*(?:…|\.{3,})[.…\s]*$)")
_DATE = re.compile(
    r"^.{0,48}\bngay\b[\s\d.…_/]{0,24}\bthang\b[\s\d.…_/]{0,24}\bnam\b[\s\d.…_]{0,24}$|^.{0,48}\bngay\b.{1,18}\bthang\b.{1,18}\bnam\b.{0,12}$"
)
_NO_DATE = re.compile(
    r"^(?:[(\-–+\d]|(?:kem theo|ban hanh|hom nay|ngay,|sinh|theo|can cu|tu ngay|den ngay|cap ngay|vao)\b)"
)
_SHORT_DATE = re.compile(r",\s*(?:ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\s*\.?$")
_UNFILLED_DATE = re.compile(r"^[^\W\d][^,:;]{1,40},\s*(?:ngay\s*)?…$")
_LETTER_SUBJECT = re.compile(r"^(?:v\s*/\s*v|vv\b|v\.v\b|ve viec\b)")
_URGENCY = re.compile(r"^(?:hoa toc(?: hen gio.*)?|thuong khan|khan)$")
_SECRECY = re.compile(r"^(?:tuyet mat|toi mat|mat)$")
_CIRCULATION = re.compile(r"xem xong tra lai|luu hanh noi bo")
_ORGAN_HEADS = (
    "ubnd", "uy ban", "hdnd", "hoi dong", "so ", "phong ", "truong ", "trung tam", "van phong", "chi cuc", "cuc ",
    "tong cuc", "ban ", "bo ", "cong ty", "tong cong ty", "benh vien", "tram ", "hoi ", "doan ", "vien ", "hoc vien",
    "thanh tra", "kho bac", "bao hiem", "cong an", "toa an", "cong doan", "lien doan", "quy ", "to ", "khoa ", "xi nghiep",
    "nha xuat ban", "dai hoc", "mat tran", "chi nhanh", "thu vien", "bao tang", "ngan hang", "tap doan", "chinh phu",
)  # fmt: skip
_POSITIONS = (
    "giam doc", "chu tich", "truong ", "bo truong", "thu truong", "cuc truong", "vu truong", "chanh ", "hieu truong",
    "truong phong", "truong ban", "thu ky", "chu toa", "chu tri", "vien truong", "tong giam doc", "chi cuc truong",
    "doi truong", "to truong", "pho ", "thu tuong", "kiem toan", "quyen ", "chi huy", "bi thu", "nguoi ", "dai dien",
    "nguoi lap", "ke toan",
)  # fmt: skip
_AUTHORITY = re.compile(r"^(?:tm|t/m|kt|k/t|tl|t/l|tuq|t/uq|q|quyen)\b\s*[./]?")
_LETTERS_OF_HONOUR = {
    "thu chuc mung",
    "thu khen",
    "thu cam on",
    "thu chia buon",
    "thu tham hoi",
    "thu ngo",
    "thu keu goi",
    "thu chuc tet",
}
_SECTION_TITLES = {
    "quy dinh chung",
    "quy dinh cu the",
    "quy dinh chi tiet",
    "quy dinh khac",
    "huong dan chung",
    "bao cao chung",
}
_APPENDIX = re.compile(r"^phu luc(?! (?:hop dong|hd)\b)(?:\s+(?:so\s*)?(?P<number>[ivxlc]+|\d+|[a-z]))?\b")
_ADDRESSED = re.compile(r"^kinh (?:gui|goi\b|(?:trinh|thua)\s*:)")
_SIGNING_TEXT = re.compile(
    r"^\W*(?:đã ký|ký bởi|được ký bởi|signed|digitally|người ký|nguoi ky|thời gian ký|ngày ký|cơ quan:|đơn vị:|email:|chữ ký số)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:dia chi|dien thoai|dt|e-?mail|website|fax|so dien thoai|thu dien tu|trang thong tin)\b[^:]{0,12}:|@|\bhttps?:"
)
COPY_FORMS = {"sao y": "sao-y", "trich sao": "trich-sao", "sao luc": "sao-luc", "sao y ban chinh": "sao-y"}


@lru_cache(maxsize=1024)  # who looks for the head of a document asks the same lines a dozen times
def is_national(text: str) -> bool:
    """Whether this is meant to be the Quốc hiệu, perhaps with a misprint."""
    folded = fold(text).strip(" .")
    if folded == NATIONAL:
        return True
    return 24 <= len(folded) <= 46 and _are_alike(folded, NATIONAL, 0.85)


def is_motto(text: str) -> bool:
    """Whether this is meant to be the Tiêu ngữ."""
    folded = fold(text)
    return len(folded) < 50 and sum(words in folded for words in _MOTTO_WORDS) >= 2


def is_code(text: str) -> bool:
    """'Số: 05/SNV-VP', also with dots for the number."""
    folded = fold(with_dots(text))
    return len(folded) < 60 and bool(_CODE.match(folded))


def is_place_and_date(text: str) -> bool:
    """'…, ngày … tháng … năm …'."""
    folded = fold(with_dots(text))
    if len(folded) > 110 or _NO_DATE.match(folded):
        return False
    if has_placeholder(text) and _UNFILLED_DATE.match(folded):
        return True
    return bool(_DATE.search(folded) or _SHORT_DATE.search(folded))


def is_letter_subject(text: str) -> bool:
    """'V/v …'."""
    return bool(_LETTER_SUBJECT.match(fold(text).lstrip("( ")))


def is_urgency(text: str) -> bool:
    """A mark of urgency alone on its line."""
    return text.isupper() and bool(_URGENCY.match(fold(text).strip(" .")))


def is_secrecy(text: str) -> bool:
    """A mark of secrecy alone on its line."""
    return text.isupper() and bool(_SECRECY.match(fold(text).strip(" .[]")))


def is_circulation(text: str) -> bool:
    """An instruction on circulation alone on its line."""
    return len(text) < 40 and bool(_CIRCULATION.search(fold(text)))


def begins_organ(text: str) -> bool:
    """Whether a line can be the beginning of a body's name."""
    return fold(text).startswith(_ORGAN_HEADS)


def is_contact(text: str) -> bool:
    """An address, telephone or e-mail of the body (ô 13)."""
    return bool(_CONTACT.search(fold(text)))


def is_addressed(text: str) -> bool:
    """'Kính gửi …', also 'Kính trình: …'."""
    return bool(_ADDRESSED.match(fold(text)))


def is_signing_text(text: str) -> bool:
    """What a signing program writes where a digital signature stands: 'Ký bởi: …', 'Thời gian ký: …'."""
    return bool(_SIGNING_TEXT.match(text))


def is_recipients_word(text: str) -> bool:
    """'Nơi nhận:', alone on its line or with the first body behind it."""
    return fold(text).startswith(("noi nhan", "noi gui"))


def is_authority(text: str) -> bool:
    """'KT. GIÁM ĐỐC', 'CHỦ TỊCH': in capitals, with words of an office."""
    folded = fold(text)
    if len(folded) > 90 or folded.startswith(("-", "+")):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if not letters or capitals < 0.8 * len(letters):
        return False
    return bool(_AUTHORITY.match(folded)) or any(folded.startswith(word) for word in _POSITIONS)


def appendix_number(text: str) -> str | None:
    """'Phụ lục II' -> 'II'; '' for one without number; None for another line."""
    match = _APPENDIX.match(fold(text))
    if match is None or len(text) > 90:
        return None
    return (match["number"] or "").upper()


def type_of_heading(text: str) -> tuple[DocumentType, bool] | None:
    """The type that a heading in capitals names, and whether it names nothing else."""
    folded = fold(text).strip(" .:")
    if folded in _LETTERS_OF_HONOUR:
        return document_type("thu-cong"), False
    best: tuple[DocumentType, bool] | None = None
    for kind in (*DOCUMENT_TYPES, *COPY_TYPES):
        name = fold(kind.name)
        if folded == name:
            return kind, True
        if (
            folded.startswith(f"{name} ")
            and folded not in _SECTION_TITLES
            and (best is None or len(name) > len(fold(best[0].name)))
        ):
            best = kind, False
    return best


def is_centred(line: Line, room: tuple[float, float]) -> bool:
    """Whether a line stands in the middle of the page."""
    if line.form.align is Align.CENTER and line.cell is None:
        return abs(line.middle - sum(room) / 2) < 0.15 * (room[1] - room[0])
    wide = room[1] - room[0]
    near = abs(line.middle - sum(room) / 2) < 0.06 * wide
    apart = line.x0 > room[0] + 0.03 * wide and line.x1 < room[1] - 0.01 * wide
    return near and apart and line.form.align is not Align.JUSTIFY


def joined(lines: Sequence[Line]) -> str:
    """The words of some lines on one."""
    return " ".join(line.text for line in lines)


def _are_alike(one: str, other: str, least: float) -> bool:
    from difflib import SequenceMatcher

    both = SequenceMatcher(None, one, other)
    # The first two are bounds from above that cost a fraction of the third.
    return both.real_quick_ratio() >= least and both.quick_ratio() >= least and both.ratio() >= least
