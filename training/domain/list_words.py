"""What the words of a line say: a person's name, an agency's, or the foot of the list. Folded where people leave marks out."""

import re
from functools import lru_cache

from accounts.domain import person_name_mistake
from law import vietnamese

MOST_WORDS = 10  # of a person's name; Công Tằng Tôn Nữ Thị Hoàng Lê Quỳnh Hương has nine

TOTAL = re.compile(r"tong so|tong cong|tong:|tong$|cong(:|$| \d)|\(?danh sach|an dinh danh sach")
SIGNING = re.compile(
    r"(nguoi|can bo|bo phan) (lap|tong hop|ky|cung cap|nhan|phu trach)|lap (bieu|danh sach)|noi nhan|thu truong|thu ky|"
    r"(tm|kt|tl|tuq|q)\. |(tm|kt|tl|tuq)\.|t/m|\(?ky[,.] |\(ky|ky ten|\(da ky|xac nhan|ghi chu:|"
    r"(pho |quyen )?(chu tich|giam doc|truong phong|chanh van phong|bi thu|hieu truong|truong ban|cuc truong|chi cuc truong)"
    r"( (ubnd|hdnd|so|xa|phuong|tinh)( .{1,30})?)?$"
)
# "Đại Từ, ngày 05 tháng 3 năm 2026", with dots for numbers or in figures, with or without its place.
DATED = re.compile(
    r"\bngay[\s.…_]*\d*[\s.…_]*thang\b|\bngay[\s.…_]*\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|"
    r"^[^\W\d][^\d]{1,60}, ?\d{1,2}[/.\-]\d{1,2}[/.\-]20[2-9]\d\.?$"  # so late nobody of a list was born
)
_DITTO = re.compile(r"[\s\-–—_.]*(n[./]?t|nhu tren|nhu dong tren|[\"“”„‟″〃]|''|''|‘’|’’|´´|``|//)[\s\-–—_.]*")
_TONG = re.compile(r"tống\s", re.IGNORECASE)  # a family, whose marks alone tell it from a total

# Folded: nobody is called so. With its marks: a word that without them, or in front of a middle name, is a family name.
_SURELY_AGENCY = re.compile(
    r"(ubnd|uy ban|van phong (?!thi|van)|trung tam|chi cuc|dang uy|hdnd|thi tran|thanh pho|thanh tra|benh vien|cong an |kho bac|don vi|"
    r"co quan|dien luc|buu dien|nha may|cong ty|chi nhanh|ngan hang|lien doan|mat tran|hat kiem lam|doan thanh nien|cong doan |lam truong|"
    r"(tinh|huyen|thanh|thi|xa) (uy|doan)\b)"
)
_PERHAPS_AGENCY = re.compile(
    r"(sở|ban|phòng|cục|trường|hội|xã|phường|huyện|báo|đài|viện|quỹ|tòa|toà|khối|trạm|đội|cấp)\s+(?!(thị|văn|thi|van)\s)",
    re.IGNORECASE,
)
_FAMILY_NAMES = (
    "nguyễn công trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn lâm trịnh mai trương cao hà lương thái "
    "châu tạ phùng tô vương tăng quách lại kiều từ văn nghiêm khổng la lò lường nông ma mã triệu bàn chu lục âu đàm luân tống vi "
    "hứa bế ninh hầu giàng vàng sùng lù lưu thào thèn tẩn tần chảo phàn lã mạc mông nùng quàng cầm cà điêu đèo khuất bạch thạch "
    "sơn kim danh lạc thân trà tiêu doãn đồng giáp khúc liễu úy ung tôn tào thi thiều mùa mua hạng lầu ly vừ xồng lỳ pờ chang phà "
    "sần tòng tao phí an ân bành bảo cam chế chử cung cù diệp đậu hạ kha lộ lỗ lữ mẫn nhâm nhan nhữ ông phương phù sái sử sầm tấn "
    "thẩm trầm triều tưởng vạn viêm vòng siu ksor rmah rơ kpă nay rahlan rcom niê mlô êban ayun hmok kbuôr hwing ra a y h k bríu "
    "zơrâm pơloong alăng coor blúp kưn"
)
_FAMILIES = frozenset(vietnamese.normalise_tone(family) for family in _FAMILY_NAMES.split())
_FOLDED_FAMILIES = frozenset(vietnamese.fold(family) for family in _FAMILIES)
_OF_RECORDS = re.compile(r"van thu( luu tru)?")  # Văn is a family too
_SMALL_IN_NAMES = frozenset({"thị", "văn", "thi", "van"})
_LETTER_NAME = re.compile(r"[YHK]\s?['’‘`´ʼ\-]\s?\w", re.IGNORECASE)


