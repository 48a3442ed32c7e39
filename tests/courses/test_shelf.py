"""Texts on a shelf are the texts that were put there, in this process and in the next."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from courses.content_reader import shelf as shelves
from courses.content_reader.shelf import Shelf, ShelvedProse

TEXTS = st.lists(st.tuples(st.text(), st.text()), max_size=8)


@given(TEXTS)
def test_every_text_is_found_again_wherever_the_shelf_stands(pairs: list[tuple[str, str]]) -> None:
    shelf = Shelf()
    texts = [ShelvedProse.put(shelf, source, Markup(html)) for source, html in pairs]
    open_ = [(text.source, str(text.html)) for text in texts]
    shelf.settle()
    settled = [(text.source, str(text.html)) for text in texts]
    moved = [(text.source, str(text.html)) for text in pickle.loads(pickle.dumps(texts))]
    assert open_ == settled == moved == pairs


def test_what_a_template_gets_is_html_and_not_escaped_again() -> None:
    shelf = Shelf()
    text = ShelvedProse.put(shelf, "a < b", escape("a < b"))
    assert Markup("<b>{}</b>").format(text) == "<b>a &lt; b</b>"


def test_texts_of_one_shelf_share_it_after_a_move() -> None:
    shelf = Shelf()
    texts = [ShelvedProse.put(shelf, name, Markup(name)) for name in ("một", "hai")]
    first, second = pickle.loads(pickle.dumps(texts))
    assert first._shelf is second._shelf
    assert [first, second] == texts


def test_without_room_for_a_file_the_texts_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelves, "TemporaryFile", no_room)
    shelf = Shelf()
    text = ShelvedProse.put(shelf, "văn bản đến", Markup("<b>văn bản đến</b>"))
    shelf.settle()
    assert (text.source, text.html) == ("văn bản đến", "<b>văn bản đến</b>")
    assert isinstance(shelf._held, bytearray)
