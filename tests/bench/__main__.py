"""`python -m tests.bench [--quick] [--json FILE]`: what `./run bench` runs."""

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import checker, journeys
from tests.bench.client import Answer, Person
from tests.bench.floor import DATABASE
from tests.bench.goals import goals
from tests.bench.journeys import OFFICER, Trainee, at_once, begin_quiz, expect, sign_in
from tests.bench.load import Seen, Work, median, percentile, press
from tests.bench.processes import command_line, cpu_seconds, family, pss_mebibytes
from tests.bench.report import show
from tests.browser.site import ROOT, Site, free_port

SIGN_INS = 270
SYNCHRONISED = 100


@dataclass(frozen=True)
class Size:
    """How much a run does."""

    crowds: tuple[int, ...]
    rounds: int
    seconds: float
    most: int
    requests: int
    desks: int
    papers: int


FULL = Size((1, 10, 50, 100), rounds=3, seconds=2.0, most=1500, requests=20_000, desks=300, papers=20)
QUICK = Size((1, 10, 50, 100), rounds=1, seconds=1.0, most=400, requests=2_000, desks=120, papers=8)


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def inside(site: Site, *arguments: str) -> dict[str, Any]:
    """Run a program of the benchmark in the site's environment; what it found."""
    target = site.data / "answer.json"
    command = [sys.executable, "-m", arguments[0], *(str(target) if part == "FILE" else part for part in arguments[1:])]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, timeout=900, stdout=sys.stderr)
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def web_processes(pid: int) -> list[int]:
    """The web processes of a server."""
    return [found for found in family(pid) if "core.web" in command_line(found)]


