"""What a person answered, and what it is worth. A written answer is compared exactly after normalising, never fuzzily."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from courses.domain.questions import Body, Case, Choice, Field, Find, Match, Normaliser, Order, WrongAnswer
from law import vietnamese


@dataclass(frozen=True, slots=True)
class Picked:
    """Indexes of the picked options or spots, as in `Choice.options` and `Find.spots`."""

    options: frozenset[int]


@dataclass(frozen=True, slots=True)
class Arranged:
    """For each step of `Order.steps` the place (from 1) that it was given, or None."""

    places: tuple[int | None, ...]

    @property
    def sequence(self) -> tuple[int, ...] | None:
        """The steps in the given order, or None while a place is missing or given twice."""
        placed = [place for place in self.places if place is not None]
        if sorted(placed) != list(range(1, len(self.places) + 1)):
            return None
        return tuple(sorted(range(len(self.places)), key=lambda step: self.places[step] or 0))


@dataclass(frozen=True, slots=True)
class Matched:
    """For each pair of `Match.pairs` the index of the chosen right side in `Match.rights`, or None."""

    rights: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """For each stage of `Case.stages` the index of the picked option, or None."""

    options: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed, untouched."""

    text: str


Answer = Picked | Arranged | Matched | Written | Staged

# Said on the start page of every quiz, so that nobody has to guess how points come about.
CREDIT_RULES: Mapping[str, str] = {
    "single": "Chọn một đáp án: đúng được 1 điểm, sai được 0 điểm.",
    "multiple": "Chọn nhiều đáp án: mỗi đáp án đúng được một phần điểm, mỗi đáp án chọn sai bị trừ đúng một phần như vậy, thấp nhất là 0 điểm.",
    "order": "Sắp xếp các bước: tính theo số cặp bước liền nhau xếp đúng thứ tự.",
    "match": "Ghép cặp: mỗi cặp ghép đúng được một phần điểm bằng nhau.",
    "field": "Điền vào ô: phải đúng hoàn toàn; cách bỏ dấu (hoà, hòa) và khoảng trắng thừa không bị coi là sai.",
    "find": "Tìm lỗi trên trang: mỗi chỗ sai tìm ra được một phần điểm, mỗi chỗ đúng bị chọn nhầm trừ một phần như vậy, thấp nhất là 0 điểm.",
    "case": "Tình huống nhiều bước: mỗi bước trả lời đúng được một phần điểm bằng nhau.",
}

HINTS: Mapping[Normaliser, str] = {
    Normaliser.TEXT: "Không phân biệt chữ hoa, chữ thường.",
    Normaliser.NUMBER: "Chỉ ghi số.",
    Normaliser.DATE: "Ghi ngày/tháng/năm, ví dụ 22/11/2026.",
    Normaliser.CODE_NOTATION: "Ghi như trên văn bản, phân biệt chữ hoa, chữ thường.",
}


def points(body: Body, answer: Answer | None) -> Fraction:
    """Between 0 and 1. No answer, or an unfinished order, is worth 0; see CREDIT_RULES."""
    match body, answer:
        case Choice(several=False), Picked(options=picked):
            return Fraction(picked == _right_options(body))
        case Choice(), Picked(options=picked):
            return _points_for_several(_right_options(body), picked)
        case Find(spots=spots), Picked(options=picked):
            wrong = frozenset(index for index, spot in enumerate(spots) if spot.is_wrong)
            return _points_for_several(wrong, picked)
        case Case(stages=stages), Staged(options=chosen):
            right = sum({given} == _right_options(one.choice) for given, one in zip(chosen, stages, strict=True))
            return Fraction(right, len(stages))
        case Order(), Arranged():
            return _points_for_order(answer)
        case Match(), Matched(rights=chosen):
            right = sum(given == wanted for given, wanted in zip(chosen, body.key, strict=True))
            return Fraction(right, len(body.pairs))
        case Field(), Written(text=text):
            return Fraction(is_right_spelling(body, text))
        case _:
            return Fraction(0)


def is_answered(answer: Answer | None) -> bool:
    """Whether the person has finished this answer."""
    match answer:
        case Picked(options=picked):
            return bool(picked)
        case Arranged(sequence=sequence):
            return sequence is not None
        case Matched(rights=rights):
            return None not in rights
        case Staged(options=chosen):
            return None not in chosen
        case Written(text=text):
            return bool(vietnamese.clean(text))
        case _:
            return False


def percent(earned: Fraction, of: int) -> int:
    """Whole percent, rounded down, so that 50 % is never reached by rounding."""
    return int(earned * 100 / of) if of else 0


def hundredths(worth: Fraction) -> int:
    """Points of a question (0 to 1) as they are stored, in whole hundredths, rounded down."""
    return int(worth * 100)


def _right_options(choice: Choice) -> frozenset[int]:
    return frozenset(index for index, option in enumerate(choice.options) if option.is_correct)


def _points_for_several(right: frozenset[int], picked: frozenset[int]) -> Fraction:
    earned = len(picked & right) - len(picked - right)
    return max(Fraction(0), Fraction(earned, len(right)))


def _points_for_order(answer: Arranged) -> Fraction:
    sequence = answer.sequence
    if sequence is None:
        return Fraction(0)
    kept = sum(after == before + 1 for before, after in pairwise(sequence))
    return Fraction(kept, len(sequence) - 1)


def normalised(text: str, normaliser: Normaliser) -> str:
    """The text without the differences that are no mistake for this kind of value."""
    plain = vietnamese.comparable(text)
    match normaliser:
        case Normaliser.TEXT:
            return plain.casefold()
        case Normaliser.NUMBER:
            return str(int(plain)) if plain.isascii() and plain.isdigit() else plain
        case Normaliser.DATE:
            return _as_date(plain)
        case Normaliser.CODE_NOTATION:
            return plain.replace(" ", "")


def _as_date(text: str) -> str:
    try:
        return vietnamese.parse_date(text).isoformat()
    except ValueError:
        return text.casefold()


def is_right_spelling(field: Field, text: str) -> bool:
    """Whether this is the answer or one of the accepted spellings, after normalising both."""
    given = normalised(text, field.normaliser)
    return any(given == normalised(right, field.normaliser) for right in (field.answer, *field.accept))


def known_mistake(field: Field, text: str) -> WrongAnswer | None:
    """The mistake that the author foresaw and this person made, or None."""
    given = normalised(text, field.normaliser)
    return next((wrong for wrong in field.wrong if normalised(wrong.value, field.normaliser) == given), None)


def to_json(answer: Answer | None) -> dict[str, Any] | None:
    """For the database; `from_json` reads it back."""
    match answer:
        case Picked(options=picked):
            return {"picked": sorted(picked)}
        case Arranged(places=places):
            return {"places": list(places)}
        case Matched(rights=rights):
            return {"rights": list(rights)}
        case Staged(options=chosen):
            return {"stages": list(chosen)}
        case Written(text=text):
            return {"text": text}
        case _:
            return None


def from_json(kept: Mapping[str, Any] | None) -> Answer | None:
    """The answer that `to_json` wrote down."""
    match kept:
        case {"picked": picked}:
            return Picked(frozenset(picked))
        case {"places": places}:
            return Arranged(tuple(places))
        case {"rights": rights}:
            return Matched(tuple(rights))
        case {"stages": chosen}:
            return Staged(tuple(chosen))
        case {"text": text}:
            return Written(text)
        case _:
            return None
