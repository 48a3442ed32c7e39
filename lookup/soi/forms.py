"""The shape of what people send to the checker."""

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired

from accounts.forms import RefusableForm
from law.layout.understanding.parts import Part

NONE = "0"
# The rules on these read the body and the margins by themselves; pointing out a line would not change them.
_NOT_POINTED = {Part.BODY, Part.LEGAL_BASES, Part.PAGE, Part.PAGE_NUMBER, Part.APPENDIX, Part.PAPER_COPY}
PARTS = [(part.key, part.label) for part in Part if part not in _NOT_POINTED]


class UploadForm(RefusableForm):
    """The file to check."""

    file = FileField("Văn bản (.docx hoặc PDF)", [FileRequired("Hãy chọn một tệp .docx hoặc PDF.")])


class PointOutForm(RefusableForm):
    """Which lines a component is, by a person who knows."""

    part = SelectField(
        "Thành phần", [DataRequired("Hãy chọn một thành phần.")], choices=[SelectChoice(*part) for part in PARTS]
    )
    first = SelectField("Là dòng", [DataRequired("Hãy chọn một dòng.")])
    last = SelectField("Đến dòng", [DataRequired("Hãy chọn một dòng.")])

    def offer(self, lines: list[list[object]]) -> None:
        """The lines to choose from."""
        choices = [SelectChoice(str(number), f"{number}. {text}") for number, text in lines]
        self.first.choices = [SelectChoice(NONE, "Văn bản không có thành phần này"), *choices]
        self.last.choices = [SelectChoice(NONE, "Chỉ một dòng đó"), *choices]

    def chosen(self, lines: list[list[object]]) -> list[int]:
        """The ids from the first line to the last; empty where the document has no such component."""
        first, last = int(self.first.data), int(self.last.data) or int(self.first.data)
        ids = [int(str(number)) for number, _ in lines]
        return [one for one in ids if first <= one <= max(first, last)] if first else []
