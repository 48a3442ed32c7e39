"""The shape of what people type on the pages of this package."""

from wtforms import PasswordField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, Optional, Regexp

from accounts.domain import AGENCY_KIND_NAMES, ROLE_NAMES, USER_NAME, Role
from core.forms import Form, VietnameseDateField


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
        [InputRequired("Hãy ghi tên đăng nhập, e-mail hoặc số điện thoại của bạn."), Length(max=320)],
    )
    password = PasswordField("Mật khẩu", [InputRequired("Hãy ghi mật khẩu."), Length(max=256)])


class NewPasswordForm(RefusableForm):
    """A new password, twice."""

    new_password = PasswordField("Mật khẩu mới", [InputRequired("Hãy ghi mật khẩu mới."), Length(max=256)])
    again_password = PasswordField("Gõ lại mật khẩu mới", [InputRequired("Hãy gõ lại mật khẩu mới.")])

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

    current_password = PasswordField("Mật khẩu hiện tại", [InputRequired("Hãy ghi mật khẩu hiện tại.")])


class CodeForm(RefusableForm):
    """A code of the telephone, or a recovery code."""

    code_secret = StringField("Mã xác thực", [InputRequired("Hãy ghi mã 6 số trên điện thoại."), Length(max=40)])


class ProveForm(RefusableForm):
    """The password once more, before something delicate."""

    current_password = PasswordField("Mật khẩu hiện tại", [InputRequired("Hãy ghi mật khẩu hiện tại.")])


class PersonForm(RefusableForm):
    """What is written down about a person."""

    full_name = StringField("Họ và tên", [InputRequired("Hãy ghi đủ họ, chữ đệm và tên."), Length(max=120)])
    birth_date = VietnameseDateField("Ngày sinh")
    position = StringField("Chức vụ", [Length(max=200)])
    agency_id = SelectField("Cơ quan")
    email = StringField(
        "E-mail",
        [
            Optional(),
            Length(max=320),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="Địa chỉ e-mail chưa đúng, ví dụ: ten@coquan.vn."),
        ],
    )
    phone = StringField(
        "Số điện thoại",
        [Optional(), Regexp(r"^\+?[0-9 .\-()]{8,20}$", message="Hãy ghi số điện thoại như 0912 345 678.")],
    )
    user_name = StringField(
        "Tên đăng nhập",
        [
            Optional(),
            Length(max=60),
            Regexp(
                rf"^(?i:{USER_NAME.pattern})$",
                message="Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, ví dụ lan.nong.",
            ),
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
    """A new person with roles."""


class AgencyForm(RefusableForm):
    """A new agency and the day from which it exists."""

    name = StringField("Tên cơ quan", [InputRequired("Hãy ghi tên đầy đủ của cơ quan."), Length(max=200)])
    kind = SelectField("Loại", choices=[SelectChoice(kind.value, name) for kind, name in AGENCY_KIND_NAMES.items()])
    parent_id = SelectField("Cơ quan cấp trên trực tiếp")
    valid_from = VietnameseDateField("Ngày bắt đầu hoạt động", [InputRequired("Hãy ghi ngày, ví dụ 01/07/2025.")])


class EndAgencyForm(RefusableForm):
    """The last day of an agency."""

    valid_to = VietnameseDateField("Ngày hoạt động cuối cùng", [InputRequired("Hãy ghi ngày, ví dụ 30/06/2025.")])


class InstallationForm(RefusableForm):
    """The installation's own names."""

    parent_organ = StringField(
        "Cơ quan chủ quản trực tiếp", [InputRequired("Hãy ghi cơ quan chủ quản, ví dụ UBND TỈNH T."), Length(max=200)]
    )
    organ = StringField(
        "Cơ quan ban hành", [InputRequired("Hãy ghi cơ quan ban hành, ví dụ SỞ NỘI VỤ."), Length(max=200)]
    )
    place = StringField("Địa danh", [InputRequired("Hãy ghi địa danh trên văn bản, ví dụ Tỉnh T."), Length(max=100)])
    signer_position = StringField(
        "Chức vụ người ký", [InputRequired("Hãy ghi chức vụ của người ký, ví dụ GIÁM ĐỐC."), Length(max=120)]
    )
    signer_name = StringField("Họ và tên người ký", [InputRequired("Hãy ghi họ và tên người ký."), Length(max=120)])


class TokenForm(RefusableForm):
    """A button: nothing to fill in but the tokens that every form carries."""
