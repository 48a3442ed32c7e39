"""What this package puts on the lists of the lower ones: menu, next steps, studies, contexts of exercises, chains."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, url_for
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.providers import MenuEntry, NextStep, Section
from core import anchors, db
from core.audit import ChainSource
from core.chain import Break, first_break
from core.clock import in_vietnam
from core.providers import Providers
from courses.access import progress_of
from courses.domain.content import slug
from courses.providers import Study
from exercises.providers import Context
from training.domain.attendance import STATUS_NAMES
from training.domain.completion import Item, ItemKind, ItemState, show_percent
from training.domain.sessions import CLASS_STATE_NAMES, HALF_DAY_NAMES, SESSION_STATE_NAMES, ClassState, roll_opens_at
from training.models import (
    AttendanceEvent,
    ClassRule,
    ClassSession,
    Enrolment,
    EnrolmentState,
    TrainingClass,
)
from training.queries import class_papers, home
from training.queries.attendance import ClassAttendance
from training.queries.results import Result, exercise_title, person_result
from training.service.chains import chain_name

RANK_ROLL_TODAY = 5
RANK_CLASS_STARTS = 40
RANK_OFFICER = 30
RANK_EXERCISE = 55

MENUS = (
    ("training.classes", MenuEntry("Lớp học", "training.class_list", frozenset({Role.OFFICER, Role.INSTRUCTOR})), 10),
    ("training.own", MenuEntry("Lớp của tôi", "training.own_classes", frozenset({Role.TRAINEE})), 10),
    (
        "training.agency",
        MenuEntry("Học viên của cơ quan", "training.agency_people", frozenset({Role.AGENCY_CONTACT})),
        10,
    ),
)


@dataclass(frozen=True)
class ClassStep:
    """What upper packages offer to do next with a class, on its first page."""

    title: str
    text: str
    url: str
    action: str


CLASS_STEPS: Providers[Callable[[Session, Person, TrainingClass], list[ClassStep]]] = Providers()

ACTIONS = {
    "training.class_created": "Lập lớp",
    "training.class_changed": "Sửa thông tin lớp",
    "training.class_opened": "Mở lớp",
    "training.class_finished": "Kết thúc lớp",
    "training.history_class_recorded": "Nhập lớp của các năm trước",
    "training.rule_changed": "Đổi quy định hoàn thành của lớp",
    "training.session_cancelled": "Hủy buổi học",
    "training.list_confirmed": "Xác nhận danh sách từ tệp Excel",
    "training.people_enrolled": "Ghi danh học viên",
    "training.person_withdrawn": "Rút tên học viên",
    "training.enrolment_corrected": "Sửa chức vụ, cơ quan của học viên trong lớp",
    "training.attendance_locked": "Khóa điểm danh",
    "training.correction_approved": "Duyệt sửa điểm danh sau khi khóa",
    "training.correction_refused": "Không duyệt sửa điểm danh sau khi khóa",
}


def class_steps(session: Session, person: Person, row: TrainingClass) -> list[ClassStep]:
    """The steps of all packages, in their order."""
    return [step for steps in CLASS_STEPS for step in steps(session, person, row)]


def studies(session: Session, person_id: uuid.UUID) -> list[Study]:
    """The running and finished classes of a person, newest first; one query."""
    return [study_in(row) for row in session.execute(_STUDIES, {"person": person_id})]


def study_in(row: Any) -> Study:
    """What is studied in a class: `row` has its id, name, course_id, course_digest and path_id."""
    url = f"/lop-cua-toi/{row.id}"
    return Study(row.id, row.course_id, row.course_digest, row.name, is_class=True, url=url, path_id=row.path_id)


_STUDIES = (
    sa.select(
        TrainingClass.id,
        TrainingClass.course_id,
        TrainingClass.course_digest,
        TrainingClass.name,
        TrainingClass.path_id,
    )
    .join(Enrolment, Enrolment.class_id == TrainingClass.id)
    .where(
        Enrolment.person_id == sa.bindparam("person"),
        Enrolment.state == EnrolmentState.ENROLLED,
        TrainingClass.state.in_([ClassState.OPEN, ClassState.FINISHED]),
    )
    .order_by(TrainingClass.state.desc(), TrainingClass.first_day.desc())
)


def withheld(session: Session, person_id: uuid.UUID) -> frozenset[str]:
    """Questions that stand on the papers of a person's running classes."""
    return class_papers.withheld(session, person_id, current_app.config["SECRET_KEY"])