@lru_cache(maxsize=2048)  # a list says "Văn thư" and one agency a hundred times
def is_foot(text: str) -> bool:
    """Whether a text stands under a list: a sum, a date, a title that signs."""
    return is_total(text) or is_signing(text)


def is_total(text: str) -> bool:
    """A sum, or words on the list itself; the people of the next agency may follow."""
    return TOTAL.match(_bare(text)) is not None and not _TONG.match(vietnamese.nfc(text))


def is_signing(text: str) -> bool:
    """A date or the title of who signs; a name below it is a signature."""
    bare = _bare(text)
    return SIGNING.match(bare) is not None or DATED.search(bare) is not None


def _bare(text: str) -> str:
    return vietnamese.fold(text).lstrip("-+* ")


def is_ditto(text: str) -> bool:
    """Whether a text says no more than that the row above says it."""
    return _DITTO.fullmatch(vietnamese.fold(text)) is not None


def names_an_agency(text: str, *, is_numbered: bool = False) -> bool:
    """Whether words of an agency begin a text; one that is numbered like the people needs those that nobody is called by."""
    if _SURELY_AGENCY.match(vietnamese.fold(text)):
        return True
    return not is_numbered and _PERHAPS_AGENCY.match(vietnamese.clean(text)) is not None


def has_the_form(text: str) -> bool:
    """Two to ten words of letters alone that are neither an agency's nor the foot's."""
    if person_name_mistake(text) or names_an_agency(text) or is_foot(text) or _OF_RECORDS.fullmatch(_bare(text)):
        return False
    return 2 <= len(_words(text)) <= MOST_WORDS


def _words(text: str) -> list[str]:
    return vietnamese.clean(text).replace("-", " ").split()


def may_be_a_person(text: str) -> bool:
    """Whether a text has the form of a person's name: a known family, or a capital to every word."""
    if not has_the_form(text):
        return False
    words = _words(text)
    if text.isupper() or text.islower() or words[1] in _SMALL_IN_NAMES:
        return _has_a_family(text)
    return all(word[0].isupper() for word in words) or (_has_a_family(text) and words[1][0].isupper())


def is_surely_a_person(text: str) -> bool:
    """A known family with middle and given name, as no agency and no place is written."""
    words = _words(text)
    if not has_the_form(text) or not _has_a_family(text):
        return False
    is_capitalised = text.islower() or all(word[0].isupper() or word in _SMALL_IN_NAMES for word in words)
    return is_capitalised and (len(words) > 2 or _LETTER_NAME.match(text) is not None)


def has_small_words(text: str) -> bool:
    """'Điện lực Đại Từ', 'Nhà máy Z131', 'Trường Mầm non': a small letter where a person's name has a capital."""
    first, *rest = vietnamese.clean(text).split() or [""]
    if not first[:1].isupper() or _has_a_family(text):
        return False
    told = rest if names_an_agency(text) else rest[:1]
    return any(word.islower() and word not in _SMALL_IN_NAMES for word in told)


def _has_a_family(text: str) -> bool:
    """A family of the list in front, or Thị or Văn behind a family that is rarer."""
    cleaned = vietnamese.clean_name(text)
    if _LETTER_NAME.match(cleaned):
        return True
    first, *rest = vietnamese.normalise_tone(cleaned).casefold().split()
    is_bare = vietnamese.fold(cleaned) == cleaned.casefold()
    if first in _FAMILIES or (is_bare and first in _FOLDED_FAMILIES):
        return True
    return len(rest) > 1 and rest[0] in {"thị", "văn"}
