"""The lines under a header, each taken for what it is: a person, an agency over its people, or the foot of the list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from law import vietnamese
from training.domain import list_words as words
from training.domain.headings import Field, field_of
from training.domain.list_cells import Cell, text_of, tidy_name
from training.domain.list_header import IN_ORDER, NAMES, Header, Row

LONGEST_HEADING = 150
_TOLD = (Field.BIRTH, Field.EMAIL, Field.PHONE)
_ORDINAL = re.compile(r"[IVXLC]+|[A-ZĐa-wyzđ]")  # a small x is a tick
_NUMBER = re.compile(r"[IVXLC]*[.\-]?\d+([.\-]\d+)*")
_COUNT = re.compile(r"\(?\d{1,3}( ?(người|nguoi|học viên|hv|đ/c|đồng chí|cán bộ))?\)?", re.IGNORECASE)
_BORN = re.compile(r"\b(19\d\d|20[01]\d)\b")  # "ngày 05 tháng 3 năm 1985" is no date of signing
_NUMBERING_BEFORE = re.compile(r"^([IVXLC]+|[A-ZĐ]|\d+)\s*([.)/:]\s*|-\s+)(?=\w)")
_COUNT_AFTER = re.compile(
    r"[\s:,\-–]*(\(\s*\d+\s*\)|\(?\s*\d+\s*(người|nguoi|học viên|hv|đ/c|đồng chí|cán bộ)\s*\)?)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the header; `known` leaves out what a merged cell repeats from the name."""

    row: int  # as Excel numbers it
    texts: Mapping[str, frozenset[int]]  # each text once, with the columns where it stands
    number: str
    known: Mapping[Field, Cell]
    name: str
    alone: str  # the one text beside numbers, or nothing

    @property
    def is_numbered(self) -> bool:
        """Numbered as people are: 1, 01, 1.1, not I or A as agencies."""
        return _NUMBER.fullmatch(self.number.strip(" .)/")) is not None

    @property
    def has_ordinal(self) -> bool:
        """Numbered as what stands over people: I, II, A, b)."""
        return _ORDINAL.fullmatch(self.number.strip(" .)/:-")) is not None

    @property
    def others(self) -> tuple[str, ...]:
        """What is told of a person beside the name."""
        kinds = (*_TOLD, Field.AGENCY, Field.POSITION)
        return tuple(text for kind in kinds if (text := text_of(self.known[kind])))

    @property
    def is_told(self) -> bool:
        """Whether a birth date, an address or a telephone number stands here, which no foot has."""
        texts = [text for kind in _TOLD if (text := text_of(self.known[kind]))]
        return any(
            re.search(r"\d{4}|@|\d\d?[/.]", text) and (_BORN.search(text) or not words.is_foot(text)) for text in texts
        )


def lines_of(rows: Sequence[Row], header: Header) -> Iterator[Line]:
    """The lines under the header that have any text and are no numbering of the columns."""
    for index in range(header.last + 1, len(rows)):
        told = [text_of(cell) for cell in rows[index]]
        if any(told) and not _is_numbering(told):
            yield _line(index + 1, rows[index], told, header)


def _line(number: int, row: Row, told: Sequence[str], header: Header) -> Line:
    texts: dict[str, set[int]] = {}
    for index, text in enumerate(told):
        if text:
            texts.setdefault(text, set()).add(index)
    filled = {kind: [at for at in places if at < len(row) and told[at]] for kind, places in header.columns.items()}
    parts = dict.fromkeys(told[at] for kind in IN_ORDER for at in filled.get(kind, ()))
    known = {
        kind: next((row[at] for at in filled.get(kind, ()) if told[at] not in parts), None)
        for kind in Field
        if kind not in NAMES
    }
    stt = next((told[at] for at in filled.get(Field.NUMBER, ())), "")
    places = {text: frozenset(where) for text, where in texts.items()}
    return Line(number, places, stt, known, tidy_name(" ".join(parts)), _alone(places, stt, header))


