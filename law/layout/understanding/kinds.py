"""Which law the layout of a document follows: NĐ 30, that of legal normative documents, that of the Party, secrets."""

import re

from law.layout.draft import Draft, Side
from law.layout.understanding import texts
from law.layout.understanding.parts import Component, Kind, Part
from law.vietnamese import fold

_NORMATIVE_TITLES = {
    "thong tu", "nghi dinh", "luat", "phap lenh", "lenh", "bo luat", "thong tu lien tich", "nghi quyet lien tich", "hien phap",
}  # fmt: skip
_NORMATIVE_CODE = re.compile(
    r"^so\s*:?\s*[\d.…\s]*/\s*(?:19|20)\d{2}\s*/\s*(?:nd-cp|tt-|ttlt|qd-ubnd|qd-ttg|nq-hdnd|l-ctn|qh\d|ubtvqh|nqlt|qd-)"
)
_NORMATIVE_LAW = re.compile(r"^so\s*:?\s*[\d.…\s]*/\s*(?:19|20)\d{2}/qh\d+")
_PARTY_CODE = re.compile(r"^so\s*:?\s*[\d.…\s]*-\s*[a-z]{1,4}/(?:tu|tw|hu|du|dtn|vptw|bcsd|dct)\b")
_DEEPEST = 30
_TITLES = 9  # lines in capitals at the top: body, Quốc hiệu, title
_PERSONAL = re.compile(
    r"^(?:don|to khai|giay de nghi|giay xac nhan|hop dong|van ban thoa thuan|so yeu ly lich|giay cam ket|ban cam ket|ban tuong trinh|ban kiem diem|giay ban|giay vay)\b"
)

# Types that a person never issues, even where the head forgets to say whose document it is.
_OF_BODIES = {
    "quyet-dinh", "nghi-quyet", "chi-thi", "quy-che", "quy-dinh", "thong-cao", "thong-bao", "huong-dan", "chuong-trinh", "ke-hoach",
    "phuong-an", "to-trinh", "cong-dien", "giay-moi", "bien-ban", "phieu-gui", "phieu-chuyen", "phieu-bao",
}  # fmt: skip


def kind_of(draft: Draft, components: dict[Part, Component], *, attached: bool = False) -> Kind:
    """The kind of a document, by its head; `attached` for a text that says that it belongs to a document."""
    if draft.is_scanned:
        return Kind.SCANNED
    if Part.SECRECY in components:
        return Kind.SECRET
    top = draft.body[:_DEEPEST]
    folded = [fold(line.text) for line in top]
    national = any(texts.is_national(line.text) for line in top)
    if not national and (
        any(words.strip(" .") == texts.PARTY for words in folded) or any(_PARTY_CODE.match(words) for words in folded)
    ):
        return Kind.PARTY
    capitals = [words for words, line in zip(folded, top, strict=True) if line.is_capitals][:_TITLES]
    code = fold(components[Part.CODE].text) if Part.CODE in components else ""
    if any(words.strip(" .:") in _NORMATIVE_TITLES for words in capitals):
        return Kind.NORMATIVE
    if _NORMATIVE_CODE.match(code) or _NORMATIVE_LAW.match(code):
        return Kind.NORMATIVE
    if _is_personal(draft, components):
        return Kind.PERSONAL
    known = {Part.NATIONAL_NAME, Part.MOTTO, Part.CODE, Part.ORGAN, Part.TYPE, Part.LETTER_SUBJECT} & set(components)
    if len(known) < 2 and not (attached and Part.APPENDIX in components):
        return Kind.UNKNOWN
    return Kind.ADMINISTRATIVE


def _is_personal(draft: Draft, components: dict[Part, Component]) -> bool:
    """An application, a declaration, a contract between persons: no body issues it, nobody numbers it."""
    named = texts.type_of_heading(components[Part.TYPE].text) if Part.TYPE in components else None
    if named is not None and named[0].key in _OF_BODIES:
        return False
    organ, national = components.get(Part.ORGAN), components.get(Part.NATIONAL_NAME)
    if national is None or Part.LETTER_SUBJECT in components:
        return False
    beside = organ is not None and (organ.lines[0].side is not national.lines[0].side) and organ.lines[0].is_capitals
    if Part.CODE in components:
        return not beside and national.lines[0].side is Side.FULL
    titled = any(_PERSONAL.match(fold(line.text)) and line.is_capitals for line in draft.body[:14])
    return not beside or titled
