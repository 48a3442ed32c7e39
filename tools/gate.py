"""The gate behind `./test`: formatting, types, import rules, content, unit tests on two databases, the browser.

Five stages run side by side: on two cores, because the browser and the databases are often waited for. Every stage prints its output when it ends; the last lines say what failed.
"""

import argparse
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.postgres_server import PostgresServer

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SIDE_BY_SIDE = 5
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes; the stages write about a tenth of it
PAGES = "tests/browser/test_pages.py"


@dataclass
class Stage:
    """One check: a command and what it needs in its environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    after: "Stage | None" = None
    ended: threading.Event = field(default_factory=threading.Event)
    code: int | None = None
    seconds: float = 0.0
    output: str = ""

    def run(self) -> None:
        """Run the command to its end, once that which it needs has ended, and keep what it printed."""
        if self.after:
            self.after.ended.wait()
        started = time.monotonic()
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        self.code, self.output, self.seconds = done.returncode, done.stdout, time.monotonic() - started
        self.ended.set()

    @property
    def summary(self) -> str:
        """What pytest counted, or nothing."""
        lines = [line for line in self.output.splitlines() if re.search(r"\d+ (passed|failed|error)", line)]
        return lines[-1].strip("= ") if lines else ""


def pytest(name: str, marks: str, *more: str, after: Stage, environment: dict[str, str] | None = None) -> Stage:
    """A stage of the test suite, beginning with a copy of the demo installation where it needs one."""
    command = [sys.executable, "-m", "pytest", "-m", marks, *more]
    made = {"DAUDEN_TEST_MADE": after.environment["DAUDEN_DATA"]}
    return Stage(name, command, made | (environment or {}), after)


# Two parts of about the same length on SQLite: what writes rows, and what reads texts and files.
PEOPLE_AND_PAGES = ("accounts", "certificates", "core", "demo", "house_rules", "permissions", "reports", "training")


def halves() -> tuple[list[str], list[str]]:
    """The folders of the unit tests in two parts."""
    folders = sorted({path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")} - {"browser"})
    first = [f"tests/{name}" for name in folders if name in PEOPLE_AND_PAGES]
    return first, [f"tests/{name}" for name in folders if name not in PEOPLE_AND_PAGES]


def stages(full: bool, database_url: str, made_in: Path) -> list[Stage]:
    """Everything that is checked, the long ones in front."""
    units = "not browser" if full else "not browser and not full"
    pages = "browser" if full else "browser and not full"
    first, second = halves()
    postgres = {"DAUDEN_TEST_DATABASE_URL": database_url}
    installed = {"DAUDEN_DATA": str(made_in), "DAUDEN_DEMO": "1"}
    app = [sys.executable, "app.py"]
    made = Stage("demo installation", [*app, "demo", "accounts"], installed)
    seeds = "200" if full else "10"
    return [
        made,
        Stage("types", [str(BIN / "mypy")]),  # needs no installation: it fills the time until there is one
        Stage("formatting", [str(BIN / "ruff"), "format", "--check", "."]),
        Stage("lint", [str(BIN / "ruff"), "check", "."]),
        Stage("import rules", [str(BIN / "lint-imports")]),
        pytest("every page in a browser", pages, PAGES, after=made),
        pytest("journeys in a browser", pages, "tests/browser", f"--ignore={PAGES}", after=made),
        pytest("unit tests on SQLite, people and pages", f"{units} and not postgres", *first, after=made),
        pytest("unit tests on SQLite, texts and files", f"{units} and not postgres", *second, after=made),
        pytest("unit tests on PostgreSQL", units, *first, *second, after=made, environment=postgres),
        Stage("content", [*app, "content", "check"], installed, made),
        Stage("exercises", [*app, "exercises", "check", "--seeds", seeds], installed, made),
    ]


def work_off(waiting: "queue.SimpleQueue[Stage]", say: Callable[[str], None]) -> None:
    """Take stages until none is left."""
    while True:
        try:
            stage = waiting.get_nowait()
        except queue.Empty:
            return
        stage.run()
        verdict = "ok" if stage.code == 0 else f"FAILED ({stage.code})"
        say(f"--- {stage.name}: {verdict}, {stage.seconds:.0f} s {stage.summary}\n{stage.output if stage.code else ''}")


@contextmanager
def working_folder() -> Iterator[Path]:
    """Where this process and the stages write what is thrown away: in memory where there is room."""
    in_memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="dauden-gate-", dir=MEMORY if in_memory else None))
    folder.chmod(0o711)  # PostgreSQL's own user passes through
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the gate; 0 when every stage is green."""
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("--full", action="store_true", help="all roles, both widths, long property tests, kill loops")
    full = parser.parse_args().full
    lock = threading.Lock()

    def say(text: str) -> None:
        with lock:
            print(text.rstrip(), flush=True)

    started = time.monotonic()
    with working_folder() as folder, PostgresServer() as server:
        all_stages = stages(full, server.url, folder / "made")
        waiting: queue.SimpleQueue[Stage] = queue.SimpleQueue()
        for stage in all_stages:
            waiting.put(stage)
        workers = [threading.Thread(target=work_off, args=(waiting, say)) for _ in range(SIDE_BY_SIDE)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    failed = [stage.name for stage in all_stages if stage.code != 0]
    say(
        f"\n{time.monotonic() - started:.0f} s in all. " + (f"Failed: {', '.join(failed)}." if failed else "All green.")
    )
    passed = sum(int(n) for stage in all_stages for n in re.findall(r"(\d+) passed", stage.summary))
    lost = sum(int(n) for stage in all_stages for n in re.findall(r"(\d+) (?:failed|error)", stage.summary))
    say(f"{passed} passed, {max(lost, len(failed))} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
