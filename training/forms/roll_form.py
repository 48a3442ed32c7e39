"""The roll of a session as a page sends it, and the small forms around it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from core.forms import Form, clean_text
from training.domain.attendance import STATUS_NAMES, Mark, Status, mistake_in, tidy

# What the buttons under a roll do, beside saving it.
ALL_PRESENT, END, COUNT = "all_present", "end", "count"


@dataclass(slots=True)
class Typed:
    """What one row of the roll says, as typed."""

    status: str = ""
    minutes: str = ""
    paper: str = ""
    error: str = ""


@dataclass(slots=True)
class RollPage:
    """A sent roll: good marks by person, everything as typed, and the complaints (sentence, id of the field)."""

    marks: dict[uuid.UUID, Mark] = field(default_factory=dict)
    typed: dict[uuid.UUID, Typed] = field(default_factory=dict)
    complaints: list[tuple[str, str]] = field(default_factory=list)


class RollForm(Form):
    """The tokens of the roll's page; `seen` is the position up to which the page knew the roll."""

    seen = HiddenField("Bảng điểm danh lúc mở trang")

    @property
    def seen_position(self) -> int:
        """The position, 0 for nonsense."""
        text = str(self.seen.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_roll(
    sent: Mapping[str, Any], people: Iterable[tuple[uuid.UUID, str]], minutes: int, *, is_all_present: bool
) -> RollPage:
    """The marks of a sent page. 810 fields of WTForms for a class of 270 would cost more than the rest of the request."""
    page = RollPage()
    for person_id, name in people:
        typed = Typed(
            *(str(clean_text(sent.get(f"{part}-{person_id}", ""))) for part in ("status", "minutes", "paper"))
        )
        if not typed.status and is_all_present:
            typed.status = Status.PRESENT.value
        page.typed[person_id] = typed
        if typed.status in Status._value2member_map_:
            _take(page, person_id, name, typed, minutes)
        elif typed.status:
            _refuse_unknown(page, person_id, name, typed)
    return page


def _refuse_unknown(page: RollPage, person_id: uuid.UUID, name: str, typed: Typed) -> None:
    typed.error = "Hãy chọn một trong các mã trên trang."
    page.complaints.append((f"{name}: {typed.error}", f"status-{person_id}"))


def _take(page: RollPage, person_id: uuid.UUID, name: str, typed: Typed, minutes: int) -> None:
    missed = int(typed.minutes) if typed.minutes.isascii() and typed.minutes.isdigit() and len(typed.minutes) < 5 else 0
    mark = tidy(Mark(Status(typed.status), missed, typed.paper))
    mistake = mistake_in(mark, minutes)
    if mistake is None:
        page.marks[person_id] = mark
        return
    part, typed.error = mistake
    page.complaints.append((f"{name}: {typed.error}", f"{part}-{person_id}"))


class LockForm(Form):
    """Signing the roll with the head-count."""

    head_count = IntegerField(
        "Số người đếm được trong phòng", [InputRequired("Hãy ghi số người đếm được, ví dụ 35."), NumberRange(0, 2000)]
    )
    note = StringField("Lý do lệch", [Length(max=300)])


class CancelForm(Form):
    """Striking a session from the plan."""

    reason = StringField("Lý do hủy buổi", [DataRequired("Hãy ghi lý do, ví dụ mưa lũ."), Length(max=300)])


class CorrectionForm(Form):
    """Asking for a change after the lock."""

    status = RadioField(
        "Ghi lại là",
        [InputRequired("Hãy chọn mã đúng.")],
        choices=[SelectChoice(code.value, f"{code.value} · {name}") for code, name in STATUS_NAMES.items()],
    )
    minutes = IntegerField("Số phút đi muộn hoặc về sớm", default=0)
    paper = StringField("Số giấy hoặc tên giấy xin phép", [Length(max=120)])
    reason = TextAreaField("Lý do sửa", [DataRequired("Hãy ghi lý do sửa, ví dụ ghi nhầm tên."), Length(max=500)])

    def to_mark(self) -> Mark:
        """The wanted mark."""
        return Mark(Status(self.status.data), int(self.minutes.data or 0), str(self.paper.data or ""))


class AnswerForm(Form):
    """Approving or refusing a correction; the answer is the button that was pressed."""

    answer = SelectField("Trả lời", choices=[SelectChoice("approve", "Duyệt"), SelectChoice("refuse", "Không duyệt")])
    reason = StringField("Lý do không duyệt", [Length(max=500)])
