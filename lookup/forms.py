"""The shape of what officers type about the law."""

from datetime import date

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, Length

from accounts.forms import RefusableForm
from core.forms import VietnameseDateField
from law.register import Verified
from lookup.domain.changes import ChangeKind, EndKind
from lookup.models import NOTE_LENGTH

EARLIEST = date(1945, 9, 2)
LATEST = date(2100, 12, 31)


class ChangeForm(RefusableForm):
    """A provision was amended or ended, from which day, by what."""

    kind = RadioField(
        "Thay đổi gì",
        [DataRequired("Hãy chọn sửa đổi hay hết hiệu lực.")],
        choices=[SelectChoice(kind.value, kind.label) for kind in ChangeKind],
    )
    effective_on = VietnameseDateField("Từ ngày", [DataRequired("Hãy ghi ngày, ví dụ 01/12/2026.")])
    note = TextAreaField(
        "Ghi chú cho người đọc",
        [DataRequired("Hãy ghi văn bản nào sửa đổi hoặc bãi bỏ, và điều cần biết."), Length(max=NOTE_LENGTH)],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """A day in living memory."""
        if not super().validate(extra_validators):
            return False
        if self.effective_on.day is None or not EARLIEST <= self.effective_on.day <= LATEST:
            self.refuse("effective_on", "Ngày này không hợp lý. Hãy xem lại năm.")
            return False
        return True


class CloseForm(RefusableForm):
    """How a change is closed."""

    kind = RadioField(
        "Kết thúc vì",
        [DataRequired("Hãy chọn một cách kết thúc.")],
        choices=[
            SelectChoice(EndKind.REVISED.value, "Nội dung đã được rà soát xong"),
            SelectChoice(EndKind.WITHDRAWN.value, "Ghi nhầm, quy định không thay đổi"),
        ],
    )
    note = TextAreaField("Ghi chú", [DataRequired("Hãy ghi đã làm gì, hoặc vì sao rút lại."), Length(max=NOTE_LENGTH)])


class CheckForm(RefusableForm):
    """How far a row is confirmed, after an officer has looked at the text."""

    verified = RadioField(
        "Mức xác nhận",
        [DataRequired("Hãy chọn một mức.")],
        choices=[SelectChoice(mark.value, mark.in_words) for mark in Verified],
    )
    checked_on = VietnameseDateField("Ngày kiểm tra", [DataRequired("Hãy ghi ngày, ví dụ 22/11/2026.")])
    note = TextAreaField("Ghi chú cho người đọc", [Length(max=NOTE_LENGTH)])
    reason = TextAreaField(
        "Căn cứ của lần kiểm tra này",
        [DataRequired("Hãy ghi đã đối chiếu với văn bản nào, trang nào, nguồn nào."), Length(max=NOTE_LENGTH)],
    )

    def check_day(self, earliest: date, today: date) -> bool:
        """The look is not older than the last one and not in the future; else the field says so."""
        day = self.checked_on.day
        if day is None or day > today:
            self.refuse("checked_on", f"Ngày kiểm tra không thể sau hôm nay ({today:%d/%m/%Y}).")
        elif day < earliest:
            self.refuse("checked_on", f"Mục này đã được kiểm tra ngày {earliest:%d/%m/%Y}. Hãy ghi ngày từ đó trở đi.")
        else:
            return True
        return False
