"""Phụ lục I Phần I Mục II khoản 6 điểm d, đ: phần, chương, mục, tiểu mục, điều, khoản, điểm."""

import itertools
import re
from collections.abc import Iterator, Sequence

from law.layout.rules.bodies import running
from law.layout.rules.measures import Look, check_page_middle, look_faults, pt
from law.layout.rules.rulebook import Case, Outcome, Severity, Verdict, ok, rule, unsure, wrong
from law.layout.understanding.parts import Paragraph, Part, Unit
from law.provision_keys import POINT_LETTERS
from law.vietnamese import nfc

_D, _DD = "PL1.P1.M2.K6.D", "PL1.P1.M2.K6.DD"
_HIGH, _LOW = (Unit.PART, Unit.CHAPTER), (Unit.SECTION, Unit.SUBSECTION)
_ROMAN = re.compile(r"^[IVXLC]+$")
_SHORT_TITLE = 14
_RUNS_ON = 80


def _word_verdicts(case: Case, units: Sequence[Unit], roman: bool) -> Iterator[Verdict]:
    """The line of a word and its number: own line, in the middle, small letters, bold, the right figures."""
    ones = list(case.seen.paragraphs(*units))
    faulty = 0
    for one in ones:
        faults = look_faults(one.lines[:1], Look(13, 14, True, False), case)
        word = one.text.split()[0]
        if word.isupper():
            faults.append(f"“{word}” in hoa hết")
        if roman != bool(_ROMAN.match(one.number)):
            faults.append(f"số thứ tự “{one.number}” không phải {'số La Mã' if roman else 'chữ số Ả Rập'}")
        if re.search(rf"{re.escape(one.number)}\s*[.:\-–]?\s*\w", one.text[len(word) :]):
            faults.append("tiêu đề viết cùng dòng")
        middle = [
            verdict.found for verdict in check_page_middle(one.lines[:1], case) if verdict.outcome is Outcome.FAIL
        ]
        if faults or middle:
            faulty += 1
            yield wrong("; ".join([*faults, *middle]), one.lines)
    if ones and not faulty:
        yield ok(f"{len(ones)} dòng đúng", [one.first for one in ones])


def _title_verdicts(case: Case, units: Sequence[Unit]) -> Iterator[Verdict]:
    body = case.seen.body
    titles = [
        below for above, below in itertools.pairwise(body) if above.unit in units and below.unit is Unit.UNIT_TITLE
    ]
    faulty = 0
    for one in titles:
        faults = look_faults(one.lines, Look(13, 14, True, False, True), case)
        middle = [verdict.found for verdict in check_page_middle(one.lines, case) if verdict.outcome is Outcome.FAIL]
        if faults or middle:
            faulty += 1
            yield wrong("; ".join([*faults, *middle]), one.lines)
    if titles and not faulty:
        yield ok(f"{len(titles)} tiêu đề đúng", [one.first for one in titles])


@rule(
    "phan-chuong.co-tieu-de", _D, Part.BODY, "Phần, chương, mục, tiểu mục có tiêu đề",
    "Thêm tiêu đề bằng chữ in hoa ngay dưới dòng số thứ tự.",
)  # fmt: skip
def has_title(case: Case) -> Iterator[Verdict]:
    """Something stands below the number, or behind it."""
    body = case.seen.body
    ones = [(place, one) for place, one in enumerate(body) if one.unit in (*_HIGH, *_LOW)]
    bare = []
    for place, one in ones:
        following = body[place + 1].unit if place + 1 < len(body) else None
        same_line = len(one.text.split()) > 3
        if following is not Unit.UNIT_TITLE and not same_line:
            bare.append(one)
    if bare:
        yield wrong(f"{', '.join(one.text for one in bare[:3])} không có tiêu đề", [one.first for one in bare])
    elif ones:
        yield ok("đều có tiêu đề")


@rule(
    "phan-chuong.dong-so", _DD, Part.BODY, "“Phần”, “Chương” và số La Mã trên dòng riêng, canh giữa, in thường, cỡ 13-14, đứng, đậm",
    "Để “Chương I” một dòng riêng, canh giữa, chữ thường, đậm; tiêu đề xuống dòng dưới.",
)  # fmt: skip
def high_word(case: Case) -> Iterator[Verdict]:
    """Parts and chapters."""
    yield from _word_verdicts(case, _HIGH, roman=True)


@rule(
    "phan-chuong.tieu-de", _DD, Part.BODY, "Tiêu đề của phần, chương ngay dưới, canh giữa, in hoa, cỡ 13-14, đứng, đậm",
    "Chọn tiêu đề, đặt in hoa, đậm, cỡ 13 hoặc 14, canh giữa.",
)  # fmt: skip
def high_title(case: Case) -> Iterator[Verdict]:
    """Titles of parts and chapters."""
    yield from _title_verdicts(case, _HIGH)


