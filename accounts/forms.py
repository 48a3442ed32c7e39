"""The shape of what people type on the pages of this package."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, PasswordField, SelectField, SelectMultipleField, StringField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from accounts.domain import (
    AGENCY_KIND_NAMES,
    LONGEST_NAME,
    LONGEST_USER_NAME,
    ROLE_NAMES,
    Role,
    clean_user_name,
    email_mistake,
    organ_name_mistake,
    person_name_mistake,
    place_mistake,
    position_mistake,
    user_name_mistake,
)
from core import clock
from core.forms import Form, VietnameseDateField


def ruled_by(mistake_in: Callable[[str], str]) -> Callable[[Any, Any], None]:
    """A validator from a pure rule: a text to the sentence that says what to do, or to an empty one."""

    def validate(_form: Any, field: Any) -> None:
        if sentence := mistake_in(field.data or ""):
            raise ValidationError(sentence)

    return validate


def _fit_for_signing_in(_form: Any, field: StringField) -> None:
    mistake = user_name_mistake(clean_user_name(field.data or ""))
    if mistake and field.data != field.object_data:  # an older one may be a number, and stays
        raise ValidationError(f"Tên đăng nhập {mistake}")


def _born_before_today(_form: Any, field: VietnameseDateField) -> None:
    if field.day and field.day >= clock.today():
        raise ValidationError("Ngày sinh phải trước hôm nay. Hãy xem lại năm sinh.")


class RefusableForm(Form):
    """A form that also shows what the service refused."""

    def text(self, field_name: str) -> str:
        """What was typed into a field; an empty text for nothing."""
        return self[field_name].data or ""

    def refuse(self, field_name: str, message: str) -> None:
        """Put a service's sentence beside a field."""
        field = self[field_name]
        field.errors = [*field.errors, message]


class SignInForm(RefusableForm):
    """Who, and the password."""

    name = StringField(
        "Tên đăng nhập, e-mail hoặc số điện thoại",
        [DataRequired("Hãy ghi tên đăng nhập, e-mail hoặc số điện thoại của bạn."), Length(max=320)],
    )
    password = PasswordField("Mật khẩu", [InputRequired("Hãy ghi mật khẩu."), Length(max=256)])


# The summary on top of a page follows the order in which fields are made: that of the page.
_CURRENT_PASSWORD = PasswordField("Mật khẩu hiện tại", [InputRequired("Hãy ghi mật khẩu hiện tại."), Length(max=256)])


class NewPasswordForm(RefusableForm):
    """A new password, twice."""

    new_password = PasswordField("Mật khẩu mới", [InputRequired("Hãy ghi mật khẩu mới."), Length(max=256)])
    again_password = PasswordField("Gõ lại mật khẩu mới", [InputRequired("Hãy gõ lại mật khẩu mới."), Length(max=256)])

    def validate(self, extra_validators: object = None) -> bool:
        """Both must be alike."""
        if not super().validate(extra_validators):
            return False
        if self.new_password.data != self.again_password.data:
            self.refuse("again_password", "Hai lần gõ chưa giống nhau. Hãy gõ lại cả hai ô.")
            return False
        return True


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    current_password = _CURRENT_PASSWORD


class CodeForm(RefusableForm):
    """A code of the telephone, or a recovery code."""

    code_secret = StringField("Mã xác thực", [DataRequired("Hãy ghi mã 6 số trên điện thoại."), Length(max=40)])


class ProveForm(RefusableForm):
    """The password once more, before something delicate."""

    current_password = _CURRENT_PASSWORD


class PersonForm(RefusableForm):
    """What is written down about a person."""

    full_name = StringField(
        "Họ và tên",
        [DataRequired("Hãy ghi đủ họ, chữ đệm và tên."), Length(max=LONGEST_NAME), ruled_by(person_name_mistake)],
    )
    birth_date = VietnameseDateField("Ngày sinh", [_born_before_today])
    position = StringField("Chức vụ", [Length(max=200)])
    agency_id = SelectField("Cơ quan")
    email = StringField(
        "E-mail",
        [
            Optional(),
            Length(max=320),
            ruled_by(email_mistake),
        ],
    )
    phone = StringField(
        "Số điện thoại",
        [
            Optional(),
            Length(max=20),
            Regexp(r"^\+?[0-9 .\-()]{8,20}$", message="Hãy ghi số điện thoại như 0912 345 678."),
        ],
    )
    user_name = StringField(
        "Tên đăng nhập",
        [
            Optional(),
            Length(max=LONGEST_USER_NAME),
            _fit_for_signing_in,
        ],
    )


