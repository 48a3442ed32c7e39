"""What stands around every screen of the desk: menu with counters, clock, messages, coach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from exercises.coach import Coach, coach_of
from exercises.dms.screens import FOLDERS
from exercises.dms.waiting import waiting_choices
from exercises.domain import Mode
from exercises.queries import LoadedAttempt

REGISTER = "so"
FOLDER_PREFIX = "thu-muc:"
DOCUMENT_PREFIX = "van-ban:"
FIRST_SCREEN = f"{FOLDER_PREFIX}{FOLDERS[0].slug}"


@dataclass(frozen=True)
class MenuEntry:
    """A line of the navy side menu."""

    label: str
    icon: str
    url: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class DeskFrame:
    """A screen's surroundings. `url_of` gives the address of another screen of the same desk.

    `can_act` is False in a replay and for those who only look; then no form is shown.
    """

    loaded: LoadedAttempt
    screen: str
    url_of: Callable[[str], str]
    can_act: bool
    shows_coach: bool
    is_own: bool = False
    breadcrumbs: Sequence[tuple[str, str | None]] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def attempt_id(self) -> Any:
        return self.loaded.attempt.id

    @property
    def desk(self) -> Any:
        return self.loaded.desk

    @property
    def menu(self) -> list[MenuEntry]:
        entries = [
            MenuEntry(
                folder.label,
                folder.icon,
                self.url_of(FOLDER_PREFIX + folder.slug),
                len(folder.items(self.loaded.desk)),
                self.active_folder == folder.slug,
            )
            for folder in FOLDERS
        ]
        register_url = self.url_of(REGISTER)
        number = sum(item.arrival_number is not None for item in self.loaded.desk.items.values())
        return [
            *entries,
            MenuEntry("Sổ đăng ký văn bản đến", "book", register_url, number, self.screen == REGISTER),
        ]

    @property
    def active_folder(self) -> str:
        """The folder that is shown, or the one in which the shown document lies."""
        if self.screen.startswith(FOLDER_PREFIX):
            return self.screen.removeprefix(FOLDER_PREFIX)
        item = self.loaded.desk.items.get(self.screen.removeprefix(DOCUMENT_PREFIX))
        return next((folder.slug for folder in FOLDERS if item and item.state in folder.states), "")

    @property
    def coach(self) -> Coach | None:
        return coach_of(self.loaded) if self.shows_coach else None

    @property
    def waiting(self) -> list[tuple[str, str]]:
        return [(at.isoformat(), words) for at, words in waiting_choices(self.loaded.desk)]

    def folder_url(self, slug: str) -> str:
        return self.url_of(FOLDER_PREFIX + slug)

    def document_url(self, packet_id: str) -> str:
        return self.url_of(DOCUMENT_PREFIX + packet_id)


def own_frame(loaded: LoadedAttempt, screen: str) -> DeskFrame:
    """The frame of somebody's own desk, at which that person works."""
    attempt = loaded.attempt

    def url_of(target: str) -> str:
        if target == REGISTER:
            return url_for("desk.register", attempt_id=attempt.id)
        if target.startswith(DOCUMENT_PREFIX):
            packet_id = target.removeprefix(DOCUMENT_PREFIX)
            return url_for("desk.document", attempt_id=attempt.id, packet=packet_id)
        return url_for("desk.folder", attempt_id=attempt.id, slug=target.removeprefix(FOLDER_PREFIX))

    return DeskFrame(
        loaded=loaded,
        screen=screen,
        url_of=url_of,
        can_act=attempt.is_open,
        shows_coach=attempt.mode is Mode.PRACTICE and attempt.is_open,
        is_own=True,
        breadcrumbs=[
            ("Luyện tập", url_for("exercises.exercise_list")),
            (loaded.scenario.title, url_for("exercises.exercise", slug=loaded.scenario.id.lower())),
            ("Bàn làm việc", None),
        ],
    )
