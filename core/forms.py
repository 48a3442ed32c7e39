"""Forms: Vietnamese messages for every validator, clean text, dates as people write them, one record for one form."""

import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, HiddenField, IntegerField, PasswordField, StringField, ValidationError

from core.edits import Opened, Overtaken, Values, as_text, digest_of

MESSAGES: Mapping[str, str] = {
    "This field is required.": "Hãy điền mục này.",
    "Not a valid integer value.": "Hãy ghi một số nguyên, ví dụ 12.",
    "Not a valid decimal value.": "Hãy ghi một số, ví dụ 12.",
    "Not a valid date value.": "Hãy ghi ngày như 05/03/2026.",
    "Not a valid datetime value.": "Hãy ghi ngày giờ như 05/03/2026 07:30.",
    "Not a valid time value.": "Hãy ghi giờ như 07:30.",
    "Not a valid choice.": "Hãy chọn một mục trong danh sách.",
    "Not a valid choice": "Hãy chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Hãy chọn một mục trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Hãy chọn trong danh sách.",
    "Invalid email address.": "Địa chỉ e-mail chưa đúng, ví dụ: ten@coquan.vn.",
    "Invalid input.": "Nội dung này chưa đúng dạng.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập chưa giống nhau.",
    "File does not have an approved extension: {extensions}": "Hãy chọn tệp có đuôi: {extensions}.",
    "CSRF token missing": "Trang này mở đã lâu. Hãy gửi lại.",
    "The CSRF token is missing.": "Trang này mở đã lâu. Hãy gửi lại.",
    "The CSRF token is invalid.": "Trang này mở đã lâu. Hãy gửi lại.",
}
PLURALS: Mapping[str, str] = {
    "Field must be at least %(min)d character long.": "Hãy ghi ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Mục này dài quá: nhiều nhất %(max)d ký tự.",
    "Field must be exactly %(max)d character long.": "Mục này phải đúng %(max)d ký tự.",
    "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "“%(value)s” không có trong danh sách.",
}
OTHERS: Mapping[str, str] = {
    "Field must be between %(min)d and %(max)d characters long.": "Hãy ghi từ %(min)d đến %(max)d ký tự.",
    "Number must be at least %(min)s.": "Số nhỏ nhất là %(min)s.",
    "Number must be at most %(max)s.": "Số lớn nhất là %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Hãy ghi một số từ %(min)s đến %(max)s.",
    "Invalid value, must be one of: %(values)s.": "Hãy chọn một trong: %(values)s.",
}


class UntranslatedMessage(LookupError):
    """A validator speaks English; give it a Vietnamese message in `core/forms.py`."""


