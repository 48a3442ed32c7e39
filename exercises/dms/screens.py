"""What the screens of the mock system show: folders with counters, the register of ten columns. Values, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exercises.dms.domain.desk import Desk
from exercises.dms.domain.fields import bare_subject
from exercises.dms.domain.values import EarlierEntry, Item, PacketState, Registration
from law.document_types import document_type_named


@dataclass(frozen=True, slots=True)
class Folder:
    """An entry of the side menu: the documents in these states. `slug` stands in addresses."""

    slug: str
    label: str
    icon: str
    states: tuple[PacketState, ...]
    empty_title: str
    empty_text: str

    def items(self, desk: Desk) -> list[Item]:
        """The packets that lie in the folder, in the order of arrival."""
        return desk.in_state(*self.states)


FOLDERS = (
    Folder(
        "cho-tiep-nhan",
        "Văn bản chờ tiếp nhận",
        "inbox",
        (PacketState.WAITING,),
        "Không còn văn bản chờ tiếp nhận",
        "Văn bản mới đến qua Trục liên thông sẽ hiện ở đây.",
    ),
    Folder(
        "cho-dang-ky",
        "Đã tiếp nhận, chờ đăng ký",
        "edit",
        (PacketState.ACCEPTED,),
        "Không có văn bản chờ đăng ký",
        "Văn bản đã tiếp nhận mà chưa vào sổ sẽ nằm ở đây.",
    ),
    Folder(
        "cho-trinh",
        "Chờ trình",
        "send",
        (PacketState.REGISTERED,),
        "Không có văn bản chờ trình",
        "Văn bản đã vào sổ, có số đến, sẽ chờ ở đây cho đến khi bạn trình lãnh đạo.",
    ),
    Folder(
        "da-trinh",
        "Đã trình, đang xử lý",
        "clock",
        (PacketState.PRESENTED, PacketState.ASSIGNED),
        "Chưa trình văn bản nào",
        "Văn bản đã trình nằm ở đây, cùng ý kiến chỉ đạo khi lãnh đạo đã cho ý kiến.",
    ),
    Folder(
        "da-tra-lai",
        "Đã trả lại",
        "return",
        (PacketState.RETURNED,),
        "Chưa trả lại văn bản nào",
        "Văn bản trả lại nơi gửi (trạng thái 02) được lưu ở đây cùng lý do.",
    ),
)
FOLDER_BY_SLUG = {folder.slug: folder for folder in FOLDERS}

REGISTER_COLUMNS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)  # Decree 30, Phụ lục IV, mục VI


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of the register of incoming documents, in its ten legal columns. `packet_id` is empty for earlier days."""

    arrival_date: date | None
    arrival_number: int
    organ_name: str
    code: str
    issued_date: date | None
    type_and_subject: str
    to_places: str
    transferred_on: date | None
    receipt: str
    note: str
    packet_id: str = ""

    @property
    def cells(self) -> tuple[object, ...]:
        """The values in the order of REGISTER_COLUMNS."""
        return (
            self.arrival_date,
            self.arrival_number,
            self.organ_name,
            self.code,
            self.issued_date,
            self.type_and_subject,
            self.to_places,
            self.transferred_on,
            self.receipt,
            self.note,
        )


def register_rows(desk: Desk) -> list[RegisterRow]:
    """The register as it stands, by number: the last days before the scenario, and what the clerk has entered."""
    rows = [_earlier_row(entry) for entry in desk.office.earlier]
    rows += [
        _row(item, item.arrival_number, item.registration)
        for item in desk.items.values()
        if item.arrival_number is not None and item.registration is not None
    ]
    return sorted(rows, key=lambda row: (row.arrival_date or date.min, row.arrival_number))


def _row(item: Item, number: int, entry: Registration) -> RegisterRow:
    instruction = item.instruction
    notes = [entry.description] if entry.description else []
    if item.corrections:
        notes.append("Đã sửa thông tin đăng ký")
    if item.state is PacketState.RETURNED:
        notes.append("Đã trả lại nơi gửi")
    return RegisterRow(
        arrival_date=entry.arrival_date,
        arrival_number=number,
        organ_name=entry.organ_name,
        code=_code(entry),
        issued_date=entry.issued_date,
        type_and_subject=_type_and_subject(entry),
        to_places=instruction.to_places if instruction else "",
        transferred_on=instruction.at.date() if instruction else None,
        receipt=f"{item.receipt_signed_by} ({item.receipt_signed_at:%H:%M %d/%m/%Y})" if item.receipt_signed_at else "",
        note="; ".join(notes),
        packet_id=item.packet.id,
    )


def _earlier_row(entry: EarlierEntry) -> RegisterRow:
    return RegisterRow(
        arrival_date=entry.registration.arrival_date,
        arrival_number=entry.arrival_number,
        organ_name=entry.registration.organ_name,
        code=_code(entry.registration),
        issued_date=entry.registration.issued_date,
        type_and_subject=_type_and_subject(entry.registration),
        to_places=entry.to_places,
        transferred_on=entry.transferred_on,
        receipt=entry.receipt_signed_by,
        note="",
    )


def _code(entry: Registration) -> str:
    return "/".join(part for part in (entry.code_number, entry.code_notation) if part)


def _type_and_subject(entry: Registration) -> str:
    """Công văn is written "V/v …"; a named type before its subject, as a register has it."""
    kind = document_type_named(entry.type_name)
    if kind is not None and not kind.has_heading:
        return f"{kind.name}: V/v {bare_subject(entry.subject)}"
    return ": ".join(part for part in (entry.type_name, entry.subject) if part)


def register_years(rows: Sequence[RegisterRow]) -> str:
    """The years of the rows, for the title of the book."""
    years = sorted({row.arrival_date.year for row in rows if row.arrival_date})
    return ", ".join(map(str, years))
