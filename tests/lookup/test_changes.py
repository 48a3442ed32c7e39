import json
import time
import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from core import db
from core.audit import AuditEntry
from law import register
from lookup import service
from lookup.domain.changes import ChangeKind, EndKind, KnownChange, end_of, told_about, under_review
from lookup.domain.texts import TextState, state_on
from lookup.service import ChangeClosed, ChangeKnown
from lookup.watch import LIFETIME, Watch
from tests.conftest import NOW
from tests.lookup.conftest import TODAY, Office, page_of

GOOD = {"kind": "amended", "effective_on": "23/11/2026", "note": "Nghị định 999/2026/NĐ-CP sửa cách cấp số đến."}
FORM = "/tra-cuu/dieu/ND30.D22.K2/thay-doi"


def change(
    key: str, day: date = TODAY, end: EndKind | None = None, kind: ChangeKind = ChangeKind.AMENDED
) -> KnownChange:
    """A change for the pure rules."""
    return KnownChange(uuid.uuid4(), key, kind, day, "", end)


class TestRules:
    def test_content_is_under_review_from_the_day_until_the_review_is_closed(self) -> None:
        open_one = change("ND30.D22.K2")
        assert under_review([open_one], ["ND30.D22"], TODAY) == [open_one]
        assert under_review([open_one], ["ND30.D22"], TODAY - timedelta(days=1)) == []
        for end in EndKind:
            assert under_review([change("ND30.D22.K2", end=end)], ["ND30.D22"], TODAY) == []

    def test_a_change_of_another_clause_does_not_disturb(self) -> None:
        assert under_review([change("ND30.D22.K2")], ["ND30.D22.K1", "ND30.D23"], TODAY) == []

    def test_a_page_goes_on_telling_a_change_after_the_review_but_not_a_mistake(self) -> None:
        revised, mistake = change("ND30.D22", end=EndKind.REVISED), change("ND30.D22", end=EndKind.WITHDRAWN)
        assert told_about([revised, mistake], "ND30.D22.K1") == [revised]

    def test_what_contains_a_provision_takes_it_along_when_it_ends_but_not_the_other_way(self) -> None:
        ended = [change("ND30.D22", kind=ChangeKind.ENDED)]
        assert end_of(ended, "ND30.D22.K2") == TODAY
        assert end_of(ended, "ND30") is None
        assert end_of([change("ND30.D22")], "ND30.D22") is None

    def test_an_ended_provision_is_ended_from_that_day(self) -> None:
        article = register.load()["ND30.D22"]
        assert state_on(article, TODAY, TODAY) is TextState.ENDED
        assert state_on(article, TODAY - timedelta(days=1), TODAY) is TextState.IN_FORCE