class Vietnamese:
    """WTForms' messages in Vietnamese. An unknown message is an error, never English on a page."""

    def gettext(self, message: str) -> str:
        """The Vietnamese sentence for a validator's message."""
        for known in (MESSAGES, PLURALS, OTHERS):
            if message in known:
                return known[message]
        if not message.isascii() or message == "":
            return message  # our own words already
        raise UntranslatedMessage(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Vietnamese has one form for one and many."""
        return self.gettext(singular)


class Mistake(NamedTuple):
    """One line of the summary on top of a form: the field to jump to, its label, what to do."""

    field_id: str
    label: str
    message: str


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The base of every form. `once` is the token that makes a form count once (`core.once`).

    `opened` is what the thing that it edits was when the page was opened (`core.edits`); `mistakes_title` stands above the
    summary of what is wrong.
    """

    once = HiddenField("Mã của biểu mẫu")
    opened = HiddenField("Lúc mở trang")
    mistakes_title = "Chưa lưu được. Hãy sửa các ô sau:"

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # FlaskForm is untyped
        """Vietnamese messages and texts in NFC without blanks around them."""

        def get_translations(self, form: object) -> Vietnamese:
            """Our messages instead of the browser's language."""
            return Vietnamese()

        def bind_field(self, form: object, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Text fields are cleaned on the way in; passwords are taken as they were typed."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                filters = list(unbound_field.kwargs.get("filters", ()))
                unbound_field.kwargs["filters"] = [clean_text, *(f for f in filters if f is not clean_text)]
            bound: Field = unbound_field.bind(form=form, **options)
            return bound

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """As plain boxes, which send what was typed, right or wrong."""
            return super().render_field(field, {**_plain_box(field), **render_kw})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:
            self.once.data = str(uuid.uuid4())

    def validate(self, extra_validators: Any = None) -> bool:
        """Of each field the first mistake only: one sentence says what to do."""
        passed = bool(super().validate(extra_validators))
        for field in self:
            if not isinstance(field, FieldList | FormField):
                field.errors = list(field.errors)[:1]
        return passed

    @property
    def token(self) -> uuid.UUID | None:
        """The form's token, or None where someone sent nonsense."""
        try:
            return uuid.UUID(str(self.once.data))
        except ValueError:
            return None

    def edits(self, values: Values, at: datetime) -> None:
        """The form changes a thing that exists: remember what it is, unless the page that was sent remembers."""
        if not self.opened.data:
            self.opened.data = str(Opened.of(values, at))

    @property
    def opening(self) -> Opened | None:
        """What the page knew; None for a form of something new."""
        return Opened.read(str(self.opened.data or ""))

    def meet(self, overtaken: Overtaken, who: str, at: datetime) -> None:
        """Somebody else was faster: boxes that this person left alone show what is there now, the others keep what was typed.

        Each says so. Sent again from this page, the form counts.
        """
        before = self.opening.digests if self.opening else {}
        for name in sorted(overtaken.changed):
            if name in self:
                _meet(self[name], before.get(name), overtaken.now.get(name), who)
        self.mistakes_title = f"Chưa lưu: {who} đã sửa trong lúc trang này mở. Hãy xem các ô sau rồi bấm lưu lần nữa."
        self.opened.data = str(Opened.of(overtaken.now, at))

    @property
    def mistakes(self) -> list[Mistake]:
        """The summary on top of the page, in the order of the fields."""
        found = [
            Mistake(field.id, field.label.text, message)
            for field in self
            for message in _flat(field.errors)
            if field.type != "CSRFTokenField"
        ]
        return found + [Mistake("", "", message) for message in self.form_errors]


def _meet(field: Field, before: str | None, now: object, who: str) -> None:
    typed = field.day if isinstance(field, VietnameseDateField) else field.data
    if digest_of(typed) == before:
        field.process_data(now)
        field.errors = [f"{who} vừa sửa ô này. Bạn không sửa ô này nên trang đã lấy giá trị mới."]
    else:
        field.errors = [f"{who} vừa sửa thành: {_in_words(field, now)}. Ô này vẫn là điều bạn muốn ghi."]


def _in_words(field: Field, value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    chosen = set(as_text(value).split("\n"))
    names = (
        [str(label) for key, label, *_ in field.iter_choices() if key in chosen]
        if hasattr(field, "iter_choices")
        else []
    )
    return ", ".join(names) or as_text(value) or "để trống"


def _plain_box(field: Field) -> dict[str, Any]:
    """`maxlength` cuts off what somebody pastes; a box for numbers sends nothing where letters were typed."""
    if isinstance(field, IntegerField):
        return {"type": "text", "inputmode": "numeric", "min": False, "max": False}
    return {"maxlength": False}


def _flat(errors: Sequence[Any]) -> list[str]:
    return [str(error) for error in errors if isinstance(error, str)]


def clean_text(value: Any) -> Any:
    """NFC, no blanks at the ends, no control characters except line ends; not for passwords."""
    if not isinstance(value, str):
        return value
    kept = "".join(letter for letter in unicodedata.normalize("NFC", value) if letter in "\n\t" or ord(letter) >= 32)
    return kept.replace("\u00a0", " ").strip()


EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


class VietnameseDateField(StringField):
    """A date typed as dd/mm/yyyy (also d/m/yyyy, with dots or dashes); `day` is a `date` or None.

    Years of other centuries are typing mistakes: 0206, 20226.
    """

    day: date | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed text; what cannot be read stays on the page as it was typed."""
        super().process_formdata(valuelist)
        typed = (self.data or "").strip()
        self.day = None
        if typed == "":
            return
        try:
            self.day = read_day(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def process_data(self, value: Any) -> None:
        """Show a given date in the form that people type."""
        if isinstance(value, date):
            self.day = value
            value = value.strftime("%d/%m/%Y")
        super().process_data(value)


def read_day(typed: str) -> date:
    """A day as people type it: 05/03/2026, 5.3.2026, 5-3-2026. Raises ValueError with the sentence that says what to do."""
    match = _DAY.fullmatch(typed.strip())
    if match is None:
        raise ValueError("Hãy ghi ngày như 05/03/2026 (ngày/tháng/năm).")
    try:
        day = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError as error:
        raise ValueError("Không có ngày này. Hãy xem lại ngày và tháng, ví dụ 05/03/2026.") from error
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError("Năm này không hợp lý. Hãy xem lại năm, ví dụ 05/03/2026.")
    return day
