"""Marks and figures that are missing, doubled or wrong."""

import re

from law.layout.draft import Line
from law.layout.understanding.parts import Part, Unit
from law.layout.word.correcting.hand import Hand
from law.layout.word.planting import places
from law.layout.word.planting.faults import NothingToSpoil, spoils
from law.layout.word.planting.places import Place


def _replace(hand: Hand, line: Line, pattern: str, made: str) -> None:
    letters = hand.letters(line)
    found = re.search(pattern, letters.text.replace("\u00a0", " "))
    if found is None:
        raise NothingToSpoil(f"no {pattern!r} in {letters.text!r}")
    letters.replace(found.start(), found.end(), found.expand(made))


def _words(name: str, place: Place, pattern: str, made: str) -> None:
    """The words that a pattern finds first in the place's lines are replaced."""

    def plant(hand: Hand) -> None:
        line = next((one for one in place(hand) if re.search(pattern, one.text)), None)
        if line is None:
            raise NothingToSpoil(f"no {pattern!r} there")
        _replace(hand, line, pattern, made)

    spoils(name, changes_letters=True)(plant)


_CODE, _DATE, _SUBJECT = places.of(Part.CODE), places.of(Part.PLACE_AND_DATE), places.of(Part.LETTER_SUBJECT)
_TO, _LIST = places.of(Part.ADDRESSED_TO), places.of(Part.RECIPIENTS)
_AUTHORITY, _SIGNER = places.of(Part.AUTHORITY), places.of(Part.SIGNER)

_words("tieu-ngu-gach-lien", places.of(Part.MOTTO), r"Độc lập - Tự do - ", "Độc lập-Tự do-")
_words("tieu-ngu-chu-thuong", places.of(Part.MOTTO), r"Tự do - Hạnh", "tự do - hạnh")
_words("so-thieu-khong", _CODE, r"\b0([1-9])/", r"\1/")
_words("so-thieu-hai-cham", _CODE, r"Số: ", "Số ")
_words("ky-hieu-cach-gach", _CODE, r"(?<=\w)-(?=\w)", " - ")
_words("ky-hieu-cong-van", _CODE, r"/", "/CV-")
_words("ngay-thieu-khong", _DATE, r"ngày 0", "ngày ")
_words("thang-thieu-khong", _DATE, r"tháng 0", "tháng ")
_words("dia-danh-thieu-phay", _DATE, r", ngày", " ngày")
_words("trich-yeu-vv", _SUBJECT, r"V/v ", "Vv: ")
_words("kinh-gui-thieu-hai-cham", _TO, r"Kính gửi:", "Kính gửi")
_words("kinh-gui-dau-phay", _TO, r";$", ",")
_words("khoan-ngoac", places.body(Unit.CLAUSE, skip=1), r"^(\d)\.", r"\1)")
_words("kt-thieu-cham", _AUTHORITY, r"^KT\. ", "KT ")
_words("ho-ten-hoc-vi", _SIGNER, r"^", "ThS. ")
_words("noi-nhan-chep-lai", _LIST, r"Như trên", "Các cơ quan ở mục Kính gửi")
_words("danh-sach-thieu-cham-phay", _LIST, r"(?<!Như trên);$", "")
_words("luu-thieu-hai-cham", _LIST, r"Lưu: VT", "Lưu VT")
_words("khoan-viet-hoa", places.of(Part.BODY), r"khoản (?=\d+ Điều)", "Khoản ")


@spoils("ho-ten-chu-thuong", changes_letters=True)
def small_name(hand: Hand) -> None:
    """The second word of the signer's name without its capital."""
    (line,) = _SIGNER(hand)[:1]
    second = line.text.split()[1]
    _replace(hand, line, rf"\b{second}\b", second.lower())


@spoils("khoan-chu-thuong", changes_letters=True)
def small_beginning(hand: Hand) -> None:
    """A clause that begins with a small letter."""
    line = places.paragraph(hand, Unit.CLAUSE, skip=2)[0]
    found = re.search(r"\d\. (\w)", line.text)
    if found is None:
        raise NothingToSpoil(f"no clause in {line.text!r}")
    _replace(hand, line, rf"(?<=\d\. ){found[1]}", found[1].lower())
