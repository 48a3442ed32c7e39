"""The Department's page and what can be taken away from it."""

import io
import re

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person
from tests.factories.certificates import create_officer
from tests.factories.classes import create_class, plan_class
from tests.factories.people import create_agency, create_person, sign_in
from tests.reports.test_figures import agencies, history_class, people

__all__ = ["agencies", "people"]  # fixtures of the figures, used here too


def page_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


@pytest.fixture
def browser(app: Flask, session: Session) -> FlaskClient:
    """An officer's browser."""
    return sign_in(app, create_officer(session))


def cells(content: bytes, sheet: int = 0) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[sheet].iter_rows(values_only=True)]  # fmt: skip


class TestOverview:
    """Table and chart, by year."""

    def test_years_of_the_past_say_that_there_are_no_data(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        history_class(session, people)
        page = page_of(browser, "/bao-cao")
        assert page.count("không có dữ liệu") >= 9
        assert not re.search(r'data-label="Hoàn thành">0<', page)

    def test_people_whom_we_spread_ourselves_are_called_simulated(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        history_class(session, people)
        create_class(session, trainees=people)
        assert "theo lớp và cơ quan là mô phỏng" in page_of(browser, "/bao-cao?nam=2023")
        assert "theo lớp và cơ quan là mô phỏng" not in page_of(browser, "/bao-cao?nam=2026")
        assert "theo lớp và cơ quan là mô phỏng" in str(cells(browser.get("/bao-cao.xlsx?nam=2023").data))

    def test_the_table_has_a_chart_beside_it(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        create_class(session, trainees=people)
        page = page_of(browser, "/bao-cao?nhom=co-quan&nam=2026")
        assert "Ủy ban nhân dân xã Đại Từ" in page
        assert page.count("<svg viewBox=") >= 2
        assert "Học viên theo cơ quan</figcaption>" in page

    def test_it_begins_with_the_newest_year(self, browser: FlaskClient, session: Session, people: list[Person]) -> None:
        history_class(session, people)
        create_class(session, trainees=people)
        page = page_of(browser, "/bao-cao")
        assert "<h2>Năm 2026</h2>" in page
        assert "<h2>Mọi năm</h2>" in page_of(browser, "/bao-cao?nam=tat-ca")

    def test_a_class_without_people_is_counted_and_says_that_it_has_none(
        self, browser: FlaskClient, session: Session
    ) -> None:
        create_class(session, plan=plan_class(name="Lớp mới mở"))
        page = page_of(browser, "/bao-cao?nam=2026")
        assert re.search(r'Lớp mới mở</?[^>]*>.*?<td colspan="4" data-label="Học viên">chưa có học viên</td>', page)
        assert "Tổng cộng 1 lớp" in page
        assert "kể cả lớp chưa có học viên" in page

    def test_it_says_that_a_class_may_be_counted_later_than_the_oldest_one(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        create_class(session, trainees=people)
        page = page_of(browser, "/bao-cao")
        assert "Số liệu của các lớp đang mở tính đến 08:00 23/11/2026 hoặc mới hơn" in page

    def test_an_empty_installation_says_what_will_be_here(self, browser: FlaskClient) -> None:
        assert "Chưa có lớp nào" in page_of(browser, "/bao-cao")

    @pytest.mark.parametrize("query", ["nhom=x", "nam=x", "loai=x", "nhom=lop&nam=99999999999999999999"])
    def test_nonsense_in_the_address_is_not_found(self, browser: FlaskClient, query: str) -> None:
        assert browser.get(f"/bao-cao?{query}").status_code == 404

    def test_a_page_beyond_all_numbers_is_not_found(
        self, browser: FlaskClient, session: Session, agencies: list[Agency]
    ) -> None:
        for query in ("trang=99999999999999999999", "nam=99999999999999999999"):
            assert browser.get(f"/bao-cao/co-quan/{agencies[0].id}?{query}").status_code == 404

    def test_a_row_of_one_kind_of_agency_leads_to_people_of_that_kind(
        self, browser: FlaskClient, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        class_id = create_class(session, trainees=people)
        overview = page_of(browser, "/bao-cao?nam=2026&nhom=lop&loai=department")
        link = f"/bao-cao/lop/{class_id}?loai=department"
        assert link in overview
        page = page_of(browser, link)
        assert "Ma Thị Tâm" in page
        assert "Nông Thị Lan" not in page
        assert "1 học viên" in page
        assert browser.get(f"/bao-cao/lop/{class_id}?loai=khong-co").status_code == 404

    def test_a_row_leads_to_its_people(
        self, browser: FlaskClient, session: Session, people: list[Person], agencies: list[Agency]
    ) -> None:
        class_id = create_class(session, trainees=people)
        by_class = page_of(browser, f"/bao-cao/lop/{class_id}")
        assert by_class.index("Hoàng Văn Hải") < by_class.index("Nông Thị Lan") < by_class.index("Ma Thị Tâm")
        by_agency = page_of(browser, f"/bao-cao/co-quan/{agencies[0].id}?nam=2026")
        assert "2 học viên, năm 2026" in by_agency
        assert "Ma Thị Tâm" not in by_agency

    def test_long_lists_have_pages(self, browser: FlaskClient, session: Session) -> None:
        many = [create_person(session, f"Học viên {n:03d}", Role.TRAINEE) for n in range(60)]
        class_id = create_class(session, trainees=many)
        assert "Học viên 059" not in page_of(browser, f"/bao-cao/lop/{class_id}")
        assert "Học viên 059" in page_of(browser, f"/bao-cao/lop/{class_id}?trang=2")
        assert browser.get(f"/bao-cao/lop/{class_id}?trang=3").status_code == 404

    @pytest.mark.parametrize("grouping", ["lop", "co-quan", "dia-ban"])
    def test_the_number_of_statements_does_not_grow_with_the_rows(
        self, browser: FlaskClient, session: Session, count_queries: list[str], grouping: str
    ) -> None:
        counts = []
        for size in (1, 8):
            for n in range(size):
                agency = create_agency(session, f"Ủy ban nhân dân xã Số {size} {n}")
                person = create_person(session, f"Người {size} {n}", Role.TRAINEE, agency=agency)
                create_class(session, trainees=[person], plan=plan_class(name=f"Lớp {size} {n}"))
            session.rollback()
            count_queries.clear()
            page_of(browser, f"/bao-cao?nhom={grouping}&nam=2026")
            counts.append(len(count_queries))
        assert counts[0] == counts[1]


class TestExports:
    """Texts as strings, numbers as numbers, nothing as a formula, each with its time and filter."""

    def test_the_spreadsheet_has_numbers_and_says_what_is_unknown(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        history_class(session, people)
        create_class(session, trainees=people[:2])
        content = browser.get("/bao-cao.xlsx?nam=tat-ca").data
        rows = cells(content)
        assert (
            rows[1][0] == "Lập lúc 08:00 23/11/2026; theo lớp; mọi năm; mọi loại cơ quan;"
            " số liệu lớp đang mở tính đến 08:00 23/11/2026 hoặc mới hơn"
        )
        new, old = rows[5], rows[6]
        assert (new[2], new[3], new[5], new[6]) == (1, 2, 0, 0)
        assert (old[2], old[3]) == (1, 3)
        assert old[4:7] == ["không có dữ liệu"] * 3
        assert rows[7][0] == "Tổng cộng"
        assert [row[0] for row in cells(content, 1)[3:]] == [2023, 2026]

    def test_nothing_that_a_person_typed_becomes_a_formula(self, browser: FlaskClient, session: Session) -> None:
        evil = create_agency(session, "=cmd|' /C calc'!A0")
        persons = [
            create_person(session, name, Role.TRAINEE, agency=evil, user_name=f"u{n}")
            for n, name in enumerate(("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1"))
        ]
        class_id = create_class(session, trainees=persons)
        for path in ("/bao-cao.xlsx?nhom=co-quan", f"/bao-cao/lop/{class_id}/hoc-vien.xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(browser.get(path).data))
            kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
            assert kinds <= {"s", "n"}, path

    def test_the_people_of_a_class_can_be_taken_away_without_birth_dates(
        self, browser: FlaskClient, session: Session, people: list[Person]
    ) -> None:
        class_id = create_class(session, trainees=people)
        rows = cells(browser.get(f"/bao-cao/lop/{class_id}/hoc-vien.xlsx").data)
        assert rows[3][:5] == ["Họ và tên", "Chức vụ", "Cơ quan", "Lớp", "Năm"]
        assert [row[0] for row in rows[4:]] == ["Hoàng Văn Hải", "Nông Thị Lan", "Ma Thị Tâm"]
        assert not any("sinh" in str(heading).lower() for heading in rows[3])

    def test_the_report_is_printed(self, browser: FlaskClient, session: Session, people: list[Person]) -> None:
        create_class(session, trainees=people)
        answer = browser.get("/bao-cao.pdf")
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")


class TestPermissions:
    """A contact sees the own agency, everywhere; Lan, Minh and a Stranger see nothing."""

    def test_a_contact_never_meets_a_token_of_another_agency(
        self, app: Flask, session: Session, people: list[Person]
    ) -> None:
        ours, theirs = create_agency(session, "DV-A-cua-minh"), create_agency(session, "DV-B-cua-nguoi")
        own = create_person(session, "Hoa", Role.AGENCY_CONTACT, agency=ours)
        mixed = [
            create_person(session, "HV-A", Role.TRAINEE, agency=ours),
            create_person(session, "HV-B", Role.TRAINEE, agency=theirs),
        ]
        class_id = create_class(session, trainees=mixed)
        client = sign_in(app, own)
        pages = ["/bao-cao", "/bao-cao?nhom=co-quan", "/bao-cao?nhom=dia-ban", f"/bao-cao/lop/{class_id}"]
        for path in [*pages, f"/bao-cao/co-quan/{ours.id}"]:
            page = page_of(client, path)
            assert "HV-B" not in page
            assert "DV-B" not in page
        for path in ("/bao-cao.xlsx?nhom=co-quan", f"/bao-cao/lop/{class_id}/hoc-vien.xlsx"):
            assert not {"HV-B", "DV-B-cua-nguoi"} & {str(c) for row in cells(client.get(path).data) for c in row}
        assert client.get(f"/bao-cao/co-quan/{theirs.id}").status_code == 404
        other_class = create_class(session, trainees=mixed[1:])
        assert client.get(f"/bao-cao/lop/{other_class}").status_code == 404

    @pytest.mark.parametrize(("name", "role"), [("Lan", Role.TRAINEE), ("Minh", Role.INSTRUCTOR), ("Stranger", Role.AUTHOR)])  # fmt: skip
    def test_others_have_no_reports(self, app: Flask, session: Session, name: str, role: Role) -> None:
        person = create_person(session, name, role)
        lan = [person] if role is Role.TRAINEE else []
        class_id = create_class(session, trainees=lan, instructor=person if role is Role.INSTRUCTOR else None)
        client = sign_in(app, person)
        for path in ("/bao-cao", "/bao-cao.xlsx", "/bao-cao.pdf", f"/bao-cao/lop/{class_id}"):
            assert client.get(path).status_code in {403, 404}