class TestWriting:
    def test_tuan_writes_a_change_down_and_sees_what_to_revise(self, office: Office) -> None:
        tuan = office.browser(office.tuan)
        assert "Nội dung sẽ cần xem lại" in page_of(tuan.get(FORM))
        answer = office.send(tuan, FORM, GOOD)
        assert answer.status_code == 303
        page = page_of(tuan.get(answer.location))
        assert "Khoản 2 Điều 22 Nghị định 30/2020/NĐ-CP được sửa đổi từ 23/11/2026" in page
        assert "Bài học (" in page
        assert "Câu M5.2-" in page
        assert "bài M5.2: " in page
        assert "Mục chấm của bài thực hành (" in page

    def test_it_is_in_the_audit_log_in_vietnamese(self, office: Office, session: Session) -> None:
        office.mark()
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "law.mark_change")).one()
        assert (entry.actor_id, entry.subject) == (office.tuan.id, "provision:ND30.D22.K2")
        assert entry.details["effective_on"] == "2026-11-23"

    @pytest.mark.parametrize("who", ["lan", "chi"])
    def test_nobody_but_an_officer_writes(self, office: Office, who: str) -> None:
        client = office.browser(getattr(office, who))
        change_id = office.mark()
        for path in (FORM, f"/tra-cuu/thay-doi/{change_id}/ket-thuc"):
            assert office.send(client, path, {**GOOD, "kind": "revised"}).status_code == 403
        assert len(office.changes()) == 1

    def test_the_author_reads_the_list_and_the_trainee_does_not(self, office: Office) -> None:
        change_id = office.mark()
        chi, lan = office.browser(office.chi), office.browser(office.lan)
        assert "Khoản 2 Điều 22" in page_of(chi.get("/tra-cuu/thay-doi"))
        assert "Kết thúc việc rà soát" not in page_of(chi.get(f"/tra-cuu/thay-doi/{change_id}"))
        assert lan.get("/tra-cuu/thay-doi").status_code == 403
        assert lan.get(f"/tra-cuu/thay-doi/{change_id}").status_code == 403

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"kind": ""}, "Hãy chọn sửa đổi hay hết hiệu lực."),
            ({"kind": "boiled"}, "Hãy chọn"),
            ({"effective_on": "31/02/2026"}, "Không có ngày này"),
            ({"effective_on": ""}, "Hãy ghi ngày, ví dụ 01/12/2026."),
            ({"effective_on": "01/01/0026"}, "Năm này không hợp lý"),
            ({"effective_on": "01/01/1944"}, "Ngày này không hợp lý"),
            ({"note": "  "}, "Hãy ghi văn bản nào sửa đổi"),
            ({"note": "a" * 1001}, "nhiều nhất 1000 ký tự"),
        ],
    )
    def test_a_wrong_field_is_told_and_nothing_is_kept(
        self, office: Office, fields: dict[str, str], sentence: str
    ) -> None:
        answer = office.send(office.browser(office.tuan), FORM, {**GOOD, **fields})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert office.changes() == []

    def test_what_was_typed_stays_when_a_field_is_wrong(self, office: Office) -> None:
        answer = office.send(office.browser(office.tuan), FORM, {**GOOD, "effective_on": "mai"})
        assert "Nghị định 999/2026/NĐ-CP sửa cách cấp số đến.</textarea>" in answer.text
        assert 'value="mai"' in answer.text

    def test_a_double_click_and_a_second_officer_make_one_change(self, office: Office) -> None:
        tuan = office.browser(office.tuan)
        once = str(uuid.uuid4())
        first = office.send(tuan, FORM, GOOD, once)
        assert office.send(tuan, FORM, GOOD, once).location == first.location
        assert office.send(tuan, FORM, GOOD).location == first.location
        assert len(office.changes()) == 1

    def test_a_known_change_is_refused_until_it_is_closed(self, office: Office, session: Session) -> None:
        first = office.mark()
        with pytest.raises(ChangeKnown):
            office.mark()
        service.close_change(session, office.tuan, first, EndKind.WITHDRAWN, "Nhầm điều.", NOW)
        assert office.mark() != first

    def test_a_change_is_closed_once(self, office: Office, session: Session) -> None:
        made = office.mark()
        service.close_change(session, office.tuan, made, EndKind.REVISED, "Đã sửa bài M5.2.", NOW)
        with pytest.raises(ChangeClosed):
            service.close_change(session, office.tuan, made, EndKind.WITHDRAWN, "Lại nhầm.", NOW)
        actions = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.position)).all()
        assert actions == ["law.mark_change", "law.finish_review"]

    def test_closing_needs_a_way_and_a_note(self, office: Office) -> None:
        tuan, path = office.browser(office.tuan), f"/tra-cuu/thay-doi/{office.mark()}"
        answer = office.send(tuan, f"{path}/ket-thuc", {"kind": "", "note": ""})
        assert answer.status_code == 422
        assert "Hãy chọn một cách kết thúc." in answer.text
        assert "Hãy ghi đã làm gì, hoặc vì sao rút lại." in answer.text
        done = office.send(tuan, f"{path}/ket-thuc", {"kind": "revised", "note": "Đã sửa bài M5.2."})
        assert done.location.endswith(path)
        page = page_of(tuan.get(path))
        assert "Rà soát xong, Hoàng Văn Tuấn" in page
        assert "Kết thúc việc rà soát" not in page

    def test_unknown_keys_and_changes_are_not_found(self, office: Office) -> None:
        tuan = office.browser(office.tuan)
        for path in ("/tra-cuu/dieu/ND30.D99/thay-doi", f"/tra-cuu/thay-doi/{uuid.uuid4()}", "/tra-cuu/dieu/X/dung-o"):
            assert tuan.get(path).status_code == 404


