"""The sheets of a file: what holds no list of people, and what of a file may hold people that nobody reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.domain import list_words as words
from training.domain.list_cells import text_of
from training.domain.list_header import Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the file: its rows, and which of them, as Excel numbers them, it hides."""

    name: str
    rows: Sequence[Row]
    hidden: frozenset[int] = frozenset()


class NoList(ValueError):
    """There is no list of people in the file; the message is a Vietnamese sentence that says what to do."""


def nameless(sheets: Sequence[Sheet], read: str) -> tuple[str, ...]:
    """A sentence for each sheet whose rows look like people though nothing names its columns, as where a list goes on."""
    return tuple(
        f"Trang tính “{sheet.name}” có tên người nhưng không có dòng tiêu đề nên chưa được đọc. Nếu đó là học viên, hãy chép họ vào"
        f" trang tính “{read}” rồi tải lên lại."
        for sheet in sheets
        if any(_looks_like_a_person(row) for row in sheet.rows)
    )


def _looks_like_a_person(row: Row) -> bool:
    texts = [text_of(cell) for cell in row]
    return any(words.is_surely_a_person(text) for text in texts) and any(
        re.fullmatch(r"\d+|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\S+@\S+", text) for text in texts
    )
