"""What tests of restores share: an installation with its archive, and one that waits for it."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from accounts.domain import Role
from core import db, storage
from core.backup.writing import backup
from core.prepare import migrate
from tests.factories.archives import Whole, files_of, installation, tables_of
from tests.factories.people import create_person

LARGEST = 100_000  # bytes of a file


@pytest.fixture(scope="package")
def whole(tmp_path_factory: pytest.TempPathFactory, application: Flask) -> Whole:
    """An installation with a person, a chain and a file. (`application`: these tests run on both databases.)"""
    folder = tmp_path_factory.mktemp("whole")
    with installation(folder / "data", "dauden_whole") as app:
        settings = app.extensions["settings"]
        settings.mark_of_mode.write_text("production\n")
        with app.app_context():
            migrate(app)
            create_person(db.session(), "Nguyễn Thị Ánh", Role.OFFICER)
            storage.put(hashlib.shake_256(b"").hexdigest(LARGEST // 2).encode())
            db.session().close()
        backup(app.extensions["engine"], settings, folder / "a.tar.gz")
        return Whole(tables_of(app), files_of(app), folder / "a.tar.gz")


@pytest.fixture
def archive(whole: Whole, tmp_path: Path) -> Path:
    """A copy of the archive, to be damaged."""
    return Path(shutil.copy(whole.archive, tmp_path / "a.tar.gz"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An installation without a database."""
    with installation(tmp_path / "new", "dauden_empty") as made:
        yield made
