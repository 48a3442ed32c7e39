"""A list of people as agencies send it: find the header, read each row, and say what is wrong with which cell.

Pure: rows of plain cells in, candidates and complaints out. A cell is a text, a number, a date, or None.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from law import vietnamese
from training.domain.headings import FIELD_NAMES, Field, field_of
from training.domain.list_cells import Cell, name_mistake, read_birth, read_email, read_phone, text_of, tidy_name

Row = Sequence[Cell]
Value = TypeVar("Value")

NAMES = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME})
HEADER_WITHIN = 40
MOST_PEOPLE = 500
LONGEST_TEXT = 200

FOOTER = re.compile(
    r"(tong so|tong cong|cong:|cong \d|tong:|danh sach (nay )?(gom|co|an dinh)|an dinh danh sach|\(?danh sach|nguoi lap|noi nhan|"
    r"thu truong|thu ky|tm\.|t/m|kt\.|ky ten|\(ky|xac nhan|chu tich$|giam doc$|ngay \.* ?\d* ?thang|ghi chu:)"
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cell that cannot be used: the row as Excel numbers it, the column's own heading, and why."""

    row: int
    column: str
    reason: str

    @property
    def sentence(self) -> str:
        """'Dòng 14, cột Ngày sinh: “31/02/1980” không phải ngày có thật.'"""
        return f"Dòng {self.row}, cột {self.column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the list as it was read. `birth_year` alone where the list gives no day."""

    row: int
    full_name: str
    birth_date: date | None = None
    birth_year: int | None = None
    position: str = ""
    agency: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What was read from a file: people, complaints, rows that were passed over, and headings that were not understood."""

    sheet: str
    header_row: int
    columns: Mapping[Field, tuple[int, ...]]
    headings: Mapping[Field, str]
    people: tuple[Candidate, ...]
    complaints: tuple[Complaint, ...]
    passed_over: tuple[tuple[int, str], ...] = ()
    ignored_columns: tuple[str, ...] = ()


class NoList(ValueError):
    """There is no list of people in the file; the message is a Vietnamese sentence that says what to do."""


def read_list(sheets: Sequence[tuple[str, Sequence[Row]]], on: date, default_agency: str = "") -> PeopleList:
    """The list in the one sheet that has one. `on` is the day by which ages are judged. Raises NoList."""
    headers = [(name, rows, found) for name, rows in sheets if (found := _find_header(rows)) is not None]
    filled = [one for one in headers if _Reader(*one, on, default_agency).has_people]
    if len(filled) > 1:
        names = ", ".join(f"“{name}”" for name, _rows, _found in filled)
        raise NoList(
            f"Tệp có danh sách ở {len(filled)} trang tính: {names}. Hãy chép tất cả vào một trang tính (thêm cột Cơ quan nếu mỗi"
            " trang là một cơ quan) rồi tải lên lại; chưa ai được ghi danh."
        )
    for name, rows, found in filled or headers[:1]:
        return _Reader(name, rows, found, on, default_agency).read()
    raise NoList(
        "Không thấy dòng tiêu đề của danh sách. Tệp cần một dòng có các cột như “Họ và tên”, “Ngày sinh”, “Chức vụ”, “Cơ quan”."
        " Hãy sửa tên cột hoặc dùng tệp mẫu."
    )


@dataclass(frozen=True, slots=True)
class _Header:
    first: int  # index of the header's first row
    last: int  # index of its last row
    columns: Mapping[Field, tuple[int, ...]]
    headings: Mapping[Field, str]
    ignored: tuple[str, ...]


def _find_header(rows: Sequence[Row]) -> _Header | None:
    """The row that names the columns; a second row under merged headings may refine them."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        fields = [field_of(cell) if isinstance(cell, str) else None for cell in row]
        kinds = {kind for kind in fields if kind is not None}
        if len(kinds - {Field.NUMBER}) < 2 or not kinds & {Field.NAME, Field.FAMILY_NAME}:
            continue
        below = rows[index + 1] if index + 1 < len(rows) else ()
        refined = _refine(row, fields, below)
        return _header(index, index + 1 if refined else index, row, refined or fields)
    return None