def contexts(session: Session, person: Person, scenario_id: str) -> list[Context]:
    """The running classes of a person in which this exercise counts."""
    rows = session.execute(
        sa.select(TrainingClass.id, TrainingClass.name, ClassRule.exercises)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .join(
            ClassRule,
            sa.and_(ClassRule.class_id == TrainingClass.id, ClassRule.version == TrainingClass.rule_version),
        )
        .where(
            Enrolment.person_id == person.id,
            Enrolment.state == EnrolmentState.ENROLLED,
            TrainingClass.state == ClassState.OPEN,
        )
        .order_by(TrainingClass.first_day.desc())
    )
    return [Context(row.id, row.name) for row in rows if scenario_id in row.exercises]


def checklist_lines(row: TrainingClass, result: Result) -> list[dict[str, Any]]:
    """The checklist as the page shows it, each missing item with the way to the next thing."""
    return [
        {
            "label": item.label,
            "state": item.state.value,
            "detail": f"{item.detail}. Hãy gặp cán bộ phụ trách lớp" if item.state is ItemState.FAILED else item.detail,
            "url": "" if item.is_done else _way_on(row, item),
            "action": _ACTIONS[item.kind],
        }
        for item in result.checklist
    ]


_ACTIONS = {
    ItemKind.ATTENDANCE: "Xem lịch",
    ItemKind.LESSONS: "Đọc tiếp",
    ItemKind.QUIZ: "Làm bài",
    ItemKind.EXERCISE: "Làm bài",
}


def _way_on(row: TrainingClass, item: Item) -> str:
    if item.kind is ItemKind.LESSONS and item.key:
        return url_for("courses.lesson", course_id=row.course_id, lesson_slug=slug(item.key))
    if item.kind is ItemKind.QUIZ:
        return url_for("courses.quiz", course_id=row.course_id, module_slug=slug(item.key))
    if item.kind is ItemKind.EXERCISE:
        return url_for("exercises.exercise", slug=item.key.lower())
    if item.kind is ItemKind.ATTENDANCE:
        return url_for("training.own_class", class_id=row.id, _anchor="lich-hoc")
    return ""


def next_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """What waits for this person in their classes."""
    steps: list[NextStep] = []
    if Role.INSTRUCTOR in person.roles:
        steps += [_roll_step(one, row, at) for one, row in home.rolls_to_take(session, person.id, at)]
    if Role.OFFICER in person.roles:
        steps += _officer_steps(session, at)
    if Role.TRAINEE in person.roles:
        steps += _trainee_steps(session, person, at)
    if Role.AGENCY_CONTACT in person.roles and person.agency_id:
        steps.append(
            NextStep(
                "Xem người của cơ quan học đến đâu",
                "Từng người: đang học lớp nào, đã dự bao nhiêu, học được mấy bài, còn thiếu gì.",
                url_for("training.agency_people"),
                "Xem tiến độ",
                300,
            )
        )
    return steps


def _roll_step(one: ClassSession, row: TrainingClass, at: datetime) -> NextStep:
    is_over, is_early = one.ends_at < at, at < roll_opens_at(one.starts_at)
    return NextStep(
        title=f"{'Khóa điểm danh' if is_over else 'Điểm danh'} {one.title.lower()}",
        text=f"{row.name} · {one.hours} · {one.room}",
        url=url_for("training.roll", class_id=row.id, session_id=one.id),
        action="Xem bảng, in phiếu ký tên" if is_early else "Mở bảng điểm danh",
        rank=RANK_ROLL_TODAY + is_over + 2 * is_early,
    )


def _officer_steps(session: Session, at: datetime) -> list[NextStep]:
    steps = []
    for row, need in home.classes_waiting(session, at):
        title, text, endpoint, action = _NEEDS[need]
        steps.append(NextStep(f"{title}: {row.name}", text, url_for(endpoint, class_id=row.id), action, RANK_OFFICER))
    if not steps:
        steps.append(
            NextStep(
                "Mở lớp theo quyết định",
                "Ghi quyết định, lịch các buổi, rồi ghi danh học viên từ tệp Excel của các cơ quan.",
                url_for("training.open_class"),
                "Mở lớp",
                200,
            )
        )
    return steps


_NEEDS = {
    home.Need.ANSWER: ("Có đề nghị sửa điểm danh", "Giảng viên đề nghị sửa sau khi khóa; cần người thứ hai duyệt.", "training.sessions", "Xem đề nghị"),
    home.Need.PEOPLE: ("Ghi danh học viên", "Lớp đã mở nhưng chưa có học viên nào.", "training.upload", "Ghi danh từ tệp Excel"),
    home.Need.LOCK: ("Có buổi chưa khóa điểm danh", "Buổi học đã qua mà điểm danh chưa khóa.", "training.sessions", "Xem các buổi"),
    home.Need.FINISH: ("Kết thúc lớp", "Mọi buổi đã khóa điểm danh. Kết thúc lớp để công nhận kết quả.", "training.finish_class", "Xem và kết thúc lớp"),
    home.Need.OPEN: ("Lớp còn là bản nháp", "Ghi quyết định rồi mở lớp.", "training.change_class", "Mở lớp"),
}  # fmt: skip


