"""What becomes of a draft: fetched, handed in. Any mended file is taken; only what cannot be meant is refused, with a reason."""

from __future__ import annotations

from exercises.dms.domain import commands as c
from exercises.dms.domain import events as e
from exercises.dms.domain.drafts import DraftItem, DraftLook
from exercises.dms.domain.events import Fact

SAME_LETTER = 0.7  # of its words: two letters of one office share up to 0.64 (head, foot, turns of phrase)

Outcome = list[Fact] | str


def fetch(item: DraftItem, command: c.FetchDraft) -> Outcome:
    """The file with its faults comes to the clerk's computer; a second time it is the same file."""
    return [] if item.given else [e.DraftFetched(item.draft.id, command.file)]


def submit(item: DraftItem, command: c.SubmitDraft) -> Outcome:
    """Hand in a file; the last one counts."""
    if item.given is None:
        return "Hãy nhận bản thảo về máy trước, sửa trên chính tệp đó rồi nộp."
    if problem := other_letter(item, command.look):
        return problem
    if command.file.sha256 == item.given.sha256:
        return "Đây là tệp gốc, chưa sửa gì. Hãy sửa trong Word, bấm Lưu (Ctrl+S), rồi chọn lại đúng tệp đã lưu."
    if item.last and command.file.sha256 == item.last.file.sha256:
        return "Tệp này giống hệt tệp bạn vừa nộp. Nếu đã sửa thêm, hãy bấm Lưu (Ctrl+S) trong Word rồi chọn lại tệp."
    return [e.DraftSubmitted(item.draft.id, command.file, command.look)]


def other_letter(item: DraftItem, look: DraftLook) -> str:
    """Why a file is not this draft, or an empty text. Such a file is not kept."""
    if look.mark and look.mark != item.draft.mark:
        return "Tệp này là bản thảo của lượt khác hoặc của người khác. Hãy sửa trên tệp bạn nhận ở lượt này rồi nộp."
    if look.kept < SAME_LETTER:
        return (
            "Tệp này không phải bản thảo được giao, hoặc đã mất nhiều đoạn: lời văn khác quá nhiều. Hãy chọn lại tệp; "
            "tệp vừa chọn không được giữ lại."
        )
    return ""
