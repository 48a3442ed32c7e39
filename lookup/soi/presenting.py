"""A report as its page shows it: numbered findings, a summary by component, marks on the drawn sheets. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SURE = 0.6
_RADIUS = 7.5
# Where a finding that is about no line has its mark.
_ON_TOP: list[Any] = [0, 40.0, 40.0, 26.0, 10.0]
_LABELS = {"sai": "Sai", "nen-sua": "Nên sửa", "can-nguoi-xem": "Cần người xem"}
_TONES = {"sai": "bad", "nen-sua": "warn", "can-nguoi-xem": "info"}
_RANK = ("sai", "nen-sua", "can-nguoi-xem")


@dataclass(frozen=True)
class Shown:
    """A finding with its number; `severity` is sai, nen-sua or can-nguoi-xem."""

    number: int
    severity: str
    finding: Mapping[str, Any]

    @property
    def label(self) -> str:
        """How much it matters, in words."""
        return _LABELS[self.severity]

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES[self.severity]

    @property
    def lines(self) -> list[int]:
        """The lines that it is about."""
        lines: list[int] = self.finding["where"]["lines"]
        return lines


@dataclass(frozen=True)
class PartSummary:
    """What became of a component: its findings, how many rules it keeps, whether it was surely recognised."""

    key: str
    name: str
    zone: str
    text: str
    found: tuple[Shown, ...]
    kept: int
    is_sure: bool

    @property
    def label(self) -> str:
        """The worst of its findings in words; 'Đạt' without any."""
        return _LABELS[self._worst] if self.found else "Đạt"

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES[self._worst] if self.found else "good"

    @property
    def _worst(self) -> str:
        return min((one.severity for one in self.found), key=_RANK.index)


@dataclass(frozen=True)
class Mark:
    """A numbered disc beside a line."""

    number: int
    severity: str
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """One drawn sheet of paper with its marks."""

    number: int
    width: float
    height: float
    words: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    frames: list[dict[str, Any]]
    marks: tuple[Mark, ...]


def findings(report: Mapping[str, Any]) -> list[Shown]:
    """What has to be put right or looked at, in the order of the appendices, numbered from 1."""
    wanted = [one for one in report["findings"] if one["outcome"] in ("FAIL", "NEEDS_REVIEW")]
    return [Shown(number, one["severity"], one) for number, one in enumerate(wanted, start=1)]


def counts(shown: list[Shown]) -> dict[str, int]:
    """How many findings of each severity."""
    return {severity: sum(one.severity == severity for one in shown) for severity in _RANK}


def summary(report: Mapping[str, Any], shown: list[Shown]) -> list[PartSummary]:
    """Every component that a rule speaks about, in the order of the rules."""
    known = {one["key"]: one for one in report["components"]}
    rows = []
    for key, where in {one["where"]["component"]: one["where"] for one in report["findings"]}.items():
        found = tuple(one for one in shown if one.finding["where"]["component"] == key)
        kept = sum(one["outcome"] == "PASS" and one["where"]["component"] == key for one in report["findings"])
        if not found and not kept:
            continue
        seen = known.get(key, {})
        is_sure = seen.get("certainty", 1.0) >= SURE
        rows.append(PartSummary(key, where["name"], where["zone"], seen.get("text", ""), found, kept, is_sure))
    return rows


def sheets(drawing: Mapping[str, Any], shown: list[Shown]) -> list[Sheet]:
    """The drawn sheets with the marks of all findings that have a place; others stand on top of the first sheet."""
    marks: dict[int, list[Mark]] = {}
    for number, mark in _marks(drawing, shown):
        marks.setdefault(number, []).append(mark)
    return [
        Sheet(number + 1, sheet["width"], sheet["height"], sheet["words"], sheet["rules"], sheet["frames"],
              tuple(marks.get(number, ())))
        for number, sheet in enumerate(drawing["sheets"])
    ]  # fmt: skip


def _marks(drawing: Mapping[str, Any], shown: list[Shown]) -> Iterator[tuple[int, Mark]]:
    taken: dict[tuple[int, float, bool], int] = {}
    for one in shown:
        places: list[list[Any]] = [drawing["places"][str(line)] for line in one.lines if str(line) in drawing["places"]]
        sheet, x0, x1, base, size = places[0] if places else _ON_TOP
        if sheet >= len(drawing["sheets"]):
            continue
        width = drawing["sheets"][sheet]["width"]
        is_right = bool(places) and x0 > 0.42 * width
        step = taken[(sheet, base, is_right)] = taken.get((sheet, base, is_right), -1) + 1
        away = 12 + step * 2.2 * _RADIUS
        x = x1 + away if is_right or not places else x0 - away
        x = min(max(x, _RADIUS + 1), width - _RADIUS - 1)
        yield sheet, Mark(one.number, one.severity, one.label, round(x, 1), round(base - 0.33 * size, 1))
