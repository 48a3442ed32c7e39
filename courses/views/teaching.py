"""Pages for people who teach a course: its programmes half-day by half-day, notes and slides of the modules, papers before and after."""

from collections.abc import Callable

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from core import responses
from core.access import signed_in
from courses import access
from courses.access import EXAMINERS
from courses.domain.agenda import half_days, shortened
from courses.domain.content import Course
from courses.domain.twin_papers import Paper, Which, papers, secret_seed
from courses.providers import practice_of
from courses.views import bp, me, on_paper, secret
from courses.views.pages import Trail


@bp.get("/khoa-hoc/<course_id>/giang-day")
@signed_in
def teaching(course_id: str) -> ResponseReturnValue:
    """Everything that a course holds for its instructors."""
    course = access.taught_course_for(me(), course_id)
    return render_template(
        "courses/teaching.html",
        course=course,
        programmes=[path for path in course.paths if path.is_programme],
        is_examiner=bool(EXAMINERS & me().roles),
        breadcrumbs=_trail(course, "Tài liệu giảng dạy", is_top=True),
    )


@bp.get("/khoa-hoc/<course_id>/giang-day/<module_slug>/giao-an")
@signed_in
def notes(course_id: str, module_slug: str) -> ResponseReturnValue:
    """The instructor's notes of a module."""
    return _module_page(course_id, module_slug, "courses/notes.html", "Giáo án")


@bp.get("/khoa-hoc/<course_id>/giang-day/<module_slug>/giao-an/ban-in")
@signed_in
def notes_pdf(course_id: str, module_slug: str) -> ResponseReturnValue:
    """The notes as a PDF of one or two pages."""
    course, module, text = access.taught_module_for(me(), course_id, module_slug)
    body = on_paper.printed(course, text.notes)
    html = render_template("courses/print/notes.html", course=course, module=module, text=body)
    return responses.pdf(on_paper.as_pdf(html), f"Giáo án {module.id} {module.title}")


@bp.get("/khoa-hoc/<course_id>/giang-day/<module_slug>/trinh-chieu")
@signed_in
def slides(course_id: str, module_slug: str) -> ResponseReturnValue:
    """The slides of a module; printed, each is one A4 page across."""
    return _module_page(course_id, module_slug, "courses/slides.html", "Trình chiếu")


@bp.get("/khoa-hoc/<course_id>/giang-day/<module_slug>/trinh-chieu/ban-in")
@signed_in
def slides_pdf(course_id: str, module_slug: str) -> ResponseReturnValue:
    """The slides as a PDF, one a page."""
    course, module, text = access.taught_module_for(me(), course_id, module_slug)
    pages = [(slide, on_paper.printed(course, slide.text)) for slide in text.slides]
    html = render_template("courses/print/slides.html", course=course, module=module, pages=pages)
    return responses.pdf(on_paper.as_pdf(html), f"Trình chiếu {module.id} {module.title}")


@bp.get("/khoa-hoc/<course_id>/chuong-trinh/<path_id>")
@signed_in
def agenda(course_id: str, path_id: str) -> ResponseReturnValue:
    """A programme, half-day by half-day."""
    course, path = access.programme_for(me(), course_id, path_id)
    return render_template(
        "courses/agenda.html",
        course=course,
        path=path,
        days=half_days(course, path.id),
        shortened=shortened(course, path.id),
        practice_of=practice_of,
        is_examiner=bool(EXAMINERS & me().roles),
        breadcrumbs=_trail(course, path.title[:1].upper() + path.title[1:]),
    )


@bp.get("/khoa-hoc/<course_id>/chuong-trinh/<path_id>/ban-in")
@signed_in
def agenda_pdf(course_id: str, path_id: str) -> ResponseReturnValue:
    """A programme as a paper."""
    course, path = access.programme_for(me(), course_id, path_id)
    html = on_paper.agenda_html(course, path.id, half_days(course, path.id), f"{course.title}: {path.title}")
    return responses.pdf(on_paper.as_pdf(html), f"{course.title} {path.title}")


@bp.get("/khoa-hoc/<course_id>/chuong-trinh/<path_id>/de/<any('dau-khoa', 'cuoi-khoa'):which>")
@signed_in
def test_paper(course_id: str, path_id: str, which: str) -> ResponseReturnValue:
    """A paper before or after, for classes that are not held on this site."""
    return _paper_pdf(course_id, path_id, which, on_paper.test_paper_html)


@bp.get("/khoa-hoc/<course_id>/chuong-trinh/<path_id>/de/<any('dau-khoa', 'cuoi-khoa'):which>/dap-an")
@signed_in
def test_key(course_id: str, path_id: str, which: str) -> ResponseReturnValue:
    """The key of such a paper."""
    return _paper_pdf(course_id, path_id, which, on_paper.test_key_html, prefix="Đáp án ")


def _module_page(course_id: str, module_slug: str, template: str, what: str) -> str:
    course, module, text = access.taught_module_for(me(), course_id, module_slug)
    trail = _trail(course, f"{what} {module.id}")
    return render_template(template, course=course, module=module, teaching=text, breadcrumbs=trail)


def _paper_pdf(
    course_id: str, path_id: str, which: str, draw: Callable[[Course, Paper, str], str], *, prefix: str = ""
) -> Response:
    course, path = access.programme_for(me(), course_id, path_id, EXAMINERS)
    if path.papers is None:
        abort(404)
    both = papers(course.along(path.id), path.papers, secret_seed(secret(), course.id, course.digest, path.id))
    paper = next(paper for paper in both if paper.which is Which(which))
    name = on_paper.WHICH_WORDS[paper.which]
    html = draw(course, paper, f"{course.title}: {path.title}")
    return responses.pdf(on_paper.as_pdf(html), f"{prefix}{name.lower() if prefix else name} {paper.code}")


def _trail(course: Course, here: str, *, is_top: bool = False) -> Trail:
    trail = [
        ("Khóa học", url_for("courses.courses")),
        (course.title, url_for("courses.course", course_id=course.id)),
    ]
    if not is_top:
        trail.append(("Tài liệu giảng dạy", url_for("courses.teaching", course_id=course.id)))
    return [*trail, (here, "")]
