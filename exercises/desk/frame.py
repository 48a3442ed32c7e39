"""What stands around every screen of the desk: menu with counters, clock, messages, coach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from exercises.coach import Coach, coach_of
from exercises.desk.workspaces import (
    DOCUMENT_PREFIX,
    DRAFT_PREFIX,
    FOLDER_PREFIX,
    REGISTER,
    Workspace,
    workspace_of,
)
from exercises.dms.waiting import waiting_choices
from exercises.domain import Mode
from exercises.queries import LoadedAttempt


@dataclass(frozen=True)
class MenuEntry:
    """A line of the navy side menu."""

    label: str
    icon: str
    url: str
    count: int
    is_active: bool
    left: str


@dataclass(frozen=True)
class DeskFrame:
    """A screen's surroundings. `url_of` gives the address of another screen of the same desk.

    `can_act` is False in a replay and for those who only look; then no form is shown. `file_url` gives the address of a
    draft's file by its number; None where it may only be looked at.
    """

    loaded: LoadedAttempt
    screen: str
    url_of: Callable[[str], str]
    can_act: bool
    shows_coach: bool
    is_own: bool = False
    file_url: Callable[[str, int], str] | None = None
    breadcrumbs: Sequence[tuple[str, str | None]] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def attempt_id(self) -> Any:
        """The UUID of the attempt, which stands in every address of the desk."""
        return self.loaded.attempt.id

    @property
    def desk(self) -> Any:
        """The desk as it stands after the last event that is shown."""
        return self.loaded.desk

    @property
    def around(self) -> dict[str, Any]:
        """What every template of a screen needs."""
        return {"frame": self, "desk": self.loaded.desk, "breadcrumbs": self.breadcrumbs, **self.extra}

    @property
    def workspace(self) -> Workspace:
        """The set of screens that the seed has given this desk."""
        return workspace_of(self.loaded.desk)

    @property
    def menu(self) -> list[MenuEntry]:
        """The lines of the side menu in their order; active is the one under which this screen is found."""
        desk = self.loaded.desk
        home = self.workspace.home_of(desk, self.screen)
        return [
            MenuEntry(entry.label, entry.icon, self.url_of(entry.screen), entry.count, entry.screen == home, entry.left)
            for entry in self.workspace.entries(desk)
        ]

    @property
    def coach(self) -> Coach | None:
        """The panel beside the desk; None where it is not shown, as in an exam that is still open."""
        return coach_of(self.loaded) if self.shows_coach else None

    @property
    def waiting(self) -> list[tuple[str, str]]:
        """The choices of "Chờ đến…": ISO moment and words; empty where this desk lets no time pass."""
        choices = waiting_choices(self.loaded.desk) if self.workspace.waits else []
        return [(at.isoformat(), words) for at, words in choices]

    @property
    def shows_faults(self) -> bool:
        """Whether the checker's findings may be seen: in practice, and once the desk is handed in."""
        return self.shows_coach or not self.loaded.attempt.is_open

    def document_url(self, packet_id: str) -> str:
        """The address of a packet on this desk, or in this replay of it."""
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
        if target.startswith(DRAFT_PREFIX):
            return url_for("desk.draft", attempt_id=attempt.id, draft=target.removeprefix(DRAFT_PREFIX))
        return url_for("desk.folder", attempt_id=attempt.id, slug=target.removeprefix(FOLDER_PREFIX))

    return DeskFrame(
        loaded=loaded,
        screen=screen,
        url_of=url_of,
        can_act=attempt.is_open,
        shows_coach=attempt.mode is Mode.PRACTICE and attempt.is_open,
        is_own=True,
        file_url=lambda draft, number: url_for("desk.draft_file", attempt_id=attempt.id, draft=draft, number=number),
        breadcrumbs=[
            ("Luyện tập", url_for("exercises.exercise_list")),
            (loaded.scenario.title, url_for("exercises.exercise", slug=loaded.scenario.id.lower())),
            ("Bàn làm việc", None),
        ],
    )