class TestReading:
    def test_the_page_and_the_panel_of_a_provision_tell_the_change_to_everybody(
        self, office: Office, client: FlaskClient
    ) -> None:
        office.mark()
        for key in ("ND30.D22.K2", "ND30.D22"):
            page = page_of(client.get(f"/tra-cuu/dieu/{key}"))
            assert "được sửa đổi từ 23/11/2026" in page
            assert "Nghị định 999/2026/NĐ-CP sửa cách cấp số đến." in page
            assert "đang được rà soát" in page
            panel = page_of(client.get(f"/tra-cuu/dieu/{key}", headers={"HX-Request": "true"}))
            assert "được sửa đổi từ 23/11/2026" in panel
        assert "được sửa đổi" not in page_of(client.get("/tra-cuu/dieu/ND30.D22.K1"))

    def test_nobody_learns_who_wrote_it(self, office: Office, client: FlaskClient) -> None:
        office.mark()
        for path in ("/tra-cuu/dieu/ND30.D22.K2", "/tra-cuu/van-ban/ND30"):
            assert "Tuấn" not in client.get(path).text

    def test_an_ended_text_is_ended_from_its_day(self, office: Office, client: FlaskClient) -> None:
        office.mark("QD28-2018", date(2026, 12, 1), ChangeKind.ENDED)
        page = page_of(client.get("/tra-cuu/van-ban/QD28-2018"))
        assert "Văn bản này không còn hiệu lực" not in page
        assert "hết hiệu lực từ 01/12/2026" in page
        later = page_of(client.get("/tra-cuu/van-ban/QD28-2018?ngay=01/12/2026"))
        assert "Văn bản này không còn hiệu lực" in later

    def test_the_state_on_another_day(self, client: FlaskClient) -> None:
        page = page_of(client.get("/tra-cuu/van-ban?ngay=30/06/2025"))
        assert "của ngày <strong>30/06/2025</strong>" in page
        lists = page.split("Văn bản đã hết hiệu lực")
        assert "Luật Lưu trữ năm 2011" in lists[0]
        assert "Chưa có hiệu lực" in page_of(client.get("/tra-cuu/dieu/LLT2024.D17?ngay=30/06/2025"))

    @pytest.mark.parametrize("typed", ["31/06/2025", "hôm qua", "<b>", "2025-06-30", "1/1/99999"])
    def test_a_day_that_is_none_is_told_and_today_is_shown(self, client: FlaskClient, typed: str) -> None:
        for path in ("/tra-cuu/van-ban", "/tra-cuu/van-ban/ND30", "/tra-cuu/dieu/ND30.D22"):
            page = page_of(client.get(path, query_string={"ngay": typed}))
            assert "Hãy ghi ngày như" in page or "Không có ngày này" in page
            assert "Tình trạng vào ngày" not in page
            assert "<b>" not in page.split('name="ngay"')[1][:60]

    def test_officers_and_authors_find_the_review_on_their_home_page(self, office: Office) -> None:
        office.mark()
        for person in (office.tuan, office.chi):
            assert "Rà soát nội dung: 1 quy định vừa thay đổi" in page_of(office.browser(person).get("/"))
        assert "Rà soát nội dung" not in page_of(office.browser(office.lan).get("/"))

    def test_the_list_costs_the_same_for_many_changes(self, office: Office, count_queries: list[str]) -> None:
        tuan = office.browser(office.tuan)
        costs: list[int] = []
        for keys in (["ND30.D22"], [f"ND30.D{number}" for number in range(1, 20)]):
            for key in keys:
                office.mark(key, TODAY + timedelta(days=len(costs)))
            tuan.get("/tra-cuu/thay-doi")
            count_queries.clear()
            tuan.get("/tra-cuu/thay-doi")
            costs.append(len(count_queries))
        assert costs[0] == costs[1], count_queries


class TestWatch:
    def test_a_page_asks_the_database_once_and_then_not_for_a_while(
        self, app: Flask, session: Session, count_queries: list[str]
    ) -> None:
        watch = app.extensions["law_watch"]
        watch.changes(session)
        assert len([query for query in count_queries if "law_change" in query]) == 1
        count_queries.clear()
        watch.changes(session)
        assert count_queries == []

    def test_another_process_sees_a_change_within_seconds(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = Watch()

        def looks() -> list[str]:
            with office.app.app_context():
                return [known.key for known in other.changes(db.session())]

        assert looks() == []
        office.mark()
        assert looks() == []
        later = time.monotonic() + LIFETIME + 0.1
        monkeypatch.setattr("lookup.watch.time.monotonic", lambda: later)
        assert looks() == ["ND30.D22.K2"]

    def test_who_writes_sees_it_at_once(self, office: Office, client: FlaskClient) -> None:
        assert "được sửa đổi" not in client.get("/tra-cuu/dieu/ND30.D22").text
        office.mark()
        assert "được sửa đổi" in client.get("/tra-cuu/dieu/ND30.D22").text


class TestImpact:
    def test_the_command_lists_what_a_change_touches_by_kind(self, app: Flask) -> None:
        printed = app.test_cli_runner().invoke(args=["law", "impact", "ND30.D22.K2"])
        assert printed.exit_code == 0, printed.output
        assert "ND30.D22.K2: khoản 2 Điều 22 Nghị định 30/2020/NĐ-CP" in printed.stdout
        assert "Câu hỏi (" in printed.stdout
        assert "bài M5.2: " in printed.stdout

    def test_a_wider_citation_is_touched_and_a_neighbour_is_not(self, app: Flask) -> None:
        printed = app.test_cli_runner().invoke(args=["law", "impact", "ND30.D22.K2", "--json"])
        found = json.loads(printed.stdout)
        cited = {key for use in found["uses"] for key in use["cites"]}
        assert "ND30.D22.K2" in cited
        assert not any(key.startswith(("ND30.D22.K1", "ND30.D21")) for key in cited)
        assert {use["kind"] for use in found["uses"]} >= {"lesson", "question", "exercise", "check"}
        assert found["label"] == "khoản 2 Điều 22 Nghị định 30/2020/NĐ-CP"

    def test_conflicts_and_old_words_are_touched_too(self, app: Flask) -> None:
        printed = app.test_cli_runner().invoke(args=["law", "impact", "LLT2024.D17", "--json"])
        labels = [use["label"] for use in json.loads(printed.stdout)["uses"] if use["kind"] == "register"]
        assert "Chỗ chưa khớp: Nộp vào lưu trữ hiện hành: 01 năm tính từ ngày hay từ năm?" in labels

    def test_an_unknown_key_says_what_exists(self, app: Flask) -> None:
        printed = app.test_cli_runner().invoke(args=["law", "impact", "ND30.D22.K9"])
        assert printed.exit_code == 1
        assert "dưới đó có: K1, K2, K3, K4" in printed.output
