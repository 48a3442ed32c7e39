"""What typed words mean and how a text answers them; no database."""

import pytest

from lookup.search import domain
from lookup.search.domain import Piece


def marks(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_marked]


def test_words_are_compared_without_marks_and_signs() -> None:
    assert domain.words_of("Hoà nhập, số 30/2020/NĐ-CP") == ["hoa", "nhap", "so", "30", "2020", "nd", "cp"]
    assert domain.words_of("ĐẶNG đến\u00a0nơi") == ["dang", "den", "noi"]


def test_loose_marks_of_another_keyboard_make_no_other_word() -> None:
    assert domain.words_of("đe\u0302\u0301n") == ["den"]


def test_quotes_of_any_keyboard_hold_a_phrase() -> None:
    assert domain.read("“dấu đến” ngày").phrases == ("dau den",)
    assert domain.read('ngày "dấu đến" "" "…"').phrases == ("dau den",)
    assert domain.read("'dấu đến'").phrases == ()


def test_what_holds_no_word_asks_for_nothing() -> None:
    for typed in ("", "   ", '"', "*", "'; --", "%_%", "()", "…"):
        assert not domain.read(typed)


def test_a_long_text_is_cut() -> None:
    assert len(domain.read("một hai ba " * 100).words) == 3
    assert len(domain.read(" ".join(f"từ{n}" for n in range(100))).words) == domain.MOST_WORDS
    assert len(domain.read("a" * 500).words[0]) == domain.LONGEST


def test_neighbouring_words_share_one_mark() -> None:
    assert marks(domain.marked("Đăng ký văn bản đến: sổ", domain.read("van ban den"))) == ["văn bản đến"]


def test_the_pieces_of_a_title_make_up_the_title() -> None:
    title = "Bài M5.3: Đăng ký <văn bản> đến & số"
    assert "".join(piece.text for piece in domain.marked(title, domain.read("văn số m5"))) == title


def test_the_snippet_is_where_the_phrase_stands() -> None:
    text = "đến rồi bản. " + "chữ " * 80 + "phải đóng dấu đến vào góc. " + "chữ " * 80
    pieces = domain.snippet(text, domain.read("dau den"))
    assert marks(pieces) == ["dấu đến"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert len("".join(piece.text for piece in pieces)) < 250


def test_the_snippet_of_a_text_without_the_words_is_its_beginning() -> None:
    assert domain.snippet("Một câu ngắn.", domain.read("khác")) == [Piece("Một câu ngắn.", False)]
    assert domain.snippet("", domain.read("khác")) == []


def test_who_types_marks_sees_these_marked() -> None:
    text = "Phần đầu trang có dấu, cạnh đậu."
    assert marks(domain.marked(text, domain.read("dấu"))) == ["dấu"]
    assert marks(domain.marked(text, domain.read("dau"))) == ["đầu", "dấu", "đậu"]


def test_both_places_of_the_tone_are_the_same_marks() -> None:
    assert domain.read("hoà").said == domain.read("hòa").said == {"hoa": "hoà"}
    assert marks(domain.marked("hòa, hoà, hoa", domain.read("hoà"))) == ["hòa", "hoà"]


@pytest.mark.parametrize("typed", ["van ban", "bản văn"])
def test_a_heading_fits_when_it_holds_every_word(typed: str) -> None:
    headings = [["a", "Văn thư"], ["b", "Trình văn bản"], ["c", "Văn bản"]]
    assert domain.fitting_heading(headings, domain.read(typed)) == ("b", "Trình văn bản")
    assert domain.fitting_heading(headings, domain.read("dấu")) is None
