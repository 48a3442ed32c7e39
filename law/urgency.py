"""Levels of urgency (Phụ lục I Phần I Mục III khoản 2 điểm b) and their numbers in an edXML message."""

from enum import Enum


class Urgency(Enum):
    """Value: the priority number of an edXML message. NĐ 30 names three levels above the ordinary one."""

    ORDINARY = 0
    URGENT = 1
    VERY_URGENT = 2
    EXPRESS = 3

    @property
    def label(self) -> str:
        """The Vietnamese name on the screen."""
        return _LABELS[self]

    @property
    def mark(self) -> str:
        """The words of the stamp; empty for an ordinary document."""
        return _MARKS[self]

    @property
    def mark_size_mm(self) -> tuple[int, int]:
        """Width and height of the stamp in mm; (0, 0) for an ordinary document."""
        return _SIZES[self]

    @property
    def is_urgent(self) -> bool:
        """Văn bản khẩn: registered, presented and passed on at once (Điều 4 khoản 2 điểm c)."""
        return self is not Urgency.ORDINARY


# The gateway knows a fourth level, hỏa tốc hẹn giờ. The decree does not.
TIMED_EXPRESS_PRIORITY = 4

_LABELS = {
    Urgency.ORDINARY: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}
_MARKS = {
    Urgency.ORDINARY: "",
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.EXPRESS: "HỎA TỐC",
}
_SIZES = {
    Urgency.ORDINARY: (0, 0),
    Urgency.URGENT: (20, 8),
    Urgency.VERY_URGENT: (40, 8),
    Urgency.EXPRESS: (30, 8),
}


def from_priority(priority: int) -> Urgency:
    """The level of an edXML priority 0 to 4; the gateway's level 4 counts as Hỏa tốc. Raises ValueError."""
    if priority == TIMED_EXPRESS_PRIORITY:
        return Urgency.EXPRESS
    return Urgency(priority)
