"""Two hundred people on bad lines cost nobody else anything."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from tests.bench.client import Person
from tests.browser.site import Site, free_port

pytestmark = pytest.mark.full

SLOW = 200
SECONDS = 10.0
HEAD = b"GET /tra-cuu HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * 4000
BODY = (
    b"POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 4000\r\n\r\n"
)


async def _dribble(port: int, first: bytes, rest: bytes, enough: asyncio.Event) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(first)
    for number in range(len(rest)):
        if enough.is_set() or writer.is_closing():
            break
        writer.write(rest[number : number + 1])
        await asyncio.sleep(1)
    writer.close()


async def _others(port: int, enough: asyncio.Event) -> list[float]:
    times: list[float] = []

    async def visit() -> None:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            person = Person("127.0.0.1", port)  # a new connection each time: the hard case
            answer = await asyncio.wait_for(person.get("/tra-cuu/van-ban"), 10)
            assert answer.status == 200
            times.append(answer.seconds)
            await person.close()
            await asyncio.sleep(0.05)

    try:
        await asyncio.gather(*(visit() for _ in range(5)))
    finally:
        enough.set()
    return times


async def _beside(port: int, first: bytes, rest: bytes) -> list[float]:
    enough = asyncio.Event()
    slow = [asyncio.create_task(_dribble(port, first, rest, enough)) for _ in range(SLOW)]
    await asyncio.sleep(1)
    times = await _others(port, enough)
    await asyncio.gather(*slow, return_exceptions=True)
    return times


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One real site for these tests."""
    site = Site(tmp_path_factory.mktemp("slow"), free_port())
    site.start()
    yield site
    site.stop()


@pytest.mark.parametrize(("first", "rest"), [(HEAD[:40], HEAD[40:]), (BODY, b"a" * 4000)], ids=["heads", "bodies"])
def test_two_hundred_slow_clients_hold_up_nobody(site: Site, first: bytes, rest: bytes) -> None:
    times = sorted(asyncio.run(_beside(site.port, first, rest)))
    assert times[int(len(times) * 0.95)] <= 2


def test_a_hundred_megabytes_are_refused_with_a_sentence(site: Site) -> None:
    async def send() -> tuple[int, str]:
        person = Person("127.0.0.1", site.port)
        page = await person.get("/dang-nhap")
        answer = await person.post("/dang-nhap", {"csrf_token": page.csrf, "name": "x" * 100_000_000})
        await person.close()
        await asyncio.sleep(0.1)
        return answer.status, answer.text

    status, text = asyncio.run(asyncio.wait_for(send(), 60))
    assert status == 413
    assert "lớn" in text
