"""The screens as HTML: one's own desk, a replay, and the look that an upper package gives to those whom it has authorised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, render_template
from markupsafe import Markup

from exercises.desk import draft_screen
from exercises.desk.frame import DeskFrame
from exercises.desk.workspaces import DOCUMENT_PREFIX, DRAFT_PREFIX, FOLDER_PREFIX, REGISTER, workspace_of
from exercises.dms.forms import (
    AcceptForm,
    CorrectionForm,
    NoteForm,
    RegistrationForm,
    ReturnForm,
    entry_values,
    new_entry,
)
from exercises.dms.history import history
from exercises.dms.paper import document_of
from exercises.dms.screens import FOLDER_BY_SLUG, REGISTER_COLUMNS, register_rows
from exercises.queries import LoadedAttempt
from law.layout.page import render_page


def observe(
    loaded: LoadedAttempt,
    screen: str | None,
    url_of: Callable[[str], str],
    breadcrumbs: Sequence[tuple[str, str | None]],
    *,
    shows_coach: bool = True,
    file_url: Callable[[str, int], str] | None = None,
    extra: dict[str, Any] | None = None,
) -> str:
    """A read-only screen for somebody whom the caller has authorised (the instructor of the class).

    `screen` comes from the address (`url_of` writes it there); nonsense shows the first screen. `file_url` gives the
    address of a draft's file by its number, where these people may have it.
    """
    workspace = workspace_of(loaded.desk)
    wanted = screen if screen and workspace.holds(loaded.desk, screen) else workspace.first_screen(loaded.desk)
    frame = DeskFrame(
        loaded,
        wanted,
        url_of,
        can_act=False,
        shows_coach=shows_coach,
        file_url=file_url,
        breadcrumbs=breadcrumbs,
        extra=extra or {},
    )
    return render(frame)


def render(frame: DeskFrame, **forms: Any) -> str:
    """Any screen; `forms` are those that a post gave back with what was typed. 404 for a screen that this desk has not."""
    if not frame.workspace.holds(frame.loaded.desk, frame.screen):
        abort(404)
    if frame.screen == REGISTER:
        return register_screen(frame)
    if frame.screen.startswith(DOCUMENT_PREFIX):
        return document_screen(frame, frame.screen.removeprefix(DOCUMENT_PREFIX), **forms)
    if frame.screen.startswith(DRAFT_PREFIX):
        return draft_screen.render(frame, frame.screen.removeprefix(DRAFT_PREFIX), **forms)
    return folder_screen(frame, frame.screen.removeprefix(FOLDER_PREFIX))


def folder_screen(frame: DeskFrame, slug: str) -> str:
    """The documents of one folder."""
    folder = FOLDER_BY_SLUG[slug]
    return render_template(
        "exercises/desk/folder.html",
        **frame.around,
        folder=folder,
        items=folder.items(frame.loaded.desk),
    )


def register_screen(frame: DeskFrame) -> str:
    """The register of incoming documents in its ten legal columns."""
    return render_template(
        "exercises/desk/register.html",
        **frame.around,
        columns=REGISTER_COLUMNS,
        rows=register_rows(frame.loaded.desk),
    )


def document_screen(frame: DeskFrame, packet_id: str, **forms: Any) -> str:
    """One document: page, signatures, handling, history."""
    item = frame.loaded.desk.items[packet_id]
    return render_template(
        "exercises/desk/document.html",
        **frame.around,
        item=item,
        # The layout package escapes every text that it draws.
        page=Markup(render_page(document_of(item.packet), zones=False)),  # noqa: S704
        history=history(frame.loaded.desk, frame.loaded.events, packet_id),
        next_number=frame.loaded.desk.last_numbers.get(frame.loaded.desk.time.year, 0) + 1,
        **({**_forms(frame, item), **forms} if frame.can_act else {}),
    )


def _forms(frame: DeskFrame, item: Any) -> dict[str, Any]:
    """Fresh forms for what can be done with the document now; a GET never reads them from the request."""
    if item.registration is not None:
        entry: Any = CorrectionForm(formdata=None, data=entry_values(item.registration))
    else:
        day = (item.accepted_at or frame.loaded.desk.time).date()
        entry = RegistrationForm(formdata=None, data=new_entry(day, item.packet.facts.page_amount))
    return {
        "entry_form": entry,
        "accept_form": AcceptForm(formdata=None),
        "return_form": ReturnForm(formdata=None),
        "note_form": NoteForm(formdata=None),
    }
