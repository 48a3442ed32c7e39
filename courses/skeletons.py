"""A new lesson as files to fill in. Every place to write stands between @@ and @@; the content check names what is left."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from courses.content_reader.bundles import COURSE_FILE
from courses.domain.teaching import PARTS

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LESSON = re.compile(r"(\d\d)-[a-z0-9]+(-[a-z0-9]+)*")
_ID = re.compile(r"""^id\s*=\s*["']([^"']+)["']""", re.MULTILINE)
EXAMPLE = "van-thu-co-ban/m9-lap-ho-so/05-muon-ho-so"

MODULE = """\
id = "{module}"
title = "@@ tên chuyên đề @@"
periods = 4
goals = ["@@ học xong chuyên đề làm được gì @@"]

[quiz]
questions = 4
minutes = 20
attempts = 3
wait_minutes = 10

[quiz.blueprint]
"@@ kỹ năng @@" = {{ 1 = 1, 2 = 1, 3 = 2 }}
"""

NOTES = "\n".join(f"## {part}\n\n@@ viết cho giảng viên @@\n" for part in PARTS)

SLIDES = """\
## @@ tên trang chiếu @@

@@ vài dòng, hàng ghế cuối đọc được @@
"""

LESSON = """\
id = "{lesson}"
title = "@@ tên bài @@"
minutes = 35
goals = ["@@ học xong bài làm được gì @@"]
skills = ["@@ kỹ năng, có trong skills.toml @@"]
cites = ["@@ khóa của điều luật, như ND30.D22.K1 @@"]
recall = ["@@ câu luyện tập của bài trước @@", "@@ câu thứ hai @@", "@@ câu thứ ba @@"]
"""

TEXT = """\
## @@ một tình huống thật: ai, ở đâu, gặp chuyện gì @@

@@ kể tình huống và kết bằng một câu hỏi @@

## @@ phần thứ nhất @@

@@ giải thích bằng lời của mình, mỗi ý dẫn điều luật: [[ND30.D22.K1]] @@

![@@ lời tả hình cho người không nhìn thấy @@](hinh.svg)

/// example | @@ tên ví dụ @@
1. @@ từng bước một @@
///

/// warning | Lỗi thường gặp
- **@@ lỗi thật ở cơ quan @@** @@ và điều luật: [[ND30.D22.K1]] @@
///

## Việc cần nhớ

- @@ ba, bốn dòng @@
"""

JOB_AID = """\
## @@ tên sổ tay @@

- ☐ @@ việc phải làm, kèm [[ND30.D22.K1]] @@
"""

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120" role="img" aria-labelledby="t d" font-family="'Be Vietnam Pro', sans-serif">
  <title id="t">@@ tên hình @@</title>
  <desc id="d">@@ hình cho thấy gì @@</desc>
  <rect width="360" height="120" rx="8" fill="#eef3f8"/>
  <text x="180" y="64" font-size="14" text-anchor="middle" fill="#1b3a57">@@ vẽ vào đây @@</text>
</svg>
"""

QUESTION = """\
[[question]]
id = "{lesson}-q{number:02}"
kind = "single"
use = "{use}"
skill = "@@ kỹ năng @@"
level = {level}
cite = "@@ khóa của điều luật @@"
prompt = "@@ hỏi gì @@"

[[question.option]]
text = "@@ đáp án đúng @@"
correct = true
why = "@@ vì sao đúng @@"

[[question.option]]
text = "@@ lỗi thật mà người ta hay mắc @@"
correct = false
why = "@@ vì sao sai @@"
"""


class CannotMake(ValueError):
    """The lesson cannot be made; the message says in Vietnamese what to do."""


@dataclass(frozen=True)
class Skeleton:
    """The files to write, by path, and what the author has to do by hand afterwards."""

    files: Mapping[Path, str]
    then: tuple[str, ...]


