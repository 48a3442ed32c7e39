"""What an instructor brings into the room for one module: notes of one or two pages, and slides."""

from dataclasses import dataclass

from courses.domain.questions import Prose

# The parts of the notes, as headings of level 2 in this order.
PARTS = (
    "Mục tiêu",
    "Thời gian",
    "Vụ việc mở đầu",
    "Hỏi cả phòng",
    "Hay hiểu lầm",
    "Trên bàn làm việc",
    "Đúc kết",
)
TIMING = PARTS[1]


@dataclass(frozen=True, slots=True)
class Slide:
    """One page of the slides."""

    title: str
    text: Prose
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Teaching:
    """The instructor's notes and slides of a module, and every provision that they cite."""

    notes: Prose
    slides: tuple[Slide, ...]
    cites: tuple[str, ...]