@rule(
    "muc.dong-so", _DD, Part.BODY, "“Mục”, “Tiểu mục” và chữ số Ả Rập trên dòng riêng, canh giữa, in thường, cỡ 13-14, đứng, đậm",
    "Để “Mục 1” một dòng riêng, canh giữa, chữ thường, đậm; tiêu đề xuống dòng dưới.",
)  # fmt: skip
def low_word(case: Case) -> Iterator[Verdict]:
    """Sections and subsections."""
    yield from _word_verdicts(case, _LOW, roman=False)


@rule(
    "muc.tieu-de", _DD, Part.BODY, "Tiêu đề của mục, tiểu mục ngay dưới, canh giữa, in hoa, cỡ 13-14, đứng, đậm",
    "Chọn tiêu đề, đặt in hoa, đậm, cỡ 13 hoặc 14, canh giữa.",
)  # fmt: skip
def low_title(case: Case) -> Iterator[Verdict]:
    """Titles of sections and subsections."""
    yield from _title_verdicts(case, _LOW)


@rule(
    "muc-la-ma.kieu-chu", "PL1.P1.M5", Part.BODY, "Số thứ tự và tiêu đề của mục (I, II …) in hoa, cỡ 13-14, đứng, đậm",
    "Chọn dòng mục, đặt in hoa, đậm, cỡ 13 hoặc 14.",
)  # fmt: skip
def roman_look(case: Case) -> Iterator[Verdict]:
    """'I. MỤC ĐÍCH', as the table of letter styles has it."""
    ones = [one for one in case.seen.paragraphs(Unit.ROMAN) if one.first.cell is None]
    faulty = [
        (one, faults) for one in ones if (faults := look_faults(one.lines, Look(13, 14, True, False, True), case))
    ]
    for one, faults in faulty[:4]:
        yield wrong("; ".join(faults), one.lines)
    if ones and not faulty:
        yield ok(f"{len(ones)} mục đúng", [one.first for one in ones])


@rule(
    "dieu.trinh-bay", _DD, Part.BODY,
    "“Điều”, số thứ tự Ả Rập, dấu chấm, tiêu đề: in thường, đứng, đậm, cỡ chữ bằng lời văn, lùi đầu dòng 1 cm hoặc 1,27 cm",
    "Chọn “Điều …”, bôi đậm, thêm dấu chấm sau số, dùng chữ số 1, 2, 3.",
)  # fmt: skip
def article(case: Case) -> Iterator[Verdict]:
    """Word, number, full stop, weight, size."""
    ones = list(case.seen.paragraphs(Unit.ARTICLE))
    size = body_size(case)
    faulty = 0
    for one in ones:
        # An article of the wrong size throughout is found by the rule on sizes.
        faults = list(_article_faults(one, one.size if len(one.text) > _RUNS_ON else size))
        if faults:
            faulty += 1
            yield wrong(f"“{one.text[:24]}”: {'; '.join(faults)}", one.lines[:1])
    if ones and not faulty:
        yield ok(f"{len(ones)} điều đúng", [one.first for one in ones])


def _article_faults(one: Paragraph, size: float) -> Iterator[str]:
    head = re.match(r"^(\w+)\s*([\w]+)(\s*\.)?", one.text)
    if head is None:
        return
    if not re.fullmatch(r"\d+[a-zđ]?", head[2]):
        yield f"số thứ tự “{head[2]}” không phải chữ số Ả Rập"
    if head[3] is None:
        yield "sau số thứ tự không có dấu chấm"
    if head[1].isupper():
        yield f"“{head[1]}” in hoa hết"
    letters = [run for run in one.first.letters if any(letter.isalnum() for letter in run.text)]
    if letters and letters[0].font and not letters[0].bold:
        yield "không đậm"
    if letters and letters[0].italic:
        yield "nghiêng"
    if letters and size and abs(letters[0].size - size) > 0.6:
        yield f"cỡ {pt(letters[0].size)} khác cỡ lời văn {pt(size)}"


def body_size(case: Case) -> float:
    """The size of most of the running text in points; 0 without any."""
    weights: dict[float, int] = {}
    for one in running(case):
        weights[one.size] = weights.get(one.size, 0) + len(one.text)
    return max(weights, key=lambda size: weights[size], default=0.0)


@rule(
    "dieu.thu-tu", _DD, Part.BODY, "Các điều đánh số liên tục từ 1",
    "Đánh lại số thứ tự các điều cho liên tục.",
)  # fmt: skip
def article_order(case: Case) -> Iterator[Verdict]:
    """1, 2, 3 … through the document."""
    ones = [one for one in case.seen.paragraphs(Unit.ARTICLE) if one.number.isdigit()]
    if case.seen.paper_copy is not None and "trích" in case.seen.paper_copy.form.text.lower():
        return  # an extract leaves articles out
    for place, one in enumerate(ones, start=1):
        if int(one.number) != place:
            yield wrong(f"điều thứ {place} ghi “Điều {one.number}”", one.lines[:1])
            return
    if ones:
        yield ok(f"từ 1 đến {len(ones)}")


