"""The page of all terms: order, letters, filter, and whose lessons it names."""

import re

from flask.testing import FlaskClient

from accounts.domain import Role
from core import db
from courses.library import library
from law.vietnamese import initial, text_key
from tests.courses.conftest import School
from tests.factories.people import create_person, sign_in

PATH = "/tra-cuu/tu-ngu"


def test_a_dictionary_lists_a_word_under_its_letter_without_tone() -> None:
    assert [initial(word) for word in ("ủy quyền", "Điều", "đến", "ấn", "ô số", "ƠN", "")] == [
        "U",
        "Đ",
        "Đ",
        "Â",
        "Ô",
        "Ơ",
        "",
    ]


def test_visitors_read_every_term_with_its_source_and_no_lesson(client: FlaskClient) -> None:
    with client.application.app_context():
        terms = library().terms
    html = client.get(PATH).get_data(as_text=True)
    assert len(terms) >= 160
    for term in terms:
        assert f'id="tu-{term.id}"' in html
        assert f"/tra-cuu/dieu/{term.cite}" in html
    assert "/khoa-hoc/" not in html


def test_terms_stand_in_the_order_of_the_alphabet_under_one_heading_a_letter(client: FlaskClient) -> None:
    html = client.get(PATH).get_data(as_text=True)
    shown = re.findall(r"<dt>([^<]+)</dt>", html)
    assert shown == sorted(shown, key=text_key)
    letters = re.findall(r'<h2 id="van-(.)">', html)
    assert len(letters) == len(set(letters))
    assert letters.index("D") + 1 == letters.index("Đ")


def test_the_filter_forgives_missing_marks(client: FlaskClient) -> None:
    html = client.get(PATH, query_string={"tim": "giap lai"}).get_data(as_text=True)
    assert "<dt>dấu giáp lai</dt>" in html
    assert html.count("<dt>") < 5


def test_a_filter_without_result_leads_to_the_search(client: FlaskClient) -> None:
    html = client.get(PATH, query_string={"tim": "<b>xyzzy"}).get_data(as_text=True)
    assert "Không có từ ngữ nào như vậy" in html
    assert 'href="/tim?tu=' in html
    assert "<b>" not in html


def test_people_see_the_lessons_that_they_may_open(school: School) -> None:
    html = school.browser_of(school.lan).get(PATH).get_data(as_text=True)
    links = set(re.findall(r'href="(/khoa-hoc/[^"]+/bai/[^"]+)"', html))
    assert links
    for link in links:
        assert school.browser_of(school.lan).get(link).status_code == 200
    with school.app.app_context():
        stranger = create_person(db.session(), "Phạm Văn Mới", Role.TRAINEE)
    assert "/bai/" not in sign_in(school.app, stranger).get(PATH).get_data(as_text=True)
