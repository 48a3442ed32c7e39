"""Notes and slides of our programme: every module has them, neither too few nor too many slides, and minutes that fill the periods."""

import re
from collections.abc import Iterator

from courses.content_check.texts import text_of
from courses.content_reader.bundles import Bundle
from courses.content_reader.problems import Problem
from courses.content_reader.teaching import NOTES, SLIDES
from courses.domain.content import Course, Module
from courses.domain.teaching import TIMING

FEWEST_SLIDES, MOST_SLIDES = 10, 16
MINUTES = 45  # a period
_TABLE = re.compile(rf"^## {TIMING}\s*$(.*?)^## ", re.MULTILINE | re.DOTALL)


def problems(bundle: Bundle, course: Course) -> Iterator[Problem]:
    """What is missing in notes and slides, and minutes that do not add up."""
    for module in course.modules:
        folder = f"{bundle.course_folder}/{module.folder}"
        shown = bundle.show(f"{folder}/module.toml").removesuffix("module.toml")
        if module.teaching is None:
            message = f"chuyên đề chưa có {NOTES} và {SLIDES} cho giảng viên"
            yield Problem(f"{shown}module.toml", 0, "", message)
            continue
        slides = len(module.teaching.slides)
        if not FEWEST_SLIDES <= slides <= MOST_SLIDES:
            message = f"có {slides} trang chiếu; cần từ {FEWEST_SLIDES} đến {MOST_SLIDES}"
            yield Problem(shown + SLIDES, 0, "", message)
        text = text_of(bundle, f"{folder}/{NOTES}")
        for line, message in _timing(text, course, module):
            yield Problem(shown + NOTES, line, "", message)


def _timing(text: str, course: Course, module: Module) -> Iterator[tuple[int, str]]:
    """The columns of minutes, one a programme, named by its title; each adds up to the module's periods there."""
    found = _TABLE.search(text)
    if found is None:
        return
    line = text.count("\n", 0, found.start()) + 1
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in found[1].splitlines() if row.startswith("|")
    ]
    programmes = {path.title.casefold(): path for path in course.paths if path.is_programme}
    named = [name.casefold() for name in rows[0][1:]] if rows else []
    if not named or any(name not in programmes for name in named):
        yield line, f"bảng {TIMING} cần một cột phút cho mỗi chương trình, tên cột là: {', '.join(programmes)}"
        return
    for column, name in enumerate(named, start=1):
        cells = [row[column] if column < len(row) else "" for row in rows[2:]]
        minutes = sum(int(cell) for cell in cells if cell.isdecimal())
        wanted = MINUTES * programmes[name].agenda.get(module.id, 0)
        if minutes != wanted:
            yield line, f"cột {name}: cộng lại là {minutes} phút, chương trình dành cho {module.id} {wanted} phút"
