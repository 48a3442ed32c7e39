"""Courses, lessons with their practice questions and pictures, and the job aid of one page."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, db, printing, responses
from core.access import signed_in
from courses import access, forms, service
from courses.access import LessonReading
from courses.domain.answers import is_answered
from courses.domain.content import Course
from courses.domain.questions import Question
from courses.domain.review import review
from courses.domain.sheets import ForgedAnswer
from courses.library import library
from courses.views import bp, lesson_pages, me, pages, secret
from courses.views.pages import Asked


@bp.get("/khoa-hoc")
@signed_in
def courses() -> ResponseReturnValue:
    """What I study, and what I may begin."""
    return render_template("courses/courses.html", **pages.courses_page(db.session(), me()))


@bp.get("/khoa-hoc/<course_id>")
@signed_in
def course(course_id: str) -> ResponseReturnValue:
    """One course: its modules, lessons and quizzes, and how far I am."""
    reading = access.visible_course_for(db.session(), me(), course_id)
    return render_template("courses/course.html", **pages.course_page(db.session(), me(), reading))


@bp.post("/khoa-hoc/<course_id>/bat-dau")
@signed_in
def begin_course(course_id: str) -> ResponseReturnValue:
    """Begin an open course without a class."""
    found = library().current(course_id)
    if found is None or not found.open_to_self_study:
        abort(404)
    service.begin_self_study(db.session(), me().id, found, clock.now(), _wished_path(found))
    flash("Đã bắt đầu khóa học. Kết quả của bạn được lưu từ đây.", "success")
    return redirect(url_for("courses.course", course_id=course_id), 303)


@bp.post("/khoa-hoc/<course_id>/lo-trinh")
@signed_in
def choose_path(course_id: str) -> ResponseReturnValue:
    """Follow another path in my self-study."""
    reading = access.reading_for(db.session(), me(), course_id)
    if reading.study is None or reading.study.is_class:
        abort(404)
    path_id = _wished_path(reading.whole)
    service.choose_path(db.session(), me().id, course_id, path_id)
    path = reading.whole.path(path_id)
    flash(f"Bạn đang theo lộ trình {path.title if path else 'cả khóa học'}. Những gì đã học vẫn được giữ.", "success")
    return redirect(url_for("courses.course", course_id=course_id), 303)


def _wished_path(course: Course) -> str:
    """The path that was chosen on the form; only what is offered to people who study by themselves."""
    wished = course.path(request.form.get("lo-trinh", ""))
    return wished.id if wished is not None and not wished.is_programme else ""


@bp.get("/khoa-hoc/<course_id>/bai/<lesson_slug>")
@signed_in
def lesson(course_id: str, lesson_slug: str) -> ResponseReturnValue:
    """A lesson: text, practice questions, and what to do after it."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    return render_template("courses/lesson.html", **lesson_pages.lesson_page(db.session(), me(), reading, secret()))


@bp.post("/khoa-hoc/<course_id>/bai/<lesson_slug>/da-doc")
@signed_in
def finish_lesson(course_id: str, lesson_slug: str) -> ResponseReturnValue:
    """Confirm that I have read the lesson."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    if reading.study is None:
        abort(404)
    mark = request.form.get("opened", "")
    opened_at = forms.read_opened_mark(secret(), reading.study.context_id, reading.lesson.id, mark)
    service.finish_lesson(db.session(), me().id, reading.study, reading.lesson, opened_at, clock.now())
    return redirect(_lesson_url(course_id, lesson_slug, "tiep-theo"), 303)


@bp.post("/khoa-hoc/<course_id>/bai/<lesson_slug>/cau-hoi/<question_id>")
@signed_in
def answer_practice(course_id: str, lesson_slug: str, question_id: str) -> ResponseReturnValue:
    """Answer a practice question and see at once what was right. Who only looks at the course leaves no trace."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    question = _practice_question(reading, question_id)
    sheet = forms.practice_sheet(secret(), me().id, question)
    try:
        answer = sheet.read({name: request.form.getlist(name) for name in request.form})
    except ForgedAnswer:
        abort(422)
    if not is_answered(answer):
        return _unfinished(reading, Asked(sheet, answer, None, pages.UNFINISHED[question.kind])), 422
    if reading.study is not None:
        service.answer_practice(db.session(), me().id, reading.study, reading.lesson, question, answer, clock.now())
    return _practice_result(reading, Asked(sheet, answer, review(question, answer)))


