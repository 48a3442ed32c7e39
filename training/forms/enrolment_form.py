"""One person of a class: where the person worked at its time, and why somebody leaves it."""

import uuid
from collections.abc import Iterable

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, Length

from accounts.models import Agency
from core.forms import Form
from training.service.enrolment import Placement


class EnrolmentForm(Form):
    """Position and agency as certificates and reports say them."""

    position = StringField("Chức vụ", [Length(max=200)])
    agency_id = SelectField("Cơ quan lúc đi học")

    def offer(self, agencies: Iterable[Agency], current: Agency | None) -> None:
        """The agencies that lived when the class began, and the one that stands there now."""
        shown = {agency.id: agency.name for agency in agencies} | ({current.id: current.name} if current else {})
        self.agency_id.choices = [
            SelectChoice("", "– Không thuộc cơ quan nào –"),
            *(SelectChoice(str(key), name) for key, name in shown.items()),
        ]
        self.agency_id.data = "" if self.agency_id.data in {None, "None"} else str(self.agency_id.data)

    def to_placement(self) -> Placement:
        """What was chosen; only after `validate`."""
        chosen = str(self.agency_id.data)
        return Placement(position=str(self.position.data or ""), agency_id=uuid.UUID(chosen) if chosen else None)


class WithdrawForm(Form):
    """Taking a person out of a class."""

    reason = StringField("Lý do", [DataRequired("Hãy ghi lý do, ví dụ cơ quan cử người khác thay."), Length(max=300)])