class CheckboxListField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class RolesForm(RefusableForm):
    """The roles of a person."""

    @property
    def chosen(self) -> list[Role]:
        """The ticked roles."""
        return [Role(value) for value in self.roles.data or ()]

    roles = CheckboxListField("Vai trò", choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()])


class NewPersonForm(PersonForm, RolesForm):
    """A new person with roles; the tick is asked for where somebody of the same name is here."""

    is_other = BooleanField("Vẫn thêm người khác")


class AgencyForm(RefusableForm):
    """What is written down about an agency: its name, its kind, the day from which it exists."""

    name = StringField(
        "Tên cơ quan",
        [DataRequired("Hãy ghi tên đầy đủ của cơ quan."), Length(max=200), ruled_by(organ_name_mistake)],
    )
    kind = SelectField(
        "Loại",
        [DataRequired("Hãy chọn loại cơ quan.")],
        choices=[
            SelectChoice("", "– Chọn –"),
            *(SelectChoice(kind.value, name) for kind, name in AGENCY_KIND_NAMES.items()),
        ],
    )
    parent_id = SelectField("Cơ quan cấp trên trực tiếp")
    valid_from = VietnameseDateField("Ngày bắt đầu hoạt động", [DataRequired("Hãy ghi ngày, ví dụ 01/07/2025.")])


class ChangeAgencyForm(AgencyForm):
    """Corrections: also the last day, which is empty while the agency lives."""

    valid_to = VietnameseDateField("Ngày hoạt động cuối cùng")

    def validate(self, extra_validators: object = None) -> bool:
        """The days in their order."""
        if not super().validate(extra_validators):
            return False
        first, last = self.valid_from.day, self.valid_to.day
        if first and last and last < first:
            self.refuse("valid_to", f"Ngày này trước ngày bắt đầu hoạt động ({first:%d/%m/%Y}).")
            return False
        return True


class EndAgencyForm(RefusableForm):
    """The last day of an agency."""

    valid_to = VietnameseDateField("Ngày hoạt động cuối cùng", [DataRequired("Hãy ghi ngày, ví dụ 30/06/2025.")])


class InstallationForm(RefusableForm):
    """The installation's own names."""

    parent_organ = StringField(
        "Cơ quan chủ quản trực tiếp",
        [DataRequired("Hãy ghi cơ quan chủ quản, ví dụ UBND TỈNH T."), Length(max=200), ruled_by(organ_name_mistake)],
    )
    organ = StringField(
        "Cơ quan ban hành",
        [DataRequired("Hãy ghi cơ quan ban hành, ví dụ SỞ NỘI VỤ."), Length(max=200), ruled_by(organ_name_mistake)],
    )
    place = StringField(
        "Địa danh",
        [DataRequired("Hãy ghi địa danh trên văn bản, ví dụ Tỉnh T."), Length(max=100), ruled_by(place_mistake)],
    )
    signer_position = StringField(
        "Chức vụ người ký",
        [DataRequired("Hãy ghi chức vụ của người ký, ví dụ GIÁM ĐỐC."), Length(max=120), ruled_by(position_mistake)],
    )
    signer_name = StringField(
        "Họ và tên người ký",
        [DataRequired("Hãy ghi họ và tên người ký."), Length(max=120), ruled_by(person_name_mistake)],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Two organs, one above the other."""
        if not super().validate(extra_validators):
            return False
        if self.text("organ").casefold() == self.text("parent_organ").casefold():
            self.refuse("organ", "Dòng này giống cơ quan chủ quản ở trên. Hãy ghi cơ quan cấp giấy, ví dụ SỞ NỘI VỤ.")
            return False
        return True


class TokenForm(RefusableForm):
    """A button: nothing to fill in but the tokens that every form carries."""
