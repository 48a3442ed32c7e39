"""An archive of every earlier form of the database comes back: read in the form in which it was written, then migrated."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import Role
from core import db
from core.backup.archive import FORM, WITHOUT_COLUMNS, BackupProblem
from core.backup.restoring import restore
from core.backup.values import as_json, kind_of
from core.db import Base
from core.migrations import known_revisions, migrations
from core.prepare import migrate
from courses.library import library
from courses.service import begin_self_study
from tests.conftest import NOW
from tests.factories.archives import installation
from tests.factories.classes import create_class
from tests.factories.people import create_person

REVISIONS = ["0001", "0003", "0004", "0005", "0006", "0007", "0008"]
# The first and the newest one each time; those between them in the long run.
TRIED = [pytest.param(one, marks=() if one in {REVISIONS[0], REVISIONS[-1]} else pytest.mark.full) for one in REVISIONS]
# As the row classes of the first release had them: the column that came later stands in the middle today.
FIRST_COLUMNS = {
    "self_study": "id person_id course_id digest started_at",
    "training_class": "id name year decision_number decision_date plan course_id course_digest course_title place first_day last_day"
    " days_text organiser partner_school state rule_version is_simulated has_attendance has_results officer_id created_at"
    " finished_at",
}


Parts = dict[str, bytes]
Columns = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Old:
    """What an installation held, and its archives by (revision, form)."""

    rows: dict[str, list[object]]
    archives: dict[tuple[str, int], Path]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, application: Flask) -> Iterator[Old]:
    """A class, people and a self-study, taken down through all forms. (`application`: these tests run on both databases.)"""
    folder = tmp_path_factory.mktemp("old")
    with installation(folder, "dauden_old_form") as app:
        _fill(app)
        rows, archives = _rows(app), {}
        for revision in reversed(REVISIONS):
            with app.app_context():
                if revision != REVISIONS[-1]:
                    migrations(app).downgrade(revision)
            parts, columns = _parts(app)
            for form in (WITHOUT_COLUMNS, FORM):
                archives[revision, form] = folder / f"{revision}-{form}.tar.gz"
                _write(archives[revision, form], form, revision, parts, columns)
        yield Old(rows, archives)


def _fill(app: Flask) -> None:
    with app.app_context():
        migrate(app)
        session = db.session()
        minh = create_person(session, "Trần Văn Minh", Role.INSTRUCTOR)
        lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
        create_class(session, instructor=minh, trainees=[lan])
        begin_self_study(session, lan.id, library().courses[0], NOW)
        session.close()


def _rows(app: Flask) -> dict[str, list[object]]:
    with app.extensions["engine"].connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def _parts(app: Flask) -> tuple[Parts, Columns]:
    """The members of an archive, and the kinds of the columns of each table, in the form that the database has now."""
    parts: Parts = {}
    columns: Columns = {}
    with app.extensions["engine"].connect() as connection:
        there = sa.inspect(connection)
        for table in Base.metadata.sorted_tables:
            if not there.has_table(table.name):
                continue
            had = {column["name"] for column in there.get_columns(table.name)}
            order = [column for column in table.c if column.name in had]
            if table.name in FIRST_COLUMNS and "path_id" not in had:
                assert " ".join(column.name for column in order) == FIRST_COLUMNS[table.name]
            lines = [
                json.dumps([as_json(value) for value in row], ensure_ascii=False).encode() + b"\n"
                for row in connection.execute(sa.select(*order))
            ]
            parts[f"tables/{table.name}.jsonl"] = b"".join(lines)
            columns[table.name] = {column.name: kind_of(column) for column in order}
    return {**parts, "mode": b"demo\n"}, columns


def _write(target: Path, form: int, version: str, parts: Parts, columns: Columns) -> None:
    """An archive as the release with this revision would have written it."""
    said: dict[str, Any] = {
        "form": form,
        "version": version,
        "tables": {name: parts[f"tables/{name}.jsonl"].count(b"\n") for name in columns},
        "files": 0,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
    }
    if form > WITHOUT_COLUMNS:
        said["columns"] = columns
    with tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for name, content in {**parts, "manifest.json": json.dumps(said).encode()}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


@pytest.mark.parametrize("form", [WITHOUT_COLUMNS, FORM])
@pytest.mark.parametrize("revision", TRIED)
def test_it_comes_back_in_the_newest_form(old: Old, empty: Flask, revision: str, form: int) -> None:
    restore(empty, old.archives[revision, form])
    assert _rows(empty) == old.rows
    assert len(old.rows["enrolment"]) == len(old.rows["self_study"]) == 1
    with empty.app_context():
        assert migrations(empty).compare_metadata() == []


def test_every_form_of_the_database_is_tried(empty: Flask) -> None:
    assert sorted(known_revisions(empty)) == REVISIONS


@pytest.mark.one_database
@pytest.mark.parametrize("form", [WITHOUT_COLUMNS, FORM])
@pytest.mark.parametrize(("said", "says"), [("0999", "không biết"), ("0001", "không khớp|nguyên vẹn")])
def test_another_revision_than_that_of_its_rows_is_refused_and_nothing_stays(
    old: Old, empty: Flask, tmp_path: Path, said: str, says: str, form: int
) -> None:
    _say_another_revision(old.archives[REVISIONS[-1], form], tmp_path / "a.tar.gz", said)
    with pytest.raises(BackupProblem, match=says):
        restore(empty, tmp_path / "a.tar.gz")
    assert [name for name in sa.inspect(empty.extensions["engine"]).get_table_names() if "huey" not in name] == []
    assert not empty.extensions["settings"].mark_of_restore.exists()


def _say_another_revision(source: Path, target: Path, revision: str) -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w:gz", compresslevel=1) as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content is not None
            said = content.read()
            if entry.name == "manifest.json":
                said = json.dumps({**json.loads(said), "version": revision}).encode()
            entry.size = len(said)
            new.addfile(entry, io.BytesIO(said))
