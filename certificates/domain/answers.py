"""What the public is told about a certificate: a state, and the lines that must also stand on the paper.

No birth date, position, agency, address or result: whoever holds the paper has them, nobody else needs them.
"""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from certificates.domain.facts import Facts
from certificates.domain.states import State
from law.vietnamese import short_date


class Told(enum.StrEnum):
    """The states of the public page; `doubtful`: the records no longer fit together and nothing can be confirmed."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


class Hint(enum.StrEnum):
    """Why nothing was found, in words that a person can act on."""

    NONE = ""
    SLIP = (
        "Mã này có chỗ gõ nhầm hoặc thiếu ký tự. Mã đúng có 28 chữ cái và chữ số, chia thành 7 nhóm."
        " Hãy so từng nhóm với giấy rồi gõ lại, hoặc quét mã QR trên giấy."
    )
    NO_SUCH_CODE = (
        "Mã gõ đúng dạng nhưng hệ thống này chưa từng cấp giấy nào có mã đó."
        " Nếu giấy ghi một địa chỉ kiểm tra khác, hãy hỏi cơ quan ghi trên giấy."
    )
    NO_SUCH_PAIR = (
        "Không có giấy nào mang đúng số này và đúng họ tên này. Hãy ghi số đầy đủ như trên giấy, ví dụ 0012/2026/GCN-SNV,"
        " và họ tên đúng từng chữ."
    )
    OTHER_FILE = (
        "Tệp không hợp lệ: tệp này không phải bản PDF gốc nào đã cấp ở đây. Tệp đã bị sửa, đã in rồi quét lại, hoặc đã lưu lại"
        " bằng phần mềm khác đều không còn giống bản gốc. Hãy kiểm tra bằng mã trên giấy."
    )


@dataclass(frozen=True)
class Answer:
    """One answer; `facts` is None where nothing was found."""

    told: Told
    facts: Facts | None
    hint: Hint = Hint.NONE
    ended_at: datetime | None = None
    new_number: str | None = None

    @property
    def is_found(self) -> bool:
        """Whether there is a certificate to speak of."""
        return self.facts is not None

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines of the paper to compare, in its order."""
        if self.facts is None:
            return []
        facts = self.facts
        training = facts.training
        return [
            ("Họ và tên", facts.holder.full_name),
            ("Số", facts.number),
            ("Số vào sổ cấp", f"{facts.register_no}, sổ năm {facts.year}"),
            ("Khóa học", training.course),
            ("Lớp", training.class_name),
            (
                "Thời gian",
                f"{short_date(training.starts_on)} – {short_date(training.ends_on)}, {training.periods} tiết",
            ),
            ("Quyết định công nhận", f"{facts.decision.number} ngày {short_date(facts.decision.signed_on)}"),
            ("Cơ quan cấp", f"{facts.issuer.organ}, {facts.issuer.parent_organ}"),
            ("Người ký", f"{facts.issuer.signer_name}, {facts.issuer.signer_position}"),
            ("Ngày cấp", short_date(facts.issued_on)),
        ]

    def to_json(self) -> dict[str, Any]:
        """The answer for machines."""
        if self.facts is None:
            return {"state": self.told.value, "message": self.hint.value}
        facts = self.facts
        return {
            "state": self.told.value,
            "is_simulated": facts.is_simulated,
            "number": facts.number,
            "register_no": facts.register_no,
            "year": facts.year,
            "full_name": facts.holder.full_name,
            "course": facts.training.course,
            "class": facts.training.class_name,
            "starts_on": facts.training.starts_on.isoformat(),
            "ends_on": facts.training.ends_on.isoformat(),
            "periods": facts.training.periods,
            "decision": {"number": facts.decision.number, "signed_on": facts.decision.signed_on.isoformat()},
            "issuer": facts.issuer.organ,
            "issued_on": facts.issued_on.isoformat(),
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "replaced_by": self.new_number,
        }


def answer(
    facts: Facts | None,
    state: State | None,
    *,
    is_sound: bool,
    hint: Hint = Hint.NONE,
    ended_at: datetime | None = None,
    new_number: str | None = None,
) -> Answer:
    """What to tell. A certificate whose records do not fit together is never called valid."""
    if facts is None or state is None:
        return Answer(Told.UNKNOWN, None, hint)
    told = Told(state.value) if is_sound else Told.DOUBTFUL
    return Answer(told, facts, ended_at=ended_at, new_number=new_number)