def _trainee_steps(session: Session, person: Person, at: datetime) -> list[NextStep]:
    """A session that begins soon, and the first demanded exercise that is not passed."""
    steps = []
    for one, row in home.sessions_soon(session, person.id, at, within=timedelta(days=2)):
        day = in_vietnam(one.starts_at).date()
        when = "hôm nay" if day == in_vietnam(at).date() else f"ngày {day:%d/%m}"
        steps.append(
            NextStep(
                f"Đi học {when}, {one.hours}",
                f"{row.name} · {one.room}" + ("" if row.place in one.room else f", {row.place}"),
                url_for("training.own_class", class_id=row.id),
                "Xem lớp của tôi",
                RANK_CLASS_STARTS,
            )
        )
    found = _running(session, person)
    if found is not None:
        running, result = found
        exercise = next((item for item in result.missing if item.kind is ItemKind.EXERCISE), None)
        if exercise is not None:
            steps.append(
                NextStep(
                    f"Bài thực hành {exercise.key}: {exercise_title(exercise.key)}",
                    f"{running.name}: {exercise.detail}",
                    _way_on(running, exercise),
                    "Mở bài thực hành",
                    RANK_EXERCISE,
                )
            )
    return steps


def _running(session: Session, person: Person) -> tuple[TrainingClass, Result] | None:
    """The running class of a trainee with the result in it; asked twice on a home page, read once."""
    known: dict[uuid.UUID, tuple[TrainingClass, Result] | None] = g.setdefault("own_results", {})
    if person.id not in known:
        running = home.open_class_of(session, person.id)
        result = own_result(session, running, person.id)[0] if running is not None else None
        known[person.id] = (running, result) if running is not None and result is not None else None
    return known[person.id]


def own_result(session: Session, row: TrainingClass, person_id: uuid.UUID) -> tuple[Result, ClassAttendance]:
    """One person's result in a class, and the attendance behind it."""
    return person_result(session, row, person_id, progress_of(session, study_in(row), person_id))


def home_sections(session: Session, person: Person, at: datetime) -> list[Section]:
    """A trainee's checklist of the running class; an officer's and an instructor's classes."""
    sections = []
    if Role.TRAINEE in person.roles:
        found = _running(session, person)
        if found is not None:
            running, result = found
            context = {"row": running, "result": result, "lines": checklist_lines(running, result)}
            sections.append(Section(f"Lớp của bạn: {running.name}", "training/home_trainee.html", context))
    if person.roles & {Role.OFFICER, Role.INSTRUCTOR}:
        is_officer = Role.OFFICER in person.roles
        lines = home.running_classes(session, at, instructor_id=None if is_officer else person.id)
        context = {"lines": lines, "is_officer": is_officer}
        sections.append(Section("Lớp đang mở", "training/home_classes.html", context))
    return sections


def verify_attendance(session: Session) -> Iterator[tuple[str, Break | None]]:
    """Every session's roll: its name and its first break. A roll that was deleted whole is found by its head."""
    sessions = {row.id: row for row in session.scalars(sa.select(ClassSession).order_by(ClassSession.starts_at))}
    known = {*sessions, *session.scalars(sa.select(AttendanceEvent.session_id).distinct())}
    for session_id in sorted(known, key=str):
        rows = sa.select(AttendanceEvent).where(AttendanceEvent.session_id == session_id)
        head = anchors.read(current_app.extensions["settings"].anchors / f"{chain_name(session_id)}.head")
        links = (row.link for row in db.in_order(session, rows.order_by(AttendanceEvent.position)))
        yield _chain_words(session_id, sessions), first_break(links, head)


def _chain_words(session_id: uuid.UUID, sessions: dict[uuid.UUID, ClassSession]) -> str:
    title = sessions[session_id].title if session_id in sessions else "buổi đã mất"
    return f"{title} ({session_id})"


CHAINS = ChainSource("Điểm danh", verify_attendance)

# Words that several templates need.
WORDS = {
    "class_state": CLASS_STATE_NAMES,
    "session_state": SESSION_STATE_NAMES,
    "half_day": HALF_DAY_NAMES,
    "status": STATUS_NAMES,
    "percent": show_percent,
}
