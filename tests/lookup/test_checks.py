import shutil
import tomllib
import uuid
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Installation
from core.audit import AuditEntry
from core.db import transaction
from law import register
from law.register import DATA_FOLDER, Verified
from lookup import exporting, queries, service
from lookup.domain.checks import KnownCheck, shown, shown_text
from lookup.models import LawCheck
from lookup.service import NewCheck
from tests.conftest import NOW
from tests.lookup.conftest import TODAY, Office, page_of

KEY = "TT06-2025.N5"
FORM = f"/tra-cuu/dieu/{KEY}/doi-chieu"
GOOD = {
    "verified": "read",
    "checked_on": "23/11/2026",
    "note": "Thông tư nêu số người cụ thể.",
    "reason": "Đọc Thông tư 06/2025/TT-BNV, bản giấy lưu ở phòng, trang 12.",
}


@pytest.fixture
def named_office(session: Session) -> None:
    """The installation has its names."""
    with transaction(session):
        session.add(
            Installation(
                id=1, parent_organ="UBND TỈNH T", organ="Sở Nội vụ tỉnh T", place="T", signer_position="GIÁM ĐỐC",
                signer_name="Nguyễn Văn A", set_at=NOW,
            )
        )  # fmt: skip


def look(office: Office, session: Session, key: str = KEY, **given: object) -> LawCheck:
    """Tuấn has looked at a row."""
    fields = {"verified": Verified.READ, "checked_on": TODAY, "note": "Đã rõ.", "reason": "Đọc văn bản.", **given}
    return service.check_row(session, office.tuan, NewCheck(key=key, **fields), NOW)  # type: ignore[arg-type]


class TestRules:
    def check(self, key: str, verified: Verified, day: date) -> dict[str, KnownCheck]:
        return {key: KnownCheck(key, verified, day, "Ghi chú mới.", "Sở Nội vụ tỉnh T")}

    def test_a_newer_look_is_shown_and_scores_stay_with_the_files(self) -> None:
        row = register.load()[KEY]
        seen = shown(row, self.check(KEY, Verified.READ, TODAY))
        assert (seen.provision.verified, seen.provision.note) == (Verified.READ, "Ghi chú mới.")
        assert not seen.may_decide_a_score
        assert seen.is_confirmed_now
        assert not register.load()[KEY].may_decide_a_score

    def test_a_doubt_is_shown_and_the_running_content_still_grades(self) -> None:
        seen = shown(register.load()["ND30.D22"], self.check("ND30.D22", Verified.DISPUTED, TODAY))
        assert seen.provision.verified is Verified.DISPUTED
        assert seen.may_decide_a_score
        assert seen.is_doubted_now

    @pytest.mark.parametrize(("day", "counts"), [(date(2026, 11, 21), False), (date(2026, 11, 22), True)])
    def test_the_newer_day_wins_and_on_the_same_day_the_office(self, day: date, counts: bool) -> None:
        seen = shown(register.load()[KEY], self.check(KEY, Verified.READ, day))
        assert (seen.check is not None) is counts

    def test_a_text_takes_the_remark_in_place_of_its_own(self) -> None:
        loaded = register.load()
        checks = self.check("ND63-2026", Verified.SECONDARY, TODAY)
        assert shown_text(loaded.texts["ND63-2026"], checks).note == "Ghi chú mới."
        assert shown(loaded["ND63-2026"], checks).provision.paraphrase == "Ghi chú mới."
        assert shown_text(loaded.texts["ND30"], checks) is loaded.texts["ND30"]


