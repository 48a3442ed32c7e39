"""The life of a certificate: each event happens once and is never taken back."""

import enum


class EventKind(enum.StrEnum):
    """What can happen to a certificate."""

    ISSUED = "issued"
    RENDERED = "rendered"
    REVOKED = "revoked"
    REPLACED = "replaced"


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
}

STATE_NAMES = {State.VALID: "Hợp lệ", State.REVOKED: "Đã thu hồi", State.REPLACED: "Đã thay thế"}

ENDINGS = {EventKind.REVOKED: State.REVOKED, EventKind.REPLACED: State.REPLACED}
