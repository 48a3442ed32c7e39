"""The screen of a draft: its page as the checker draws it, what to do next, the files handed in so far."""

from __future__ import annotations

from typing import Any

from flask import render_template

from exercises.desk import draft_files
from exercises.desk.frame import DeskFrame
from exercises.dms.domain.drafts import DraftItem
from exercises.dms.forms import DraftForm
from exercises.dms.history import history
from lookup.soi import presenting


def render(frame: DeskFrame, draft_id: str, **forms: Any) -> str:
    """The draft as it stands: the file handed in last, or the given one; marks only for those who may see the faults."""
    item = frame.loaded.desk.drafts[draft_id]
    return render_template(
        "exercises/desk/draft.html",
        **frame.around,
        item=item,
        **_picture(frame, item),
        history=history(frame.loaded.desk, frame.loaded.events, draft_id),
        **({"draft_form": DraftForm(formdata=None), **forms} if frame.can_act else {}),
    )


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
