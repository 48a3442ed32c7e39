"""The public page: every state, every way to ask, and nobody can guess."""

import io
import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import forms, queries, throttle
from certificates.domain.codes import code_of, grouped
from certificates.models import FailedLookup
from certificates.queries import Entry
from certificates.service import ending
from core import db, storage
from tests.certificates.conftest import END, page_of
from tests.conftest import NOW
from tests.factories.certificates import IMPRINT, finished_class, issue_certificates, set_names

pytestmark = pytest.mark.usefixtures("blank_paper")


@pytest.fixture
def entry(session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person], officer: Person) -> Entry:
    """The certificate of Nguyễn Thị Ánh, with its paper."""
    set_names(session)
    decision = issue_certificates(session, officer, finished_class(session, monkeypatch, people[:1]))
    session.rollback()
    return queries.batch(session, decision.id)[0]


def token_in(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/xac-minh").get_data(as_text=True))
    assert found
    return found[1]


class TestAnswers:
    """What the public is told."""

    def test_a_valid_certificate_says_so_first_and_what_was_certified(self, client: FlaskClient, entry: Entry) -> None:
        answer = client.get(f"/xac-minh/{entry.facts.code}")
        page = page_of(answer)
        assert answer.status_code == 200
        assert page.index("HỢP LỆ") < page.index("So với bản giấy: các dòng sau phải trùng") < page.index(entry.number)
        for line in ("Nguyễn Thị Ánh", "45/QĐ-SNV ngày 23/11/2026", "Văn thư cơ bản", "12 tiết"):
            assert line in page
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex, nofollow">' in page

    def test_it_shows_nothing_that_only_the_holder_needs_to_say(
        self, client: FlaskClient, session: Session, entry: Entry, people: list[Person]
    ) -> None:
        page = page_of(client.get(f"/xac-minh/{entry.facts.code}"))
        for secret in ("1985", "UBND xã Văn Yên", "85 %", "@", str(people[0].id)):
            assert secret not in page

    def test_a_revoked_certificate_says_so_at_once_and_keeps_what_was_certified(
        self, client: FlaskClient, session: Session, entry: Entry, officer: Person
    ) -> None:
        ending.revoke(session, officer, entry.id, END, NOW)
        answer = client.get(f"/xac-minh/{entry.facts.code}")
        page = page_of(answer)
        assert answer.status_code == 200
        assert "ĐÃ THU HỒI" in page
        assert "HỢP LỆ" not in page
        assert "Nguyễn Thị Ánh" in page
        assert END.reason not in page

    def test_a_replaced_certificate_names_the_new_number_but_not_its_code(
        self, client: FlaskClient, session: Session, entry: Entry, officer: Person, people: list[Person]
    ) -> None:
        with db.transaction(session):
            session.get_one(Person, people[0].id).full_name = "Nguyễn Thị Ảnh"
        new_id = ending.replace(session, officer, entry.id, END, IMPRINT, NOW)
        session.rollback()
        new = queries.entry(session, new_id)
        assert new is not None
        page = page_of(client.get(f"/xac-minh/{entry.facts.code}"))
        assert "ĐÃ THAY THẾ" in page
        assert new.number in page
        assert new.facts.code not in page
        assert grouped(new.facts.code) not in page
        assert "HỢP LỆ" in page_of(client.get(f"/xac-minh/{new.facts.code}"))

    def test_an_unknown_code_gets_a_kind_page_with_404(self, client: FlaskClient, entry: Entry) -> None:
        answer = client.get(f"/xac-minh/{code_of(bytes(16))}")
        assert answer.status_code == 404
        assert "KHÔNG TÌM THẤY" in page_of(answer)
        assert "chưa từng cấp giấy nào" in page_of(answer)

    def test_a_slip_in_typing_is_called_a_slip(self, client: FlaskClient, entry: Entry) -> None:
        wrong = ("0" if entry.facts.code[0] != "0" else "1") + entry.facts.code[1:]
        page = page_of(client.get(f"/xac-minh/{wrong}"))
        assert "KHÔNG TÌM THẤY" in page
        assert "gõ nhầm" in page

    def test_a_code_is_found_however_it_is_typed(self, client: FlaskClient, entry: Entry) -> None:
        for typed in (grouped(entry.facts.code), entry.facts.code.lower(), entry.facts.code.replace("0", "O")):
            answer = client.get("/xac-minh", query_string={"ma": f" {typed} "}, follow_redirects=True)
            assert "HỢP LỆ" in page_of(answer)

    @pytest.mark.parametrize("typed", ["", "%20", "%C2%A0"])
    def test_an_empty_code_asks_again_and_says_what_to_type(self, client: FlaskClient, typed: str) -> None:
        assert 'role="alert"' not in page_of(client.get("/xac-minh")), "nothing was asked yet"
        answer = client.get(f"/xac-minh?ma={typed}")
        assert answer.status_code == 422
        page = page_of(answer)
        assert 'href="#ma"' in page
        assert page.count("Hãy gõ mã in cạnh mã QR trên giấy: 28 chữ cái và chữ số") == 2, "on top and at the field"

    def test_records_that_no_longer_fit_together_are_never_called_valid(
        self, client: FlaskClient, session: Session, entry: Entry
    ) -> None:
        with db.transaction(session):
            session.execute(sa.text("UPDATE credential SET number = '0099/2026/GCN-SNV'"))
        page = page_of(client.get(f"/xac-minh/{entry.facts.code}"))
        assert "CHƯA XÁC NHẬN ĐƯỢC" in page
        assert "HỢP LỆ" not in page

    def test_a_program_gets_json(self, client: FlaskClient, entry: Entry) -> None:
        answer = client.get(f"/xac-minh/{entry.facts.code}", headers={"Accept": "application/json"})
        assert answer.get_json()["state"] == "valid"
        assert answer.get_json()["full_name"] == "Nguyễn Thị Ánh"
        assert "birth_date" not in str(answer.get_json())
        unknown = client.get(f"/xac-minh/{code_of(bytes(16))}", headers={"Accept": "application/json"})
        assert (unknown.status_code, unknown.get_json()["state"]) == (404, "unknown")

    def test_nonsense_is_answered_and_not_repeated_as_markup(self, client: FlaskClient) -> None:
        answer = client.get("/xac-minh/<script>alert(1)")
        assert answer.status_code == 404
        assert "<script>alert" not in answer.get_data(as_text=True)


class TestOtherWays:
    """By number and name, by file."""

    def test_number_and_name_must_both_fit(self, client: FlaskClient, entry: Entry) -> None:
        token = token_in(client)

        def ask(number: str, name: str) -> str:
            return page_of(
                client.post("/xac-minh/theo-so", data={"number": number, "full_name": name, "csrf_token": token})
            )

        assert "HỢP LỆ" in ask(entry.number, "Nguyễn Thị Ánh")
        assert "HỢP LỆ" in ask("1/2026", "nguyen thi anh")
        assert "KHÔNG TÌM THẤY" in ask(entry.number, "Nguyễn Thị Anh Thư")
        assert "KHÔNG TÌM THẤY" in ask("0002/2026/GCN-SNV", "Nguyễn Thị Ánh")
        assert "KHÔNG TÌM THẤY" in ask("xyz", "Nguyễn Thị Ánh")

    @pytest.mark.parametrize(
        ("number", "name", "missing"),
        [
            ("0001/2026", "", ["full_name"]),
            ("", "Nguyễn Thị Ánh", ["number"]),
            (" ", "\u00a0", ["number", "full_name"]),
        ],
    )
    def test_missing_words_keep_what_was_typed(
        self, client: FlaskClient, number: str, name: str, missing: list[str]
    ) -> None:
        data = {"number": number, "full_name": name, "csrf_token": token_in(client)}
        answer = client.post("/xac-minh/theo-so", data=data)
        assert answer.status_code == 422
        page = page_of(answer)
        for typed in (number.strip(), name.strip()):
            assert not typed or f'value="{typed}"' in page
        says = {
            "number": "Hãy ghi số của giấy, ví dụ 0012/2026/GCN-SNV.",
            "full_name": "Hãy ghi họ và tên như trên giấy; số một mình không đủ để kiểm tra.",
        }
        for field, sentence in says.items():
            assert (f'href="#{field}"' in page) is (field in missing)
            assert (sentence in page) is (field in missing)

    def test_the_original_file_is_recognised_and_any_changed_byte_is_not(
        self, client: FlaskClient, entry: Entry, app: Flask
    ) -> None:
        token = token_in(client)
        assert entry.pdf_sha256 is not None
        with app.app_context():
            original = storage.get(entry.pdf_sha256)

        def ask(content: bytes) -> str:
            data = {"paper": (io.BytesIO(content), "giấy.pdf"), "csrf_token": token}
            return page_of(client.post("/xac-minh/theo-tep", data=data))

        assert "HỢP LỆ" in ask(original)
        for place in (0, 1, len(original) // 2, len(original) - 1):
            forged = original[:place] + bytes([original[place] ^ 1]) + original[place + 1 :]
            page = ask(forged)
            assert "không hợp lệ" in page
            assert "HỢP LỆ" not in page
        assert "không hợp lệ" in ask(original + b"\n")

    @pytest.mark.parametrize(("content", "says"), [(b"", "Tệp này rỗng"), ("Số đến".encode(), "không phải tệp PDF")])
    def test_another_file_is_a_slip_and_no_forged_certificate(
        self, client: FlaskClient, content: bytes, says: str
    ) -> None:
        data = {"paper": (io.BytesIO(content), "giấy.pdf"), "csrf_token": token_in(client)}
        answer = client.post("/xac-minh/theo-tep", data=data)
        assert answer.status_code == 422
        assert says in page_of(answer)
        assert "KHÔNG TÌM THẤY" not in page_of(answer)

    def test_what_was_not_found_can_be_corrected_where_it_stands(self, client: FlaskClient, entry: Entry) -> None:
        wrong = grouped(entry.facts.code[:-1] + ("0" if entry.facts.code[-1] != "0" else "1"))
        page = page_of(client.get(f"/xac-minh/{wrong}"))
        assert f'value="{wrong}"' in page
        data = {"number": "9/2026", "full_name": "Nguyễn Thị Ánh", "csrf_token": token_in(client)}
        page = page_of(client.post("/xac-minh/theo-so", data=data))
        assert 'value="9/2026"' in page
        assert 'value="Nguyễn Thị Ánh"' in page

    def test_a_file_that_is_too_large_is_refused_with_a_sentence(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert forms.LARGEST_FILE == 5 * 1024 * 1024
        monkeypatch.setattr(forms, "LARGEST_FILE", 1000)
        data = {"paper": (io.BytesIO(b"x" * 1001), "a.pdf"), "csrf_token": token_in(client)}
        answer = client.post("/xac-minh/theo-tep", data=data)
        assert answer.status_code == 422
        assert "lớn hơn 5 MB" in page_of(answer)

    def test_no_file_is_asked_for_again(self, client: FlaskClient) -> None:
        answer = client.post("/xac-minh/theo-tep", data={"csrf_token": token_in(client)})
        assert answer.status_code == 422
        assert "Hãy chọn tệp PDF" in page_of(answer)


class TestGuessing:
    """Nobody can try codes or names one after the other."""

    @pytest.mark.parametrize("guesses", [400, pytest.param(10_000, marks=pytest.mark.full)])
    def test_guesses_find_nothing_and_are_stopped(self, client: FlaskClient, entry: Entry, guesses: int) -> None:
        answers = [
            client.get(f"/xac-minh/{code_of(place.to_bytes(16, 'big'))}", headers={"Accept": "application/json"})
            for place in range(1, guesses + 1)
        ]
        assert [answer.status_code for answer in answers[: throttle.A_MINUTE]] == [404] * throttle.A_MINUTE
        assert {answer.status_code for answer in answers[throttle.A_MINUTE :]} == {429}
        assert answers[-1].headers["Retry-After"] == "60"

    def test_a_visitor_who_was_stopped_may_ask_again_a_minute_later(self, session: Session) -> None:
        who = throttle.visitor("203.0.113.7", "secret")
        for _ in range(throttle.A_MINUTE):
            throttle.note_failure(session, who, NOW)
        assert throttle.gate(session, who, NOW) is throttle.Gate.SHUT
        assert throttle.gate(session, who, NOW.replace(minute=1)) is throttle.Gate.OPEN

    def test_another_visitor_is_not_stopped(self, session: Session) -> None:
        for _ in range(throttle.A_MINUTE):
            throttle.note_failure(session, throttle.visitor("203.0.113.7", "secret"), NOW)
        assert throttle.gate(session, throttle.visitor("203.0.113.8", "secret"), NOW) is throttle.Gate.OPEN

    def test_a_right_code_is_never_counted(self, client: FlaskClient, session: Session, entry: Entry) -> None:
        for _ in range(throttle.A_MINUTE + 5):
            assert client.get(f"/xac-minh/{entry.facts.code}").status_code == 200
        assert session.scalar(sa.select(sa.func.count()).select_from(FailedLookup)) == 0

    def test_while_everybody_is_braked_right_codes_are_still_answered(
        self, client: FlaskClient, session: Session, entry: Entry
    ) -> None:
        with db.transaction(session):
            minute = int(NOW.timestamp()) // 60
            session.add(FailedLookup(visitor=throttle.EVERYBODY, window=minute, count=throttle.ALL_A_MINUTE))
        assert client.get(f"/xac-minh/{entry.facts.code}").status_code == 200
        assert client.get(f"/xac-minh/{code_of(bytes(16))}").status_code == 429
        data = {"number": entry.number, "full_name": "Nguyễn Thị Ánh", "csrf_token": token_in(client)}
        assert client.post("/xac-minh/theo-so", data=data).status_code == 429

    def test_addresses_are_not_kept(self, client: FlaskClient, session: Session) -> None:
        client.get(f"/xac-minh/{code_of(bytes(16))}")
        kept = session.scalars(sa.select(FailedLookup.visitor)).all()
        assert len(kept) == 2
        assert not any("127.0.0.1" in who for who in kept)

    def test_a_network_of_ipv6_is_one_visitor(self) -> None:
        assert throttle.visitor("2001:db8:1:2::3", "s") == throttle.visitor("2001:db8:1:2:ffff::9", "s")
        assert throttle.visitor("2001:db8:1:2::3", "s") != throttle.visitor("2001:db8:1:3::3", "s")

    def test_old_counts_are_forgotten(self, session: Session) -> None:
        who = throttle.visitor("203.0.113.7", "secret")
        throttle.note_failure(session, who, NOW)
        throttle.note_failure(session, who, NOW.replace(hour=3))
        assert session.scalar(sa.select(sa.func.count()).select_from(FailedLookup)) == 2
