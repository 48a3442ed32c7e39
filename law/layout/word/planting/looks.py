"""Letters of the wrong size, weight, slant or font."""

from law.layout.rules.measures import Look
from law.layout.understanding.margins import page_numbers
from law.layout.understanding.parts import Part, Unit
from law.layout.word.correcting.hand import Hand
from law.layout.word.correcting.xml import properties, put
from law.layout.word.planting import places
from law.layout.word.planting.faults import NothingToSpoil, spoils
from law.layout.word.planting.places import Place

BOLD, LIGHT = Look(bold=True, italic=None), Look(bold=False, italic=None)
SLANTED, UPRIGHT = Look(italic=True), Look(italic=False)
_WRONG_FONT = "Arial"


def _sized(points: float) -> Look:
    return Look(points, points, italic=None)


def _letters(name: str, place: Place, look: Look) -> None:
    spoils(name)(lambda hand: hand.look(place(hand), look))


_letters("quoc-hieu-co-14", places.of(Part.NATIONAL_NAME), _sized(14))
_letters("quoc-hieu-khong-dam", places.of(Part.NATIONAL_NAME), LIGHT)
_letters("tieu-ngu-nghieng", places.of(Part.MOTTO), SLANTED)
_letters("tieu-ngu-khong-dam", places.of(Part.MOTTO), LIGHT)
_letters("co-quan-co-14", places.of(Part.ORGAN), _sized(14))
_letters("co-quan-khong-dam", places.of(Part.ORGAN), LIGHT)
_letters("chu-quan-dam", places.of(Part.PARENT_ORGAN), BOLD)
_letters("so-dam", places.of(Part.CODE), BOLD)
_letters("so-co-12", places.of(Part.CODE), _sized(12))
_letters("dia-danh-dung", places.of(Part.PLACE_AND_DATE), UPRIGHT)
_letters("dia-danh-dam", places.of(Part.PLACE_AND_DATE), BOLD)
_letters("trich-yeu-dam", places.of(Part.LETTER_SUBJECT), BOLD)
_letters("trich-yeu-co-14", places.of(Part.LETTER_SUBJECT), _sized(14))
_letters("trich-yeu-nghieng", places.of(Part.LETTER_SUBJECT), SLANTED)
_letters("kinh-gui-dam", places.of(Part.ADDRESSED_TO), BOLD)
_letters("kinh-gui-nghieng", places.of(Part.ADDRESSED_TO), SLANTED)
_letters("loi-van-nghieng", places.body(Unit.CLAUSE), SLANTED)
_letters("loi-van-co-12", places.body(Unit.CLAUSE, skip=1), _sized(12))
_letters("chuc-vu-khong-dam", places.of(Part.AUTHORITY), LIGHT)
_letters("ho-ten-co-12", places.of(Part.SIGNER), _sized(12))
_letters("ho-ten-khong-dam", places.of(Part.SIGNER), LIGHT)
_letters("noi-nhan-dung", places.of(Part.RECIPIENTS_WORD), UPRIGHT)
_letters("noi-nhan-co-14", places.of(Part.RECIPIENTS_WORD), _sized(14))
_letters("danh-sach-co-13", places.of(Part.RECIPIENTS), _sized(13))


@spoils("loi-van-arial")
def wrong_font(hand: Hand) -> None:
    """A paragraph that was copied from elsewhere."""
    for line in places.paragraph(hand, Unit.TEXT):
        for run in hand.runs(line):
            put(properties(run), "rFonts", ascii=_WRONG_FONT, hAnsi=_WRONG_FONT, cs=_WRONG_FONT, eastAsia=_WRONG_FONT)


@spoils("so-trang-co-10")
def small_number(hand: Hand) -> None:
    """The number of the page in small letters."""
    numbers = page_numbers(hand.case.seen.draft)
    if not numbers:
        raise NothingToSpoil("no number of the page")
    hand.look(numbers, _sized(10))