@rule(
    "khoan.trinh-bay", _DD, Part.BODY, "Số thứ tự khoản bằng chữ số Ả Rập, sau có dấu chấm, cỡ chữ bằng lời văn, đứng",
    "Gõ số khoản dạng “1.”, không dùng “1)”, “1/”, “1-”.",
)  # fmt: skip
def clause(case: Case) -> Iterator[Verdict]:
    """'1.' and nothing else behind the figure."""
    ones = [one for one in case.seen.paragraphs(Unit.CLAUSE) if one.first.cell is None]
    odd = [
        one
        for one in ones
        if not re.match(r"^\d+(?:\.\d+)*\.(?:\s|$)", one.text) and not re.match(r"^\d+(?:\.\d+)+\s", one.text)
    ]
    slanted = [one for one in ones if one.first.letters and one.first.letters[0].italic and one.share("italic") < 0.8]
    sized = [one for one in ones if one.first.letters and abs(one.first.letters[0].size - one.size) > 0.6]
    if odd:
        yield wrong(f"sau số khoản không phải dấu chấm: “{odd[0].text[:16]}”", [one.first for one in odd[:5]])
    if slanted:
        yield wrong("số khoản nghiêng", [one.first for one in slanted[:5]])
    if sized:
        yield wrong(f"cỡ số khoản khác cỡ lời văn {pt(sized[0].size)}", [one.first for one in sized[:5]])
    if ones and not odd and not slanted and not sized:
        yield ok(f"{len(ones)} khoản đúng")


@rule(
    "khoan.tieu-de", _DD, Part.BODY, "Khoản có tiêu đề: số thứ tự và tiêu đề trên dòng riêng, in thường, đứng, đậm",
    "Bôi đậm số thứ tự và tiêu đề của khoản; lời văn xuống dòng dưới.", Severity.BETTER,
)  # fmt: skip
def clause_title(case: Case) -> Iterator[Verdict]:
    """A short line without a mark at its end, with text of its own below, is a title."""
    body = case.seen.body
    titled = [
        above
        for above, below in itertools.pairwise(body)
        if above.unit is Unit.CLAUSE
        and _is_title(above)
        and below.unit in (Unit.TEXT, Unit.POINT, Unit.DASH)
        and above.first.cell is None
    ]
    light = [one for one in titled if one.share("bold") < 0.8]
    if light:
        yield wrong(f"tiêu đề khoản không đậm: “{light[0].text[:40]}”", [one.first for one in light[:5]])
    elif titled:
        yield ok(f"{len(titled)} tiêu đề khoản đậm")


def _is_title(one: Paragraph) -> bool:
    return len(one.text.split()) <= _SHORT_TITLE and one.text.rstrip()[-1:] not in ".;:,?!)…" and "." not in one.number


@rule(
    "diem.trinh-bay", _DD, Part.BODY, "Điểm dùng chữ cái tiếng Việt theo thứ tự a, b, c, d, đ, e …, sau có dấu đóng ngoặc đơn",
    "Sửa chữ của các điểm theo thứ tự a, b, c, d, đ, e, g …; sau chữ là dấu đóng ngoặc đơn.",
)  # fmt: skip
def point(case: Case) -> Iterator[Verdict]:
    """Order of the letters, and the bracket."""
    ones = [one for one in case.seen.paragraphs(Unit.POINT) if one.first.cell is None]
    odd = [one for one in ones if not re.match(r"^[a-zđ]\s*\)", nfc(one.text))]
    if odd:
        yield wrong(f"sau chữ của điểm không phải dấu đóng ngoặc: “{odd[0].text[:12]}”", [one.first for one in odd[:5]])
    broken = _out_of_order(case.seen.body)
    if broken is not None:
        one, asked = broken
        quoted = "“" in one.text or one.first.top is not None
        plain = (asked, one.number) == ("đ", "e")
        yield (unsure if quoted and not plain else wrong)(
            f"điểm {one.number}) đứng ở chỗ của điểm {asked})", one.lines[:1]
        )
    if ones and not odd and broken is None:
        yield ok(f"{len(ones)} điểm đúng")


def _out_of_order(body: Sequence[Paragraph]) -> tuple[Paragraph, str] | None:
    place = 0
    for one in body:
        if one.unit in (Unit.CLAUSE, Unit.ARTICLE, Unit.ROMAN, *_HIGH, *_LOW):
            place = 0
        if one.unit is not Unit.POINT or one.first.cell is not None:
            continue
        letter = nfc(one.number)
        if letter == "a":
            place = 0
        if place >= len(POINT_LETTERS) or letter != POINT_LETTERS[place]:
            return one, POINT_LETTERS[min(place, len(POINT_LETTERS) - 1)]
        place += 1
    return None
