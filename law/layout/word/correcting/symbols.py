"""Marks and figures that the rules fix to the letter: zeros, colons, hyphens, what a line ends with."""

import re
from collections.abc import Callable, Iterable, Sequence

from law.layout.draft import Line
from law.layout.placeholders import is_unfilled
from law.layout.rules.lists import DASHES, entries_of
from law.layout.rules.measures import Look
from law.layout.rules.units import body_size
from law.layout.understanding.parts import Part, Unit
from law.layout.word.correcting.corrections import CORRECTIONS, corrects
from law.layout.word.correcting.hand import Hand
from law.layout.wording import NATIONAL_MOTTO
from law.vietnamese import fold

_ENDS = re.compile(r"[\s.,;:]*$")
_BLANK = re.compile(r"[._…]{2,}|…")
_ONLY_LETTERS = re.compile(r"[^a-z]")


def _edit(hand: Hand, line: Line, pattern: str, made: str | Callable[[re.Match[str]], str]) -> None:
    """Replace what a pattern finds first in a line's letters."""
    letters = hand.letters(line)
    found = re.search(pattern, letters.text)
    if found:
        letters.replace(found.start(), found.end(), made(found) if callable(made) else found.expand(made))


def _in_part(rules: Sequence[str], part: Part, *edits: tuple[str, str]) -> None:
    """Edits of the lines of a component for some rules."""

    def correct(hand: Hand) -> None:
        found = hand.case.seen.get(part)
        for line in found.lines if found else ():
            for pattern, made in edits:
                _edit(hand, line, pattern, made)

    for rule in rules:
        CORRECTIONS[rule] = correct


_in_part(("so.hai-cham",), Part.CODE, (r"^(\s*[Ss]ố)\s*[;.,：]?(?=\s*[\d._…/])", r"\1:"))
_in_part(("so.so-khong",), Part.CODE, (r"(?<![\d/.-])(\d)(?=[a-zđA-ZĐ]?\s*/)", r"0\1"))
_in_part(
    ("ngay.so-khong",),
    Part.PLACE_AND_DATE,
    (r"(?<=ngày )\s*(\d)(?=\s)", r"0\1"),
    (r"(?<=tháng )\s*([12])(?=\s)", r"0\1"),
)
_in_part(("dia-danh.dau-phay",), Part.PLACE_AND_DATE, (r"(?<=\w)\s*[.;]?\s+(?=ngày\b)", ", "))
_in_part(("kinh-gui.hai-cham",), Part.ADDRESSED_TO, (r"^(\s*[Kk]ính gửi)\s*[;.,]?(?=\s|$)", r"\1:"))
_in_part(
    ("quyen-han.viet-tat",),
    Part.AUTHORITY,
    (r"^(\s*[TK])/(M|T|L|UQ)\b", r"\1\2"),
    (r"^(\s*(?:TM|KT|TL|TUQ|Q))\s*[./,:]?\s*(?=\w{2,})", r"\1. "),
)


@corrects("cong-van.trich-yeu")
def letter_subject(hand: Hand) -> None:
    """'V/v' in front; small, light letters."""
    found = hand.case.seen.get(Part.LETTER_SUBJECT)
    if found is not None:
        _edit(hand, found.lines[0], r"^\s*[Vv]\s*[./]?\s*[Vv]\s*[:.]?\s+", "V/v ")
        hand.look(found.lines, Look(12, 13, False, False, False))


@corrects("mau.chu-quyet-dinh")
def enacting_word(hand: Hand) -> None:
    """'QUYẾT ĐỊNH:' in capitals, bold, in the middle, with its colon."""
    found = hand.case.seen.get(Part.ENACTING_WORD)
    if found is not None:
        hand.look(found.lines, Look(None, None, True, False, True))
        hand.centre(found.lines)
        _end(hand, found.lines[-1], ":")


@corrects("ky-hieu.dau")
def notation_marks(hand: Hand) -> None:
    """No blanks round slashes and hyphens."""
    found = hand.case.seen.get(Part.CODE)
    for line in found.lines if found else ():
        letters = hand.letters(line)
        for blank in reversed(list(re.finditer(r"(?<=[\wĐđ])\s+(?=[/–-])|(?<=[/–-])\s+(?=\w)", letters.text))):
            letters.replace(blank.start(), blank.end(), "")


@corrects("tieu-ngu.chu")
def motto_words(hand: Hand) -> None:
    """The same letters in the right case with the right hyphens."""
    found = hand.case.seen.get(Part.MOTTO)
    if found is None or len(found.lines) != 1:
        return
    letters = hand.letters(found.lines[0])
    if _ONLY_LETTERS.sub("", fold(letters.text)) == _ONLY_LETTERS.sub("", fold(NATIONAL_MOTTO)):
        letters.replace(0, len(letters.text), NATIONAL_MOTTO)


def _end(hand: Hand, line: Line, mark: str) -> None:
    _edit(hand, line, _ENDS.pattern, mark)


