"""Which lessons the search shows to whom: the version that a person reads, and never one that he may not open."""

from dataclasses import replace

from sqlalchemy.orm import Session

from core import db
from courses import findable
from courses.models import ContentVersion
from lookup.search import queries, service
from lookup.search.domain import PUBLIC, SIGNED_IN, read
from tests.conftest import NOW
from tests.courses.conftest import School


def lessons_found(session: Session, school: School, person_scopes: list[str], typed: str) -> list[queries.Hit]:
    groups = queries.search(session, read(typed), [PUBLIC, SIGNED_IN, *person_scopes], most=50, kind="lesson")
    return [hit for group in groups for hit in group.hits]


def test_a_trainee_of_the_class_finds_lessons_and_opens_each(school: School) -> None:
    with school.app.app_context():
        service.refresh(db.session())
    browser = school.browser_of(school.lan)
    html = browser.get("/tim?tu=van+ban+den").get_data(as_text=True)
    assert "/bai/" in html
    with school.app.app_context():
        session = db.session()
        hits = lessons_found(session, school, findable.scopes(session, school.lan), "van ban")
    assert hits
    for hit in hits:
        path = f"/khoa-hoc/{hit.arguments['course_id']}/bai/{hit.arguments['lesson_slug']}"
        assert browser.get(path).status_code == 200


def test_a_stranger_finds_no_lesson_of_a_course_that_is_not_open(school: School) -> None:
    with school.app.app_context():
        real = school.app.extensions["courses"]
        for course in real.courses:
            real._current[course.id] = replace(course, open_to_self_study=False)
        service.refresh(db.session())
        assert lessons_found(db.session(), school, findable.scopes(db.session(), school.stranger), "van ban") == []
    html = school.browser_of(school.stranger).get("/tim?tu=van+ban+den").get_data(as_text=True)
    assert "/khoa-hoc/" not in html.split("<main")[1]


def test_lessons_of_a_kept_version_stay_findable_after_the_course_changed(school: School) -> None:
    with school.app.app_context():
        session = db.session()
        service.refresh(session)
        kept = session.query(ContentVersion).filter_by(kept_at=NOW).one()
        real = school.app.extensions["courses"]
        current = real._current[kept.course_id]
        real._current[kept.course_id] = replace(current, digest="f" * 64, modules=current.modules[:1])
        names = {source.name for source in findable.sources(session)}
        assert f"lessons:{kept.course_id}:{kept.digest}" in names
        assert f"lessons:{kept.course_id}:{'f' * 64}" in names
        assert findable.scopes(session, school.lan) == [f"course:{kept.course_id}:{kept.digest}"]
