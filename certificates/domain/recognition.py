"""Who of a class has reached the result, and in which order they are issued certificates."""

import enum
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from certificates.domain.facts import Holder, Training, fingerprint
from law.vietnamese import name_key
from training.domain.completion import FEW


@dataclass(frozen=True)
class Condition:
    """One condition of the class's rule: its name, whether it is met, what was reached in words."""

    label: str
    is_met: bool
    reached: str


@dataclass(frozen=True)
class Candidate:
    """A person of a class before recognition."""

    person_id: uuid.UUID
    holder: Holder
    conditions: tuple[Condition, ...]

    @property
    def is_eligible(self) -> bool:
        """Every condition is met; a person without conditions has reached nothing."""
        return bool(self.conditions) and all(condition.is_met for condition in self.conditions)

    @property
    def missing(self) -> tuple[Condition, ...]:
        """What keeps the person from the certificate."""
        return tuple(condition for condition in self.conditions if not condition.is_met)

    @property
    def lacks_much(self) -> bool:
        """Whether so much is missing that a list counts it first."""
        return len(self.missing) > FEW

    def to_json(self) -> dict[str, Any]:
        """What the recognition keeps of the person's results."""
        return {
            "person_id": str(self.person_id),
            "full_name": self.holder.full_name,
            "born": self.holder.born,
            "position": self.holder.position,
            "agency": self.holder.agency,
            "is_eligible": self.is_eligible,
            "conditions": [[item.label, item.is_met, item.reached] for item in self.conditions],
        }


@dataclass(frozen=True)
class Named:
    """A person of a class and how a certificate names him."""

    person_id: uuid.UUID
    holder: Holder


@dataclass(frozen=True)
class ClassResults:
    """A class and its people as they stand now. `is_over` says that every session was held and its roll locked."""

    class_id: uuid.UUID
    training: Training
    rule_version: str
    is_over: bool
    candidates: tuple[Candidate, ...]

    @property
    def eligible(self) -> tuple[Candidate, ...]:
        """Those to be recognised, in Vietnamese name order."""
        return in_name_order(candidate for candidate in self.candidates if candidate.is_eligible)

    @property
    def not_eligible(self) -> tuple[Candidate, ...]:
        """Those who still miss something, in Vietnamese name order."""
        return in_name_order(candidate for candidate in self.candidates if not candidate.is_eligible)

    @property
    def digest(self) -> str:
        """Changes when any result changes; a preview carries it, so that nobody signs a list that he has not seen."""
        rows = [candidate.to_json() for candidate in in_name_order(self.candidates)]
        return fingerprint({"rule": self.rule_version, "rows": rows})


Listed = TypeVar("Listed", Candidate, Named)


def in_name_order(people: Iterable[Listed]) -> tuple[Listed, ...]:
    """Given name first; people of one name by birth date, then by id, so that the order is always the same."""
    return tuple(sorted(people, key=_place))


def _place(listed: Candidate | Named) -> tuple[object, ...]:
    return (name_key(listed.holder.full_name), listed.holder.birth_date or date.min, listed.person_id)


class Refusal(enum.StrEnum):
    """Why an act on certificates is refused."""

    NO_NAMES = "no_names"
    LIST_CHANGED = "list_changed"
    NOBODY = "nobody"
    NOT_OVER = "not_over"
    SAME_NUMBER = "same_number"
    NOT_VALID = "not_valid"
    NOTHING_CHANGED = "nothing_changed"
    DATE_AHEAD = "date_ahead"
    DATE_BEFORE_CLASS = "date_before_class"
    DATE_BEFORE_ISSUE = "date_before_issue"


REFUSALS: dict[Refusal, str] = {
    Refusal.NO_NAMES: (
        "Chưa cấp được giấy chứng nhận vì hệ thống chưa có tên cơ quan cấp, địa danh và người ký."
        " Người quản trị đặt các tên này một lần ở trang Đơn vị."
    ),
    Refusal.LIST_CHANGED: (
        "Kết quả của lớp đã thay đổi sau khi bạn mở trang này. Hãy xem lại danh sách mới dưới đây rồi bấm lần nữa."
    ),
    Refusal.NOBODY: "Chưa có học viên nào đủ điều kiện và chưa được công nhận.",
    Refusal.NOT_OVER: "Lớp còn buổi học chưa diễn ra hoặc chưa khóa điểm danh. Hãy công nhận kết quả sau buổi cuối.",
    Refusal.SAME_NUMBER: "Số quyết định này đã được dùng để công nhận kết quả của chính lớp này. Hãy kiểm tra lại số.",
    Refusal.NOT_VALID: "Giấy này đã bị thu hồi hoặc đã được thay bằng giấy khác.",
    Refusal.NOTHING_CHANGED: (
        "Thông tin của học viên trong hệ thống vẫn giống giấy đã cấp. Hãy sửa họ tên, ngày sinh ở mục Người dùng,"
        " hoặc chức vụ, cơ quan ở thẻ Học viên của lớp, rồi cấp giấy thay thế."
    ),
    Refusal.DATE_AHEAD: "Ngày của quyết định không thể ở sau hôm nay.",
    Refusal.DATE_BEFORE_CLASS: "Quyết định công nhận không thể có trước ngày lớp khai giảng. Hãy kiểm tra lại ngày.",
    Refusal.DATE_BEFORE_ISSUE: "Quyết định này không thể có trước ngày cấp giấy. Hãy kiểm tra lại ngày.",
}


class Refused(Exception):
    """An act that cannot be done; `field` is the form's field that it is about, if any."""

    def __init__(self, reason: Refusal, field: str | None = None) -> None:
        super().__init__(REFUSALS[reason])
        self.reason = reason
        self.field = field

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return REFUSALS[self.reason]


def register_numbers(last: int, count: int) -> Sequence[int]:
    """The next `count` numbers of a register book whose last number is `last`."""
    return range(last + 1, last + count + 1)
