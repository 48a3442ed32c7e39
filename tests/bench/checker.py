"""Soi thể thức under the clock: a letter in a warm process, the command with its start, a hundred pages, twenty uploads at once.

`python -m tests.bench.checker FILE` measures what needs no site and writes it as JSON.
"""

import asyncio
import datetime
import itertools
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from law import register
from law.layout.document import Appendix, Document, Paragraph, Table
from law.layout.soi import judge, read, understand
from law.layout.word.writer import write_docx
from lookup.samples.reading import load
from tests.bench.client import Answer, Person
from tests.bench.journeys import Trainee
from tests.bench.load import Work, press

DAY = datetime.date(2026, 11, 26)
UPLOADERS, READERS = 20, 10
PAUSE = 0.2  # seconds between two pages of a reader: forty pages a second in all
PEAK = """
import re, sys
from pathlib import Path
from lookup.soi import looking
looking.work(b'{"name": "a.docx", "day": "2026-11-26", "pointed": {}}' + bytes([10]) + Path(sys.argv[1]).read_bytes())
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
SENTENCE = (
    "Sở Nội vụ đề nghị các cơ quan, đơn vị và Ủy ban nhân dân các xã, phường chỉ đạo bộ phận văn thư rà soát hồ sơ, tài liệu "
    "đã đến hạn nộp lưu, lập mục lục hồ sơ và báo cáo kết quả thực hiện để tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định."
)


def letter(paragraphs: int, appendices: int = 0) -> bytes:
    """A letter with so many paragraphs of three lines, and appendices with a table of three hundred rows each."""
    base: Document = load()["cong-van"].document
    rows = tuple(tuple(f"ô {row} {column}" for column in range(5)) for row in range(300))
    table = Table(("Số", "Tên", "Nơi", "Năm", "Ghi chú"), rows)
    sheets = tuple(Appendix(f"Danh sách {number}", (table,), number) for number in ("I", "II", "III")[:appendices])
    body = (*base.body, *(Paragraph(SENTENCE) for _ in range(paragraphs)))
    return write_docx(replace(base, body=body, appendices=sheets))


def measure(folder: Path) -> dict[str, float]:
    """Times in milliseconds and seconds, memory in MiB."""
    three, hundred = letter(24), letter(800, appendices=3)
    known = register.load()
    times = []
    for _ in range(8):
        began = time.perf_counter()
        judge(understand(read(three, "a.docx")), known, DAY)
        times.append((time.perf_counter() - began) * 1000)
    file, long = folder / "ba-trang.docx", folder / "tram-trang.docx"
    file.write_bytes(three)
    long.write_bytes(hundred)
    starts = [_seconds([sys.executable, "-m", "lookup.soi.cli", str(file), "--json"]) for _ in range(3)]
    longs = [_seconds([sys.executable, "-c", PEAK, str(long)]) for _ in range(3)]
    done = subprocess.run([sys.executable, "-c", PEAK, str(long)], check=True, capture_output=True, text=True)
    return {
        "letter_ms": statistics.median(times[1:]),
        "command_s": statistics.median(starts),
        "hundred_pages_s": statistics.median(longs),
        "hundred_pages_mib": int(done.stdout) / 1024,
    }


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


async def uploads(
    trainees: list[Trainee], web: list[int], lesson: Callable[[Person, int], Awaitable[Answer]]
) -> dict[str, float]:
    """How much slower a lesson is while twenty people have a letter checked; and how long the last of them waits."""
    readers = [one.person for one in trainees[UPLOADERS : UPLOADERS + READERS]]

    async def read_on(person: Person, number: int) -> Answer:
        await asyncio.sleep(PAUSE)
        return await lesson(person, number)

    quiet = await press(web, readers, read_on, seconds=5, most=100_000)
    data = letter(24)
    began = time.perf_counter()
    sending = asyncio.gather(*(_checked(one.person, data) for one in trainees[:UPLOADERS]))
    until_done = Work(itertools.takewhile(lambda _: not sending.done(), itertools.count()))
    busy = await press(web, readers, read_on, seconds=120, most=100_000, work=until_done)
    waited = time.perf_counter() - began
    reports = sum(await sending)
    return {
        "quiet_p95_ms": quiet.p95,
        "busy_p95_ms": busy.p95,
        "ratio": busy.p95 / quiet.p95,
        "seconds": waited,
        "reports": reports,
    }


async def _checked(person: Person, data: bytes) -> int:
    """Send a letter and look until its report is there; 1 for a report."""
    csrf = (await person.get("/tra-cuu/soi-the-thuc")).csrf
    sent = await person.upload("/tra-cuu/soi-the-thuc", {"csrf_token": csrf}, "cong-van.docx", data)
    if sent.status != 303:
        return 0
    while True:
        page = await person.get(sent.headers["location"])
        if page.status != 200 or not re.search('http-equiv="refresh"', page.text):
            return int(page.status == 200)
        await asyncio.sleep(3)


def show(found: dict[str, Any]) -> str:
    """The figures in words."""
    one, crowd = found["checker"], found["uploads"]
    return (
        f"soi thể thức: thư 3 trang {one['letter_ms']:.0f} ms, lệnh ./run soi {one['command_s']:.2f} s, 100 trang có phụ lục {one['hundred_pages_s']:.1f} s"
        f" và {one['hundred_pages_mib']:.0f} MiB; 20 người gửi cùng lúc: {crowd['reports']:.0f} kết quả trong {crowd['seconds']:.1f} s,"
        f" bài học p95 {crowd['quiet_p95_ms']:.0f} → {crowd['busy_p95_ms']:.0f} ms"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        Path(sys.argv[1]).write_text(json.dumps(measure(Path(place))), encoding="utf-8")
