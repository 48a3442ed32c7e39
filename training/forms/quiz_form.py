"""Granting a trainee one attempt more at a quiz."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from core.forms import Form


class GrantForm(Form):
    """Why one more attempt is granted; the trainee reads it too."""

    mistakes_title = "Chưa cho thêm lần làm. Hãy sửa ô sau:"

    reason = TextAreaField("Lý do", [DataRequired("Hãy ghi lý do, ví dụ mất điện khi đang làm bài."), Length(max=300)])