@pytest.mark.usefixtures("named_office")
class TestLooking:
    def test_tuan_confirms_a_row_and_everybody_sees_the_office(
        self, office: Office, client: FlaskClient, session: Session
    ) -> None:
        assert "Chưa xác nhận" in page_of(client.get(f"/tra-cuu/dieu/{KEY}"))
        answer = office.send(office.browser(office.tuan), FORM, GOOD)
        assert answer.status_code == 303
        page = page_of(client.get(f"/tra-cuu/dieu/{KEY}"))
        assert "Đã đọc văn bản" in page
        assert "Sở Nội vụ tỉnh T đã đối chiếu. Kiểm tra ngày 23/11/2026" in page
        assert "Thông tư nêu số người cụ thể." in page
        assert "Không dùng để chấm điểm." in page
        assert "từ bản phát hành sau" in page
        assert "Tuấn" not in page
        assert "trang 12" not in page
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "law.check_row")).one()
        assert (entry.actor_id, entry.subject) == (office.tuan.id, f"provision:{KEY}")
        assert entry.details["reason"].endswith("trang 12.")

    def test_the_page_of_the_text_and_the_panel_show_it_too(
        self, office: Office, client: FlaskClient, session: Session
    ) -> None:
        look(office, session, "QD28-2018", verified=Verified.READ, note="Còn hiệu lực.")
        assert "Cần kiểm tra hiệu lực" not in page_of(client.get("/tra-cuu/van-ban/QD28-2018"))
        assert "Còn hiệu lực." in page_of(client.get("/tra-cuu/dieu/QD28-2018", headers={"HX-Request": "true"}))
        assert "Đang có hiệu lực" in page_of(client.get("/tra-cuu/dieu/QD28-2018.N2"))
        listed = page_of(client.get("/tra-cuu/van-ban")).split('/tra-cuu/van-ban/QD28-2018"')[1][:900]
        assert "Đang có hiệu lực" in listed

    @pytest.mark.parametrize("who", ["lan", "chi"])
    def test_nobody_but_an_officer_looks(self, office: Office, who: str, session: Session) -> None:
        client = office.browser(getattr(office, who))
        assert client.get(FORM).status_code == 403
        assert office.send(client, FORM, GOOD).status_code == 403
        assert queries.newest_checks(session) == []

    def test_lan_sees_no_way_to_write_and_tuan_does(self, office: Office) -> None:
        assert FORM not in office.browser(office.lan).get(f"/tra-cuu/dieu/{KEY}").text
        assert FORM in office.browser(office.tuan).get(f"/tra-cuu/dieu/{KEY}").text

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"verified": ""}, "Hãy chọn"),
            ({"verified": "sure"}, "Hãy chọn"),
            ({"checked_on": "24/11/2026"}, "không thể sau hôm nay (23/11/2026)"),
            ({"checked_on": "21/11/2026"}, "đã được kiểm tra ngày 22/11/2026"),
            ({"checked_on": "hôm nay"}, "Hãy ghi ngày như 05/03/2026"),
            ({"reason": ""}, "Hãy ghi đã đối chiếu với văn bản nào"),
            ({"note": "a" * 1001}, "nhiều nhất 1000 ký tự"),
        ],
    )
    def test_a_wrong_field_is_told_and_nothing_is_kept(
        self, office: Office, session: Session, fields: dict[str, str], sentence: str
    ) -> None:
        answer = office.send(office.browser(office.tuan), FORM, {**GOOD, **fields})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert queries.newest_checks(session) == []

    def test_a_second_look_stands_above_the_first_and_both_stay(
        self, office: Office, session: Session, client: FlaskClient
    ) -> None:
        tuan = office.browser(office.tuan)
        office.send(tuan, FORM, GOOD)
        office.send(tuan, FORM, {**GOOD, "verified": "disputed", "note": "", "reason": "Hai trang nói khác nhau."})
        assert [row.number for row in queries.history_of(session, KEY)] == [2, 1]
        assert "Còn khác nhau" in page_of(client.get(f"/tra-cuu/dieu/{KEY}"))
        page = page_of(tuan.get(FORM))
        assert page.index("Hai trang nói khác nhau.") < page.index("trang 12.")

    def test_a_double_click_makes_one_look(self, office: Office, session: Session) -> None:
        tuan, once = office.browser(office.tuan), str(uuid.uuid4())
        office.send(tuan, FORM, GOOD, once)
        assert office.send(tuan, FORM, GOOD, once).status_code == 303
        assert len(queries.history_of(session, KEY)) == 1

    def test_pages_cost_the_same_with_many_looks(
        self, office: Office, session: Session, client: FlaskClient, count_queries: list[str]
    ) -> None:
        costs: list[list[int]] = []
        tuan = office.browser(office.tuan)
        for keys in ([KEY], [f"ND30.D{number}" for number in range(1, 20)]):
            for key in keys:
                look(office, session, key)
            costs.append([])
            for browser, path in (
                (client, "/tra-cuu/van-ban/ND30"), (client, "/tra-cuu/van-ban"), (client, "/tra-cuu/dieu/ND30.D21"),
                (tuan, "/tra-cuu/doi-chieu"),
            ):  # fmt: skip
                browser.get(path)
                count_queries.clear()
                browser.get(path)
                costs[-1].append(len(count_queries))
        assert costs[0] == costs[1]

    def test_without_names_of_the_installation_the_office_has_a_plain_name(
        self, office: Office, session: Session
    ) -> None:
        with transaction(session):
            session.execute(sa.delete(Installation))
        assert look(office, session).organ == "Đơn vị quản lý chương trình"


