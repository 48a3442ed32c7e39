"""The forms of the mock system: shape only. A professional mistake is never an error here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Length, Optional

from accounts.forms import RefusableForm
from core.forms import Form, VietnameseDateField
from exercises.dms.domain import commands as c
from exercises.dms.domain.fields import FIELD_BY_NAME, NO_REASON, cannot_store
from exercises.dms.domain.values import Registration, ReturnGround
from law.document_types import DOCUMENT_TYPES
from law.urgency import Urgency

LANGUAGES = ("Tiếng Việt", "Tiếng Anh", "Tiếng Pháp", "Tiếng Trung Quốc", "Khác")

CHOOSE = SelectChoice("", "– chọn –")


def _label(name: str) -> str:
    return FIELD_BY_NAME[name].label


def _text(name: str) -> StringField:
    length = FIELD_BY_NAME[name].length
    return StringField(_label(name), [Length(max=length)])


class RegistrationForm(RefusableForm):
    """Every field of the entry; the number and the leader's part are the system's."""

    arrival_date = VietnameseDateField(_label("arrival_date"))
    organ_name = _text("organ_name")
    code_number = _text("code_number")
    code_notation = _text("code_notation")
    issued_date = VietnameseDateField(_label("issued_date"))
    type_name = SelectField(
        _label("type_name"), choices=[CHOOSE, *(SelectChoice(kind.name, kind.name) for kind in DOCUMENT_TYPES)]
    )
    subject = TextAreaField(
        _label("subject"),
        [Length(max=FIELD_BY_NAME["subject"].length)],
        render_kw={"rows": 4},
    )
    language = SelectField(_label("language"), choices=[CHOOSE, *(SelectChoice(name, name) for name in LANGUAGES)])
    page_amount = IntegerField(_label("page_amount"), [Optional()])
    signer_position = _text("signer_position")
    signer_full_name = _text("signer_full_name")
    priority = SelectField(
        _label("priority"), choices=[CHOOSE, *(SelectChoice(str(level.value), level.label) for level in Urgency)]
    )
    description = _text("description")
    is_duplicate_confirmed = BooleanField("Tôi đã đối chiếu, đây không phải văn bản trùng: vẫn vào sổ")

    def entry(self) -> Registration:
        """What was typed, as a registration."""
        return Registration(
            arrival_date=self.arrival_date.day,
            organ_name=self.organ_name.data or "",
            code_number=self.code_number.data or "",
            code_notation=self.code_notation.data or "",
            issued_date=self.issued_date.day,
            type_name=self.type_name.data or "",
            subject=" ".join((self.subject.data or "").split()),
            language=self.language.data or "",
            page_amount=self.page_amount.data,
            signer_position=self.signer_position.data or "",
            signer_full_name=self.signer_full_name.data or "",
            priority=Urgency(int(self.priority.data)) if self.priority.data else None,
            description=self.description.data or "",
        )

    def point_out(self) -> None:
        """Put beside its field what the system cannot store."""
        for name, sentence in cannot_store(self.entry()).items():
            self.refuse(name, sentence)

    def to_command(self, packet_id: str) -> c.RegisterIncoming:
        """The command to enter this packet as typed, the mark against a double entry with it."""
        return c.RegisterIncoming(packet_id, self.entry(), bool(self.is_duplicate_confirmed.data))


def new_entry(day: date, pages: int) -> dict[str, Any]:
    """What the system fills in by itself (Phụ lục VI, Phần I, mục III, khoản 1, điểm g)."""
    return {"arrival_date": day, "page_amount": pages}


def entry_values(entry: Registration) -> dict[str, Any]:
    """An entry as the form's values."""
    values = {name: getattr(entry, name) for name in FIELD_BY_NAME if hasattr(entry, name)}
    return {**values, "priority": "" if entry.priority is None else str(entry.priority.value)}


class CorrectionForm(RegistrationForm):
    """The same fields, and why they change."""

    reason = StringField("Lý do sửa", [Length(max=500)])

    def point_out(self) -> None:
        """The same, and a correction without its reason."""
        super().point_out()
        if not (self.reason.data or "").strip():
            self.refuse("reason", NO_REASON)

    def to_correction(self, packet_id: str) -> c.CorrectRegistration:
        """The command to change the entry of this packet to what was typed."""
        return c.CorrectRegistration(packet_id, self.entry(), self.reason.data or "")


class AcceptForm(Form):
    """Take a packet in, and tell the sender or not."""

    send_status = BooleanField("Gửi trạng thái 03 (đã tiếp nhận) cho nơi gửi")

    def to_command(self, packet_id: str) -> c.Accept:
        """The command to take this packet in."""
        return c.Accept(packet_id, bool(self.send_status.data))


class ReturnForm(Form):
    """Send a packet back. The ground must be one of the list; the reason may be left empty, and then that is the mistake."""

    ground = RadioField("Căn cứ trả lại", choices=[SelectChoice(ground.value, ground.label) for ground in ReturnGround])
    reason = TextAreaField("Lý do ghi cho nơi gửi", [Length(max=1000)], render_kw={"rows": 3})

    def to_command(self, packet_id: str) -> c.Return:
        """The command to send this packet back. Raises ValueError for a ground that the form has not passed."""
        return c.Return(packet_id, ReturnGround(self.ground.data), self.reason.data or "")


class NoteForm(Form):
    """A word that goes with an act."""

    note = StringField("Ghi chú", [Length(max=1000)])

    def to_presentation(self, packet_id: str) -> c.Present:
        """The command to present this packet with the note."""
        return c.Present(packet_id, self.note.data or "")

    def to_amendment(self, packet_id: str) -> c.AmendDocument:
        """The command to change this packet's file, the note saying what."""
        return c.AmendDocument(packet_id, self.note.data or "")


class DraftForm(RefusableForm):
    """The file that the clerk has put right."""

    file = FileField("Tệp đã sửa", [FileRequired("Hãy chọn tệp .docx mà bạn đã sửa và lưu.")])


class WaitForm(Form):
    """Let the simulated clock run on; `until` is one of the moments that the page offers."""

    until = SelectField("Chờ đến", choices=[], validate_choice=False)

    def moment(self) -> datetime | None:
        """The chosen moment, or None where someone sent nonsense."""
        try:
            chosen = datetime.fromisoformat(self.until.data or "")
        except ValueError:
            return None
        return chosen if chosen.tzinfo is not None else None
