"""What the web processes are forked from: made beside another process that reads the courses, templates kept."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.markdown import KEPT_IN
from tests.conftest import MADE

ROOT = Path(__file__).resolve().parents[2]
MAKE = """
import json, pathlib, sys
import app
from courses import library
made = app.create_web_app()
kept = pathlib.Path(sys.argv[1]) / "templates"
times = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
app.create_web_app()
same = {path: path.stat().st_mtime_ns for path in kept.iterdir()} == times
course = made.extensions["courses"].current("van-thu-co-ban")
text = next(course.lessons).text
print(json.dumps({"templates": len(made.jinja_env.cache), "kept": len(times), "same": same, "text": type(text).__name__, "html": str(text.html)[:3], "other": "sqlalchemy.dialects.postgresql" in sys.modules}))
"""


def _made(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DAUDEN_DATA": str(folder), "DAUDEN_DEMO": "0", **more}
    return subprocess.run(
        [sys.executable, "-OO", "-c", MAKE, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_complete_and_the_next_one_finds_its_templates_compiled(tmp_path: Path) -> None:
    if MADE:
        shutil.copy(MADE / KEPT_IN, tmp_path)
    first = _made(tmp_path)
    answer = json.loads(first.stdout.splitlines()[-1])
    assert answer["templates"] > 100
    assert answer["text"] == "ShelvedProse"
    assert answer["html"].startswith("<")
    assert answer["kept"] == answer["templates"]
    assert answer["same"], "nothing made anew"
    assert not answer["other"], "the dialect of the database that is not used: 2 MiB a process"


@pytest.mark.full
def test_a_fault_in_a_course_is_one_error_and_not_two(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "mot-khoa").mkdir(parents=True)
    (own / "mot-khoa" / "course.toml").write_text("id = 1", encoding="utf-8")
    done = _made(tmp_path / "data", DAUDEN_EXTRA_COURSES=str(own))
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert "BrokenContent" in done.stderr
