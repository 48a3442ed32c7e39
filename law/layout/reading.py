"""A document written as TOML (samples, pages of questions) as a `Document`.

Keys are the fields of `Document`. Left out means empty. The body is a list: a text is a paragraph, a small table with one
key that names its level is a heading (`{ dieu = "1", title = "…", text = "…" }`; levels: phan, chuong, muc, tieu-muc,
muc-la-ma, dieu, khoan, diem), `{ dashes = ["…", "…"] }` are lines with a dash, `{ columns = ["…"], rows = [["…"]] }` is a table.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from law.document_types import DocumentType, document_type
from law.layout.document import (
    Appendix,
    ArchiveLine,
    AttachedText,
    Authority,
    AuthorityPrefix,
    Block,
    DashList,
    Document,
    DrafterMark,
    Heading,
    Level,
    PaperCopy,
    Paragraph,
    Recipients,
    SignatureKind,
    Signer,
    SigningNote,
    Table,
)
from law.layout.fields import DocumentFault, Fields
from law.secrecy import Secrecy
from law.urgency import Urgency
from law.vietnamese import fold

__all__ = ["DocumentFault", "document_of"]

_PREFIXES = {prefix.value: prefix for prefix in AuthorityPrefix}
_LEVELS = {level.value: level for level in Level}
_Marked = TypeVar("_Marked", Urgency, Secrecy)
_Kind = TypeVar("_Kind", bound=Enum)


def document_of(data: Mapping[str, Any]) -> Document:
    """The document that the table describes. Raises DocumentFault: the key's path and a Vietnamese sentence."""
    fields = Fields(data)
    document = Document(
        organ_name=fields.text("organ_name", needed=True),
        parent_organ=fields.text("parent_organ"),
        code_number=fields.text("code_number"),
        code_notation=fields.text("code_notation", needed=True),
        place=fields.text("place"),
        issued_date=fields.date("issued_date"),
        document_type=fields.value("type", _type),
        subject=fields.text("subject"),
        addressed_to=fields.texts("addressed_to"),
        address_lead=fields.text("address_lead") or "Kính gửi",
        issuing_authority=fields.text("issuing_authority"),
        legal_bases=fields.texts("legal_bases"),
        enacting_word=fields.text("enacting_word"),
        body=_blocks(fields),
        signer=_signer(fields.inside("signer")),
        secretary=_signer(fields.inside("secretary")) if "secretary" in data else None,
        recipients=_recipients(fields.inside("recipients")),
        urgency=_marked(fields, "urgency", Urgency),
        secrecy=_marked(fields, "secrecy", Secrecy),
        circulation=fields.text("circulation"),
        drafter_mark=_drafter(fields.inside("drafter")) if "drafter" in data else None,
        contact_lines=fields.texts("contact_lines"),
        attached_text=_attached(fields.inside("attached_text")) if "attached_text" in data else None,
        appendices=tuple(_appendix(one) for one in fields.tables("appendix")),
        only_attachments=fields.flag("only_attachments"),
        confirmation=fields.text("confirmation"),
        paper_copy=_copy(fields.inside("paper_copy")) if "paper_copy" in data else None,
        signing_note=_note(fields),
        is_electronic=fields.flag("is_electronic", default=True),
    )
    fields.finish()
    return document


def _type(typed: str) -> DocumentType:
    try:
        return document_type(typed)
    except KeyError:
        raise ValueError(f"không có loại văn bản {typed!r}; xem các khóa trong law/document_types.py") from None


def _blocks(fields: Fields) -> tuple[Block, ...]:
    return tuple(Paragraph(one) if isinstance(one, str) else _block(one) for one in fields.mixed("body"))


def _block(fields: Fields) -> Block:
    if fields.has("dashes"):
        block: Block = DashList(fields.texts("dashes"))
    elif fields.has("columns"):
        block = _table(fields)
    else:
        level = next((name for name in _LEVELS if fields.has(name)), "")
        if not level:
            fields.fail("", f"không rõ là phần nào: cần một trong dashes, columns, {', '.join(_LEVELS)}")
        block = Heading(
            _LEVELS[level], fields.text(level, needed=True), title=fields.text("title"), text=fields.text("text")
        )
    fields.finish()
    return block


def _table(fields: Fields) -> Table:
    try:
        return Table(fields.texts("columns"), fields.grid("rows"), fields.text("caption"))
    except ValueError as error:
        if isinstance(error, DocumentFault):
            raise
        fields.fail("rows", str(error))


def _signer(fields: Fields) -> Signer:
    signer = Signer(
        full_name=fields.text("full_name", needed=True),
        position=fields.text("position"),
        authorities=tuple(fields.each("authorities", _authority)),
        other_position=fields.text("other_position"),
        signature=fields.value("signature", _chosen(SignatureKind), default=SignatureKind.HAND),
        has_seal=fields.flag("has_seal", default=True),
    )
    fields.finish()
    return signer


def _authority(typed: str) -> Authority:
    prefix, _, of = typed.partition(" ")
    if prefix not in _PREFIXES or not of.strip():
        raise ValueError(f"{typed!r}: phải là {', '.join(_PREFIXES)} rồi đến chức vụ hoặc tên tập thể")
    return Authority(_PREFIXES[prefix], of.strip())


def _recipients(fields: Fields) -> Recipients:
    archive = ArchiveLine(fields.text("archive_unit"), fields.number("archive_copies"))
    has_archive = fields.flag("has_archive", default=True)
    found = Recipients(fields.texts("names"), archive if has_archive else None)
    fields.finish()
    return found


def _drafter(fields: Fields) -> DrafterMark:
    mark = DrafterMark(fields.text("initials", needed=True), fields.number("copies"))
    fields.finish()
    return mark


def _attached(fields: Fields) -> AttachedText:
    attached = AttachedText(
        fields.value("type", _type), fields.text("subject", needed=True), _blocks(fields), _note(fields)
    )
    fields.finish()
    return attached


def _appendix(fields: Fields) -> Appendix:
    appendix = Appendix(fields.text("title"), _blocks(fields), fields.text("number"), _note(fields))
    fields.finish()
    return appendix


def _copy(fields: Fields) -> PaperCopy:
    copy = PaperCopy(
        document_type=fields.value("type", _type),
        organ_name=fields.text("organ_name", needed=True),
        code_number=fields.text("code_number"),
        code_notation=fields.text("code_notation", needed=True),
        place=fields.text("place", needed=True),
        issued_date=fields.date("issued_date"),
        signer=_signer(fields.inside("signer")),
        recipients=_recipients(fields.inside("recipients")),
    )
    fields.finish()
    return copy


def _note(fields: Fields) -> SigningNote | None:
    if not fields.has("signing_note"):
        return None
    inside = fields.inside("signing_note")
    signed_at = inside.moment("signed_at")
    note = SigningNote(inside.texts("lines"), signed_at)
    inside.finish()
    return note


def _marked(fields: Fields, key: str, kinds: type[_Marked]) -> _Marked:
    def chosen(typed: str) -> _Marked:
        by_word = {fold(one.label).replace(" ", "-"): one for one in kinds}
        if typed not in by_word:
            raise ValueError(f"{typed!r}: phải là một trong {', '.join(by_word)}")
        return by_word[typed]

    return fields.value(key, chosen, default=kinds(0))


def _chosen(kinds: type[_Kind]) -> Callable[[str], _Kind]:
    def chosen(typed: str) -> _Kind:
        try:
            return kinds(typed)
        except ValueError:
            raise ValueError(f"{typed!r}: phải là một trong {', '.join(str(one.value) for one in kinds)}") from None

    return chosen
