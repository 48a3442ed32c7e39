"""CPU of a certificate's paper: our render process against a plain call of WeasyPrint, in one run.

`python -m tests.bench.papers FILE COUNT` with the environment of a furnished site whose certificates are issued.
"""

import json
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from app import create_app
from certificates import paper
from certificates.models import Certificate
from core import db
from core.printing import RenderProcess
from core.render_process import make_fetcher
from tests.bench.processes import command_line, cpu_seconds, family, pss_mebibytes


def naive(html: str) -> bytes:
    """What every tutorial shows: one call, everything made anew."""
    from weasyprint import CSS, HTML

    fetcher = make_fetcher()
    sheets = [
        CSS(string=Path("static", name).read_text(), base_url="static:", url_fetcher=fetcher) for name in paper.SHEETS
    ]
    made: bytes = HTML(string=html, base_url="static:", url_fetcher=fetcher).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")  # fmt: skip
    return made


def timed(make: Callable[[str], bytes], pages: list[str], pid: Callable[[], int]) -> tuple[float, float]:
    """CPU ms a paper, and how many MiB the process grew by meanwhile."""
    before, started = pss_mebibytes([pid()]), cpu_seconds([pid()])
    for page in pages:
        make(page)
    return (cpu_seconds([pid()]) - started) * 1000 / len(pages), pss_mebibytes([pid()]) - before


def measure(count: int) -> dict[str, float]:
    """Both, interleaved in three rounds; the medians. Ours in the render process, the naive call in this one."""
    pages = [paper.html(row.facts) for row in db.session().scalars(sa.select(Certificate).limit(count))]
    db.session().rollback()
    process = RenderProcess()

    def ours(page: str) -> bytes:
        return process.pdf(page, list(paper.SHEETS), "pdf/ua-1")

    def child() -> int:
        return next(pid for pid in family(os.getpid()) if "core.render_process" in command_line(pid))

    for page in pages[:3]:
        ours(page)
        naive(page)
    rounds = [(timed(ours, pages, child), timed(naive, pages, os.getpid)) for _ in range(3)]
    process.close()
    return {
        "ours_cpu_ms": statistics.median(one[0][0] for one in rounds),
        "naive_cpu_ms": statistics.median(one[1][0] for one in rounds),
        "ours_growth_mib": sum(one[0][1] for one in rounds),
        "naive_growth_mib": sum(one[1][1] for one in rounds),
    }


if __name__ == "__main__":
    with create_app().app_context():
        answer = measure(int(sys.argv[2]))
    Path(sys.argv[1]).write_text(json.dumps(answer), encoding="utf-8")