def new_lesson(root: Path, place: str) -> Skeleton:
    """The files of `<course>/<module>/<nn-slug>` below a content root. Raises CannotMake."""
    parts = place.strip("/").split("/")
    if len(parts) != 3 or not all(_NAME.fullmatch(part) for part in parts) or not _LESSON.fullmatch(parts[2]):
        raise CannotMake(f"viết <khóa>/<chuyên đề>/<nn-tên-bài>, chỉ chữ thường không dấu, như {EXAMPLE}")
    course, module = root / parts[0], root / parts[0] / parts[1]
    folder = module / parts[2]
    if not (course / COURSE_FILE).is_file():
        raise CannotMake(f"không có khóa học {parts[0]!r} ở {root}: hãy viết {parts[0]}/{COURSE_FILE} trước")
    if folder.exists():
        raise CannotMake(f"{folder} đã có: hãy chọn số và tên khác")
    files: dict[Path, str] = {}
    then: list[str] = []
    module_id = _free_module_id(course, module)
    lesson_id = _free_lesson_id(module, module_id, int(parts[2][:2]))
    if not (module / "module.toml").exists():
        files[module / "module.toml"] = MODULE.format(module=module_id)
        files[module / "giao-an.md"], files[module / "trinh-chieu.md"] = NOTES, SLIDES
        then.append(f"thêm {parts[1]!r} vào modules của {course / COURSE_FILE}")
    files[folder / "lesson.toml"] = LESSON.format(lesson=lesson_id)
    files[folder / "lesson.md"] = TEXT
    files[folder / "so-tay.md"] = JOB_AID
    files[folder / "hinh.svg"] = PICTURE
    files[folder / "quiz.toml"] = "\n".join(_questions(lesson_id))
    then.append("viết vào mọi chỗ giữa @@ và @@; ./run content check chỉ từng chỗ còn lại")
    return Skeleton(files, tuple(then))


def _free_module_id(course: Path, module: Path) -> str:
    """The id in module.toml, or of a new module the one that its folder's name begins with: m6-lap-ho-so is M6."""
    taken = _ids(course, "module.toml")
    if module.name in taken:
        return taken[module.name]
    wanted, _, words = module.name.partition("-")
    holder = next((folder for folder, module_id in taken.items() if module_id == wanted.upper()), None)
    if holder is not None:
        free = f"m{_next_number(taken.values(), 'M')}-{words}".strip("-")
        raise CannotMake(
            f"{wanted.upper()} đã là chuyên đề {holder}: viết {course.name}/{holder}/<nn-tên-bài> để thêm bài vào đó,"
            f" hoặc {course.name}/{free}/01-<tên-bài> để mở chuyên đề mới"
        )
    return wanted.upper()


def _free_lesson_id(module: Path, module_id: str, number: int) -> str:
    taken = _ids(module, "lesson.toml")
    wanted = f"{module_id}.{number}"
    holder = next((folder for folder, lesson_id in taken.items() if lesson_id == wanted), None)
    if holder is not None:
        free = _next_number(taken.values(), f"{module_id}.")
        raise CannotMake(f"{wanted} đã là bài {holder}: số còn trống tiếp theo của {module_id} là {free:02}")
    return wanted


def _ids(above: Path, file: str) -> dict[str, str]:
    """The id in that file of each folder directly below, by the folder's name."""
    found = (
        (path.parent.name, _ID.search(path.read_text(encoding="utf-8"))) for path in sorted(above.glob(f"*/{file}"))
    )
    return {name: match[1] for name, match in found if match}


def _next_number(ids: Iterable[str], beginning: str) -> int:
    numbers = (one.removeprefix(beginning) for one in ids if one.startswith(beginning))
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _questions(lesson_id: str) -> list[str]:
    uses = [
        ("practice", 1),
        ("practice", 2),
        ("practice", 3),
        ("quiz", 1),
        ("quiz", 2),
        ("quiz", 3),
        ("quiz", 3),
        ("quiz", 3),
    ]
    return [
        QUESTION.format(lesson=lesson_id, number=number, use=use, level=level)
        for number, (use, level) in enumerate(uses, start=1)
    ]


def write(skeleton: Skeleton) -> None:
    """Write the files; their folders are made."""
    for path, text in skeleton.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
