"""What an archive holds and whether it is whole. Nothing here writes; a stranger's archive is read as one."""

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from core.backup.values import KINDS
from core.settings import MODES

FORM = 2
WITHOUT_COLUMNS = 1  # the form whose rows do not say which columns they have
FOLDERS = ("files", "keys", "anchors")
LARGEST_KEPT = 256 * 1024 * 1024  # bytes of a member that is held in memory
_TABLE = re.compile(r"tables/[a-z][a-z0-9_]*\.jsonl")


class BackupProblem(Exception):
    """A backup or restore that cannot be done; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself: rows by table, number of files, revision of the database, columns with their kinds.

    `columns` is empty in an archive of the first form. `digest` is the SHA-256 of the manifest, which names the archive.
    """

    tables: dict[str, int]
    files: int
    version: str
    columns: dict[str, dict[str, str]]
    digest: str

    @property
    def rows(self) -> int:
        """Rows in all."""
        return sum(self.tables.values())


@contextmanager
def opened(source: Path) -> Iterator[tarfile.TarFile]:
    """An archive to read. Raises BackupProblem, also for damage that is met while it is read."""
    try:
        with _open(source) as archive:
            yield archive
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, KeyError, OverflowError) as error:
        raise not_whole(source) from error


def _open(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:gz")
    except FileNotFoundError as error:
        raise BackupProblem(f"Không có tệp {source}.") from error
    except OSError as error:
        raise BackupProblem(
            f"Không đọc được {source}: {error.strerror}. Hãy ghi đường dẫn của một bản sao lưu."
        ) from error


def not_whole(source: Path, part: str = "") -> BackupProblem:
    """What to say of an archive that cannot be used, or of a part of it."""
    what = (
        f"{source}: phần {part} không còn nguyên vẹn." if part else f"{source} không phải bản sao lưu còn nguyên vẹn."
    )
    return BackupProblem(f"{what} Hãy dùng một bản sao lưu khác.")


def check(source: Path) -> Manifest:
    """The manifest of an archive whose every member fits it and has a place in an installation. Raises BackupProblem."""
    digests: dict[str, str] = {}
    kept: dict[str, bytes] = {}
    with opened(source) as archive:
        for entry in archive:
            _require_place(entry, digests, source)
            with content_of(archive, entry) as content:
                digests[entry.name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # IO has what it needs
                if entry.name in {"manifest.json", "mode"}:
                    content.seek(0)
                    kept[entry.name] = content.read(LARGEST_KEPT)
    if "manifest.json" not in kept:
        raise not_whole(source)
    said = _read(kept["manifest.json"], source)
    named = digests.pop("manifest.json")
    wrong = sorted(name for name in digests | said["sha256"] if digests.get(name) != said["sha256"].get(name))
    if wrong:
        raise not_whole(source, wrong[0])
    _require_parts(said, kept.get("mode", b""), source)
    return Manifest(said["tables"], said["files"], said["version"], said.get("columns", {}), named)


def content_of(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    """The content of a member that is a file."""
    found = archive.extractfile(entry)
    if found is None:
        raise KeyError(entry.name)
    return found


def _require_place(entry: tarfile.TarInfo, seen: dict[str, str], source: Path) -> None:
    parts = entry.name.split("/")
    own = entry.name in {"manifest.json", "mode"} or _TABLE.fullmatch(entry.name)
    stored = len(parts) > 1 and parts[0] in FOLDERS and not {"", ".", ".."} & set(parts) and "\0" not in entry.name
    if not entry.isreg() or entry.issparse() or not (own or stored):
        raise BackupProblem(f"{source}: bản sao lưu chứa đường dẫn lạ ({entry.name!r}). Hãy dùng một bản sao lưu khác.")
    if entry.name in seen:
        raise not_whole(source, entry.name)


def _read(content: bytes, source: Path) -> dict[str, Any]:
    """The manifest, of the shape that its form has."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise not_whole(source, "manifest.json") from error
    if not isinstance(said, dict) or not isinstance(said.get("form"), int):
        raise not_whole(source, "manifest.json")
    if not WITHOUT_COLUMNS <= said["form"] <= FORM:
        raise BackupProblem(
            f"{source}: bản sao lưu có dạng {said['form']}, bản Dấu Đến này chỉ đọc được dạng {WITHOUT_COLUMNS} đến {FORM}."
            " Hãy nâng cấp Dấu Đến rồi khôi phục."
        )
    if not _has_shape(said):
        raise not_whole(source, "manifest.json")
    return said


def _has_shape(said: dict[str, Any]) -> bool:
    tables, files, digests = said.get("tables"), said.get("files"), said.get("sha256")
    return (
        isinstance(said.get("version"), str)
        and _is_number(files)
        and isinstance(tables, dict)
        and all(_is_number(rows) for rows in tables.values())
        and isinstance(digests, dict)
        and all(isinstance(digest, str) for digest in digests.values())
        and (said["form"] == WITHOUT_COLUMNS or _names_columns(said.get("columns"), tables))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _names_columns(columns: Any, tables: dict[str, int]) -> bool:
    return (
        isinstance(columns, dict)
        and columns.keys() == tables.keys()
        and all(isinstance(kinds, dict) for kinds in columns.values())
        and all(kind in KINDS for kinds in columns.values() for kind in kinds.values() if isinstance(kind, str))
        and all(isinstance(kind, str) for kinds in columns.values() for kind in kinds.values())
    )


def _require_parts(said: dict[str, Any], mode: bytes, source: Path) -> None:
    there = {name for name in said["sha256"] if name.startswith("tables/")}
    if there != {f"tables/{name}.jsonl" for name in said["tables"]}:
        raise not_whole(source, "tables")
    if mode.strip().decode("ascii", "replace") not in MODES:
        raise not_whole(source, "mode")
