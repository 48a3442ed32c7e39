"""Putting load on a server: so many people at once, for so long or so many requests, and what came of it."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bench.client import Answer, Person
from tests.bench.processes import cpu_seconds

LONGEST_WAIT = 30.0
Act = Callable[[Person, int], Awaitable[Answer]]


@dataclass
class Seen:
    """What one load gave: times in ms, server CPU in ms per request."""

    requests: int
    errors: int
    rate: float
    p50: float
    p95: float
    cpu: float

    def as_json(self) -> dict[str, Any]:
        """Rounded."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass
class Work:
    """Numbers that each are used up once (a packet is registered once); endless where a page can be asked for again."""

    numbers: Iterator[int] = field(default_factory=itertools.count)

    def take(self) -> int | None:
        """The next number, or None at the end."""
        return next(self.numbers, None)


def percentile(values: Sequence[float], share: float) -> float:
    """A percentile of some values; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def press(
    pids: list[int],
    people: Sequence[Person],
    act: Act,
    *,
    seconds: float,
    most: int,
    work: Work | None = None,
    good: int = 200,
) -> Seen:
    """Everybody does `act` again and again; `pids` are the processes whose CPU is counted."""
    work = work or Work()
    times: list[float] = []
    errors = 0
    before, started = cpu_seconds(pids), time.perf_counter()
    until = started + seconds

    async def visit(person: Person) -> None:
        nonlocal errors
        while time.perf_counter() < until and len(times) + errors < most:
            number = work.take()
            if number is None:
                return
            try:
                answer = await asyncio.wait_for(act(person, number), LONGEST_WAIT)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                errors += 1
                await person.close()
                continue
            times.append(answer.seconds)
            errors += answer.status != good

    await asyncio.gather(*(visit(person) for person in people))
    took, used = time.perf_counter() - started, cpu_seconds(pids) - before
    count = max(1, len(times))
    return Seen(
        requests=len(times),
        errors=errors,
        rate=len(times) / took,
        p50=percentile(times, 0.5) * 1000,
        p95=percentile(times, 0.95) * 1000,
        cpu=used * 1000 / count,
    )


def median(rounds: Sequence[Seen]) -> Seen:
    """The median of each figure over some rounds; requests and errors are summed."""
    return Seen(
        requests=sum(seen.requests for seen in rounds),
        errors=sum(seen.errors for seen in rounds),
        **{name: statistics.median(getattr(seen, name) for seen in rounds) for name in ("rate", "p50", "p95", "cpu")},
    )
