"""Each bad file at the page and at the command: a sentence in time, within memory, and nothing left behind."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.lookup.bad_files import BAD_FILES
from tests.lookup.test_soi_pages import files_in, send

LONGEST = 10  # seconds
MOST = 300 * 1024  # KiB resident
PEAK = """
import re, sys
from pathlib import Path
from core import children
children._limit()
from lookup.soi import looking
data = sys.stdin.buffer.read()
try:
    answer = looking.work(b'{"name": "a.docx", "day": "2026-11-26", "pointed": {}}' + bytes([10]) + data)
except MemoryError:
    answer = {}
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.one_database
@pytest.mark.parametrize("kind", BAD_FILES)
def test_the_page_refuses_it_with_a_sentence(app: Flask, client: FlaskClient, kind: str) -> None:
    make, name, says = BAD_FILES[kind]
    kept = files_in(app.extensions["settings"].data / "soi")
    data, began = make(), time.monotonic()
    answer = send(app, client, data, name)
    assert time.monotonic() - began < LONGEST
    assert answer.status_code in (413, 422), answer.text[:300]
    said = re.search(r'class="error-summary".*?</ul>', answer.text, re.DOTALL)
    assert said is not None
    assert says in said[0]
    assert files_in(app.extensions["settings"].data / "soi") == kept


@pytest.mark.full
@pytest.mark.parametrize("kind", BAD_FILES)
def test_the_child_stays_within_its_memory(kind: str) -> None:
    make, _, _ = BAD_FILES[kind]
    done = subprocess.run(
        [sys.executable, "-c", PEAK], input=make(), capture_output=True, timeout=LONGEST * 2, check=False
    )
    if done.returncode == 0:
        assert int(done.stdout) < MOST
    else:
        assert b"MemoryError" in done.stderr or done.returncode < 0, done.stderr[-300:]


@pytest.mark.parametrize("kind", ["external entity", "script in a PDF", "20,000 members"])
def test_the_command_refuses_it_too(tmp_path: Path, kind: str) -> None:
    make, name, says = BAD_FILES[kind]
    file = tmp_path / name
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "lookup.soi.cli", str(file)],
        capture_output=True,
        text=True,
        timeout=LONGEST * 2,
        check=False,
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_hundred_megabytes_are_refused_at_the_page(app: Flask, client: FlaskClient) -> None:
    kept, began = files_in(app.extensions["settings"].data / "soi"), time.monotonic()
    answer = send(app, client, bytes(100_000_000))
    assert (answer.status_code, time.monotonic() - began < LONGEST) == (413, True)
    assert files_in(app.extensions["settings"].data / "soi") == kept
