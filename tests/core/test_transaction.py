"""Who commits, and what is read under the write lock."""

import threading
import uuid

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from core import db, once
from core.audit import AuditEntry, record, verify_all
from tests.conftest import NOW


def _note(session: Session, action: str) -> None:
    record(session, actor_id=None, action=action, subject="test:1", at=NOW)


def test_an_inner_block_joins_and_only_the_outermost_commits(session: Session) -> None:
    with pytest.raises(RuntimeError), db.transaction(session):
        with db.transaction(session):
            _note(session, "inner")
        raise RuntimeError
    assert session.scalars(sa.select(AuditEntry)).all() == []


def test_rows_changed_outside_a_transaction_are_refused(session: Session) -> None:
    session.add(once.UsedForm(token=uuid.uuid4(), used_at=NOW, result="/"))
    with pytest.raises(RuntimeError, match="outside"), db.transaction(session):
        pass


def test_a_form_counts_once(session: Session) -> None:
    token = uuid.uuid4()
    with db.transaction(session):
        once.claim(session, token, "/ket-qua", NOW)
    with pytest.raises(once.AlreadyDone) as refused, db.transaction(session):
        once.claim(session, token, "/khac", NOW)
    assert refused.value.result == "/ket-qua"


def test_many_writers_make_one_unbroken_chain(app: Flask) -> None:
    def write() -> None:
        with app.app_context():
            for _ in range(10):
                with db.transaction(db.session()) as session:
                    _note(session, "write")

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == 60
        assert [broken for _, _, broken in verify_all(db.session()) if broken] == []


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE audit_entry SET action='khac' WHERE position=2", "dòng số 2 đã bị sửa"),
        ("DELETE FROM audit_entry WHERE position=2", "thiếu dòng số 2"),
        ("DELETE FROM audit_entry WHERE position=3", "đã bị cắt"),
    ],
)
def test_it_names_the_row_that_was_changed(session: Session, tamper: str, named: str) -> None:
    for action in ("one", "two", "three"):
        with db.transaction(session):
            _note(session, action)
    with db.transaction(session):
        session.execute(sa.text(tamper))
    session.expire_all()
    found = [broken.reason for source, _, broken in verify_all(session) if broken and source == "Nhật ký hệ thống"]
    assert len(found) == 1
    assert named in found[0]


@pytest.mark.one_database  # PostgreSQL keeps no text that is no JSON or no moment
@pytest.mark.parametrize("tamper", ["details=substr(details,2)", "at='nonsense'"])
@pytest.mark.parametrize("position", [1, 2, 3])
def test_it_names_the_row_that_cannot_be_read_any_more_and_goes_on_with_the_other_chains(
    session: Session, tamper: str, position: int
) -> None:
    for action in ("one", "two", "three"):
        with db.transaction(session):
            _note(session, action)
    with db.transaction(session):
        session.execute(sa.text(f"UPDATE audit_entry SET {tamper} WHERE position={position}"))
    session.expire_all()
    found = list(verify_all(session))
    assert [broken.reason for _, _, broken in found if broken] == [
        f"dòng số {position} đã bị sửa thành điều không đọc được"
    ]
    assert len({source for source, _, _ in found}) > 1


def test_a_savepoint_does_not_count_as_a_commit(session: Session) -> None:
    seen: list[str] = []
    with db.transaction(session):
        db.on_commit(session, "a", lambda: seen.append("a"))
        with session.begin_nested():
            _note(session, "inside")
        assert seen == []
    assert seen == ["a"]


def test_what_was_rolled_back_is_not_followed_by_anything(session: Session) -> None:
    seen: list[str] = []
    with pytest.raises(RuntimeError), db.transaction(session):
        db.on_commit(session, "a", lambda: seen.append("a"))
        raise RuntimeError
    assert seen == []


def test_a_failure_after_the_commit_does_not_undo_what_was_kept(session: Session) -> None:
    def fail() -> None:
        raise OSError("no space for the anchor")

    with db.transaction(session):
        _note(session, "kept")
        db.on_commit(session, "fails", fail)
    assert session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == 1
