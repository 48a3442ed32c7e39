"""How a kind of check is declared, and how the arguments of a scenario's table are checked before anyone is graded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.dms.domain.events import KINDS
from exercises.dms.domain.fields import GRADABLE_FIELDS
from exercises.dms.domain.values import PacketState, ReturnGround
from exercises.domain import Result

Predicate = Callable[..., Result]
CHECKS: dict[str, Predicate] = {}
_ARGUMENTS: dict[str, Mapping[str, Argument]] = {}


class ArgumentError(ValueError):
    """An argument of a check is missing, unknown or not what its kind needs."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What an argument must be; `problem` answers with a sentence, or with an empty text."""

    problem: Callable[[Any, Sequence[str]], str]
    is_required: bool = True


def kind(name: str, **arguments: Argument) -> Callable[[Predicate], Predicate]:
    """Register a predicate `(record, **arguments) -> Result` under `name`."""

    def register(predicate: Predicate) -> Predicate:
        CHECKS[name] = predicate
        _ARGUMENTS[name] = arguments
        return predicate

    return register


def check_arguments(pred: str, args: Mapping[str, Any], slots: Sequence[str]) -> None:
    """Raise ArgumentError unless `args` are exactly what the kind `pred` takes, with slots that the seed makes."""
    if pred not in CHECKS:
        raise ArgumentError(f"không có loại kiểm tra {pred!r}; hiện có: {', '.join(sorted(CHECKS))}")
    known = _ARGUMENTS[pred]
    if unknown := sorted(set(args) - set(known)):
        raise ArgumentError(f"{pred} không nhận {', '.join(unknown)}; chỉ nhận {', '.join(known)}")
    for name, argument in known.items():
        if name not in args:
            if argument.is_required:
                raise ArgumentError(f"{pred} cần có {name}")
        elif problem := argument.problem(args[name], slots):
            raise ArgumentError(f"{pred}: {name} {problem}")


def _slots(value: Any, slots: Sequence[str]) -> str:
    if not isinstance(value, list) or not value:
        return "phải là danh sách vai (slot)"
    unknown = sorted(set(map(str, value)) - set(slots))
    return f"gọi {', '.join(unknown)}, nhưng bộ sinh chỉ có {', '.join(slots)}" if unknown else ""


def _slot(value: Any, slots: Sequence[str]) -> str:
    return "" if value in slots else f"là {value!r}, nhưng bộ sinh chỉ có {', '.join(slots)}"


def one_of(options: Iterable[str]) -> Callable[[Any, Sequence[str]], str]:
    """The `problem` of an argument that must be one of these texts; its sentence lists them all."""
    allowed = tuple(options)
    return lambda value, _: "" if value in allowed else f"là {value!r}, không nằm trong {', '.join(allowed)}"


def _whole_number(value: Any, _: Sequence[str]) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return "" if is_number else f"là {value!r}, phải là số nguyên từ 0"


def _grounds(value: Any, _: Sequence[str]) -> str:
    allowed = {ground.value for ground in ReturnGround}
    return "" if isinstance(value, list) and set(value) <= allowed else f"phải là danh sách lấy trong {sorted(allowed)}"


def _events(value: Any, _: Sequence[str]) -> str:
    is_list = isinstance(value, list) and value
    return "" if is_list and set(value) <= set(KINDS) else f"phải là danh sách lấy trong {', '.join(KINDS)}"


def _parts(value: Any, slots: Sequence[str]) -> str:
    if not isinstance(value, list) or not value:
        return "phải là danh sách các bảng có pred và args"
    for part in value:
        try:
            check_arguments(part.get("pred", ""), part.get("args", {}), slots)
        except ArgumentError as problem:
            return f"có phần bị sai: {problem}"
    return ""


SLOTS = Argument(_slots)
SLOT = Argument(_slot)
FIELD = Argument(one_of(GRADABLE_FIELDS))
EVENT = Argument(one_of(KINDS))
EVENTS = Argument(_events)
STATE = Argument(one_of(state.value for state in PacketState))
STATUS = Argument(one_of(["01", "02", "03", "04", "05", "06", "13", "15", "16"]))
NUMBER = Argument(_whole_number)
GROUNDS = Argument(_grounds, is_required=False)
PARTS = Argument(_parts)