class Bench:
    """One run against one furnished, running site and one floor."""

    def __init__(self, site: Site, pid: int, floor: tuple[int, int], size: Size, known: dict[str, Any]) -> None:
        self.site, self.pid, self.size, self.known = site, pid, size, known
        self.floor_port, self.floor_pid = floor
        self.trainees = [
            Trainee(Person("127.0.0.1", site.port), name, password, desk)
            for (name, password), desk in zip(
                known["trainees"], known["desks"] + [{}] * (300 - len(known["desks"])), strict=True
            )
        ]
        self.by_person = {id(trainee.person): trainee for trainee in self.trainees}
        self.officers: list[Person] = []

    async def sign_ins(self) -> dict[str, Any]:
        """270 people sign in at once; the others follow."""
        used, started = cpu_seconds(self.web), time.perf_counter()
        first = self.trainees[:SIGN_INS]
        answers = await asyncio.gather(*(sign_in(one.person, one.name, one.password) for one in first))
        took, used = time.perf_counter() - started, cpu_seconds(self.web) - used
        await at_once([_signing(one) for one in self.trainees[SIGN_INS:]], 4)
        officer = Person("127.0.0.1", self.site.port)
        await sign_in(officer, *OFFICER)
        self.officers = [
            Person("127.0.0.1", self.site.port, dict(officer.cookies)) for _ in range(max(self.size.crowds))
        ]
        waits = [answer.seconds for answer in answers]
        return {
            "people": SIGN_INS,
            "seconds": took,
            "p50_s": percentile(waits, 0.5),
            "p95_s": percentile(waits, 0.95),
            "cpu_ms": 1000 * used / SIGN_INS,
        }

    async def synchronised(self) -> dict[str, Any]:
        """A hundred trainees open home, the lesson and the desk in the same second."""
        waits: list[float] = []
        errors = 0

        async def start(trainee: Trainee) -> None:
            nonlocal errors
            for path in ("/", self.known["lesson"], f"/luyen-tap/{trainee.desk['id']}"):
                answer = await trainee.person.get(path)
                waits.append(answer.seconds)
                errors += answer.status != 200

        started = time.perf_counter()
        await asyncio.gather(*(start(one) for one in self.trainees[:SYNCHRONISED]))
        took = time.perf_counter() - started
        return {"people": SYNCHRONISED, "errors": errors, "seconds": took, "p95_ms": percentile(waits, 0.95) * 1000}

    async def prepare(self) -> None:
        """Open quizzes and desks; a visit of each page, so that nothing is measured cold."""
        crowd = self.trainees[: max(self.size.crowds)]
        await at_once([_beginning(one, self.known["quiz"]) for one in crowd], 4)
        for trainee in self.trainees:
            trainee.packets = list(trainee.desk.get("entries", ()))
            trainee.csrf = trainee.csrf or ""

    async def pages(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Every page at every size of crowd, the floors between them."""
        seen: dict[str, dict[str, list[Seen]]] = {}
        for turn in range(self.size.rounds):
            for crowd in self.size.crowds:
                say(f"  lượt {turn + 1}/{self.size.rounds}, {crowd} người cùng lúc")
                for name in (
                    "empty",
                    "floor",
                    "lesson",
                    "home",
                    "search",
                    "inbox",
                    "answer",
                    "register",
                    "registered",
                    "department",
                ):
                    seen.setdefault(name, {}).setdefault(str(crowd), []).append(await self._page(name, crowd))
        return {
            name: {crowd: median(rounds).as_json() for crowd, rounds in crowds.items()} for name, crowds in seen.items()
        }

    async def _page(self, name: str, crowd: int) -> Seen:
        seconds, most = self.size.seconds, self.size.most
        if name in {"empty", "floor"}:
            people = [Person("127.0.0.1", self.floor_port) for _ in range(crowd)]
            for person in people:
                await expect(await person.get("/enter"), 200)
            found = await press(web_processes(self.floor_pid), people, _getting(f"/{name}"), seconds=seconds, most=most)
            for person in people:
                await person.close()
            return found
        if name == "department":
            return await press(self.web, self.officers[:crowd], _getting("/bao-cao"), seconds=seconds, most=most)
        if name in {"register", "registered"}:
            return await self._registering(crowd, and_see=name == "registered")
        people = [one.person for one in self.trainees[:crowd]]
        acts: dict[str, Callable[[Person, int], Awaitable[Answer]]] = {
            "lesson": _getting(self.known["lesson"]),
            "home": _getting("/"),
            "search": _getting("/tim?tu=v%C4%83n+b%E1%BA%A3n+%C4%91%E1%BA%BFn"),
            "inbox": lambda person, _number: person.get(f"/luyen-tap/{self.by_person[id(person)].desk['id']}"),
            "answer": lambda person, number: journeys.answer_question(self.by_person[id(person)], number),
        }
        return await press(self.web, people, acts[name], seconds=seconds, most=most)

    async def _registering(self, crowd: int, *, and_see: bool) -> Seen:
        """Each packet of a desk is registered once, so a share of all is used for each size of crowd."""
        share = 2 * self.size.rounds * len(self.size.crowds)
        ready = [one for one in self.trainees if one.packets]
        ready.sort(key=lambda one: -len(one.packets))
        chosen = ready[: max(crowd, 20)]
        total = sum(len(one.packets) for one in self.trainees)
        queue = [(one, False) for one in chosen][: max(20, min(len(chosen), total // share + crowd))]
        await _tokens([one for one, _ in queue])
        work = Work(iter(range(len(queue))))

        async def act(_person: Person, number: int) -> Answer:
            return await journeys.register(queue[number][0], and_see=and_see)

        people = [one.person for one, _ in queue[:crowd]]
        good = 200 if and_see else 303
        return await press(self.web, people, act, seconds=self.size.seconds, most=self.size.most, work=work, good=good)

    async def many(self) -> dict[str, Any]:
        """Thousands of requests; what they leave in memory."""
        paths = [self.known["lesson"], "/", self.known["quiz"], "/tra-cuu/van-ban"]
        before = self.memory()
        people = [one.person for one in self.trainees[:20]]

        def act(person: Person, number: int) -> Awaitable[Answer]:
            turn = number % 5
            desk = f"/luyen-tap/{self.by_person[id(person)].desk['id']}"
            return person.get(desk if turn == 4 else paths[turn])

        work = Work(iter(range(self.size.requests)))
        found = await press(self.web, people, act, seconds=900, most=self.size.requests, work=work)
        after = self.memory()
        return {
            "requests": found.requests,
            "errors": found.errors,
            "web_before": before["web"],
            "web_after": after["web"],
            "growth_percent": (after["web"] / before["web"] - 1) * 100,
            "supervisor": after["supervisor"],
            "worker": after["worker"],
            "render": after["render"],
        }

    @property
    def web(self) -> list[int]:
        """The web processes."""
        return web_processes(self.pid)

    def memory(self) -> dict[str, float]:
        """MiB (PSS) of the parts."""
        everybody = family(self.pid)
        return {
            "web": pss_mebibytes(self.web),
            "supervisor": pss_mebibytes([self.pid]),
            "worker": pss_mebibytes([one for one in everybody if "app.py work" in command_line(one)]),
            "render": pss_mebibytes([one for one in everybody if "core.render_process" in command_line(one)]),
        }


def _getting(path: str) -> Callable[[Person, int], Awaitable[Answer]]:
    return lambda person, _number: person.get(path)


def _signing(trainee: Trainee) -> Callable[[], Awaitable[Answer]]:
    return lambda: sign_in(trainee.person, trainee.name, trainee.password)


def _beginning(trainee: Trainee, path: str) -> Callable[[], Awaitable[None]]:
    return lambda: begin_quiz(trainee, path)


async def _tokens(trainees: list[Trainee]) -> None:
    async def one(trainee: Trainee) -> None:
        if not trainee.csrf:
            trainee.csrf = (await expect(await trainee.person.get("/"), 200)).csrf

    await asyncio.gather(*(one(trainee) for trainee in trainees))


async def wire(port: int, known: dict[str, Any]) -> dict[str, Any]:
    """Bytes of a first visit (sign-in page), a later page, and a lesson with its pictures."""
    from tests.bench.wire import Browser

    name, password = known["trainees"][-1]
    person = Person("127.0.0.1", port)
    browser = Browser(person)
    first = await browser.visit("/dang-nhap")
    await sign_in(person, name, password)
    home = await browser.visit("/")
    again = await browser.visit("/")
    lesson = await browser.visit(known["lesson"])
    return {
        "first": first.kinds,
        "first_requests": first.requests,
        "home_after_sign_in": home.kinds,
        "second": again.kinds,
        "lesson": lesson.kinds,
        "lesson_requests": lesson.requests,
    }


async def run(bench: Bench) -> dict[str, Any]:
    """All measurements over HTTP."""
    say("Đăng nhập 270 người…")
    found: dict[str, Any] = {"sign_ins": await bench.sign_ins()}
    found["wire"] = await wire(bench.site.port, bench.known)
    await bench.prepare()
    say("100 học viên bắt đầu cùng lúc…")
    found["synchronised"] = await bench.synchronised()
    say("Từng trang…")
    found["pages"] = await bench.pages()
    say(f"{bench.size.requests} lượt xem…")
    found["memory"] = await bench.many()
    say("20 người soi văn bản cùng lúc…")
    found["uploads"] = await checker.uploads(bench.trainees, bench.web, _getting(bench.known["lesson"]))
    return found


def start_floor(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The floor server."""
    port = free_port()
    database = str(folder / "floor.sqlite3")
    command = [sys.executable, "-m", "tests.bench.floor", str(port), database]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, DATABASE: database}, stdout=subprocess.DEVNULL)

    async def wait() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                await Person("127.0.0.1", port).get("/empty")
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.2)
            else:
                return
        raise RuntimeError("the floor does not answer")

    asyncio.run(wait())
    return process, port


