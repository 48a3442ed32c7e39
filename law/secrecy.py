"""Levels of secrecy (Phụ lục I Phần I Mục III khoản 2 điểm a; the state-secret law rules everything else)."""

from enum import Enum


class Secrecy(Enum):
    """From ordinary to the highest level. The value orders them."""

    ORDINARY = 0
    SECRET = 1
    HIGHLY_SECRET = 2
    TOP_SECRET = 3

    @property
    def label(self) -> str:
        """The Vietnamese name on the screen."""
        return _LABELS[self]

    @property
    def mark(self) -> str:
        """The words of the stamp in ô số 10a; empty for an ordinary document."""
        return "" if self is Secrecy.ORDINARY else _LABELS[self].upper()

    @property
    def is_state_secret(self) -> bool:
        """Never scanned, attached or sent on a networked system; registered apart (Điều 22 khoản 4)."""
        return self is not Secrecy.ORDINARY


_LABELS = {
    Secrecy.ORDINARY: "Thường",
    Secrecy.SECRET: "Mật",
    Secrecy.HIGHLY_SECRET: "Tối mật",
    Secrecy.TOP_SECRET: "Tuyệt mật",
}
