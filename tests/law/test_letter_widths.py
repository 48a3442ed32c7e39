"""Our measure of words against the font itself, and the lines that follow from it."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from law.layout.columns import column_widths
from law.layout.document import Table
from law.layout.letter_widths import balanced, broken, widest, width
from law.layout.organ_lines import organ_lines

# Liberation Serif was drawn to the widths of Times New Roman.
FONTS = {bold: f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf" for bold in (False, True)}
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"
    "0123456789 .,;:!?()[]/-–+%&\"'“”‘’…"
)


def widths_in_the_font(bold: bool) -> dict[str, int]:
    (path,) = [
        one for folder in ("/usr/share/fonts", "/usr/local/share/fonts") for one in Path(folder).rglob(FONTS[bold])
    ]
    font = TTFont(path)
    glyphs = font.getBestCmap()
    return {letter: font["hmtx"][glyphs[ord(letter)]][0] for letter in VIETNAMESE + VIETNAMESE.upper()}


@pytest.mark.parametrize("bold", [False, True])
def test_every_vietnamese_letter_has_the_width_of_times_new_roman(bold: bool) -> None:
    wrong = {
        letter: (width(letter, 2048, bold=bold), units)
        for letter, units in widths_in_the_font(bold).items()
        if width(letter, 2048, bold=bold) != units
    }
    assert wrong == {}


def test_a_letter_written_in_two_signs_is_as_wide_as_in_one() -> None:
    assert width("e\u0302\u0301", 14) == width("ế", 14)


def test_lines_are_filled_word_by_word_and_a_long_word_stands_alone() -> None:
    assert broken("một hai ba", width("một hai", 14), 14) == ["một hai", "ba"]
    assert broken("nghiêng-nghiêng-nghiêng ba", 20, 14) == ["nghiêng-nghiêng-nghiêng", "ba"]
    assert broken("", 100, 14) == [""]


def test_a_balanced_title_has_as_few_lines_but_of_about_the_same_length() -> None:
    title = "Về việc tăng cường công tác văn thư, lưu trữ trong các cơ quan, địa phương trên địa bàn tỉnh"
    lines = balanced(title, 467, 14, bold=True)
    assert len(lines) == len(broken(title, 467, 14, bold=True)) == 2
    assert " ".join(lines) == title
    shorter, longer = sorted(width(line, 14, bold=True) for line in lines)
    assert longer - shorter < 0.2 * longer
    assert widest(lines, 14, bold=True) == longer
    assert balanced("Ngắn", 467, 14) == ["Ngắn"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Nội vụ", ["SỞ NỘI VỤ"]),
        ("Ủy ban nhân dân tỉnh T", ["ỦY BAN NHÂN DÂN TỈNH T"]),
        ("Ủy ban nhân dân xã Bình Thuận", ["ỦY BAN NHÂN DÂN", "XÃ BÌNH THUẬN"]),
        ("Chủ tịch Ủy ban nhân dân tỉnh T", ["CHỦ TỊCH ỦY BAN", "NHÂN DÂN TỈNH T"]),
    ],
)
def test_the_name_of_a_body_breaks_before_its_place_unless_that_takes_a_line_more(name: str, lines: list[str]) -> None:
    assert organ_lines(name, bold=True) == lines


def test_columns_fill_the_room_and_hold_their_longest_word() -> None:
    table = Table(
        ("STT", "Nội dung công việc", "Thời gian"), (("1", "Kiểm kê, đối chiếu mục lục hồ sơ của ba xã", "Quý I"),)
    )
    narrow, wide, middle = column_widths(table, 300, 13, 8)
    assert narrow + wide + middle == pytest.approx(300)
    assert narrow == pytest.approx(width("STT", 13, bold=True) + 8)
    assert wide > middle > narrow


def test_columns_with_more_words_than_room_share_it() -> None:
    table = Table(("nghiêng" * 9, "nghiêng" * 3), (("một hai ba " * 30, "bốn"),))
    assert column_widths(table, 100, 13, 8) == pytest.approx([100 * 3 / 4, 100 / 4], rel=0.05)
