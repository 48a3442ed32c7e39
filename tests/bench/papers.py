"""CPU of a certificate's paper: our render process against a plain call of WeasyPrint, in one run.

`python -m tests.bench.papers FILE COUNT` with the environment of a furnished site whose certificates are issued.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import create_app
from certificates import paper
from certificates.models import Credential
from core import db
from core.render_process import Renderer, make_fetcher


def _rss_mebibytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def naive(html: str) -> bytes:
    """What every tutorial shows: one call, everything made anew."""
    from weasyprint import CSS, HTML

    fetcher = make_fetcher()
    sheets = [
        CSS(string=Path("static", name).read_text(), base_url="static:", url_fetcher=fetcher) for name in paper.SHEETS
    ]
    made: bytes = HTML(string=html, base_url="static:", url_fetcher=fetcher).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")  # fmt: skip
    return made


def timed(make: Any, pages: list[str]) -> tuple[float, float]:
    """CPU ms a paper, and how many MiB the process grew by meanwhile."""
    make(pages[0])
    before, started = _rss_mebibytes(), time.process_time()
    for page in pages:
        make(page)
    return (time.process_time() - started) * 1000 / len(pages), _rss_mebibytes() - before


def measure(count: int) -> dict[str, float]:
    """Both, interleaved in three rounds; the medians."""
    pages = [paper.html(row.facts) for row in db.session().scalars(sa.select(Credential).limit(count))]
    db.session().rollback()
    renderer = Renderer()
    rounds = [(timed(lambda page: renderer.pdf(page, list(paper.SHEETS), "pdf/ua-1"), pages), timed(naive, pages)) for _ in range(3)]  # fmt: skip
    ours, plain = sorted(one[0][0] for one in rounds)[1], sorted(one[1][0] for one in rounds)[1]
    return {
        "ours_cpu_ms": ours,
        "naive_cpu_ms": plain,
        "ours_growth_mib": rounds[-1][0][1],
        "naive_growth_mib": rounds[-1][1][1],
    }


if __name__ == "__main__":
    with create_app().app_context():
        answer = measure(int(sys.argv[2]))
    Path(sys.argv[1]).write_text(json.dumps(answer), encoding="utf-8")
