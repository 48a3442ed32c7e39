"""A draft at the desk: what is taken, what is refused and why, and the checks that read the file handed in last."""

from dataclasses import replace
from typing import Any

import pytest

from exercises import scenario as scenarios
from exercises.checks import CHECKS, ArgumentError, check_arguments
from exercises.dms import letters
from exercises.dms.domain import commands as c
from exercises.dms.domain.drafts import DraftItem, DraftLook, FileRef, SeenFault
from exercises.dms.domain.events import decode, encode
from exercises.domain import Result
from exercises.draft_runs import submission
from law import register
from law.layout.document import Paragraph
from law.layout.soi import judge, read, understand
from tests.factories.desk import Clerk, clerk_at

RIGHT = DraftLook(faults=(), kept=1.0)


@pytest.fixture
def clerk() -> Clerk:
    """Somebody who has just been given the draft."""
    return clerk_at("VBDI-02")


def draft_of(clerk: Clerk) -> DraftItem:
    return next(iter(clerk.desk.drafts.values()))


def fetched(clerk: Clerk) -> Clerk:
    clerk.do(c.FetchDraft("d1", FileRef.of(b"given", "du-thao.docx")))
    return clerk


def handed_in(clerk: Clerk, look: DraftLook, data: bytes = b"mended") -> Clerk:
    fetched(clerk).do(c.SubmitDraft("d1", FileRef.of(data, "da-sua.docx"), look))
    return clerk


def still_wrong(clerk: Clerk, *slots: str) -> DraftLook:
    """A look in which the faults of these parts are left."""
    left = [draft_of(clerk).draft.fault(slot) for slot in slots]
    faults = tuple(SeenFault(one.rule, "ND30.PL1.P1.M1.K1", "Trang", "khổ 216 x 279 mm", "A4") for one in left)
    return replace(RIGHT, faults=faults)


def check(clerk: Clerk, pred: str, **args: Any) -> Result:
    check_arguments(pred, args, clerk.scenario.slots)
    return CHECKS[pred](clerk.record(), **args)


def test_the_draft_is_fetched_once_and_handed_in_often(clerk: Clerk) -> None:
    fetched(clerk)
    assert clerk.do(c.FetchDraft("d1", FileRef.of(b"another", "x.docx"))) == []
    handed_in(clerk, RIGHT)
    clerk.do(c.SubmitDraft("d1", FileRef.of(b"mended again", "da-sua-2.docx"), RIGHT))
    item = draft_of(clerk)
    assert [file.name for file in item.files] == ["du-thao.docx", "da-sua.docx", "da-sua-2.docx"]
    assert item.last is not None
    assert item.last.file.name == "da-sua-2.docx"


