"""The shape of what people type about certificates."""

import re
from os import SEEK_END

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from certificates.service.ending import End
from certificates.service.recognition import Recognise
from core.forms import Form, VietnameseDateField

DECISION_NUMBER = re.compile(r"\d{1,6}[A-Za-z]?/[\w&Đđ.\-/ ]{2,50}")

NO_NUMBER = "Hãy ghi cả số và ký hiệu của quyết định, ví dụ 45/QĐ-SNV."


def _decision_number(_form: Form, field: StringField) -> None:
    if not DECISION_NUMBER.fullmatch(field.data or ""):
        raise ValidationError(NO_NUMBER)


class RecognitionForm(Form):
    """The decision by which the results of a class are recognised."""

    number = StringField(
        "Số, ký hiệu quyết định công nhận", validators=[DataRequired(NO_NUMBER), Length(max=60), _decision_number]
    )
    signed_on = VietnameseDateField(
        "Ngày ký quyết định", validators=[DataRequired("Hãy ghi ngày ký, ví dụ 05/11/2026.")]
    )
    checked = BooleanField(
        "Tôi đã đối chiếu danh sách dưới đây với quyết định",
        validators=[DataRequired(message="Hãy đối chiếu danh sách rồi đánh dấu vào ô này.")],
    )
    seen = HiddenField("Danh sách đã xem")

    def to_command(self) -> Recognise:
        """What the service needs."""
        assert self.signed_on.day is not None
        return Recognise(self.number.data or "", self.signed_on.day, self.seen.data or "")


class EndForm(Form):
    """Why a certificate ends, and by which decision."""

    reason = TextAreaField(
        "Lý do", validators=[DataRequired("Hãy ghi rõ lý do, ít nhất 10 ký tự."), Length(min=10, max=500)]
    )
    decision = StringField(
        "Số, ký hiệu quyết định", validators=[DataRequired(NO_NUMBER), Length(max=60), _decision_number]
    )
    signed_on = VietnameseDateField(
        "Ngày ký quyết định", validators=[DataRequired("Hãy ghi ngày ký, ví dụ 05/11/2026.")]
    )

    def to_command(self) -> End:
        """What the service needs."""
        assert self.signed_on.day is not None
        return End(self.reason.data or "", self.decision.data or "", self.signed_on.day)


class CodeForm(Form):
    """The code that stands on the paper."""

    class Meta(Form.Meta):
        """A look-up changes nothing, and links from papers carry no token."""

        csrf = False

    ma = StringField(
        "Mã kiểm tra trên giấy",
        validators=[
            DataRequired("Hãy gõ mã in cạnh mã QR trên giấy: 28 chữ cái và chữ số, chia thành 7 nhóm."),
            Length(max=80),
        ],
    )


class NumberForm(Form):
    """A number together with the holder's name."""

    number = StringField(
        "Số của giấy chứng nhận",
        validators=[DataRequired("Hãy ghi số của giấy, ví dụ 0012/2026/GCN-SNV."), Length(max=60)],
    )
    full_name = StringField(
        "Họ và tên ghi trên giấy",
        validators=[
            DataRequired("Hãy ghi họ và tên như trên giấy; số một mình không đủ để kiểm tra."),
            Length(max=120),
        ],
    )


LARGEST_FILE = 5 * 1024 * 1024


def _size(_form: Form, field: FileField) -> None:
    size = field.data.stream.seek(0, SEEK_END)
    field.data.stream.seek(0)
    if size > LARGEST_FILE:
        raise ValidationError("Tệp lớn hơn 5 MB. Tệp giấy chứng nhận gốc nhỏ hơn 1 MB; hãy chọn đúng tệp đã nhận.")


MARKS_WITHIN = 1024  # bytes at either end of a file, where readers of PDF look for its marks


def _is_pdf(_form: Form, field: FileField) -> None:
    """Another file is a slip of the hand; what bears one of the marks of a PDF is one, original or changed."""
    file = field.data.stream
    start, size = file.read(MARKS_WITHIN), file.seek(0, SEEK_END)
    file.seek(max(0, size - MARKS_WITHIN))
    end = file.read()
    file.seek(0)
    if not start:
        raise ValidationError("Tệp này rỗng. Hãy tải lại tệp giấy chứng nhận đã nhận rồi chọn lần nữa.")
    if b"%PDF-" not in start and b"%%EOF" not in end:
        raise ValidationError(
            "Đây không phải tệp PDF. Hãy chọn đúng tệp giấy chứng nhận đã nhận, đừng chọn ảnh chụp hay tệp khác."
        )


class FileForm(Form):
    """The PDF as it was received."""

    paper = FileField(
        "Tệp PDF", validators=[FileRequired(message="Hãy chọn tệp PDF của giấy chứng nhận."), _size, _is_pdf]
    )
