"""Letters: size, weight, slant, capitals of each component, as the rules of Phụ lục I ask for them."""

from law.layout.draft import Line
from law.layout.rules.bodies import running
from law.layout.rules.measures import Look
from law.layout.understanding.parts import Component, Part, Unit
from law.layout.word.correcting.corrections import CORRECTIONS, corrects
from law.layout.word.correcting.hand import Hand

RED = "FF0000"
_OF_PARTS = {
    "quoc-hieu.kieu-chu": (Part.NATIONAL_NAME, Look(12, 13, True, False, True)),
    "tieu-ngu.kieu-chu": (Part.MOTTO, Look(13, 14, True, False)),
    "chu-quan.kieu-chu": (Part.PARENT_ORGAN, Look(12, 13, False, False, True)),
    "co-quan.kieu-chu": (Part.ORGAN, Look(12, 13, True, False, True)),
    "so.kieu-chu": (Part.CODE, Look(13, 13, False, False)),
    "dia-danh.kieu-chu": (Part.PLACE_AND_DATE, Look(13, 14, False, True, False)),
    "ten-loai.kieu-chu": (Part.TYPE, Look(13, 14, True, False, True)),
    "trich-yeu.kieu-chu": (Part.SUBJECT, Look(13, 14, True, False, False)),
    "kinh-gui.kieu-chu": (Part.ADDRESSED_TO, Look(13, 14, False, False, False)),
    "quyen-han.kieu-chu": (Part.AUTHORITY, Look(13, 14, True, False, True)),
    "ho-ten.kieu-chu": (Part.SIGNER, Look(13, 14, True, False, False)),
    "noi-nhan.tu": (Part.RECIPIENTS_WORD, Look(12, 12, True, True, False)),
    "noi-nhan.danh-sach": (Part.RECIPIENTS, Look(11, 11, False, False, False)),
    "do-khan.kieu-chu": (Part.URGENCY, Look(13, 14, True, False, True)),
    "pham-vi.trinh-bay": (Part.CIRCULATION, Look(13, 14, True, False, True)),
    "nguoi-soan.trinh-bay": (Part.DRAFTER_MARK, Look(11, 11, None, False)),
    "dia-chi.kieu-chu": (Part.CONTACT, Look(11, 12, None, False, False)),
    "chu-ky-so.trinh-bay": (Part.SIGNING_NOTE, Look(10, 10, None, False)),
}
_TITLE = Look(13, 14, True, False, True)


def _lines(found: Component | None) -> tuple[Line, ...]:
    return found.lines if found else ()


def _of_part(part: Part, look: Look) -> None:
    def correct(hand: Hand) -> None:
        hand.look(_lines(hand.case.seen.get(part)), look)

    CORRECTIONS[next(rule for rule, known in _OF_PARTS.items() if known == (part, look))] = correct


for _known in _OF_PARTS.values():
    _of_part(*_known)


@corrects("can-cu.kieu-chu")
def bases(hand: Hand) -> None:
    """Italic, 13 to 14."""
    for one in hand.case.seen.bases:
        hand.look(one.lines, Look(13, 14, False, True, False))


@corrects("noi-dung.co-chu")
def body_size(hand: Hand) -> None:
    """The size that most of the text has, if it is allowed; 14 otherwise."""
    weights: dict[float, int] = {}
    for one in running(hand.case):
        weights[one.size] = weights.get(one.size, 0) + len(one.text)
    usual = max((size for size in weights if 13 <= size <= 14), key=lambda size: weights[size], default=14)
    for one in running(hand.case):
        wrong = [line for line in one.lines if any(not 12.7 <= size <= 14.3 for size in line.sizes)]
        hand.look(wrong, Look(usual, usual, None, None))


@corrects("noi-dung.chu-thuong")
def body_upright(hand: Hand) -> None:
    """No paragraph in italics as a whole."""
    for one in running(hand.case):
        if one.share("italic") > 0.8:
            hand.look(one.lines, Look(None, None, None, False, False))


@corrects("phan-chuong.tieu-de", "muc.tieu-de")
def unit_titles(hand: Hand) -> None:
    """Below them, in capitals."""
    for one in hand.case.seen.paragraphs(Unit.UNIT_TITLE):
        hand.look(one.lines, _TITLE)
        hand.centre(one.lines)


@corrects("muc-la-ma.kieu-chu")
def roman_sections(hand: Hand) -> None:
    """'I. MỤC ĐÍCH'."""
    for one in hand.case.seen.paragraphs(Unit.ROMAN):
        if one.first.cell is None:
            hand.look(one.lines, _TITLE)


@corrects("khoan.tieu-de")
def clause_titles(hand: Hand) -> None:
    """The lines that the rule names."""
    for line in hand.named("khoan.tieu-de"):
        hand.look((line,), Look(None, None, True, False))


@corrects("phu-luc.tu")
def appendix_words(hand: Hand) -> None:
    """'Phụ lục I': 14, bold, in the middle."""
    for one in hand.case.seen.appendices:
        if not one.is_text:
            hand.look(one.word.lines, Look(14, 14, True, False))
            hand.centre(one.word.lines)


@corrects("phu-luc.ten")
def appendix_titles(hand: Hand) -> None:
    """In capitals, bold, in the middle."""
    for one in hand.case.seen.appendices:
        if not one.is_text:
            hand.look(_lines(one.title), _TITLE)
            hand.centre(_lines(one.title))


@corrects("phu-luc.chi-dan")
def appendix_pointers(hand: Hand) -> None:
    """'(Kèm theo …)': italic, in the middle."""
    for one in hand.case.seen.appendices:
        hand.look(_lines(one.pointer), Look(13, 14, None, True, False))
        hand.centre(_lines(one.pointer))


@corrects("ban-sao.hinh-thuc")
def copy_form(hand: Hand) -> None:
    """'SAO Y'."""
    if hand.case.seen.paper_copy is not None:
        hand.look(hand.case.seen.paper_copy.form.lines, _TITLE)


@corrects("mau.tham-quyen")
def issuing_authority(hand: Hand) -> None:
    """Capitals, bold, in the middle."""
    lines = _lines(hand.case.seen.get(Part.ISSUING_AUTHORITY))
    hand.look(lines, Look(None, None, True, False, True))
    hand.centre(lines)


@corrects("do-khan.mau")
def urgency_red(hand: Hand) -> None:
    """Red."""
    hand.colour(_lines(hand.case.seen.get(Part.URGENCY)), RED)
