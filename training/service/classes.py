"""Opening a class by decision, changing its plan and its rule, finishing it, and taking over classes of the past."""

import uuid
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core import audit, once
from core.clock import show_time
from core.db import transaction
from core.edits import Opened, refuse_overtaken
from courses.library import library
from training import signals
from training.domain.plans import ClassPlan, HistoryClass, PlanMistake, mistakes_in, values_of
from training.domain.refusals import PlanRefused, Refused, TwinClass
from training.domain.rules import Rule
from training.domain.sessions import ClassState, SessionState, why_not_finished
from training.models import ClassRule, ClassSession, TrainingClass
from training.queries.plans import plan_of
from training.service.planning import write_sessions

CHANGES = frozenset({"training.class_changed", "training.rule_changed"})
EDITABLE = frozenset({ClassState.DRAFT, ClassState.OPEN})


def create_class(
    session: Session,
    actor: Person,
    plan: ClassPlan,
    at: datetime,
    *,
    is_opening: bool = True,
    token: uuid.UUID | None = None,
) -> uuid.UUID:
    """Record a class with its sessions and first rule, opened by decision or as a draft. Returns its id.

    Raises PlanRefused, of its kind TwinClass where the class is there already, and `once.AlreadyDone` for a form that is
    sent again.
    """
    _refuse_mistakes(plan, is_opening=is_opening)
    class_id = uuid.uuid4()
    with transaction(session):
        once.claim(session, token, f"/lop/{class_id}", at)
        _refuse_twin(session, plan)
        row = TrainingClass(
            id=class_id,
            year=plan.first_day.year,
            state=ClassState.OPEN if is_opening else ClassState.DRAFT,
            officer_id=actor.id,
            created_at=at,
            rule_version=1,
        )
        _write_plan(row, plan)
        session.add(row)
        session.flush()
        _add_rule(session, class_id, _rule_of(plan), actor, at, reason="Quy định khi mở lớp")
        write_sessions(session, class_id, plan)
        _keep_course(session, plan, at)
        _note(session, actor, "training.class_created", class_id, at, state=row.state.value, name=plan.name)
        if is_opening:
            signals.class_opened.send("create_class", session=session, at=at, actor_id=actor.id, class_id=class_id)
    return class_id


def change_class(
    session: Session,
    actor: Person,
    class_id: uuid.UUID,
    plan: ClassPlan,
    at: datetime,
    *,
    is_opening: bool,
    token: uuid.UUID | None = None,
    opened: Opened | None = None,
) -> None:
    """Change the plan of a draft or an open class; a draft is opened with `is_opening`.

    Sessions whose roll has begun stay as they are. Raises PlanRefused, Refused, `once.AlreadyDone` for a form that is sent
    again and `edits.Overtaken` (`opened` is what the form's page knew).
    """
    with transaction(session):
        once.claim(session, token, f"/lop/{class_id}", at)
        row = _editable(session, class_id)
        if opened is not None:
            now, wanted = values_of(plan_of(session, row)), values_of(plan)
            refuse_overtaken(session, opened, now=now, wanted=wanted, subject=f"class:{class_id}", acts=CHANGES)
        _refuse_mistakes(plan, is_opening=is_opening or row.state is ClassState.OPEN)
        was_draft = row.state is ClassState.DRAFT
        _write_plan(row, plan)
        row.year = plan.first_day.year
        if was_draft and is_opening:
            row.state = ClassState.OPEN
        write_sessions(session, class_id, plan)
        _keep_course(session, plan, at)
        _follow_plan(session, row, plan, actor, at)
        _note(session, actor, "training.class_changed", class_id, at, state=row.state.value)
        signals.class_changed.send("change_class", session=session, at=at, actor_id=actor.id, class_id=class_id)
        if was_draft and is_opening:
            signals.class_opened.send("change_class", session=session, at=at, actor_id=actor.id, class_id=class_id)


def finish_class(session: Session, actor: Person, class_id: uuid.UUID, at: datetime) -> None:
    """End a class: every session is locked or cancelled; from now on its rule stays. Raises Refused."""
    with transaction(session):
        row = session.get_one(TrainingClass, class_id, with_for_update=True)
        if refused := why_not_finished(row.state):
            raise Refused(refused)
        waiting = session.scalars(
            sa.select(ClassSession)
            .where(
                ClassSession.class_id == class_id,
                ClassSession.state.not_in([SessionState.LOCKED, SessionState.CANCELLED]),
            )
            .order_by(ClassSession.starts_at)
        ).all()
        if waiting:
            raise Refused(
                f"Còn {len(waiting)} buổi chưa khóa điểm danh (buổi đầu: {waiting[0].title}). Hãy khóa hoặc hủy các buổi đó trước."
            )
        row.state, row.finished_at = ClassState.FINISHED, at
        _note(session, actor, "training.class_finished", class_id, at, rule=row.rule_version)
        signals.class_finished.send("finish_class", session=session, at=at, actor_id=actor.id, class_id=class_id)


