"""The server is killed while clerks write: nothing that was acknowledged is lost, every chain holds."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from tests.bench.client import Person
from tests.browser.site import Site, free_port

pytestmark = pytest.mark.full

LOOPS = 10
CLERKS = 4
SECONDS = 2.0


async def _write(port: int, loop: int, clerk: int, acknowledged: list[str]) -> None:
    """A clerk who writes down one person after another until the line breaks."""
    person = Person("127.0.0.1", port)
    page = await person.get("/dang-nhap")
    name = "quan.trieu" if clerk % 2 else "chi.ngo"
    posted = await person.post(
        "/dang-nhap", {"csrf_token": page.csrf, "name": name, "password": f"tap lam van thu {name}"}
    )
    assert posted.status == 303
    form = await person.get("/quan-tri/nguoi-dung/them")
    for number in range(10_000):
        full_name = f"Nguyễn Thị Lượt {_words(loop)} {_words(clerk)} {_words(number)}"
        answer = await person.post(
            "/quan-tri/nguoi-dung/them", {"csrf_token": form.csrf, "full_name": full_name, "roles": "trainee"}
        )
        assert answer.status == 303, answer.text[:2000]
        acknowledged.append(full_name)


def _words(number: int) -> str:
    return "".join("ABCDEFGHIK"[int(digit)] for digit in str(number)).capitalize()


async def _until_killed(site: Site, loop: int, acknowledged: list[str]) -> None:
    clerks = [asyncio.create_task(_write(site.port, loop, clerk, acknowledged)) for clerk in range(CLERKS)]
    await asyncio.sleep(SECONDS)
    assert site.process is not None
    os.killpg(site.process.pid, signal.SIGKILL)
    ends = await asyncio.gather(*clerks, return_exceptions=True)
    assert not [end for end in ends if isinstance(end, AssertionError)]


def test_nothing_acknowledged_is_lost_and_every_chain_holds(tmp_path: Path) -> None:
    site = Site(tmp_path, free_port())
    acknowledged: list[str] = []
    for loop in range(LOOPS):
        site.start()
        assert site.process is not None
        asyncio.run(_until_killed(site, loop, acknowledged))
        site.process.wait(10)
        time.sleep(0.5)  # the web processes follow their supervisor
    site.start()
    site.stop()
    assert len(acknowledged) > LOOPS * CLERKS
    kept = _names(tmp_path / "dauden.sqlite3")
    assert [name for name in acknowledged if name not in kept] == []
    assert "0 chuỗi hỏng" in site.command("audit", "verify")


def _names(database: Path) -> set[str]:
    import sqlite3

    with sqlite3.connect(database) as connection:
        found = {row[0] for row in connection.execute("SELECT full_name FROM person")}
    connection.close()
    return found