@pytest.mark.parametrize(
    ("data", "look", "says"),
    [
        (b"given", RIGHT, "tệp gốc, chưa sửa gì"),
        (b"first", RIGHT, "giống hệt tệp bạn vừa nộp"),
        (b"third", replace(RIGHT, kept=0.3), "không phải bản thảo được giao"),
        (b"third", replace(RIGHT, mark="0123456789ab"), "của lượt khác hoặc của người khác"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_what_to_do(
    clerk: Clerk, data: bytes, look: DraftLook, says: str
) -> None:
    handed_in(clerk, RIGHT, b"first")
    assert says in clerk.refusal_of(c.SubmitDraft("d1", FileRef.of(data, "a.docx"), look))
    assert len(draft_of(clerk).submissions) == 1


def test_nothing_is_handed_in_before_the_draft_was_fetched(clerk: Clerk) -> None:
    assert "nhận bản thảo" in clerk.refusal_of(c.SubmitDraft("d1", FileRef.of(b"x", "a.docx"), RIGHT))
    assert "Không có bản thảo" in clerk.refusal_of(c.FetchDraft("d9", FileRef.of(b"x", "a.docx")))


def test_the_events_of_a_draft_are_read_back_as_they_were(clerk: Clerk) -> None:
    handed_in(clerk, still_wrong(clerk, "trang-giay"))
    assert [decode(*encode(event.fact)) for event in clerk.events] == [event.fact for event in clerk.events]


def test_the_part_that_a_fault_is_in_is_mended(clerk: Clerk) -> None:
    result = check(handed_in(clerk, RIGHT), "fault_mended", slots=["trang-giay"])
    assert (result.share, result.is_wrong) == (1, False)


def test_a_fault_that_is_left_shows_what_was_found_asked_and_when(clerk: Clerk) -> None:
    handed_in(clerk, still_wrong(clerk, "trang-giay"))
    result = check(clerk, "fault_mended", slots=["trang-giay"])
    assert (result.share, result.is_wrong, result.evidence) == (0, True, (clerk.events[-1].position,))
    assert "216 x 279" in result.found
    assert "A4 (khoản 1 Mục I Phần I Phụ lục I)" in result.expected


def test_a_draft_that_nobody_handed_in_is_no_mistake_yet(clerk: Clerk) -> None:
    for pred, args in (
        ("fault_mended", {"slots": ["trang-giay"]}),
        ("no_new_faults", {"slot": "trang-giay", "at_most": 2}),
        ("words_kept", {"slot": "trang-giay"}),
    ):
        result = check(fetched(clerk), pred, **args)
        assert (result.share, result.is_wrong) == (0, False)


def test_the_last_file_counts(clerk: Clerk) -> None:
    handed_in(clerk, RIGHT, b"good")
    clerk.do(c.SubmitDraft("d1", FileRef.of(b"worse", "b.docx"), still_wrong(clerk, "noi-nhan")))
    assert check(clerk, "fault_mended", slots=["noi-nhan"]).share == 0


def new_faults(*rules: str) -> DraftLook:
    return replace(RIGHT, faults=tuple(SeenFault(rule, "ND30.D9", "Trang", "hỏng", "đúng") for rule in rules))


@pytest.mark.parametrize(
    ("rules", "share"), [((), 1), (("a", "b"), 1), (("a", "a", "a", "b"), 1), (("a", "b", "c"), 0)]
)
def test_two_new_rules_may_be_broken(clerk: Clerk, rules: tuple[str, ...], share: int) -> None:
    result = check(handed_in(clerk, new_faults(*rules)), "no_new_faults", slot="trang-giay", at_most=2)
    assert (result.share, result.is_wrong) == (share, not share)


def test_nothing_is_earned_by_handing_in_the_draft_as_it_was(clerk: Clerk) -> None:
    handed_in(clerk, still_wrong(clerk, *clerk.scenario.slots))
    assert clerk.grade().score == 0


@pytest.mark.parametrize(
    ("look", "says"),
    [
        (replace(RIGHT, kept=0.9, lost=("trích yếu",)), "không còn trích yếu"),
        (replace(RIGHT, kept=0.9), "10 % số chữ"),
        (replace(RIGHT, added=40), "thêm 40 chữ"),
    ],
)
def test_words_that_are_lost_or_added_cap_the_score(clerk: Clerk, look: DraftLook, says: str) -> None:
    card = handed_in(clerk, look).grade()
    assert says in card.finding("giu-loi-van").found
    assert (card.score, card.has_critical_error) == (49, True)


def test_a_check_of_a_draft_needs_a_part_that_the_seed_makes(clerk: Clerk) -> None:
    with pytest.raises(ArgumentError, match="bìa"):
        check_arguments("fault_mended", {"slots": ["bìa"]}, clerk.scenario.slots)


def test_what_the_seed_made_is_what_the_checker_finds() -> None:
    for number in range(4):
        draft = scenarios.opening(scenarios.load_all()["VBDI-02"], f"seed {number}").drafts[0]
        look = look_at(draft, letters.given_file(draft, register.load()))
        assert {fault.rule for fault in look.faults} == {fault.rule for fault in draft.faults}
        assert (len(draft.faults), look.lost, look.mark) == (12, (), draft.mark)


def look_at(draft: Any, data: bytes) -> DraftLook:
    return letters.look_at(draft, judge(understand(read(data, "a.docx")), register.load(), draft.issued_date))


def test_a_paragraph_that_is_gone_is_named_and_words_that_come_more_often_are_counted(clerk: Clerk) -> None:
    draft = draft_of(clerk).draft
    letter = letters.right_letter(draft)
    gone = replace(letter, body=(*letter.body[:2], *letter.body[3:]))
    look = look_at(draft, letters.file_with(draft, gone, [], register.load()))
    assert [name[:8] for name in look.lost] == ["đoạn “2."]
    assert look.kept < 0.97
    more = replace(letter, body=(*letter.body[:-1], Paragraph("Thêm một câu không ai giao cho."), letter.body[-1]))
    look = look_at(draft, letters.file_with(draft, more, [], register.load()))
    assert (look.kept, look.lost, look.added) == (1.0, (), 7)


def test_the_right_file_is_handed_in_by_the_right_script(clerk: Clerk) -> None:
    command = submission(draft_of(clerk).draft, {})
    assert (command.look.faults, command.look.kept, command.look.added) == ((), 1.0, 0)