def record_history_class(session: Session, actor: Person | None, history: HistoryClass, at: datetime) -> uuid.UUID:
    """Take over a class of the past: no sessions, no attendance, no results; reports say that there are none."""
    class_id = uuid.uuid4()
    with transaction(session):
        session.add(
            TrainingClass(
                id=class_id,
                name=history.name,
                year=history.year,
                decision_number=history.decision_number,
                decision_date=history.decision_date,
                plan=history.plan,
                course_id=history.course.id,
                course_digest=history.course.digest,
                course_title=history.course.title,
                place=history.place,
                first_day=history.first_day,
                last_day=history.last_day,
                days_text=history.days_text,
                organiser=history.organiser,
                partner_school=history.partner_school,
                state=ClassState.HISTORY,
                is_simulated=history.is_simulated,
                has_attendance=False,
                has_results=False,
                created_at=at,
            )
        )
        session.flush()
        _add_rule(session, class_id, Rule(), actor, at, reason="Lớp của các năm trước")
        _note(session, actor, "training.history_class_recorded", class_id, at, name=history.name)
    return class_id


def _refuse_mistakes(plan: ClassPlan, *, is_opening: bool) -> None:
    mistakes = mistakes_in(plan, is_opening=is_opening)
    if mistakes:
        raise PlanRefused(mistakes)


def _refuse_twin(session: Session, plan: ClassPlan) -> None:
    same = (
        TrainingClass.name == plan.name,
        TrainingClass.first_day == plan.first_day,
        TrainingClass.decision_number == plan.decision_number,
        TrainingClass.decision_date.is_not_distinct_from(plan.decision_date),
    )
    twin = session.scalars(sa.select(TrainingClass).where(*same).order_by(TrainingClass.created_at).limit(1)).first()
    if twin is not None:
        words = (
            f"Lớp này có rồi, ghi lúc {show_time(twin.created_at)}: cùng tên, cùng quyết định, cùng ngày bắt đầu."
            " Nếu đây là một lớp khác, hãy ghi tên khác, ví dụ thêm “lớp 2”."
        )
        raise TwinClass(twin.id, PlanMistake("name", words))


def _editable(session: Session, class_id: uuid.UUID) -> TrainingClass:
    row = session.get_one(TrainingClass, class_id, with_for_update=True)
    if row.state not in EDITABLE:
        raise Refused("Lớp đã kết thúc nên kế hoạch và quy định của lớp không sửa được nữa.")
    return row


def _write_plan(row: TrainingClass, plan: ClassPlan) -> None:
    row.name = plan.name
    row.decision_number, row.decision_date, row.plan = plan.decision_number, plan.decision_date, plan.plan
    row.course_id, row.course_digest, row.path_id = plan.course.id, plan.course.digest, plan.course.path_id
    row.course_title = plan.course.title
    row.place, row.organiser, row.partner_school = plan.place, plan.organiser, plan.partner_school
    row.first_day, row.last_day = plan.first_day, plan.last_day


def _keep_course(session: Session, plan: ClassPlan, at: datetime) -> None:
    """A running class goes on with the version that it began with, whatever comes later."""
    course = library().current(plan.course.id)
    if course is not None and course.digest == plan.course.digest:
        library().keep(session, course, at)


def _rule_of(plan: ClassPlan, present: Rule | None = None) -> Rule:
    """The rule with what the plan asks for; what it does not speak of stays."""
    return replace(
        present or Rule(),
        minimum_attendance=plan.minimum_attendance,
        quiz_percent=plan.quiz_percent,
        exercise_score=plan.exercise_score,
        exercises=plan.exercises,
    )


def _follow_plan(session: Session, row: TrainingClass, plan: ClassPlan, actor: Person, at: datetime) -> None:
    """A new version of the rule, where the plan asks for another."""
    present = session.get_one(ClassRule, (row.id, row.rule_version)).rule
    following = _rule_of(plan, present)
    if following == present:
        return
    row.rule_version += 1
    reason = "Sửa kế hoạch lớp"
    _add_rule(session, row.id, following, actor, at, reason=reason, version=row.rule_version)
    _note(session, actor, "training.rule_changed", row.id, at, version=row.rule_version, reason=reason)


def _add_rule(
    session: Session,
    class_id: uuid.UUID,
    rule: Rule,
    actor: Person | None,
    at: datetime,
    *,
    reason: str,
    version: int = 1,
) -> None:
    session.add(
        ClassRule(
            class_id=class_id,
            version=version,
            minimum_attendance=rule.minimum_attendance,
            credits={status.value: percent for status, percent in rule.credits.items()},
            period_lost_after=rule.period_lost_after,
            quiz_percent=rule.quiz_percent,
            exercise_score=rule.exercise_score,
            exercises=list(rule.exercises),
            reason=reason,
            set_by=actor.id if actor else None,
            set_at=at,
        )
    )
    session.flush()


def _note(
    session: Session, actor: Person | None, action: str, class_id: uuid.UUID, at: datetime, **details: object
) -> None:
    audit.record(
        session,
        actor_id=actor.id if actor else None,
        action=action,
        subject=f"class:{class_id}",
        at=at,
        details=details,
    )