def measure(folder: Path, size: Size) -> dict[str, Any]:
    """Furnish, start, load, stop."""
    data = folder / "data"
    data.mkdir()
    site = Site(data, free_port())
    os.environ["DAUDEN_DEMO"] = "1"
    say("Tạo 300 học viên, hai lớp, các bàn làm việc…")
    known = inside(site, "tests.bench.furnish", "people", "FILE", str(size.desks))
    site.start()
    assert site.process is not None
    floor, floor_port = start_floor(folder)
    try:
        bench = Bench(site, site.process.pid, (floor_port, floor.pid), size, known)
        found = asyncio.run(run(bench))
        say("Cấp 270 giấy chứng nhận…")
        found["certificates"] = inside(site, "tests.bench.furnish", "certificates", "FILE")
        found["memory"]["render"] = bench.memory()["render"]
        say("Soi thể thức…")
        found["checker"] = inside(site, "tests.bench.checker", "FILE")
        say("So một giấy chứng nhận với WeasyPrint trần…")
        found["papers"] = inside(site, "tests.bench.papers", "FILE", str(size.papers))
    finally:
        floor.terminate()
        floor.wait(10)
        site.stop()
    return found


def main() -> int:
    """Run the benchmark; 0 when it could be run, whatever it found."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--quick", action="store_true", help="fewer requests: a first look in about two minutes")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dauden-bench-") as folder:
        found = measure(Path(folder), QUICK if given.quick else FULL)
    reached = goals(found)
    found |= {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{os.cpu_count()} CPU, {platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "quick": given.quick,
        "seconds": round(time.monotonic() - started),
        "goals": [goal.as_json() for goal in reached],
    }
    print(show(found))
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
