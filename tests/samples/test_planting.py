"""The faults that exercises hand out: each breaks its own rule and nothing else, in every letter that the generator writes."""

import datetime

import pytest

from exercises.generators.letters import topic_letters
from law import register
from law.layout.reading import document_of
from law.layout.soi import Outcome, judge, read, understand
from law.layout.word.planting.names import RULE_OF_FAULT
from law.layout.word.planting.planted import FAULTS, NothingToSpoil, planted
from law.layout.word.writer import write_docx
from tests.samples.good import by_hand

DAY = datetime.date(2026, 2, 3)
LETTERS = [write_docx(document_of({**letter, "issued_date": DAY})) for letter in topic_letters(DAY)]


def broken(data: bytes) -> set[str]:
    report = judge(understand(read(data, "van-ban.docx")), register.load(), DAY)
    return {one.rule for one in report.of(Outcome.FAIL)}


def test_the_letters_are_without_fault() -> None:
    assert [broken(letter) for letter in LETTERS] == [set()] * len(LETTERS)


def test_every_named_fault_can_be_planted() -> None:
    assert set(FAULTS) == set(RULE_OF_FAULT)


def test_each_fault_breaks_its_rule_and_no_other() -> None:
    for place, (name, rule) in enumerate(RULE_OF_FAULT.items()):
        letter = LETTERS[place % len(LETTERS)]
        assert (name, broken(planted(letter, [name], register.load(), DAY))) == (name, {rule})


@pytest.mark.full
def test_each_fault_breaks_its_rule_in_every_letter() -> None:
    for letter in LETTERS:
        for name, rule in RULE_OF_FAULT.items():
            assert (name, broken(planted(letter, [name], register.load(), DAY))) == (name, {rule})


def test_the_same_faults_give_the_same_bytes() -> None:
    names = ["giay-letter", "so-thieu-khong", "ho-ten-hoc-vi"]
    assert planted(LETTERS[0], names, register.load(), DAY) == planted(LETTERS[0], names, register.load(), DAY)


def test_a_letter_without_the_place_is_refused_loudly() -> None:
    with pytest.raises(NothingToSpoil, match="trich-yeu-cong-van"):
        planted(by_hand("ours", "quyet-dinh-truc-tiep"), ["trich-yeu-dam"], register.load(), DAY)
