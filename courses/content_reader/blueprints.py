"""Reads a `blueprint` table: how many questions of each skill and level a paper has."""

from courses.content_reader.tables import Table, is_whole
from courses.domain.content import Demand

_LEVELS = (None, "1", "2", "3")


def read_blueprint(table: Table) -> tuple[Demand, ...]:
    """`skill = 3` or `skill = { 1 = 1, 2 = 2 }` (level = how many)."""
    demands: list[Demand] = []
    for skill, wanted in table.mapping("blueprint").items():
        levels = wanted if isinstance(wanted, dict) else {None: wanted}
        for level, count in levels.items():
            if level not in _LEVELS or not is_whole(count) or count < 1:
                message = f"blueprint {skill!r}: viết {skill} = 3, hoặc theo mức {skill} = {{ 1 = 1, 2 = 2, 3 = 1 }}"
                table.problem(message, "blueprint" if table.has("blueprint") else "")
                continue
            demands.append(Demand(skill, None if level is None else int(level), count))
    return tuple(demands)
