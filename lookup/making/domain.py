"""What people type as a body, and what a form gives as a document. One paragraph a line; pure.

Chương I. Quy định chung      a part, chapter, section (Phần, Chương, Mục, Tiểu mục) with its title
I. Mục đích                   a section with a Roman number
Điều 1. Phạm vi               without a mark at its end it is a title in bold, with one it is running text
1. … and a) …                 clauses and points
- …                           a line of a list with dashes
| STT | Việc |                a row of a table; the first row names the columns

Appendices are typed one behind the other, each begun by a line such as 'Phụ lục I. Danh sách cử tham gia'.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from law.layout.document import Appendix, Block, DashList, Document, Heading, Level, PaperCopy, Paragraph, Signer, Table
from law.vietnamese import fold

Data = dict[str, Any]
_WORDS = {"Phần": "phan", "Chương": "chuong", "Mục": "muc", "Tiểu mục": "tieu-muc"}
_WORD_OF = {level: word for word, level in _WORDS.items()}
_CENTRED = re.compile(r"(Phần|Chương|Tiểu mục|Mục) (\w+)(?:\.\s*(.*))?")
_NUMBERED = (
    ("dieu", re.compile(r"Điều (\d{1,3}\w?)\.\s*(.*)")),
    ("muc-la-ma", re.compile(r"([IVX]{1,6})\.\s+(.*)")),
    ("khoan", re.compile(r"(\d{1,2})\.\s+(.*)")),
    ("diem", re.compile(r"([a-zđ])\)\s+(.*)")),
)
_APPENDIX = re.compile(r"Phụ lục(?: ([IVXL]{1,6}))?\.\s*(.*)")
_ENDS = (".", ";", ":", ",", "!", "?")


def lines_of(typed: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in typed.splitlines() if line.strip()]


def body_of(typed: str) -> list[Any]:
    """The body as `law.layout.reading` takes it. Raises ValueError with a sentence for a torn table."""
    made: list[Any] = []
    for line in lines_of(typed):
        if line.startswith("|"):
            _row(made, [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")])
        elif line.startswith("- "):
            _dash(made, line[2:].strip())
        else:
            made.append(_block(line))
    for block in made:
        if isinstance(block, dict) and "columns" in block:
            _refuse_torn(block)
    return made


def _row(made: list[Any], cells: list[str]) -> None:
    if made and isinstance(made[-1], dict) and "columns" in made[-1]:
        made[-1]["rows"].append(cells)
    else:
        made.append({"columns": cells, "rows": []})


def _refuse_torn(table: Data) -> None:
    for row in table["rows"]:
        if len(row) != len(table["columns"]):
            raise ValueError(f"Hàng “{' | '.join(row)[:60]}” phải có {len(table['columns'])} ô như hàng đầu của bảng.")


def _dash(made: list[Any], item: str) -> None:
    if made and isinstance(made[-1], dict) and "dashes" in made[-1]:
        made[-1]["dashes"].append(item)
    else:
        made.append({"dashes": [item]})


def _block(line: str) -> Any:
    centred = _CENTRED.fullmatch(line)
    if centred:
        return _filled({_WORDS[centred[1]]: centred[2], "title": centred[3] or ""})
    for level, pattern in _NUMBERED:
        match = pattern.fullmatch(line)
        if match:
            is_title = level == "muc-la-ma" or (level != "diem" and not match[2].endswith(_ENDS))
            return _filled({level: match[1], "title" if is_title else "text": match[2]})
    return line


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def typed_body(blocks: Iterable[Block]) -> str:
    """The body as people type it; `body_of` reads it back."""
    return "\n".join(line for block in blocks for line in _typed(block))


def _typed(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield text
        case DashList(items=items):
            yield from (f"- {item}" for item in items)
        case Table(columns=columns, rows=rows):
            yield from (f"| {' | '.join(row)} |" for row in (columns, *rows))
        case Heading():
            yield from _typed_heading(block)


def _typed_heading(heading: Heading) -> Iterator[str]:
    level = heading.level
    if level.is_centred:
        yield f"{_WORD_OF[level.value]} {heading.number}" + (f". {heading.title}" if heading.title else "")
        return
    word = {Level.ARTICLE: f"Điều {heading.number}.", Level.POINT: f"{heading.number})"}.get(
        level, f"{heading.number}."
    )
    yield f"{word} {heading.title or heading.text}".strip()
    if heading.title and heading.text:
        yield heading.text


def fields_of(document: Document) -> dict[str, Any]:
    """What a form shows at first: the sample's own texts."""
    archive, drafter = document.recipients.archive, document.drafter_mark
    attached = document.attached_text
    return {
        **{key: getattr(document, key) for key in PLAIN},
        **{key: "\n".join(getattr(document, key)) for key in LISTS},
        "issued_on": document.issued_date,
        "urgency": fold(document.urgency.label).replace(" ", "-"),
        "body": typed_body(document.body),
        "authorities": "\n".join(str(one) for one in document.signer.authorities),
        **_person("", document.signer),
        **(_person("secretary_", document.secretary) if document.secretary else {}),
        "recipients": "\n".join(document.recipients.names),
        "archive_unit": archive.unit if archive else "",
        "archive_copies": str(archive.copies) if archive and archive.copies is not None else "",
        "initials": drafter.initials if drafter else "",
        "copies": str(drafter.copies) if drafter and drafter.copies is not None else "",
        "attached_subject": attached.subject if attached else "",
        "attached_body": typed_body(attached.body) if attached else "",
        "appendices": typed_appendices(document.appendices),
        **(_copy_fields(document.paper_copy) if document.paper_copy else {}),
    }


