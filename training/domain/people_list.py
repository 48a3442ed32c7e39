"""A list of people as agencies send it: find the header, read each row, and say what is wrong with which cell.

Pure: rows of plain cells in, candidates and complaints out. A cell is a text, a number, a date, or None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from law import vietnamese
from training.domain import list_words as words
from training.domain.candidates import Candidate
from training.domain.headings import FIELD_NAMES, Field
from training.domain.list_cells import NOTHING, Cell, name_mistake, read_birth, read_email, read_phone, text_of
from training.domain.list_header import Header, find_header, several_names
from training.domain.list_lines import (
    Line,
    agency_over_people,
    is_foot,
    is_header_again,
    is_note,
    is_person,
    is_signing,
    lines_of,
    signatures_and_doubts,
)
from training.domain.list_sheets import NoList, Sheet, nameless
from training.domain.twins import find_twins

Value = TypeVar("Value")

MOST_PEOPLE = 500
LONGEST_TEXT = 200
HIDDEN = "dòng ẩn trong tệp"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cell that cannot be used: the row as Excel numbers it, the column's own heading, and why."""

    row: int
    column: str
    reason: str
    is_hidden: bool = False

    @property
    def sentence(self) -> str:
        """'Dòng 14, cột Ngày sinh: “31/02/1980” không phải ngày có thật.'"""
        return f"Dòng {self.row}{f' ({HIDDEN})' if self.is_hidden else ''}, cột {self.column}: {self.reason}"


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
    doubtful: tuple[int, ...] = ()  # rows passed over that carry a person's name
    warnings: tuple[str, ...] = ()  # what of the file was not read and may hold people
    unread_sheets: tuple[str, ...] = ()  # hidden ones


def read_list(sheets: Sequence[Sheet], on: date, default_agency: str = "") -> PeopleList:
    """The list in the one sheet that has one. `on` is the day by which ages are judged. Raises NoList."""
    found = [(sheet, find_header(sheet.rows)) for sheet in sheets]
    readers = [_Reader(sheet, header, on, default_agency) for sheet, header in found if header is not None]
    filled = [reader for reader in readers if reader.has_people]
    if len(filled) > 1:
        names = ", ".join(f"“{reader.sheet}”" for reader in filled)
        raise NoList(
            f"Tệp có danh sách ở {len(filled)} trang tính: {names}. Hãy chép tất cả vào một trang tính (thêm cột Cơ quan nếu mỗi"
            " trang là một cơ quan) rồi tải lên lại; chưa ai được ghi danh."
        )
    for reader in filled or readers[:1]:
        return replace(
            reader.read(), warnings=nameless([sheet for sheet, header in found if header is None], reader.sheet)
        )
    raise NoList(
        "Không thấy dòng tiêu đề của danh sách. Tệp cần một dòng có các cột như “Họ và tên”, “Ngày sinh”, “Chức vụ”, “Cơ quan”."
        " Hãy sửa tên cột hoặc dùng tệp mẫu."
    )