class TestTheWayBack:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A copy of the register's own files."""
        return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))

    def test_what_an_officer_found_is_exported_merged_and_read_again(
        self, app: Flask, office: Office, session: Session, tmp_path: Path, folder: Path
    ) -> None:
        note = 'Gồm “ít nhất” ba người;\nxem "Điều 12".'
        look(office, session, KEY, note=note)
        look(office, session, "ND30.D21.K2.A", verified=Verified.DISPUTED, note="")
        look(office, session, "TT16-2023", verified=Verified.UNCONFIRMED, note="Chưa tìm được bản gốc.")
        file = tmp_path / "doi-chieu.toml"
        run = app.test_cli_runner()
        exported = run.invoke(args=["law", "export", str(file)])
        assert exported.exit_code == 0, exported.output
        assert "3 hàng" in exported.stdout
        merged = run.invoke(args=["law", "merge", str(file), "--folder", str(folder)])
        assert merged.exit_code == 0, merged.output
        assert "3 hàng đã nhập, 3 tệp thay đổi." in merged.stdout
        after = register.load(folder)
        assert (after[KEY].verified, after[KEY].checked_on, after[KEY].note) == (Verified.READ, TODAY, note)
        assert after["ND30.D21.K2.A"].verified is Verified.DISPUTED
        assert after.texts["TT16-2023"].note == "Chưa tìm được bản gốc."
        assert len(after) == len(register.load())

    def test_merging_again_changes_nothing(
        self, app: Flask, office: Office, session: Session, tmp_path: Path, folder: Path
    ) -> None:
        look(office, session)
        file = tmp_path / "doi-chieu.toml"
        run = app.test_cli_runner()
        run.invoke(args=["law", "export", str(file)])
        run.invoke(args=["law", "merge", str(file), "--folder", str(folder)])
        again = run.invoke(args=["law", "merge", str(file), "--folder", str(folder)])
        assert "1 hàng đã nhập, 0 tệp thay đổi." in again.stdout

    def test_a_look_that_the_files_have_overtaken_is_passed_over(
        self, app: Flask, office: Office, session: Session, tmp_path: Path, folder: Path
    ) -> None:
        look(office, session, checked_on=date(2026, 11, 22))
        path = folder / "tt06-2025.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("2026-11-22", "2026-12-24"), encoding="utf-8")
        file = tmp_path / "doi-chieu.toml"
        run = app.test_cli_runner()
        run.invoke(args=["law", "export", str(file)])
        merged = run.invoke(args=["law", "merge", str(file), "--folder", str(folder)])
        assert f"Bỏ qua {KEY}" in merged.stdout
        assert "0 hàng đã nhập, 0 tệp thay đổi." in merged.stdout

    def test_an_export_never_overwrites(self, app: Flask, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "doi-chieu.toml"
        file.write_text("của tôi", encoding="utf-8")
        done = app.test_cli_runner().invoke(args=["law", "export", str(file)])
        assert done.exit_code == 1
        assert file.read_text(encoding="utf-8") == "của tôi"

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ("[[row]\n", "dòng 1: viết sai cú pháp TOML ở cột 6: tên bảng"),
            ("\udcff", "sai.toml: tệp phải được lưu bằng mã UTF-8."),
            ("x = 1\n", "chỉ được có các bảng"),
            ('[[row]]\nkey = "ND30"\n', "'verified' thiếu"),
            (
                '[[row]]\nkey = "ND30.D99"\nverified = "read"\nchecked_on = 2026-12-05\nnote = ""\nreason = ""\norgan = ""\n',
                "Sổ pháp luật không có: ND30.D99",
            ),
            (
                '[[row]]\nkey = "ND30"\nverified = "sure"\nchecked_on = 2026-12-05\nnote = ""\nreason = ""\norgan = ""\n',
                "verified phải là một trong",
            ),
        ],
    )
    def test_a_wrong_file_is_named_and_nothing_is_written(
        self, app: Flask, tmp_path: Path, folder: Path, content: str, problem: str
    ) -> None:
        file = tmp_path / "sai.toml"
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
        done = app.test_cli_runner().invoke(args=["law", "merge", str(file), "--folder", str(folder)])
        assert done.exit_code == 1
        assert problem in done.output
        for path in DATA_FOLDER.glob("*.toml"):
            assert (folder / path.name).read_bytes() == path.read_bytes()

    def test_officers_and_authors_download_the_same(self, office: Office, session: Session) -> None:
        look(office, session)
        answer = office.browser(office.chi).get("/tra-cuu/doi-chieu/tai-ve")
        assert answer.text == exporting.to_toml(queries.newest_checks(session))
        assert tomllib.loads(answer.text)["row"][0]["key"] == KEY
        assert "doi-chieu-phap-luat.toml" in answer.headers["Content-Disposition"]
        assert office.browser(office.lan).get("/tra-cuu/doi-chieu/tai-ve").status_code == 403
        assert "Tuấn" not in answer.text
