"""The life of a certificate: each event happens once and is never taken back."""

import enum


class EventKind(enum.StrEnum):
    """What can happen to a certificate."""

    ISSUED = "issued"
    RENDERED = "rendered"
    REVOKED = "revoked"
    REPLACED = "replaced"
    REISSUED = "reissued"  # revoked by mistake: it stays revoked, and a new one was issued


class State(enum.StrEnum):
    """What the public is told."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


EVENT_NAMES = {
    EventKind.ISSUED: "Cấp số, vào sổ",
    EventKind.RENDERED: "Tạo tệp PDF gốc",
    EventKind.REVOKED: "Thu hồi",
    EventKind.REPLACED: "Thay bằng giấy khác",
    EventKind.REISSUED: "Cấp giấy mới sau khi thu hồi",
}

STATE_NAMES = {State.VALID: "Hợp lệ", State.REVOKED: "Đã thu hồi", State.REPLACED: "Đã thay thế"}

ENDINGS = {EventKind.REVOKED: State.REVOKED, EventKind.REPLACED: State.REPLACED}


def may_be_followed(state: State, new_number: str | None) -> bool:
    """Whether a new certificate may be issued: in place of a valid one, or after a revoked one that has none yet."""
    return state is State.VALID or (state is State.REVOKED and new_number is None)