@corrects("can-cu.dau-cau")
def basis_marks(hand: Hand) -> None:
    """Semicolons, and a full stop at the end; two bases in one paragraph are left to a person."""
    bases = hand.case.seen.bases
    if any(re.search(r";\s*Căn cứ\b", one.text) for one in bases):
        return
    for place, one in enumerate(bases):
        mark = "." if place == len(bases) - 1 else ";"
        if not one.text.rstrip().endswith(mark):
            _end(hand, one.lines[-1], mark)


@corrects("kinh-gui.nhieu-noi")
def addressee_marks(hand: Hand) -> None:
    """What the lines of a list end with."""
    found = hand.case.seen.get(Part.ADDRESSED_TO)
    if found is None:
        return
    listed = [line for line in found.lines if line.text.startswith(DASHES)]
    if len(listed) > 1 and listed[-1].id == found.lines[-1].id:
        _list_ends(hand, [[line] for line in listed])


@corrects("noi-nhan.tung-dong")
def recipient_marks(hand: Hand) -> None:
    """Semicolons; the last line has its own rule."""
    found = hand.case.seen.get(Part.RECIPIENTS)
    entries = entries_of(found) if found else []
    for entry in entries:
        if not entry[0].text.startswith(DASHES) and not entry[0].marker and not is_unfilled(entry[0].text):
            _edit(hand, entry[0], r"^\s*(?:[+•*·—]\s*)?(?=\S)", "- ")
    _list_ends(hand, entries, last="")


def _list_ends(hand: Hand, entries: Sequence[Sequence[Line]], last: str = ".") -> None:
    for place, entry in enumerate(entries):
        mark = ";" if place < len(entries) - 1 else last
        if mark and not entry[-1].text.endswith(mark) and not is_unfilled(entry[-1].text):
            _end(hand, entry[-1], mark)


@corrects("noi-nhan.luu")
def archive(hand: Hand) -> None:
    """'- Lưu: VT, …' with colon, comma and full stop; the unit is the author's."""
    found = hand.case.seen.get(Part.RECIPIENTS)
    entries = entries_of(found) if found else []
    entry = next((one for one in reversed(entries) if "luu" in fold(one[0].text)), None)
    if entry is None:
        return
    _edit(hand, entry[0], r"(?<=Lưu)\s*[;.,]?\s+(?=VT\b)", ": ")
    _edit(hand, entry[0], r"(?<=\bVT)\s*[;.]\s*(?=\w)", ", ")
    _end(hand, entry[-1], ".")


@corrects("noi-dung.ket-thuc")
def end_mark(hand: Hand) -> None:
    """'./.' behind the last sentence."""
    if not hand.case.seen.body:
        return
    last = hand.case.seen.body[-1]
    text = last.text.rstrip()
    if not is_unfilled(text) and not _BLANK.search(text[-6:]) and text[-1:] not in "”\"':)":
        _edit(hand, last.lines[-1], r"[\s.,;/]*$", "./.")


@corrects("dieu.trinh-bay")
def article_words(hand: Hand) -> None:
    """'Điều 1.' upright, in bold, in the size of the text; the full stop behind the figure."""
    size = body_size(hand.case)
    for one in hand.case.seen.paragraphs(Unit.ARTICLE):
        if re.match(r"Điều\s+\d+[a-zđ]?(?!\s*\.)", one.first.text):
            _edit(hand, one.first, r"^(\s*Điều\s+\d+[a-zđ]?)\s*[:,;)/–-]?\s*(?=\w)", r"\1. ")
        head = re.match(r"\s*Điều\s+\d+[a-zđ]?\s*\.", hand.letters(one.first).text)
        first = next(iter(one.first.letters), None)
        if head and first and (not first.bold or first.italic or (size and abs(first.size - size) > 0.6)):
            hand.look_until(one.first, head.end(), Look(size or None, size or None, True, False))


@corrects("khoan.trinh-bay")
def clause_marks(hand: Hand) -> None:
    """'1.' for '1)', '1/' and '1-'."""
    _marks(
        hand,
        (one.first for one in hand.case.seen.paragraphs(Unit.CLAUSE)),
        r"^(\s*\d{1,2})\s*[)/–-]\s*(?=[^\d\s])",
        r"\1. ",
    )


@corrects("diem.trinh-bay")
def point_marks(hand: Hand) -> None:
    """'a)' for 'a.' and 'a/'; their order is the author's."""
    _marks(
        hand, (one.first for one in hand.case.seen.paragraphs(Unit.POINT)), r"^(\s*[a-zđ])\s*[./:–-]\s*(?=\S)", r"\1) "
    )


@corrects("phan-chuong.dong-so", "muc.dong-so")
def unit_words(hand: Hand) -> None:
    """'Chương I', 'Mục 1': small letters, bold, in the middle. Their figures are the author's."""
    for one in hand.case.seen.paragraphs(Unit.PART, Unit.CHAPTER, Unit.SECTION, Unit.SUBSECTION):
        _edit(hand, one.first, r"^\s*(?:PHẦN|CHƯƠNG|TIỂU MỤC|MỤC)\b", lambda word: word[0].capitalize())
        hand.look(one.lines[:1], Look(13, 14, True, False))
        hand.centre(one.lines[:1])


def _marks(hand: Hand, lines: Iterable[Line], pattern: str, made: str) -> None:
    for line in lines:
        if line.cell is None and not line.marker:
            _edit(hand, line, pattern, made)