def _refine(row: Row, fields: list[Field | None], below: Row) -> list[Field | None] | None:
    """The columns by a second header row (“Họ đệm | Tên” under “Họ và tên”), or None where the next row is no header."""
    under = [field_of(cell) if isinstance(cell, str) else None for cell in below]
    repeats = [cell is not None and cell == above for cell, above in zip(below, row, strict=False)]
    if any(
        kind in NAMES and isinstance(cell, str) and cell.strip() and heading is None and not repeat
        for kind, cell, heading, repeat in zip(fields, below, under, repeats, strict=False)
    ):
        return None  # a person stands there, perhaps with "Nữ" in a column of ours or of theirs
    new = [kind for kind, repeat in zip(under, repeats, strict=False) if kind is not None and not repeat]
    halves = {vietnamese.fold(cell) for cell in below if isinstance(cell, str)} & {"nam", "nu"}
    if not new and not halves:
        return None
    if any(isinstance(cell, date | int | float) for cell in below):
        return None
    return [lower or upper for upper, lower in zip(fields, [*under, *[None] * len(fields)], strict=False)]


def _header(first: int, last: int, row: Row, fields: Sequence[Field | None]) -> _Header:
    columns: dict[Field, list[int]] = {}
    ignored: list[str] = []
    for index, kind in enumerate(fields):
        if kind is None:
            heading = row[index] if index < len(row) else None
            if isinstance(heading, str) and heading not in ignored:
                ignored.append(heading)
        else:
            columns.setdefault(kind, []).append(index)
    headings = {kind: _heading(row, kind, places[0]) for kind, places in columns.items()}
    return _Header(first, last, {kind: tuple(places) for kind, places in columns.items()}, headings, tuple(ignored))


def _heading(row: Row, kind: Field, index: int) -> str:
    own = row[index] if index < len(row) else None
    if kind in {Field.FAMILY_NAME, Field.GIVEN_NAME} or not isinstance(own, str):
        return FIELD_NAMES[kind]
    return vietnamese.clean(own).rstrip(":").capitalize() if own.isupper() else vietnamese.clean(own)


