"""The screen of a draft: its page as the checker draws it, what to do next, the files handed in so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template

from exercises.coach import Coach
from exercises.desk import draft_files, draft_waiting
from exercises.desk.frame import DeskFrame
from exercises.dms.domain.drafts import DraftItem
from exercises.dms.forms import DraftForm
from exercises.dms.history import history
from exercises.domain import Finding
from lookup.soi import presenting


def render(frame: DeskFrame, draft_id: str, **forms: Any) -> str:
    """The draft as it stands: the file handed in last, or the given one; marks only for those who may see the faults."""
    item = frame.loaded.desk.drafts[draft_id]
    picture = _picture(frame, item)
    return render_template(
        "exercises/desk/draft.html",
        **frame.around,
        item=item,
        **picture,
        coach=_coach(frame, item, picture["shown"]),
        history=history(frame.loaded.desk, frame.loaded.events, draft_id),
        **(_forms(frame, draft_id) | forms if frame.can_act else {}),
    )


def _forms(frame: DeskFrame, draft_id: str) -> dict[str, Any]:
    return {
        "draft_form": DraftForm(formdata=None),
        "waiting": draft_waiting.waiting_file(frame.attempt_id, draft_id),
    }


def _coach(frame: DeskFrame, item: DraftItem, shown: Sequence[presenting.Shown]) -> Coach | None:
    """What the list of places below does not tell already: words that are lost, parts that the checker does not see."""
    rules = {one.finding["rule"] for one in shown}
    listed = {fault.slot for fault in item.draft.faults if fault.rule in rules}

    def is_listed(mistake: Finding) -> bool:
        return mistake.check.pred == "fault_mended" and listed.issuperset(mistake.check.args["slots"])

    return frame.coach and frame.coach.without(is_listed)


def _picture(frame: DeskFrame, item: DraftItem) -> dict[str, Any]:
    if not item.files:
        return {"sheets": [], "shown": []}
    picture = draft_files.picture_of(item.files[-1])
    # The given file keeps its secret: finding its faults is the exercise.
    has_marks = frame.shows_faults and item.last is not None
    shown = (
        [one for one in presenting.findings(picture["report"]) if one.finding["outcome"] == "FAIL"] if has_marks else []
    )
    return {"sheets": presenting.sheets(picture["drawing"], shown), "shown": shown}
