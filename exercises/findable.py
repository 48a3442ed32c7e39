"""The exercises as pages that the search finds; everybody who is signed in may open them."""

import hashlib

from sqlalchemy.orm import Session

from core import markdown
from exercises import scenario as scenarios
from exercises.domain import Scenario
from lookup.search.domain import SIGNED_IN
from lookup.search.providers import Kind, Page, Source

KIND = Kind("exercise", "Bài thực hành", "bài làm trên bàn làm việc mô phỏng: tên, tóm tắt và đề bài", "edit")


def sources(_session: Session) -> list[Source]:
    """Every exercise with its brief; never its solution."""
    found = scenarios.load_all().values()
    digest = hashlib.sha256(" ".join(each.digest for each in found).encode()).hexdigest()
    return [Source("exercises", digest, lambda: map(_page, found))]


def _page(scenario: Scenario) -> Page:
    return Page(
        kind="exercise",
        ref=scenario.id,
        title=scenario.title,
        context=f"Mức {scenario.level} · khoảng {scenario.minutes} phút",
        text=f"{scenario.summary} {_plain(scenario.brief)}",
        endpoint="exercises.exercise",
        arguments={"slug": scenario.id.lower()},
        scope=SIGNED_IN,
    )


def _plain(text: str) -> str:
    return markdown.render(text).striptags()