class _Reader:
    """Reads the rows under a header."""

    def __init__(self, sheet: str, rows: Sequence[Row], header: _Header, on: date, default_agency: str) -> None:
        self.sheet, self.rows, self.header, self.on = sheet, rows, header, on
        self.agency = default_agency
        self.people: list[Candidate] = []
        self.complaints: list[Complaint] = []
        self.passed_over: list[tuple[int, str]] = []

    @property
    def has_people(self) -> bool:
        """Whether a row under the header looks like somebody."""
        return self._has_people_from(self.header.last + 1)

    def _has_people_from(self, index: int) -> bool:
        return any(self._looks_like_a_person(row, self._known(row)) for row in self.rows[index:])

    def read(self) -> PeopleList:
        for index in range(self.header.last + 1, len(self.rows)):
            if self._take(index + 1, self.rows[index]):
                continue
            if not self._has_people_from(index + 1):
                self._pass_over_rest(index)
                break
            self._pass_over(index, "dòng cộng")  # the people of the next agency follow
        self._find_twins()
        if not self.people and not self.complaints:
            raise NoList("Dưới dòng tiêu đề không có người nào. Hãy kiểm tra lại tệp.")
        if len(self.people) > MOST_PEOPLE:
            raise NoList(f"Danh sách có {len(self.people)} người; mỗi lần nhận nhiều nhất {MOST_PEOPLE}. Hãy tách tệp.")
        return PeopleList(
            self.sheet,
            self.header.first + 1,
            self.header.columns,
            self.header.headings,
            tuple(self.people),
            tuple(sorted(self.complaints, key=lambda complaint: complaint.row)),
            tuple(self.passed_over),
            self.header.ignored,
        )

    def _take(self, number: int, row: Row) -> bool:
        """Read one row; False where the list ends with it (totals, signatures)."""
        texts = [text_of(cell) for cell in row if text_of(cell)]
        if not texts or _is_numbering(row):
            return True
        known = self._known(row)
        if self._is_header_again(row) or self._is_group(number, row, set(texts)):
            return True
        if any(FOOTER.match(vietnamese.fold(text)) for text in texts) and not self._looks_like_a_person(row, known):
            return False
        if not any(known.values()):
            return True  # only a running number: an empty line of the form
        self._add(number, row, known)
        return True

    def _known(self, row: Row) -> dict[Field, Cell]:
        return {kind: self._value(kind, row) for kind in Field if kind is not Field.NUMBER}

    def _is_header_again(self, row: Row) -> bool:
        """The headings once more, as on each page of a printed list."""
        named = [field_of(cell) for cell in row if isinstance(cell, str) and cell.strip()]
        return len(named) >= 2 and None not in named and not NAMES.isdisjoint(named)

    def _looks_like_a_person(self, row: Row, known: Mapping[Field, Cell]) -> bool:
        """A director or a secretary among the people is not the signature under the list."""
        name = self._name(known)
        if not name or FOOTER.match(vietnamese.fold(name)) or self._is_header_again(row):
            return False
        others = [kind for kind in (Field.BIRTH, Field.AGENCY, Field.POSITION, Field.EMAIL, Field.PHONE) if known[kind]]
        return len(others) >= 2 or self._is_numbered(row)

    def _is_numbered(self, row: Row) -> bool:
        return text_of(self._value(Field.NUMBER, row)).rstrip(".").isdigit()

    def _is_group(self, number: int, row: Row, distinct: set[str]) -> bool:
        """A line such as “I | UBND xã A” over the people of one agency: beside a number nothing but its name."""
        words = [text for text in distinct if not NUMBERING.fullmatch(text)]
        if len(words) != 1:
            return False
        name = vietnamese.clean_name(HEADS_AFTER.sub("", NUMBERING_BEFORE.sub("", words[0])))
        if not _names_an_agency(name, is_numbered=self._is_numbered(row)) or FOOTER.match(vietnamese.fold(name)):
            return False
        self.agency = name
        self.passed_over.append((number, f"dòng tên cơ quan: {name}"))
        return True

    def _pass_over_rest(self, index: int) -> None:
        for later in range(index, len(self.rows)):
            self._pass_over(later, "phần cuối")

    def _pass_over(self, index: int, what: str) -> None:
        words = dict.fromkeys(text_of(cell) for cell in self.rows[index] if text_of(cell))
        if words:
            self.passed_over.append((index + 1, f"{what}: {' | '.join(words)[:120]}"))

    def _value(self, kind: Field, row: Row) -> Cell:
        for index in self.header.columns.get(kind, ()):
            if index < len(row) and row[index] not in (None, ""):
                return row[index]
        return None

    def _name(self, known: Mapping[Field, Cell]) -> str:
        parts = [text_of(known[kind]) for kind in (Field.FAMILY_NAME, Field.NAME, Field.GIVEN_NAME)]
        return tidy_name(" ".join(part for part in parts if part))

    def _add(self, number: int, row: Row, known: Mapping[Field, Cell]) -> None:
        before = len(self.complaints)
        candidate = Candidate(
            row=number,
            full_name=self._checked_name(number, row, known),
            position=self._checked_text(number, Field.POSITION, known),
            agency=self._checked_agency(number, known),
            email=self._checked(number, Field.EMAIL, known, read_email) or "",
            phone=self._checked(number, Field.PHONE, known, read_phone) or "",
        )
        born = self._checked(number, Field.BIRTH, known, lambda cell: read_birth(cell, self.on))
        if isinstance(born, date):
            candidate = replace(candidate, birth_date=born, birth_year=born.year)
        elif isinstance(born, int):
            candidate = replace(candidate, birth_year=born)
        if len(self.complaints) == before:
            self.people.append(candidate)

    def _checked_name(self, number: int, row: Row, known: Mapping[Field, Cell]) -> str:
        places = self.header.columns.get(Field.NAME, ())
        if len(places) > 1:  # one heading over two columns: family and middle names, given name
            parts = dict.fromkeys(text_of(row[index]) for index in places if index < len(row))
            name = tidy_name(" ".join(part for part in parts if part))
        else:
            name = self._name(known)
        reason = name_mistake(name)
        if reason:
            self._complain(number, Field.NAME if places else Field.FAMILY_NAME, reason)
        return name

    def _checked_text(self, number: int, kind: Field, known: Mapping[Field, Cell]) -> str:
        text = text_of(known[kind])
        if len(text) > LONGEST_TEXT:
            self._complain(number, kind, f"dài quá, nhiều nhất {LONGEST_TEXT} ký tự.")
        return text

    def _checked_agency(self, number: int, known: Mapping[Field, Cell]) -> str:
        name = vietnamese.clean_name(self._checked_text(number, Field.AGENCY, known)) or self.agency
        if not name:
            self._complain(number, Field.AGENCY, "để trống. Hãy ghi tên cơ quan của người này.")
        return name

    def _checked(
        self, number: int, kind: Field, known: Mapping[Field, Cell], read: Callable[[Cell], Value | None]
    ) -> Value | None:
        try:
            return read(known[kind])
        except ValueError as error:
            self._complain(number, kind, str(error))
            return None

    def _complain(self, number: int, kind: Field, reason: str) -> None:
        self.complaints.append(Complaint(number, self.header.headings.get(kind, FIELD_NAMES[kind]), reason))

    def _find_twins(self) -> None:
        """The same person twice in one list: same name, and nothing that tells the two apart."""
        seen: dict[tuple[str, object], Candidate] = {}
        kept: list[Candidate] = []
        for person in self.people:
            key = (
                vietnamese.comparable(person.full_name).casefold(),
                person.birth_date or person.birth_year or person.phone or vietnamese.fold(person.agency),
            )
            earlier = seen.setdefault(key, person)
            if earlier is person:
                kept.append(person)
            else:
                self._complain(
                    person.row, Field.NAME, f"“{person.full_name}” trùng với dòng {earlier.row}. Hãy bỏ một dòng."
                )
        self.people = kept


