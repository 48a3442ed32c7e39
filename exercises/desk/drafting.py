"""Working on a draft of one's own desk: fetch its file, download it, hand in what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from core import clock, responses
from core.access import signed_in
from core.children import Rejected
from core.uploads import takes_file
from exercises.desk import draft_files, draft_waiting, render
from exercises.desk.acts import QUIET, act_and_tell, tolerated
from exercises.desk.frame import own_frame
from exercises.desk.views import bp, loaded_for_me
from exercises.desk.workspaces import DRAFT_PREFIX
from exercises.dms.domain import commands as c
from exercises.dms.domain import drafting
from exercises.dms.domain.drafts import DraftItem
from exercises.dms.domain.events import Event, Refused
from exercises.dms.forms import DraftForm
from exercises.queries import LoadedAttempt
from law.layout.readers.refusals import LARGEST_FILE
from lookup.soi.inspection import TooLarge
from lookup.soi.keeping import Full, Kept
from lookup.soi.looking import Busy, short_name

FULL = "Hệ thống đang giữ quá nhiều tệp chờ nên chưa nhận tệp này. Hãy đợi nửa phút, chọn lại tệp rồi bấm Nộp."


@bp.get("/ban-thao/<string:draft>")
@signed_in
def draft(attempt_id: uuid.UUID, draft: str) -> str:
    """One draft with everything that can be done with it."""
    return render.render(own_frame(loaded_for_me(attempt_id), DRAFT_PREFIX + draft))


@bp.post("/ban-thao/<string:draft>/nhan")
@signed_in
def fetch_draft(attempt_id: uuid.UUID, draft: str) -> ResponseReturnValue:
    """Make the file of the draft ready for the clerk."""
    loaded = loaded_for_me(attempt_id)
    item = _item(loaded, draft)
    if item.given is None and loaded.attempt.is_open:
        try:
            made = draft_files.given(item.draft)
        except Busy:
            return _page(attempt_id, draft, 503, is_waiting_to_fetch=True)
        made.keep()
        with tolerated(attempt_id):
            act_and_tell(attempt_id, c.FetchDraft(draft, made.file))
    return redirect(url_for("desk.draft", attempt_id=attempt_id, draft=draft), 303)


@bp.get("/ban-thao/<string:draft>/tep/<int:number>")
@signed_in
def draft_file(attempt_id: uuid.UUID, draft: str, number: int) -> Response:
    """The given file (0), or the one that was handed in as the first, second …"""
    files = _item(loaded_for_me(attempt_id), draft).files
    if number >= len(files):
        abort(404)
    return responses.docx(draft_files.content_of(files[number]), files[number].name.removesuffix(".docx"))


@bp.post("/ban-thao/<string:draft>/nop")
@takes_file(LARGEST_FILE, "Bản thảo được giao chỉ vài chục kB: hãy nộp đúng tệp đó sau khi sửa, không dán thêm ảnh.")
@signed_in
def submit_draft(attempt_id: uuid.UUID, draft: str) -> ResponseReturnValue:
    """Hand in a mended file: read in a child process, kept only where it is this draft.

    While others are served the file waits, and the page sends this form again without one.
    """
    loaded = loaded_for_me(attempt_id)
    item = _item(loaded, draft)
    form = DraftForm()
    if not loaded.attempt.is_open:
        return redirect(url_for("results.result", attempt_id=attempt_id), 303)
    if form.validate():
        upload = form.file.data
        return _read_and_submit(attempt_id, item, upload.read(), upload.filename or "")
    if waiting := draft_waiting.waiting_file(attempt_id, draft):
        data = draft_waiting.place_of(attempt_id, draft).data_of(waiting.id)
        return _read_and_submit(attempt_id, item, data, waiting.name)
    return _page(attempt_id, draft, 422, draft_form=form, form=form)


def _read_and_submit(attempt_id: uuid.UUID, item: DraftItem, data: bytes, name: str) -> ResponseReturnValue:
    place = draft_waiting.place_of(attempt_id, item.draft.id)
    try:
        found = draft_files.handed_in(item.draft, data, name)
    except Busy:
        return _put_off(attempt_id, item.draft.id, data, name)
    except Rejected as refused:
        place.wipe()
        return _refused(attempt_id, item.draft.id, str(refused), 413 if isinstance(refused, TooLarge) else 422)
    place.wipe()
    return _submit(attempt_id, item, found)


def _put_off(attempt_id: uuid.UUID, draft_id: str, data: bytes, name: str) -> ResponseReturnValue:
    """Keep the file until its turn; the page asks again by itself."""
    try:
        kept = Kept(uuid.uuid4(), short_name(name), {})
        draft_waiting.place_of(attempt_id, draft_id).keep(kept, data, clock.now())
    except Full:
        return _refused(attempt_id, draft_id, FULL, 503)
    return redirect(url_for("desk.draft", attempt_id=attempt_id, draft=draft_id), 303)


def _submit(attempt_id: uuid.UUID, item: DraftItem, found: draft_files.ReadFile) -> ResponseReturnValue:
    """A professional mistake goes through; a file that is not this draft is refused, which the desk remembers, not the store."""
    if not drafting.other_letter(item, found.look):
        found.keep()
    events: Sequence[Event] = ()
    with tolerated(attempt_id):
        events = act_and_tell(attempt_id, c.SubmitDraft(item.draft.id, found.file, found.look), QUIET | {"Refused"})
    last = events[-1].fact if events else None
    if isinstance(last, Refused):
        return _refused(attempt_id, item.draft.id, last.explanation, 422)
    return redirect(url_for("desk.draft", attempt_id=attempt_id, draft=item.draft.id), 303)


def _item(loaded: LoadedAttempt, draft_id: str) -> DraftItem:
    item = loaded.desk.drafts.get(draft_id)
    if item is None:
        abort(404)
    return item


def _refused(attempt_id: uuid.UUID, draft_id: str, problem: str, status: int) -> ResponseReturnValue:
    form = DraftForm(formdata=None)
    form.refuse("file", problem)
    return _page(attempt_id, draft_id, status, draft_form=form, form=form)


def _page(attempt_id: uuid.UUID, draft_id: str, status: int, **more: Any) -> ResponseReturnValue:
    frame = own_frame(loaded_for_me(attempt_id), DRAFT_PREFIX + draft_id)
    return render.render(frame, **more), status
