"""The gate behind `./test`: formatting, types, import rules, content, unit tests on two databases, the browser.

Two lanes run side by side, one for each core. Every stage prints its output when it ends; the last lines say what failed.
"""

import argparse
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools.postgres_server import PostgresServer

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass
class Stage:
    """One check: a command and what it needs in its environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    code: int | None = None
    seconds: float = 0.0
    output: str = ""

    def run(self) -> None:
        """Run the command to its end and keep what it printed."""
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

    @property
    def summary(self) -> str:
        """What pytest counted, or nothing."""
        lines = [line for line in self.output.splitlines() if re.search(r"\d+ (passed|failed|error)", line)]
        return lines[-1].strip("= ") if lines else ""


def pytest(name: str, marks: str, *more: str, environment: dict[str, str] | None = None) -> Stage:
    """A stage of the test suite."""
    return Stage(name, [sys.executable, "-m", "pytest", "-m", marks, *more], environment or {})


def lanes(full: bool, database_url: str) -> tuple[list[Stage], list[Stage]]:
    """The stages of each core."""
    skipped = "not browser" if full else "not browser and not full"
    pages = "browser" if full else "browser and not full"
    python = sys.executable
    static = [
        Stage("formatting", [str(BIN / "ruff"), "format", "--check", "."]),
        Stage("lint", [str(BIN / "ruff"), "check", "."]),
        Stage("types", [str(BIN / "mypy")]),
        Stage("import rules", [str(BIN / "lint-imports")]),
        Stage("content", [python, "app.py", "content", "check"], {"DAUDEN_DEMO": "0"}),
        Stage("exercises", [python, "app.py", "exercises", "check", "--seeds", "200" if full else "25"]),
    ]
    data = {"DAUDEN_DATA": str(ROOT / "test-output" / "data")}
    for stage in static:
        stage.environment |= data
    units = [
        pytest("unit tests on SQLite", f"{skipped} and not postgres"),
        pytest("unit tests on PostgreSQL", skipped, environment={"DAUDEN_TEST_DATABASE_URL": database_url}),
    ]
    return [*static, pytest("pages in a browser", pages, "tests/browser")], units


def run_lane(stages: list[Stage], say: Callable[[str], None]) -> None:
    """Run stages one after the other."""
    for stage in stages:
        stage.run()
        verdict = "ok" if stage.code == 0 else f"FAILED ({stage.code})"
        say(f"--- {stage.name}: {verdict}, {stage.seconds:.0f} s {stage.summary}\n{stage.output if stage.code else ''}")


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
    with PostgresServer() as server:
        both = lanes(full, server.url)
        threads = [threading.Thread(target=run_lane, args=(lane, say)) for lane in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    stages = [*both[0], *both[1]]
    failed = [stage.name for stage in stages if stage.code != 0]
    say(
        f"\n{time.monotonic() - started:.0f} s in all. " + (f"Failed: {', '.join(failed)}." if failed else "All green.")
    )
    counts = [[int(n) for n in re.findall(rf"(\d+) {word}", stage.summary)] for stage in stages for word in ("passed",)]
    lost = [[int(n) for n in re.findall(r"(\d+) (?:failed|error)", stage.summary)] for stage in stages]
    say(f"{sum(map(sum, counts))} passed, {max(sum(map(sum, lost)), len(failed))} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
