"""Opening a class: the decision, the days, the rule, and one row for each session."""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import wtforms
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from accounts.forms import CheckboxListField
from accounts.models import Person
from core.edits import Overtaken, digest_of
from core.forms import Form, VietnameseDateField
from training.domain.plans import (
    MOST_SESSIONS,
    ClassPlan,
    CourseRef,
    PlanMistake,
    PlannedSession,
    gaps_in,
    read_decision_number,
    values_of,
)
from training.domain.sessions import HALF_DAY_NAMES, HalfDay
from training.models import ClassSession
from training.queries.plans import as_planned

ROWS_AT_FIRST = 2
ROWS_MORE = 3
USUAL_HOURS = {HalfDay.MORNING: ("07:30", "11:00"), HalfDay.AFTERNOON: ("13:30", "17:00")}
SHORT, LONG = Length(max=120), Length(max=200)
NEEDED_NUMBER = InputRequired("Hãy ghi một số từ 1 đến 100.")
NOBODY = SelectChoice("", "Chưa phân công")


class HourField(StringField):
    """An hour typed as 07:30, 7h30, 7g30 or 7; data stays as typed, `hour` is a time or None."""

    hour: time | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the typed hour."""
        typed = (self.data or "").strip()
        found = re.fullmatch(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?", typed.lower())
        try:
            if found is None:
                raise ValueError(typed)
            self.hour = time(int(found[1]), int(found[2] or 0))
        except ValueError as error:
            self.hour = None
            if typed:
                raise ValidationError("Hãy ghi giờ như 07:30.") from error


class _RowMeta(Form.Meta):
    csrf = False  # the form around the rows carries the token


class SessionRow(wtforms.Form):
    """One half-day. A new row in which nothing was written is an empty line of the form."""

    Meta = _RowMeta

    session_id = HiddenField("Buổi")
    day = VietnameseDateField("Ngày")
    half_day = SelectField("Buổi", choices=[SelectChoice(half.value, name) for half, name in HALF_DAY_NAMES.items()])
    starts = HourField("Từ")
    ends = HourField("Đến")
    periods = IntegerField("Số tiết", [Optional(), NumberRange(1, 8)], default=4)
    room = StringField("Phòng học", [SHORT])
    instructor = SelectField("Giảng viên", choices=[NOBODY], validate_choice=False)
    topic = StringField("Nội dung", [LONG])
    counts = BooleanField("Tính vào số tiết của lớp", default=True)
    is_dropped = BooleanField("Bỏ buổi này")

    @property
    def is_empty(self) -> bool:
        """A new line in which nothing was written, or one that was struck out."""
        if self.is_dropped.data or self.session_id.data:
            return bool(self.is_dropped.data)
        written = (self.day.data, self.room.data, self.topic.data, self.instructor.data)
        return not "".join(text or "" for text in written).strip()

    def validate(self, extra_validators: Any = None) -> bool:
        """Empty lines are fine; others need a day, hours, periods and a room."""
        if self.is_empty:
            return True
        passed = bool(super().validate(extra_validators))
        for field, present, message in (
            (self.day, self.day.day, "Hãy ghi ngày của buổi này."),
            (self.starts, self.starts.hour, "Hãy ghi giờ bắt đầu, như 07:30."),
            (self.ends, self.ends.hour, "Hãy ghi giờ kết thúc, như 11:00."),
            (self.periods, self.periods.data, "Hãy ghi số tiết."),
            (self.room, self.room.data, "Hãy ghi phòng học."),
        ):
            if not present and not field.errors:
                field.errors = [*field.errors, message]
                passed = False
        return passed

    def to_session(self) -> PlannedSession:
        """The row as the plan reads it; only after `validate`."""
        assert self.day.day is not None
        assert self.starts.hour is not None
        assert self.ends.hour is not None
        return PlannedSession(
            day=self.day.day,
            half_day=HalfDay(self.half_day.data),
            starts=self.starts.hour,
            ends=self.ends.hour,
            periods=int(self.periods.data or 0),
            room=str(self.room.data),
            instructor_id=_uuid(self.instructor.data),
            topic=str(self.topic.data or ""),
            counts=bool(self.counts.data),
            session_id=_uuid(self.session_id.data),
        )

    def meet(self, there: PlannedSession | None, before: str | None, who: str) -> None:
        """Somebody else changed this session (`there`) or took it out (None); `before` is what the page knew."""
        if there is None:
            self.day.errors = ["Buổi này vừa bị bỏ hoặc đã bắt đầu điểm danh. Hãy chọn “Bỏ buổi này”, hoặc sửa ngày."]
        elif not self.is_empty and digest_of(self.to_session()) == before:
            for name, value in _as_data(there).items():
                self[name].process_data(value)
            self.day.errors = [f"{who} vừa sửa buổi này. Bạn không sửa nên trang đã lấy giá trị mới."]
        else:
            self.day.errors = [f"{who} vừa sửa thành: {there.words}. Khung này vẫn là điều bạn muốn ghi."]


def _decision_number(_form: Form, field: StringField) -> None:
    if not field.data:  # a draft may lack it
        return
    try:
        field.data = read_decision_number(field.data)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class ClassForm(Form):
    """A class as an officer writes it."""

    name = StringField("Tên lớp", [DataRequired("Hãy ghi tên lớp như trong quyết định."), LONG])
    decision_number = StringField("Số quyết định mở lớp", [Length(max=60), _decision_number])
    decision_date = VietnameseDateField("Ngày quyết định")
    plan = StringField("Kế hoạch", [Length(max=300)])
    course = SelectField("Khóa học và chương trình", validate_choice=True)
    place = StringField("Địa điểm", [DataRequired("Hãy ghi nơi học, ví dụ Hội trường UBND xã Văn Yên."), LONG])
    organiser = StringField("Cơ quan tổ chức", [DataRequired("Hãy ghi cơ quan tổ chức lớp, ví dụ Sở Nội vụ."), LONG])
    partner_school = StringField("Cơ sở đào tạo phối hợp", [LONG])
    first_day = VietnameseDateField("Ngày bắt đầu", [DataRequired("Hãy ghi ngày bắt đầu, ví dụ 05/11/2026.")])
    last_day = VietnameseDateField("Ngày kết thúc", [DataRequired("Hãy ghi ngày kết thúc, ví dụ 06/11/2026.")])
    minimum_attendance = IntegerField("Dự ít nhất (% số tiết)", [NEEDED_NUMBER, NumberRange(1, 100)], default=80)
    quiz_percent = IntegerField("Điểm kiểm tra ít nhất (%)", [NEEDED_NUMBER, NumberRange(1, 100)], default=50)
    exercise_score = IntegerField("Điểm bài thực hành ít nhất", [NEEDED_NUMBER, NumberRange(1, 100)], default=80)
    exercises = CheckboxListField("Bài thực hành phải đạt ở chế độ kiểm tra")
    sessions = FieldList(FormField(SessionRow, "Buổi học"), "Các buổi học", max_entries=MOST_SESSIONS + 20)

    def offer(
        self, courses: Sequence[CourseRef], instructors: Iterable[Person], exercises: Sequence[tuple[str, str]]
    ) -> None:
        """Put the courses, instructors and exercises of this installation on the lists."""
        self._courses = {ref.key: ref for ref in courses}
        self.course.choices = [SelectChoice(ref.key, ref.title) for ref in courses]
        self.exercises.choices = [SelectChoice(key, title) for key, title in exercises]
        self._people = [NOBODY, *(SelectChoice(str(one.id), one.full_name) for one in instructors)]
        for row in self.sessions:
            row.form.instructor.choices = self._people

    def add_rows(self, count: int = ROWS_MORE) -> None:
        """More empty lines, mornings and afternoons in turn."""
        for _ in range(count):
            half = HalfDay.MORNING if len(self.sessions) % 2 == 0 else HalfDay.AFTERNOON
            starts, ends = USUAL_HOURS[half]
            row = self.sessions.append_entry(
                {"half_day": half.value, "starts": starts, "ends": ends, "periods": 4, "counts": True}
            )
            row.form.instructor.choices = getattr(self, "_people", row.form.instructor.choices)

    def fill(self, plan: ClassPlan) -> None:
        """Show a class that exists."""
        for name, value in values_of(plan).items():
            if name in self:
                self[name].process_data(value)
        for planned in plan.sessions:
            self._add(planned)

    def _add(self, planned: PlannedSession) -> SessionRow:
        row: SessionRow = self.sessions.append_entry(_as_data(planned)).form
        row.instructor.choices = self._people
        return row

    def meet(self, overtaken: Overtaken, who: str, at: datetime) -> None:
        """Also the sessions that somebody else changed, added or took out."""
        before = self.opening.digests if self.opening else {}
        super().meet(overtaken, who, at)
        rows = {f"session-{row.form.session_id.data}": row.form for row in self.sessions}
        for name in sorted(overtaken.changed):
            there = overtaken.now.get(name)
            if isinstance(there, PlannedSession) and name not in rows:
                self._add(there).day.errors = [f"{who} vừa thêm buổi này. Giữ nguyên, hoặc chọn “Bỏ buổi này”."]
            elif name in rows:
                rows[name].meet(there if isinstance(there, PlannedSession) else None, before.get(name), who)

    def to_plan(self, begun: Iterable[ClassSession] = ()) -> ClassPlan:
        """The plan; sessions whose roll has begun come last and as they are."""
        rows = [row.form.to_session() for row in self.sessions if not row.form.is_empty]
        self._places = [index for index, row in enumerate(self.sessions) if not row.form.is_empty]
        assert self.first_day.day is not None
        assert self.last_day.day is not None
        return ClassPlan(
            name=str(self.name.data),
            course=self._courses[str(self.course.data)],
            place=str(self.place.data),
            first_day=self.first_day.day,
            last_day=self.last_day.day,
            organiser=str(self.organiser.data),
            sessions=(*rows, *(as_planned(session) for session in begun)),
            decision_number=str(self.decision_number.data or ""),
            decision_date=self.decision_date.day,
            plan=str(self.plan.data or ""),
            partner_school=str(self.partner_school.data or ""),
            minimum_attendance=int(self.minimum_attendance.data or 0),
            quiz_percent=int(self.quiz_percent.data or 0),
            exercise_score=int(self.exercise_score.data or 0),
            exercises=tuple(self.exercises.data or ()),
        )

    def show_gaps(self, begun: Sequence[ClassSession] = (), *, is_opening: bool) -> None:
        """Say also what is lacking, beside boxes that could not be read: one round is enough to mend all."""
        rows = [*(row for row in self.sessions if not row.form.is_empty), *begun]
        number, day = str(self.decision_number.data or ""), self.decision_date.data
        self.show(gap for gap in gaps_in(number, day, rows, is_opening=is_opening) if not self[gap.field].errors)

    def show(self, mistakes: Iterable[PlanMistake]) -> None:
        """Put the mistakes of the plan at their fields."""
        for mistake in mistakes:
            field = self._field_of(mistake.field)
            field.errors = [*field.errors, mistake.message]

    def _field_of(self, name: str) -> Any:
        found = re.fullmatch(r"sessions-(\d+)-(\w+)", name)
        if found is None:
            return self[name]
        index = int(found[1])
        if index >= len(self._places):
            return self.sessions
        return self.sessions[self._places[index]].form[found[2]]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of its field, for the top of the page."""
        found = [
            (f"{field.label.text}: {message}", field.id)
            for field in self
            if field.type not in {"FieldList", "CSRFTokenField"}
            for message in field.errors
        ]
        found += [(message, "buoi-hoc") for message in self.sessions.errors if isinstance(message, str)]
        for number, row in enumerate(self.sessions, start=1):
            found += [
                (f"Buổi {number}, {field.label.text.lower()}: {message}", field.id)
                for field in row.form
                for message in field.errors
            ]
        return found


def _as_data(planned: PlannedSession) -> dict[str, Any]:
    return {
        "session_id": str(planned.session_id),
        "day": planned.day,
        "half_day": planned.half_day.value,
        "starts": f"{planned.starts:%H:%M}",
        "ends": f"{planned.ends:%H:%M}",
        "periods": planned.periods,
        "room": planned.room,
        "instructor": str(planned.instructor_id or ""),
        "topic": planned.topic,
        "counts": planned.counts,
    }


def _uuid(typed: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(typed))
    except ValueError:
        return None
