"""The courses that the site of the browser tests mounts as a department mounts its own.

One has a single module, our M5, whatever else the programme holds by now: reading all of it would take the browser an hour. The
other is the sample, which has every kind of question.
"""

import re
import shutil
from pathlib import Path

from courses.domain.content import Course
from courses.library import FOLDER, Library
from law import register
from tests.factories.courses import SAMPLE

ID = "mot-chuyen-de"
SAMPLE_ID = "khoa-mau"
TITLE = "Văn bản đến, khóa một chuyên đề"
_OURS = FOLDER / "van-thu-co-ban" / "m5-van-ban-den"
_RECALL = re.compile(r"^recall\s*=\s*\[[^\]]*\]\n?", re.MULTILINE)
_COURSE = f"""\
id = "{ID}"
version = "1"
title = "{TITLE}"
summary = "Chuyên đề Văn bản đến."
periods = 8
open_to_self_study = false
modules = ["m5-van-ban-den"]

[rule]
minimum_attendance_percent = 80
quiz_pass_percent = 50
exercise_pass_score = 80
"""


def write(folder: Path) -> Path:
    """Write the courses into a folder; returns the folder."""
    course = folder / ID
    if not course.exists():
        module = Path(shutil.copytree(_OURS, course / _OURS.name))
        (course / "course.toml").write_text(_COURSE, encoding="utf-8")
        for lesson in module.glob("*/lesson.toml"):
            lesson.write_text(_RECALL.sub(_own_recall, lesson.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.copytree(SAMPLE / SAMPLE_ID, folder / SAMPLE_ID)
        shutil.copy(SAMPLE / "skills.toml", folder)
    return folder


def _own_recall(found: re.Match[str]) -> str:
    # Questions of modules that this course has not are left out, all three.
    return found[0] if all(name.startswith("M5.") for name in re.findall(r'"([^"]+)"', found[0])) else ""


def read(folder: Path) -> Course:
    """The course as the site reads it."""
    found = Library(FOLDER, folder, register.load()).current(ID)
    assert found is not None
    return found