def _unfinished(reading: LessonReading, asked: Asked) -> str:
    if _is_for_script():
        return lesson_pages.practice_part(reading, asked)
    context = lesson_pages.lesson_page(db.session(), me(), reading, secret(), unfinished=asked)
    return render_template("courses/lesson.html", **context)


def _practice_result(reading: LessonReading, asked: Asked) -> ResponseReturnValue:
    if _is_for_script():
        return lesson_pages.practice_part(reading, asked)
    if reading.study is None:
        return lesson_pages.practice_page(reading, asked)
    anchor = lesson_pages.anchor_of(reading.lesson, asked.sheet.question)
    return redirect(_lesson_url(reading.course.id, reading.lesson.slug, anchor), 303)


def _is_for_script() -> bool:
    return "HX-Request" in request.headers


@bp.post("/khoa-hoc/<course_id>/bai/<lesson_slug>/cau-hoi/<question_id>/lam-lai")
@signed_in
def retry_practice(course_id: str, lesson_slug: str, question_id: str) -> ResponseReturnValue:
    """Try a practice question again."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    question = _practice_question(reading, question_id)
    if reading.study is not None:
        service.clear_practice(db.session(), me().id, reading.study, reading.lesson, question)
    if _is_for_script():
        return lesson_pages.practice_part(reading, Asked(forms.practice_sheet(secret(), me().id, question), None, None))
    return redirect(_lesson_url(course_id, lesson_slug, lesson_pages.anchor_of(reading.lesson, question)), 303)


def _practice_question(reading: LessonReading, question_id: str) -> Question:
    found = next((question for question in reading.lesson.answered_at_once if question.id == question_id), None)
    if found is None:
        abort(404)
    return found


def _lesson_url(course_id: str, lesson_slug: str, anchor: str) -> str:
    return url_for("courses.lesson", course_id=course_id, lesson_slug=lesson_slug, _anchor=anchor)


@bp.get("/khoa-hoc/hinh/<digest>/<path:inside>")
@signed_in
def picture(digest: str, inside: str) -> ResponseReturnValue:
    """A picture of a lesson. Its address names the version, so a browser may keep it."""
    found = library().picture(db.session(), digest, inside)
    if found is None:
        abort(404)
    response = Response(found.data, mimetype=found.media_type)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@bp.get("/so-tay/<course_id>/<lesson_slug>")
@signed_in
def job_aid(course_id: str, lesson_slug: str) -> ResponseReturnValue:
    """The job aid of one page of a lesson, to read and to print."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    if reading.lesson.job_aid is None:
        abort(404)
    return render_template("courses/job_aid.html", reading=reading, breadcrumbs=lesson_pages.trail(reading, "Sổ tay"))


@bp.get("/so-tay/<course_id>/<lesson_slug>/ban-in")
@signed_in
def job_aid_pdf(course_id: str, lesson_slug: str) -> ResponseReturnValue:
    """The job aid as a PDF of one page."""
    reading = access.lesson_for(db.session(), me(), course_id, lesson_slug)
    if reading.lesson.job_aid is None:
        abort(404)
    html = render_template("courses/job_aid_print.html", reading=reading, text=lesson_pages.on_paper(reading))
    content = printing.render_pdf(html, sheets=("print.css", "courses/job-aid.css"))
    return responses.pdf(content, f"Sổ tay {reading.lesson.title}")
