"""Rendering takes short ways where it may; what comes out is what the long way makes."""

import threading
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import markdown as core_markdown
from core.markdown import EXTENSIONS, KINDS, TextTooLong, clean, render
from law.vietnamese import slug

BOX = "/// warning | Lỗi thường gặp\nMở hai dãy số.\n///"


def the_long_way(text: str) -> str:
    """A converter made for this text alone."""
    return clean(
        markdown.markdown(
            text,
            extensions=EXTENSIONS,
            extension_configs={
                "toc": {"slugify": lambda value, _separator: slug(value)},
                "pymdownx.blocks.admonition": {"types": KINDS},
            },
            output_format="html",
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "Số đến lấy liên tiếp trong năm.",
        "7 giờ sáng, chị Hoa nhận sáu bì: hai bì rách, bốn bì lành.",
        "1. Một mục",
        "12) Mười hai",
        "(1) gửi UBND xã A; (2) gửi Công đoàn",
        "“05” vẫn là “05” - đừng bỏ số 0 + dấu cách; a = b: đúng?",
        'Ghi "05" & đóng dấu',
        "Hai dòng\nliền nhau",
        "Hai đoạn\n\nrời nhau",
        "  thụt vào  ",
        "    bốn dấu cách",
        "**đậm** và [liên kết](https://example.org)",
        "từ\n: nghĩa của từ",
        "Tên\n===",
        "/// note | x",
        BOX,
        "## Đề mục\n\nChữ",
        "",
    ],
)
def test_the_short_ways_make_what_the_long_way_makes(text: str) -> None:
    assert render(text) == the_long_way(text)


@given(st.text(alphabet="aằ1 .:-+=()/“”'\"\n;,?%–", max_size=40))
def test_no_text_is_taken_for_a_plain_one(text: str) -> None:
    assert render(text) == the_long_way(text)


def test_nothing_of_one_text_stays_for_the_next() -> None:
    render("[a]: https://example.org\n\n## Đề mục\n\n" + BOX)
    assert render("[a]\n\n## Đề mục") == the_long_way("[a]\n\n## Đề mục")


def test_threads_do_not_meet() -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.append(render(f"{BOX}\n\n## Mục"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(made) == {the_long_way(f"{BOX}\n\n## Mục")}
    assert len(made) == 8


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(TextTooLong):
        render("a" * 20_001)


def test_a_later_start_takes_over_what_was_rendered_and_renders_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rendered.json"
    core_markdown.forget()
    made = render(BOX)
    core_markdown.keep(file)
    core_markdown.forget()
    core_markdown.recall(file)
    monkeypatch.setattr(core_markdown, "_converter", lambda: pytest.fail("rendered again"))
    assert render(BOX) == made


@pytest.mark.parametrize("content", ["", "{", "[]", '{"rules": "of another version", "html": {"x": "<script>"}}'])
def test_a_file_of_other_rules_or_a_broken_one_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "rendered.json"
    file.write_text(content, encoding="utf-8")
    core_markdown.forget()
    core_markdown.recall(file)
    assert render(BOX) == the_long_way(BOX)
