"""The quiz of a module: its start page, the paper, handing in, the result."""

import uuid

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, db
from core.access import signed_in
from courses import access, forms, service
from courses.access import AttemptAtHand
from courses.domain.sheets import ForgedAnswer
from courses.service import AttemptEnded, MayNotStart
from courses.views import bp, me, quiz_pages


@bp.get("/khoa-hoc/<course_id>/kiem-tra/<module_slug>")
@signed_in
def quiz(course_id: str, module_slug: str) -> ResponseReturnValue:
    """What awaits me in the quiz, and whether I may begin now."""
    course, module, study = access.quiz_for(db.session(), me(), course_id, module_slug)
    context = quiz_pages.quiz_page(db.session(), me(), course, module, study, clock.now())
    return render_template("courses/quiz.html", **context)


@bp.post("/khoa-hoc/<course_id>/kiem-tra/<module_slug>")
@signed_in
def start_quiz(course_id: str, module_slug: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the open one."""
    _course, module, study = access.quiz_for(db.session(), me(), course_id, module_slug)
    if study is None:
        abort(404)
    try:
        attempt = service.start_quiz(db.session(), me().id, study, module, clock.now())
    except MayNotStart:
        flash("Bây giờ chưa bắt đầu được lần làm mới. Lý do ghi ở dưới.", "warning")
        return redirect(url_for("courses.quiz", course_id=course_id, module_slug=module_slug), 303)
    return redirect(url_for("courses.attempt", attempt_id=attempt.id), 303)


@bp.get("/bai-kiem-tra/<uuid:attempt_id>")
@signed_in
def attempt(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The paper with what was answered so far."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    if _is_ended(at_hand):
        return redirect(url_for("courses.quiz_result", attempt_id=attempt_id), 303)
    return render_template("courses/attempt.html", **quiz_pages.attempt_page(db.session(), at_hand, clock.now()))


@bp.post("/bai-kiem-tra/<uuid:attempt_id>")
@signed_in
def save_paper(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Save the whole paper, then go to the next question or to handing in."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    try:
        saved = forms.saved_answers(forms.paper_of(at_hand.course, at_hand.attempt).sheets, request.form)
        service.save_answers(db.session(), attempt_id, saved, clock.now())
    except ForgedAnswer:
        abort(422)
    except AttemptEnded:
        return _after_the_end(at_hand)
    return redirect(_next_place(attempt_id, request.form.get("tiep", "")), 303)


@bp.post("/bai-kiem-tra/<uuid:attempt_id>/cau/<int:number>")
@signed_in
def save_answer(attempt_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Save one answer in the background: 200 with the count, or 409 when the attempt has ended."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    sheet = forms.paper_of(at_hand.course, at_hand.attempt).sheet(number)
    if sheet is None:
        abort(404)
    try:
        saved = forms.saved_answers([sheet], request.form)
        answered = service.save_answers(db.session(), attempt_id, saved, clock.now())
    except ForgedAnswer:
        abort(422)
    except AttemptEnded:
        return jsonify(ended=url_for("courses.quiz_result", attempt_id=attempt_id)), 409
    return jsonify(answered=answered)


@bp.get("/bai-kiem-tra/<uuid:attempt_id>/nop-bai")
@signed_in
def confirm_hand_in(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """What is still open, before handing in."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    if _is_ended(at_hand):
        return redirect(url_for("courses.quiz_result", attempt_id=attempt_id), 303)
    return render_template("courses/hand_in.html", **quiz_pages.attempt_page(db.session(), at_hand, clock.now()))


@bp.post("/bai-kiem-tra/<uuid:attempt_id>/nop-bai")
@signed_in
def hand_in(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Hand in. A second time shows the result of the first."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    if at_hand.attempt.ended_at is not None:
        return _after_the_end(at_hand)
    service.hand_in_quiz(db.session(), attempt_id, clock.now())
    return redirect(url_for("courses.quiz_result", attempt_id=attempt_id), 303)


@bp.get("/bai-kiem-tra/<uuid:attempt_id>/ket-qua")
@signed_in
def quiz_result(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The result: points, the right answers, and why, with the provision."""
    at_hand = access.attempt_for(db.session(), me(), attempt_id)
    if not _is_ended(at_hand):
        return redirect(url_for("courses.attempt", attempt_id=attempt_id), 303)
    return render_template("courses/result.html", **quiz_pages.result_page(db.session(), at_hand, clock.now()))


def _is_ended(at_hand: AttemptAtHand) -> bool:
    """Whether the attempt has ended; one whose time is over is closed here, if the minute's round has not done it yet."""
    if at_hand.attempt.ended_at is None and quiz_pages.is_over(at_hand.attempt, clock.now()):
        service.hand_in_quiz(db.session(), at_hand.attempt.id, clock.now())
    return at_hand.attempt.ended_at is not None


def _after_the_end(at_hand: AttemptAtHand) -> ResponseReturnValue:
    _is_ended(at_hand)
    ended = clock.show_time(at_hand.attempt.ended_at)
    flash(f"Bài này đã kết thúc lúc {ended}. Kết quả tính theo những câu đã lưu đến lúc đó.", "info")
    return redirect(url_for("courses.quiz_result", attempt_id=at_hand.attempt.id), 303)


def _next_place(attempt_id: uuid.UUID, wish: str) -> str:
    if wish == "nop":
        return url_for("courses.confirm_hand_in", attempt_id=attempt_id)
    anchor = f"cau-{wish}" if wish.isascii() and wish.isdigit() else None
    return url_for("courses.attempt", attempt_id=attempt_id, _anchor=anchor)
