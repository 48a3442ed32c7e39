"""What a lesson costs on a slow line after the first visit: its page and its pictures, packed."""

import gzip

import pytest
from flask import Flask

from accounts.domain import Role
from core import db
from courses.library import library
from tests.courses.conftest import Browser
from tests.factories.people import create_person, sign_in

MOST = 60_000


@pytest.mark.one_database
def test_every_lesson_page_with_its_pictures_is_light(app: Flask) -> None:
    with app.app_context():
        author = create_person(db.session(), "Phạm Thị Biên", Role.AUTHOR)
        courses = library().courses
    browser = Browser(sign_in(app, author))
    heavy = {}
    for course in courses:
        for lesson in course.lessons:
            page = browser.get(f"/khoa-hoc/{course.id}/bai/{lesson.slug}").data
            pictures = [one.data for path, one in course.pictures.items() if path.startswith(f"{lesson.folder}/")]
            weight = sum(len(gzip.compress(part)) for part in (page, *pictures))
            if weight > MOST:
                heavy[lesson.id] = weight
    assert heavy == {}, "shorter pictures or fewer of them"