NUMBERING = re.compile(r"([IVXLC]+|[A-Z]|\d+)[.)]?")
NUMBERING_BEFORE = re.compile(r"^([IVXLC]+|[A-Z]|\d+)[.)\-]\s*")
HEADS_AFTER = re.compile(r"\s*\(\s*\d+\s*(người|nguoi|học viên|hv)\s*\)\s*$", re.IGNORECASE)
# Folded: nobody is called so. With its marks: a word that without them, or in front of a middle name, is a family name.
SURELY_AGENCY = re.compile(
    r"(ubnd|uy ban|van phong (?!thi|van)|trung tam|chi cuc|dang uy|hdnd|thi tran|thanh pho|thanh tra|benh vien|cong an |kho bac|don vi|co quan)"
)
PERHAPS_AGENCY = re.compile(
    r"(sở|ban|phòng|cục|trường|hội|xã|phường|huyện|báo|đài|viện|quỹ|tòa|toà|khối)\s+(?!(thị|văn|thi|van)\s)",
    re.IGNORECASE,
)


def _names_an_agency(name: str, *, is_numbered: bool) -> bool:
    """Whether a line of its own is the name of an agency; one that is numbered like the people is taken for a person."""
    if SURELY_AGENCY.match(vietnamese.fold(name)):
        return True
    return not is_numbered and PERHAPS_AGENCY.match(vietnamese.nfc(name)) is not None


def _is_numbering(row: Row) -> bool:
    """The line '(1) (2) (3) …' or 'A B 1 2' under a header."""
    texts = [text_of(cell).strip("()") for cell in row if text_of(cell)]
    return len(texts) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Za-z]", text) for text in texts)
