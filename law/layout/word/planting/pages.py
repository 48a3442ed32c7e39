"""Paper, margins, rules, room: what stands where it should not."""

from law.layout.understanding.parts import Part, Unit
from law.layout.word.correcting.hand import Hand
from law.layout.word.correcting.strokes import redraw, take_away
from law.layout.word.correcting.xml import drop, properties, put
from law.layout.word.planting import places
from law.layout.word.planting.faults import spoils
from law.layout.word.planting.places import Place

_LETTER = {"w": "12240", "h": "15840"}  # twips, as all here: American paper
_INCH, _FIFTEEN_MM, _TWENTY_FIVE_MM = "1440", "850", "1418"


def _section(name: str, holder: str, **values: str) -> None:
    def plant(hand: Hand) -> None:
        for node in hand.traced.sections:
            hand.traced.touch(node)
            put(node, holder, **values)

    spoils(name)(plant)


_section("giay-letter", "pgSz", **_LETTER)
_section("le-trai-hep", "pgMar", left=_INCH)
_section("le-tren-hep", "pgMar", top=_FIFTEEN_MM)
_section("le-phai-rong", "pgMar", right=_TWENTY_FIVE_MM)


@spoils("so-trang-dau")
def number_on_first(hand: Hand) -> None:
    """The first page bears its number."""
    for node in hand.traced.sections:
        hand.traced.touch(node)
        drop(node, "titlePg")


@spoils("tieu-ngu-khong-ke")
def no_rule_below_motto(hand: Hand) -> None:
    """The rule below the motto is gone."""
    take_away(hand, Part.MOTTO)


@spoils("co-quan-ke-dai")
def long_rule_below_organ(hand: Hand) -> None:
    """The rule below the body's name is as long as the name."""
    redraw(hand, Part.ORGAN, 1.0)


def _room(name: str, place: Place, **gaps: float) -> None:
    spoils(name)(lambda hand: hand.gaps(place(hand), **gaps))


_room("quoc-hieu-cach-dong", places.of(Part.NATIONAL_NAME), after=12)
_room("doan-sat-nhau", places.body(Unit.TEXT, Unit.CLAUSE, skip=3), before=0, after=0)
_room("doan-gian-doi", places.body(Unit.TEXT, Unit.CLAUSE, skip=3), spacing=2)


def _set(name: str, place: Place, align: str) -> None:
    def plant(hand: Hand) -> None:
        for line in hand.alone(place(hand)):
            put(properties(hand.traced.paragraph(line)), "jc", val=align)

    spoils(name)(plant)


_set("so-lech-phai", places.of(Part.CODE), "right")
_set("ho-ten-lech-trai", places.of(Part.SIGNER), "left")
_set("doan-canh-trai", places.body(Unit.TEXT, Unit.CLAUSE, skip=3), "left")


@spoils("doan-khong-lui")
def not_drawn_in(hand: Hand) -> None:
    """A paragraph whose first line begins at the margin."""
    hand.indent(places.paragraph(hand, Unit.TEXT, Unit.CLAUSE, skip=3), 0)