def _alone(texts: Mapping[str, frozenset[int]], stt: str, header: Header) -> str:
    """The one text of a line where an agency's name may stand; beside an ordinal the columns that are not read do not count."""
    has_ordinal = _ORDINAL.fullmatch(stt.strip(" .)/:-")) is not None
    free = header.ignored_places
    found = [
        text
        for text, where in texts.items()
        if re.search(r"[^\W\d_]{2}", text)
        and not _COUNT.fullmatch(text)
        and not (text == stt and (has_ordinal or _NUMBER.fullmatch(text.strip(" .)/"))))
        and not (has_ordinal and where <= free)
    ]
    telling = [text for text in texts if text not in found and (words.is_ditto(text) or re.search(r"\d{4}|[/@]", text))]
    if len(found) != 1 or telling:
        return ""
    where = texts[found[0]]
    own = (Field.BIRTH, Field.POSITION, Field.EMAIL, Field.PHONE)
    unfit = free | {place for kind in own for place in header.columns.get(kind, ())}
    return found[0] if len(where) > 1 or not where <= unfit else ""


def _is_numbering(told: Sequence[str]) -> bool:
    """The line '(1) (2) (3) …' or 'A B 1 2' under a header."""
    texts = [text.strip("()") for text in told if text]
    return len(texts) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Za-z]", text) for text in texts)


def is_header_again(line: Line) -> bool:
    """The headings once more, as on each page of a printed list."""
    if line.is_told:
        return False
    named = [field_of(text) for text in line.texts if not text.isdigit()]
    return len(named) >= 2 and None not in named and not NAMES.isdisjoint(named)


def is_foot(line: Line) -> bool:
    """A sum, a date or a title that signs; a director or a secretary among the people is none."""
    if words.is_foot(line.name) or words.is_foot(line.number):
        return not (line.is_numbered and line.is_told)
    if line.name.lstrip("-+* ") or line.is_numbered or line.is_told:
        return False
    return any(words.is_foot(text) for text in line.texts)


def is_signing(line: Line) -> bool:
    """A foot below which names are signatures."""
    return is_foot(line) and any(words.is_signing(text) for text in line.texts)


def is_person(line: Line, *, among_signatures: bool) -> bool:
    """Whether a line looks like somebody. Below a title that signs two names side by side are no person and a position."""
    if not line.name or words.is_foot(line.name) or is_header_again(line):
        return False
    if line.is_numbered or line.is_told:
        return True
    if not among_signatures:
        return bool(line.others)
    others = [text for text in line.others if not words.is_foot(text)]
    return len(others) >= 2 and not all(words.may_be_a_person(text) for text in others)


def is_note(line: Line) -> bool:
    """A remark between the people, in brackets or behind a star."""
    return line.alone.startswith(("(", "*")) and not line.is_numbered


def agency_over_people(line: Line, header: Header, *, are_numbered: bool, is_followed: bool) -> str:
    """The agency that a line names for those below it, or nothing. A name that nobody follows may be a signature.

    `are_numbered` says that the people have numbers: where nobody has, I and II may be theirs.
    """
    text = line.alone
    if not text or len(text) > LONGEST_HEADING or words.is_foot(text):
        return ""
    name = vietnamese.clean_name(_COUNT_AFTER.sub("", _NUMBERING_BEFORE.sub("", text)))
    if words.is_foot(name) or not name:
        return ""
    if words.names_an_agency(name, is_numbered=line.is_numbered):
        return name
    if line.is_numbered:
        return name if words.has_small_words(name) else ""
    if line.has_ordinal and are_numbered:
        return name
    if _stands_in_the_name_alone(line, header) and (words.is_surely_a_person(text) or " " not in name):
        return ""
    return name if is_followed or line.has_ordinal else ""


def _stands_in_the_name_alone(line: Line, header: Header) -> bool:
    return line.texts[line.alone] <= {place for kind in NAMES for place in header.columns.get(kind, ())}


def signatures_and_doubts(lines: Sequence[Line]) -> tuple[int, ...]:
    """The rows of a foot that carry a person's name which no title above explains: one line of names signs for each."""
    doubtful: list[int] = []
    is_awaited = False
    for line in lines:
        if is_signing(line):
            is_awaited = True
        elif _names_somebody(line):
            if not is_awaited or _has_a_position(line):
                doubtful.append(line.row)
            is_awaited = False
    return tuple(doubtful)


def _names_somebody(line: Line) -> bool:
    if words.may_be_a_person(line.name) or words.may_be_a_person(line.number):
        return True
    return words.has_the_form(line.name) and _has_a_position(line)


def _has_a_position(line: Line) -> bool:
    """Whether more than other names stands beside a name."""
    return any(not words.may_be_a_person(text) for text in line.others)
