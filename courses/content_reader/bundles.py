"""The files of one course, gathered from disk or kept in the store, and the digest that names them."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from courses.content_reader.problems import Problem, Unreadable

TEXT_FILES = (".toml", ".md", ".svg")
PICTURE_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
LARGEST_FILE = 512 * 1024
SHARED = ("skills.toml", "glossary.toml")
COURSE_FILE = "course.toml"
EXTRA = "extra/"


@dataclass(frozen=True)
class Bundle:
    """`files` maps a path inside the content root to bytes; `shown` maps it to the path that a message names."""

    course_folder: str
    files: Mapping[str, bytes]
    shown: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """64 hexadecimal digits over all paths and contents."""
        whole = hashlib.sha256(self.course_folder.encode())
        for path in sorted(self.files):
            whole.update(b"\0" + path.encode() + b"\0" + hashlib.sha256(self.files[path]).digest())
        return whole.hexdigest()

    def show(self, path: str) -> str:
        """The path as a message names it."""
        return self.shown.get(path, path)

    def folders_in(self, folder: str) -> tuple[str, ...]:
        """Names of the folders directly inside a folder, sorted."""
        inside = (path.removeprefix(f"{folder}/") for path in self.files if path.startswith(f"{folder}/"))
        return tuple(sorted({path.split("/", 1)[0] for path in inside if "/" in path}))

    def shared(self, name: str) -> tuple[str, ...]:
        """Paths of a shared file (`skills.toml`, `glossary.toml`): ours, then the department's own."""
        return tuple(path for path in (name, EXTRA + name) if path in self.files)

    def to_json(self) -> dict[str, str]:
        """Texts as they are, pictures in base64: `from_json` reads them back to the same digest."""
        return {path: _as_text(path, data) for path, data in self.files.items()}

    @classmethod
    def from_json(cls, course_folder: str, kept: Mapping[str, str]) -> "Bundle":
        """The bundle that `to_json` wrote down."""
        return cls(course_folder, {path: _as_bytes(path, text) for path, text in kept.items()})


def _as_text(path: str, data: bytes) -> str:
    if path.endswith(TEXT_FILES):
        return data.decode("utf-8")
    return base64.b64encode(data).decode("ascii")


def _as_bytes(path: str, text: str) -> bytes:
    return text.encode("utf-8") if path.endswith(TEXT_FILES) else base64.b64decode(text)


def gather(root: Path, extra: Path | None = None) -> tuple[list[Bundle], list[Problem]]:
    """One bundle for each course folder of our content and of a department's own folder, which may use our terms.

    A file that cannot be read is a problem and is left out.
    """
    problems: list[Problem] = []
    ours = _shared_files(root, "", problems)
    bundles = [_bundle(root, folder, "", ours, problems) for folder in _course_folders(root, problems)]
    if extra is not None:
        both = {**ours, **_shared_files(extra, EXTRA, problems)}
        bundles += [_bundle(extra, folder, EXTRA, both, problems) for folder in _course_folders(extra, problems)]
    return bundles, problems


def _course_folders(root: Path, problems: list[Problem]) -> list[Path]:
    if not root.is_dir():
        problems.append(Problem(str(root), 0, "", "không tìm thấy thư mục nội dung này"))
        return []
    folders = [path for path in sorted(root.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    for folder in folders:
        if not (folder / COURSE_FILE).is_file():
            problems.append(Problem(str(folder / COURSE_FILE), 0, "", "thiếu tệp này: mỗi khóa học phải có"))
    return [folder for folder in folders if (folder / COURSE_FILE).is_file()]


def _shared_files(root: Path, prefix: str, problems: list[Problem]) -> dict[str, Path]:
    found = {prefix + name: root / name for name in SHARED if (root / name).is_file()}
    if not prefix:
        problems += [
            Problem(str(root / name), 0, "", "thiếu tệp dùng chung này")
            for name in SHARED
            if name not in found and root.is_dir()
        ]
    return found


def _bundle(root: Path, folder: Path, prefix: str, shared: Mapping[str, Path], problems: list[Problem]) -> Bundle:
    paths = dict(shared)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _is_hidden(path.relative_to(folder)):
            paths[prefix + path.relative_to(root).as_posix()] = path
    files: dict[str, bytes] = {}
    for name, path in paths.items():
        fault = _fault_of_file(path)
        if fault:
            problems.append(fault)
        else:
            files[name] = path.read_bytes()
    return Bundle(prefix + folder.name, files, {name: _from_here(path) for name, path in paths.items()})


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") or part.endswith("~") for part in path.parts)


def _fault_of_file(path: Path) -> Problem | None:
    shown = _from_here(path)
    if path.suffix not in TEXT_FILES and path.suffix not in PICTURE_TYPES:
        return Problem(shown, 0, "", f"tệp lạ: chỉ nhận .toml, .md và hình {', '.join(PICTURE_TYPES)}")
    if path.stat().st_size > LARGEST_FILE:
        return Unreadable(shown, 0, "", f"tệp lớn hơn {LARGEST_FILE // 1024} KB: hãy chia nhỏ hoặc nén lại")
    if path.suffix in TEXT_FILES:
        text = path.read_bytes()
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as error:
            return Unreadable(shown, text.count(b"\n", 0, error.start) + 1, "", "tệp phải được lưu bằng mã UTF-8")
    return None


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
