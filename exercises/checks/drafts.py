"""Checks of a draft that was put right: by what the checker read in the file handed in last."""

from __future__ import annotations

from collections.abc import Sequence

from exercises.checks.judging import Verdict, sum_up, verdict
from exercises.checks.registry import NUMBER, SLOT, SLOTS, kind
from exercises.dms.domain.drafts import SeenFault
from exercises.dms.domain.events import Event
from exercises.domain import Record, Result
from law import register

MOST_ADDED = 12  # words that are not the letter's: more than any right correction adds
LEAST_KEPT = 0.97
NOT_SEEN = "máy không nhận ra phần này trên bản nộp nên không chấm được"
AS_GIVEN = "giữ phần này ở chỗ cũ trên trang rồi sửa"
_SHOWN = 3


@kind("fault_mended", slots=SLOTS)
def fault_mended(record: Record, slots: Sequence[str]) -> Result:
    """`docx_dung_the_thuc`: the fault of each part is gone from the file handed in last."""
    return sum_up(_mended(record, slot) for slot in slots)


def _mended(record: Record, slot: str) -> Verdict:
    item = record.draft(slot)
    if item.last is None:
        return _not_yet()
    rule = item.draft.fault(slot).rule
    if rule in item.last.look.unjudged:
        return verdict(False, _last(record, slot), found=NOT_SEEN, expected=AS_GIVEN)
    left = [fault for fault in item.last.look.faults if fault.rule == rule]
    return verdict(not left, _last(record, slot), found=_found(left), expected=_expected(left))


@kind("no_new_faults", slot=SLOT, at_most=NUMBER)
def no_new_faults(record: Record, slot: str, at_most: int) -> Result:
    """`docx_khong_loi_moi`: at most so many rules are broken that the given file kept. Earned once something was mended."""
    item = record.draft(slot)
    if item.last is None or not _has_mended(record, slot):
        return sum_up([_not_yet()])
    planted = {fault.rule for fault in item.draft.faults}
    new = [fault for fault in item.last.look.faults if fault.rule not in planted]
    is_right = len({fault.rule for fault in new}) <= at_most
    return sum_up([verdict(is_right, _last(record, slot), found=_found(new), expected=_expected(new))])


@kind("words_kept", slot=SLOT)
def words_kept(record: Record, slot: str) -> Result:
    """`noi_dung_giu_nguyen`: the letter's words are all there and nothing else. Earned once something was mended.

    Which words stand where is not judged: a head may be built in many ways.
    """
    item = record.draft(slot)
    if item.last is None:
        return sum_up([_not_yet()])
    look, event = item.last.look, _last(record, slot)
    if look.lost or look.kept < LEAST_KEPT:
        what = ", ".join(look.lost[:_SHOWN]) or f"{round(100 * (1 - look.kept))} % số chữ"
        return sum_up(
            [verdict(False, event, found=f"bản nộp không còn {what}", expected="đủ lời văn của bản được giao")]
        )
    if look.added > MOST_ADDED:
        found = f"bản nộp có thêm {look.added} chữ không có trong bản được giao"
        return sum_up([verdict(False, event, found=found, expected="chỉ lời văn của bản được giao")])
    return sum_up([verdict(True, event, found="", expected="") if _has_mended(record, slot) else _not_yet()])


def _has_mended(record: Record, slot: str) -> bool:
    item = record.draft(slot)
    if item.last is None:
        return False
    left = {fault.rule for fault in item.last.look.faults}.union(item.last.look.unjudged)
    return any(fault.rule not in left for fault in item.draft.faults)


def _not_yet() -> Verdict:
    return verdict(False, is_reached=False, found="", expected="")


def _last(record: Record, slot: str) -> Event:
    return record.of("DraftSubmitted", slot)[-1]


def _found(faults: Sequence[SeenFault]) -> str:
    return "; ".join(f"{fault.part}: {fault.found}" if fault.found else fault.part for fault in faults[:_SHOWN])


def _expected(faults: Sequence[SeenFault]) -> str:
    known = register.load()
    return "; ".join(
        dict.fromkeys(f"{fault.expected.rstrip('.')} ({known[fault.article].where})" for fault in faults[:_SHOWN])
    )
