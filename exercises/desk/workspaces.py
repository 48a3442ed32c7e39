"""Which screens a desk has: the mailbox of incoming documents, or the drafts to be put right. The seed names one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exercises.dms.domain.desk import Desk
from exercises.dms.domain.events import Event
from exercises.dms.screens import FOLDER_BY_SLUG, FOLDERS

REGISTER = "so"
FOLDER_PREFIX = "thu-muc:"
DOCUMENT_PREFIX = "van-ban:"
DRAFT_PREFIX = "ban-thao:"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side menu: where it leads, how many lie there, and what is left to do there, in words."""

    screen: str
    label: str
    icon: str
    count: int
    left: str = ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """`home_of` is the entry under which a screen that is none itself is found; `waits` whether time may be let pass."""

    entries: Callable[[Desk], Sequence[Entry]]
    holds: Callable[[Desk, str], bool]
    home_of: Callable[[Desk, str], str]
    all_done: str
    waits: bool = True

    def first_screen(self, desk: Desk) -> str:
        """Where work begins."""
        return self.entries(desk)[0].screen


def workspace_of(desk: Desk) -> Workspace:
    """The workspace that the seed has named."""
    return WORKSPACES[desk.office.workspace]


def screen_of(event: Event) -> str | None:
    """The screen on which an event is seen best."""
    if event.packet_id:
        return DOCUMENT_PREFIX + event.packet_id
    return DRAFT_PREFIX + event.subject_id if event.subject_id else None


_UNFINISHED = 3  # of the folders: what lies further on has left the clerk's hands


def _mail_entries(desk: Desk) -> Sequence[Entry]:
    entries = []
    for place, folder in enumerate(FOLDERS):
        count = len(folder.items(desk))
        left = f"{count} văn bản" if count and place < _UNFINISHED else ""
        entries.append(Entry(FOLDER_PREFIX + folder.slug, folder.label, folder.icon, count, left))
    number = sum(item.arrival_number is not None for item in desk.items.values())
    return [*entries, Entry(REGISTER, "Sổ đăng ký văn bản đến", "book", number)]


def _mail_holds(desk: Desk, screen: str) -> bool:
    if screen.startswith(FOLDER_PREFIX):
        return screen.removeprefix(FOLDER_PREFIX) in FOLDER_BY_SLUG
    is_document = screen.startswith(DOCUMENT_PREFIX) and screen.removeprefix(DOCUMENT_PREFIX) in desk.items
    return screen == REGISTER or is_document


def _mail_home(desk: Desk, screen: str) -> str:
    item = desk.items.get(screen.removeprefix(DOCUMENT_PREFIX))
    return next((FOLDER_PREFIX + folder.slug for folder in FOLDERS if item and item.state in folder.states), screen)


def _draft_entries(desk: Desk) -> Sequence[Entry]:
    return [
        Entry(
            DRAFT_PREFIX + item.draft.id,
            "Bản thảo cần soát thể thức",
            "edit",
            len(item.submissions),
            "" if item.submissions else "chưa nộp bản đã sửa",
        )
        for item in desk.drafts.values()
    ]


def _draft_holds(desk: Desk, screen: str) -> bool:
    return screen.startswith(DRAFT_PREFIX) and screen.removeprefix(DRAFT_PREFIX) in desk.drafts


WORKSPACES = {
    "incoming": Workspace(_mail_entries, _mail_holds, _mail_home, "Mọi văn bản trên bàn đều đã được xử lý."),
    "drafting": Workspace(
        _draft_entries,
        _draft_holds,
        lambda _, screen: screen,
        "Bản đã sửa đã nộp; lần nộp cuối cùng được chấm.",
        waits=False,
    ),
}
