"""Checks made of other checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exercises.checks.registry import CHECKS, PARTS, kind
from exercises.domain import Record, Result

Parts = Sequence[Mapping[str, Any]]


def _results(record: Record, parts: Parts) -> list[Result]:
    return [CHECKS[part["pred"]](record, **part.get("args", {})) for part in parts]


def _joined(results: Sequence[Result], share: float) -> Result:
    missed = [result for result in results if result.share < 1]
    return Result(
        share=share,
        is_wrong=share < 1 and any(result.is_wrong for result in missed),
        evidence=tuple(sorted({position for result in missed or results for position in result.evidence})),
        found="; ".join(result.found for result in missed if result.found),
        expected="; ".join(result.expected for result in missed if result.expected),
    )


@kind("all", parts=PARTS)
def all_of(record: Record, parts: Parts) -> Result:
    """Every part is met; the share is that of the weakest part."""
    results = _results(record, parts)
    return _joined(results, min(result.share for result in results))


@kind("any", parts=PARTS)
def any_of(record: Record, parts: Parts) -> Result:
    """At least one part is met; the share is that of the strongest part."""
    results = _results(record, parts)
    return _joined(results, max(result.share for result in results))


@kind("weighted", parts=PARTS)
def weighted(record: Record, parts: Parts) -> Result:
    """Each part counts by its `weight` (1 unless told)."""
    results = _results(record, parts)
    weights = [float(part.get("weight", 1)) for part in parts]
    earned = sum(weight * result.share for weight, result in zip(weights, results, strict=True))
    return _joined(results, earned / sum(weights))