def _copy_fields(copy: PaperCopy) -> dict[str, Any]:
    return {
        **{f"copy_{key}": getattr(copy, key) for key in _OF_COPY},
        "copy_issued_on": copy.issued_date,
        "copy_authorities": "\n".join(str(one) for one in copy.signer.authorities),
        **_person("copy_", copy.signer),
        "copy_recipients": "\n".join(copy.recipients.names),
    }


def typed_appendices(appendices: Iterable[Appendix]) -> str:
    """Appendices as people type them; `appendices_of` reads them back."""
    return "\n".join(
        f"Phụ lục{f' {one.number}' if one.number else ''}. {one.title}\n{typed_body(one.body)}" for one in appendices
    )


def appendices_of(typed: str) -> list[Data]:
    """The appendices as `law.layout.reading` takes them. Raises ValueError with a sentence."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in lines_of(typed):
        begins = _APPENDIX.fullmatch(line)
        if begins:
            found.append((begins, []))
        elif not found:
            raise ValueError("Dòng đầu của phần phụ lục phải là tên phụ lục, ví dụ: Phụ lục I. Danh sách cử tham gia.")
        else:
            found[-1][1].append(line)
    return [
        _filled({"number": begins[1] or "", "title": begins[2], "body": body_of("\n".join(lines))})
        for begins, lines in found
    ]


PLAIN = ("parent_organ", "organ_name", "code_number", "code_notation", "place", "subject", "issuing_authority",
         "circulation", "confirmation")  # fmt: skip
LISTS = ("addressed_to", "legal_bases", "contact_lines")
_OF_COPY = ("organ_name", "code_number", "code_notation", "place")
# What a file that holds attachments alone shows of the document that they belong to.
_OF_ATTACHMENT = {
    "organ_name",
    "parent_organ",
    "code_number",
    "code_notation",
    "issued_on",
    "attached_subject",
    "attached_body",
    "appendices",
}


def _person(prefix: str, signer: Signer) -> dict[str, str]:
    return {f"{prefix}{key}": getattr(signer, key) for key in ("full_name", "position", "other_position")}


def unused(document: Document) -> set[str]:
    """Fields that this type has no place for: those that the sample leaves empty, the usual ones apart."""
    shown = fields_of(document)
    if document.only_attachments:
        return (ALL - _OF_ATTACHMENT) | {key for key in _OF_ATTACHMENT if not shown[key] and key.startswith("a")}
    always = {"parent_organ", "code_number", "urgency", "authorities", "contact_lines", "initials", "copies",
              "archive_unit", "archive_copies", "legal_bases", "issued_on", "appendices", "copy_authorities"}  # fmt: skip
    left = {key for key, value in shown.items() if not value and key not in always}
    left |= ALL - set(shown)
    return left if document.document_type.has_place_and_date else left | {"place", "issued_on"}


ALL = {
    *PLAIN, *LISTS, "issued_on", "urgency", "body", "authorities", "recipients", "archive_unit", "archive_copies", "initials", "copies",
    "attached_subject", "attached_body", "appendices", *(f"copy_{key}" for key in _OF_COPY), "copy_issued_on", "copy_authorities", "copy_recipients",
    *(f"{prefix}{key}" for prefix in ("", "secretary_", "copy_") for key in ("full_name", "position", "other_position")),
}  # fmt: skip
"""Every field of the form."""


def data_of(typed: Mapping[str, Any], sample: Document) -> Data:
    """The document that was typed, as `law.layout.reading.document_of` takes it. Raises ValueError for a torn table."""

    if sample.only_attachments:
        typed = {**fields_of(sample), **typed}

    def text(key: str) -> str:
        return typed.get(key) or ""

    def lines(key: str) -> Sequence[str]:
        return [line.rstrip(" ;") for line in lines_of(text(key))]

    data: Data = {
        "type": sample.document_type.key,
        **{key: text(key) for key in PLAIN},
        **{key: lines(key) for key in LISTS},
        "address_lead": sample.address_lead,
        "enacting_word": sample.enacting_word,
        "issued_date": typed.get("issued_on"),
        "urgency": text("urgency"),
        "body": body_of(text("body")),
        "signer": _signer(typed, "") | {"authorities": list(lines("authorities"))},
        "recipients": _filled(
            {
                "names": lines("recipients"),
                "archive_unit": text("archive_unit"),
                "archive_copies": int(text("archive_copies") or 0),
            }
        ),
    }
    if text("initials"):
        data["drafter"] = _filled({"initials": text("initials"), "copies": int(text("copies") or 0)})
    return _filled(data) | _attachments(text, sample, typed) | {"is_electronic": sample.is_electronic}


def _attachments(text: Callable[[str], str], sample: Document, typed: Mapping[str, Any]) -> Data:
    made: Data = {}
    if sample.secretary and text("secretary_full_name"):
        made["secretary"] = _signer(typed, "secretary_")
    if sample.attached_text and text("attached_body"):
        made["attached_text"] = {
            "type": sample.attached_text.document_type.key,
            "subject": text("attached_subject"),
            "body": body_of(text("attached_body")),
        }
    if text("appendices"):
        made["appendix"] = appendices_of(text("appendices"))
    if sample.paper_copy and text("copy_organ_name"):
        made["paper_copy"] = {
            "type": sample.paper_copy.document_type.key,
            **{key: text(f"copy_{key}") for key in _OF_COPY},
            "issued_date": typed.get("copy_issued_on"),
            "signer": _signer(typed, "copy_") | {"authorities": lines_of(text("copy_authorities"))},
            "recipients": {"names": [line.rstrip(" ;") for line in lines_of(text("copy_recipients"))]},
        }
        made["paper_copy"] = _filled(made["paper_copy"])
    return made | ({"only_attachments": True} if sample.only_attachments else {})


def _signer(typed: Mapping[str, Any], prefix: str) -> Data:
    keys = ("full_name", "position", "other_position")
    person: Data = {key: typed.get(f"{prefix}{key}") or "" for key in keys}
    # It is not signed yet: the page leaves the room for the signature and the seal free, as the file does.
    return _filled(person) | {"signature": "none", "has_seal": False}