class _Reader:
    """Reads the lines under a header."""

    def __init__(self, sheet: Sheet, header: Header, on: date, default_agency: str) -> None:
        self.sheet, self.hidden, self.header, self.on = sheet.name, sheet.hidden, header, on
        self.names = several_names(sheet.rows[header.first], header)
        self.lines = tuple(lines_of(sheet.rows, header))
        self.agency = default_agency
        self.above: dict[Field, str] = {}  # what a ditto mark means
        self.people: list[Candidate] = []
        self.complaints: list[Complaint] = []
        self.passed_over: list[tuple[int, str]] = []
        self.doubtful: list[int] = []
        self.is_numbered = any(line.is_numbered and line.name for line in self.lines)
        self.follows = self._find_followers()

    @property
    def has_people(self) -> bool:
        """Whether a line under the header looks like somebody."""
        return self.follows[0]

    def _find_followers(self) -> list[bool]:
        """For each line whether it or a later one looks like somebody, as far as the lines between allow."""
        found, below_signing = [False], False
        for line in reversed(self.lines):
            among_people = is_person(line, among_signatures=False) or self._is_only_named(line)
            found.append(below_signing if is_signing(line) else among_people or found[-1])
            below_signing = below_signing or is_person(line, among_signatures=True)
        return found[::-1]

    def _is_only_named(self, line: Line) -> bool:
        return not self.is_numbered and line.alone == line.name != "" and words.is_surely_a_person(line.name)

    def read(self) -> PeopleList:
        if self.names:
            raise NoList(
                f"Danh sách có {len(self.names)} cột họ tên: {', '.join(self.names)}. Hãy chỉ giữ một cột họ tên của học viên; nếu"
                " danh sách chia hai khối cạnh nhau, hãy chép khối bên phải xuống dưới khối bên trái, rồi tải lên lại; chưa ai"
                " được ghi danh."
            )
        for index, line in enumerate(self.lines):
            if self._take(line, is_followed=self.follows[index + 1]):
                continue
            if not self.follows[index]:
                self._pass_over_rest(self.lines[index:])
                break
            self._pass_over(line, "dòng cộng")  # the people of the next agency follow
        self._find_twins()
        if not self.people and not self.complaints:
            raise NoList(f"Dưới dòng tiêu đề không có người nào. {self._advice}")
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
            tuple(self.doubtful),
        )

    @property
    def _advice(self) -> str:
        if not self.doubtful:
            return "Hãy kiểm tra lại tệp."
        rows = ", ".join(map(str, self.doubtful))
        return (
            f"Dòng {rows} có tên người nhưng không được đọc là học viên: hãy ghi số thứ tự và ngày sinh cho mỗi người."
        )

    def _take(self, line: Line, *, is_followed: bool) -> bool:
        """Read one line; False where the list ends with it (totals, signatures)."""
        if is_header_again(line):
            self._pass_over(line, "dòng tiêu đề lặp lại")
        elif is_foot(line):
            return False
        elif is_note(line):
            self._pass_over(line, "dòng ghi chú")
        elif agency := self._agency_over_people(line, is_followed=is_followed):
            self._take_agency(line, agency)
        elif self._ends_alone(line, is_followed=is_followed):
            return False
        elif line.name or any(line.known[kind] for kind in line.known if kind is not Field.NUMBER):
            self._add(line)
        elif not line.is_numbered or len(line.texts) > 1:
            self._pass_over(line, "dòng không có họ tên")
        return True

    def _agency_over_people(self, line: Line, *, is_followed: bool) -> str:
        return agency_over_people(line, self.header, are_numbered=self.is_numbered, is_followed=is_followed)

    def _ends_alone(self, line: Line, *, is_followed: bool) -> bool:
        """A signature without its title, or another word under the list."""
        if is_followed or line.is_numbered or " " not in line.alone:
            return False
        return self.is_numbered or not words.has_the_form(line.name)

    def _take_agency(self, line: Line, agency: str) -> None:
        self.agency, self.above = agency, {Field.AGENCY: agency}
        self._note(line, f"dòng tên cơ quan: {agency}")
        has_the_form = words.has_the_form(line.alone) and words.has_the_form(agency)  # without its numbering too
        is_called_so = has_the_form and not words.has_small_words(agency)
        if is_called_so or (line.is_numbered and not words.names_an_agency(agency)):
            self.doubtful.append(line.row)

    def _pass_over_rest(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._pass_over(line, "phần cuối", doubts=False)
        self.doubtful += signatures_and_doubts(lines)

    def _pass_over(self, line: Line, what: str, *, doubts: bool = True) -> None:
        self._note(line, f"{what}: {' | '.join(line.texts)[:120]}")
        if doubts:
            self.doubtful += signatures_and_doubts([line])

    def _note(self, line: Line, text: str) -> None:
        self.passed_over.append((line.row, f"{text} ({HIDDEN})" if line.row in self.hidden else text))

    def _add(self, line: Line) -> None:
        number, known = line.row, line.known
        before = len(self.complaints)
        candidate = Candidate(
            row=number,
            full_name=self._checked_name(line),
            position=self._checked_position(number, known),
            agency=self._checked_agency(number, known),
            email=self._checked(number, Field.EMAIL, known, read_email) or "",
            phone=self._checked(number, Field.PHONE, known, read_phone) or "",
            is_hidden=number in self.hidden,
        )
        born = self._checked(number, Field.BIRTH, known, lambda cell: read_birth(cell, self.on))
        if isinstance(born, date):
            candidate = replace(candidate, birth_date=born, birth_year=born.year)
        elif isinstance(born, int):
            candidate = replace(candidate, birth_year=born)
        if len(self.complaints) == before:
            self.people.append(candidate)

    def _checked_name(self, line: Line) -> str:
        reason = name_mistake(line.name)
        if reason:
            kind = Field.NAME if Field.NAME in self.header.columns else Field.FAMILY_NAME
            self._complain(line.row, kind, reason)
        return line.name

    def _checked_text(self, number: int, kind: Field, known: Mapping[Field, Cell]) -> str:
        text = text_of(known[kind])
        if len(text) > LONGEST_TEXT:
            self._complain(number, kind, f"dài quá, nhiều nhất {LONGEST_TEXT} ký tự.")
        return text

    def _checked_position(self, number: int, known: Mapping[Field, Cell]) -> str:
        return self._below(number, Field.POSITION, self._checked_text(number, Field.POSITION, known))

    def _checked_agency(self, number: int, known: Mapping[Field, Cell]) -> str:
        text = vietnamese.clean_name(self._checked_text(number, Field.AGENCY, known))
        written = self.agency if vietnamese.fold(text) in NOTHING else text
        if not written:
            self._complain(number, Field.AGENCY, "để trống. Hãy ghi tên cơ quan của người này.")
        return self._below(number, Field.AGENCY, written)

    def _below(self, number: int, kind: Field, text: str) -> str:
        """The text, or what the row above says where it is a ditto mark."""
        if words.is_ditto(text):
            shown, text = text, self.above.get(kind, "")
            if not text and (kind is Field.AGENCY or kind not in self.above):
                reason = f"“{shown}” là dấu lặp lại nhưng không có dòng nào ở trên để lặp. Hãy ghi rõ."
                self._complain(number, kind, reason)
        self.above[kind] = text
        return text

    def _checked(
        self, number: int, kind: Field, known: Mapping[Field, Cell], read: Callable[[Cell], Value | None]
    ) -> Value | None:
        try:
            return read(known[kind])
        except ValueError as error:
            self._complain(number, kind, str(error))
            return None

    def _complain(self, number: int, kind: Field, reason: str) -> None:
        heading = self.header.headings.get(kind, FIELD_NAMES[kind])
        self.complaints.append(Complaint(number, heading, reason, number in self.hidden))

    def _find_twins(self) -> None:
        self.people, repeats = find_twins(self.people)
        for person, earlier in repeats:
            reason = f"“{person.full_name}” trùng với dòng {earlier.row}. Hãy bỏ một dòng."
            self._complain(person.row, Field.NAME, reason)
