"""The shape of what people type to make a document."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, Length, Optional, Regexp

from accounts.forms import RefusableForm
from core.forms import VietnameseDateField
from law.layout.document import AuthorityPrefix
from law.urgency import Urgency
from law.vietnamese import fold
from lookup.making.domain import lines_of

SHORT, LONG, BODY = 300, 3000, 60_000
_PREFIXES = tuple(prefix.value for prefix in AuthorityPrefix)
_WHOLE = Regexp(r"[1-9]\d{0,3}", message="Hãy ghi một số nguyên từ 1 đến 9999.")


def _needed(message: str) -> list[Any]:
    return [DataRequired(message), Length(max=SHORT)]


def _authorities(_form: object, field: TextAreaField) -> None:
    for line in lines_of(field.data or ""):
        prefix, _, of = line.partition(" ")
        if prefix not in _PREFIXES or not of.strip():
            raise ValidationError("Mỗi dòng bắt đầu bằng TM., Q., KT., TL. hoặc TUQ., rồi đến tập thể hoặc chức vụ.")


class MakeForm(RefusableForm):
    """The components of a document; a type that has no place for one leaves its field out."""

    parent_organ = StringField("Cơ quan chủ quản trực tiếp", [Length(max=SHORT)])
    organ_name = StringField("Cơ quan ban hành", _needed("Hãy ghi tên đầy đủ của cơ quan ban hành."))
    code_number = StringField("Số", [Length(max=20)])
    code_notation = StringField("Ký hiệu", [DataRequired("Hãy ghi ký hiệu, ví dụ SNV-VP."), Length(max=60)])
    place = StringField("Địa danh", _needed("Hãy ghi địa danh, ví dụ Bình Thuận."))
    issued_on = VietnameseDateField("Ngày ban hành")
    subject = TextAreaField("Trích yếu", _needed("Hãy ghi trích yếu nội dung."))
    urgency = SelectField(
        "Mức độ khẩn", choices=[SelectChoice(fold(one.label).replace(" ", "-"), one.label) for one in Urgency]
    )
    circulation = StringField("Phạm vi lưu hành", [Length(max=SHORT)])
    addressed_to = TextAreaField("Kính gửi", [DataRequired("Hãy ghi nơi gửi, mỗi nơi một dòng."), Length(max=LONG)])
    issuing_authority = StringField("Thẩm quyền ban hành", _needed("Hãy ghi ai có thẩm quyền ban hành."))
    legal_bases = TextAreaField("Căn cứ ban hành", [Length(max=LONG)])
    body = TextAreaField("Nội dung", [DataRequired("Hãy ghi nội dung."), Length(max=BODY)])
    authorities = TextAreaField("Quyền hạn của người ký", [Length(max=SHORT), _authorities])
    position = StringField("Chức vụ người ký", _needed("Hãy ghi chức vụ của người ký."))
    other_position = StringField("Chức vụ khác của người ký", [Length(max=SHORT)])
    full_name = StringField("Họ tên người ký", _needed("Hãy ghi họ và tên người ký."))
    secretary_position = StringField("Chức danh người ký bên trái", [Length(max=SHORT)])
    secretary_full_name = StringField("Họ tên người ký bên trái", [Length(max=SHORT)])
    secretary_other_position = StringField("Chức vụ khác của người ký bên trái", [Length(max=SHORT)])
    confirmation = StringField("Phần xác nhận", [Length(max=SHORT)])
    recipients = TextAreaField("Nơi nhận", [DataRequired("Hãy ghi nơi nhận, mỗi nơi một dòng."), Length(max=LONG)])
    archive_unit = StringField("Đơn vị soạn thảo, ghi sau “Lưu: VT”", [Length(max=60)])
    archive_copies = StringField("Số bản lưu", [Optional(), Length(max=20), _WHOLE])
    initials = StringField("Ký hiệu người soạn thảo", [Length(max=20)])
    copies = StringField("Số lượng bản phát hành", [Optional(), Length(max=20), _WHOLE])
    contact_lines = TextAreaField("Địa chỉ, điện thoại, thư điện tử", [Length(max=LONG)])
    attached_subject = StringField("Tên của văn bản kèm theo", _needed("Hãy ghi văn bản kèm theo nói về việc gì."))
    attached_body = TextAreaField(
        "Nội dung văn bản kèm theo", [DataRequired("Hãy ghi nội dung văn bản kèm theo."), Length(max=BODY)]
    )
    appendices = TextAreaField("Phụ lục", [Length(max=BODY)])
    copy_organ_name = StringField("Cơ quan sao", _needed("Hãy ghi tên đầy đủ của cơ quan sao."))
    copy_code_number = StringField("Số bản sao", [Length(max=20)])
    copy_code_notation = StringField(
        "Ký hiệu bản sao", [DataRequired("Hãy ghi ký hiệu bản sao, ví dụ SY-UBND."), Length(max=60)]
    )
    copy_place = StringField("Địa danh nơi sao", _needed("Hãy ghi địa danh nơi sao."))
    copy_issued_on = VietnameseDateField("Ngày sao")
    copy_authorities = TextAreaField("Quyền hạn của người ký bản sao", [Length(max=SHORT), _authorities])
    copy_position = StringField("Chức vụ người ký bản sao", _needed("Hãy ghi chức vụ của người ký bản sao."))
    copy_other_position = StringField("Chức vụ khác của người ký bản sao", [Length(max=SHORT)])
    copy_full_name = StringField("Họ tên người ký bản sao", _needed("Hãy ghi họ và tên người ký bản sao."))
    copy_recipients = TextAreaField(
        "Nơi nhận bản sao", [DataRequired("Hãy ghi nơi nhận bản sao, mỗi nơi một dòng."), Length(max=LONG)]
    )

    def leave_out(self, names: Sequence[str]) -> None:
        """Take fields away that this type does not have."""
        for name in names:
            if name in self:
                del self[name]

    def validate(self, extra_validators: object = None) -> bool:
        """A number of copies belongs to initials."""
        is_good = super().validate(extra_validators)
        if "copies" in self and self.text("copies") and not self.text("initials"):
            self.refuse("initials", "Có số lượng bản thì phải có ký hiệu người soạn thảo.")
            return False
        return is_good

    def typed(self) -> dict[str, Any]:
        """What was typed, a day as a date."""
        values = {field.name: field.data for field in self if field.name != "csrf_token"}
        for name in ("issued_on", "copy_issued_on"):
            if name in self:
                values[name] = self[name].day
        return values
