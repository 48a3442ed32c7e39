"""A backup made while people write holds one moment, and comes back row for row and file for file."""

import hashlib
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine

from accounts.domain import AgencyKind, Role
from accounts.models import Agency
from core import db, storage
from core.audit import record, verify_all
from core.backup.archive import BackupProblem
from core.backup.restoring import restore
from core.backup.writing import backup
from core.db import Base
from lookup.search import service as search_service
from tests.conftest import NOW
from tests.factories.people import create_agency, create_person


def _tables(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {
            table.name: hashlib.sha256(
                repr(connection.execute(sa.select(table).order_by(*table.primary_key)).all()).encode()
            ).hexdigest()
            for table in Base.metadata.sorted_tables
        }


def _fill(app: Flask) -> str:
    with app.app_context():
        session = db.session()
        agency = create_agency(session)
        with db.transaction(session):
            session.add(
                Agency(
                    name="Phòng A",
                    folded_name="phong a",
                    kind=AgencyKind.UNIT,
                    parent_id=agency.id,
                    valid_from=agency.valid_from,
                )
            )
            record(session, actor_id=None, action="test", subject="a:1", at=NOW, details={"ghi": "Đã làm"})
        create_person(session, "Nguyễn Thị Ánh", Role.OFFICER, Role.AUTHOR, agency=agency)
        return storage.put("một tệp".encode())


def test_everything_comes_back(app: Flask, empty: Flask, tmp_path: Path) -> None:
    digest = _fill(app)
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    before = _tables(app.extensions["engine"])
    backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    restore(empty, tmp_path / "a.tar.gz")
    assert _tables(empty.extensions["engine"]) == before
    with empty.app_context():
        assert storage.get(digest) == "một tệp".encode()
        assert [broken for _, _, broken in verify_all(db.session()) if broken] == []


def test_the_queue_that_was_there_first_is_no_data(app: Flask, empty: Flask, tmp_path: Path) -> None:
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    with empty.extensions["engine"].begin() as connection:
        connection.exec_driver_sql("CREATE TABLE huey_task (id INTEGER)")
    restore(empty, tmp_path / "a.tar.gz")
    assert _tables(empty.extensions["engine"]) == _tables(app.extensions["engine"])


def test_what_could_be_found_is_found_after_it(app: Flask, empty: Flask, tmp_path: Path) -> None:
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    with app.app_context():
        search_service.refresh(db.session())
    backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    restore(empty, tmp_path / "a.tar.gz")
    html = empty.test_client().get("/tim?tu=van+ban+den").get_data(as_text=True)
    assert "<mark>văn bản đến</mark>" in html
    with empty.app_context():
        assert search_service.refresh(db.session()) == []


def test_four_writers_do_not_disturb_it(app: Flask, empty: Flask, tmp_path: Path) -> None:
    _fill(app)
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    stop = threading.Event()

    def write(name: str) -> None:
        with app.app_context():
            while not stop.is_set():
                with db.transaction(db.session()) as session:
                    record(session, actor_id=None, action=name, subject="a:1", at=NOW)

    writers = [threading.Thread(target=write, args=(f"writer-{n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    made = backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    stop.set()
    for writer in writers:
        writer.join()
    restore(empty, tmp_path / "a.tar.gz")
    with empty.app_context():
        rows = db.session().scalar(sa.text("SELECT count(*) FROM audit_entry"))
        head = db.session().scalar(sa.text("SELECT position FROM chain_head WHERE chain='audit'"))
        assert [broken for _, _, broken in verify_all(db.session()) if broken] == []
    assert rows == made.tables["audit_entry"] == head


def test_a_damaged_archive_is_refused_and_nothing_is_written(app: Flask, empty: Flask, tmp_path: Path) -> None:
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    whole = (tmp_path / "a.tar.gz").read_bytes()
    (tmp_path / "a.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(empty, tmp_path / "a.tar.gz")
    assert sa.inspect(empty.extensions["engine"]).get_table_names() == []


def test_a_database_with_data_is_never_overwritten(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="đã có dữ liệu"):
        restore(app, tmp_path / "a.tar.gz")


def test_an_older_backup_is_not_overwritten(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"old")
    with pytest.raises(BackupProblem, match="tên khác"):
        backup(app.extensions["engine"], replace(app.extensions["settings"]), tmp_path / "a.tar.gz")


def test_an_archive_is_for_its_owner_only(app: Flask, tmp_path: Path) -> None:
    (app.extensions["settings"].data / "mode").write_text("demo\n")
    before = os.umask(0)
    try:
        backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    finally:
        os.umask(before)
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar.gz"]


@pytest.mark.parametrize("target", ["/etc/passwd/x", "/khong/co/x", "/dev/full/x"])
def test_a_place_that_is_none_is_told_in_one_sentence(app: Flask, target: str) -> None:
    with pytest.raises(BackupProblem, match=f"Không ghi được {target}.*Hãy kiểm tra đường dẫn"):
        backup(app.extensions["engine"], app.extensions["settings"], Path(target))


def test_one_that_fails_in_the_middle_leaves_no_part_behind(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.backup.writing._put_table", fail)
    with pytest.raises(BackupProblem, match="No space left"):
        backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_read_is_told_in_one_sentence(app: Flask, tmp_path: Path) -> None:
    with app.extensions["engine"].begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO audit_entry_lost")
    try:
        with pytest.raises(BackupProblem, match="Không đọc được cơ sở dữ liệu .*Hãy kiểm tra cơ sở dữ liệu"):
            backup(app.extensions["engine"], app.extensions["settings"], tmp_path / "a.tar.gz")
    finally:
        with app.extensions["engine"].begin() as connection:
            connection.exec_driver_sql("ALTER TABLE audit_entry_lost RENAME TO audit_entry")
    assert list(tmp_path.iterdir()) == []
