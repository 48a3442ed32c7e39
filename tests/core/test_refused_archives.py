"""An archive that is damaged, strange or none is refused, and nothing of it comes into the installation."""

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.backup.archive import BackupProblem, check
from core.backup.restoring import restore
from tests.factories.archives import files_of, installation, is_untouched, manifest_of, remake, tables_of


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory, application: Flask) -> Iterator[Flask]:
    """One without a database for all tests in which nothing may come into it. (`application`: as for `whole`.)"""
    with installation(tmp_path_factory.mktemp("spare"), "dauden_spare") as made:
        yield made


def _entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


@pytest.mark.one_database
@pytest.mark.parametrize(
    "name", ["../x", "/tmp/x", "files/../../x", "keys/../mode", "files//x", "files/.", "else", "tables/X"]
)
def test_a_path_that_leads_elsewhere_is_refused(archive: Path, spare: Flask, name: str) -> None:
    remake(archive, {name: b"x"})
    with pytest.raises(BackupProblem, match="đường dẫn lạ"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_only_files_are_taken(archive: Path, spare: Flask, kind: bytes) -> None:
    remake(archive, {"x": _entry("files/x", kind, "/etc/passwd")})
    with pytest.raises(BackupProblem, match="đường dẫn lạ"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("content", [b"{}", b"[]", b"null", b"1", b"{", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(archive: Path, spare: Flask, content: bytes) -> None:
    remake(archive, {"manifest.json": content})
    with pytest.raises(BackupProblem, match=r"manifest\.json không còn nguyên vẹn"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"form": 99}, "nâng cấp"),
        ({"form": 0}, "dạng 0"),
        ({"form": "2"}, "nguyên vẹn"),
        ({"version": 7}, "nguyên vẹn"),
        ({"version": "../x"}, "không biết"),
        ({"tables": []}, "nguyên vẹn"),
        ({"tables": {"person": "1"}}, "nguyên vẹn"),
        ({"tables": {}}, "nguyên vẹn"),
        ({"files": None}, "nguyên vẹn"),
        ({"sha256": None}, "nguyên vẹn"),
        ({"sha256": {}}, "nguyên vẹn"),
        ({"columns": None}, "nguyên vẹn"),
        ({"columns": {"person": {"id": "uuid"}}}, "nguyên vẹn"),
    ],
)
def test_a_manifest_of_another_shape_is_refused(archive: Path, spare: Flask, change: dict[str, Any], says: str) -> None:
    remake(archive, {"manifest.json": json.dumps(manifest_of(archive) | change).encode()})
    with pytest.raises(BackupProblem, match=says):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("change", [("person", "full_name", "strange"), ("person", "full_name", ["uuid"])])
def test_a_column_of_no_kind_is_refused(archive: Path, spare: Flask, change: tuple[str, str, Any]) -> None:
    said = manifest_of(archive)
    table, column, kind = change
    said["columns"][table][column] = kind
    remake(archive, {"manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("missing", ["manifest.json", "mode", "tables/person.jsonl"])
def test_an_archive_without_one_of_its_parts_is_refused(archive: Path, spare: Flask, missing: str) -> None:
    remake(archive, {missing: None})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "rows", [b"{}\n", b"[1]\n", b"nonsense\n", b'["x", "y"]\n', b'["x", 1, "z"]\n' * 2, b"[null, null, null]\n"]
)
def test_rows_that_are_none_are_refused_and_nothing_stays(archive: Path, spare: Flask, rows: bytes) -> None:
    said = manifest_of(archive)
    said["sha256"]["tables/chain_head.jsonl"] = hashlib.sha256(rows).hexdigest()
    remake(archive, {"tables/chain_head.jsonl": rows, "manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("mode", None, "phần mode"),
        ("mode", b"", "phần mode"),
        ("mode", b"demo production", "phần mode"),
        ("tables/person.jsonl", None, "phần tables"),
        ("tables/strange.jsonl", b"", "phần tables"),
    ],
)
def test_parts_that_do_not_make_an_installation_are_refused_though_the_manifest_names_them(
    archive: Path, spare: Flask, part: str, content: bytes | None, says: str
) -> None:
    said = manifest_of(archive)
    said["sha256"].pop(part, None)
    if content is not None:
        said["sha256"][part] = hashlib.sha256(content).hexdigest()
    remake(archive, {part: content, "manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match=says):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
def test_fewer_rows_than_the_manifest_counts_are_refused_and_nothing_stays(archive: Path, spare: Flask) -> None:
    said = manifest_of(archive)
    said["tables"]["person"] += 1
    remake(archive, {"manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
def test_flipped_bytes_never_end_in_a_traceback(archive: Path, spare: Flask) -> None:
    whole, refused = archive.read_bytes(), 0
    for position in range(0, len(whole), max(1, len(whole) // 200)):
        archive.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        try:
            check(archive)
        except BackupProblem:
            refused += 1
    assert refused > 150
    archive.write_bytes(whole[:100] + bytes([whole[100] ^ 0xFF]) + whole[101:])
    with pytest.raises(BackupProblem):
        restore(spare, archive)
    assert is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"words"), "nguyên vẹn"),
        (lambda path: path.write_bytes(b""), "nguyên vẹn"),
        (lambda path: path.mkdir(), "Không đọc được"),
        (lambda path: None, "Không có tệp"),
    ],
)
def test_what_is_no_archive_is_told_as_such(
    spare: Flask, tmp_path: Path, make: Callable[[Path], Any], says: str
) -> None:
    make(tmp_path / "b.tar.gz")
    with pytest.raises(BackupProblem, match=says):
        restore(spare, tmp_path / "b.tar.gz")


@pytest.mark.one_database
@pytest.mark.parametrize("kept", ["files/ab/x", "anchors/audit.head", "keys/own.key", "prepared"])
def test_a_folder_with_data_is_never_overwritten(archive: Path, empty: Flask, kept: str) -> None:
    path = empty.extensions["settings"].data / kept
    path.parent.mkdir(exist_ok=True)
    path.write_text("kept")
    with pytest.raises(BackupProblem, match="đã có dữ liệu"):
        restore(empty, archive)
    assert files_of(empty) == {kept}
    assert tables_of(empty) == {}
