"""Ways to make faults vanish from a draft without mending them: each must earn nothing."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from exercises.dms import letters
from law import register
from tests.exercises.test_drafts import check, draft_of, handed_in, look_at, new_faults
from tests.factories.desk import Clerk, clerk_at

WHITE = RGBColor(255, 255, 255)


@pytest.fixture
def clerk() -> Clerk:
    return clerk_at("VBDI-02")


def _text(paragraph: Any) -> str:
    return "".join(part.text or "" for part in paragraph.iter(qn("w:t")))


def without_foot(data: bytes) -> tuple[Any, str]:
    """The file without signer and recipients, and the words that were taken away."""
    file = docx.Document(io.BytesIO(data))
    gone = [one for one in file.element.body.iter(qn("w:p")) if _text(one).startswith(("KT", "PHÓ", "Nơi nhận", "- "))]
    words = " ".join(_text(one) for one in gone)
    for paragraph in gone:
        for part in paragraph.iter(qn("w:t")):
            part.text = ""
    return file, words


def _in_the_footer(file: Any, words: str) -> None:
    file.sections[0].footer.paragraphs[0].add_run(words)


def _in_white(file: Any, words: str) -> None:
    file.add_paragraph().add_run(words).font.color.rgb = WHITE


def _in_dust(file: Any, words: str) -> None:
    file.add_paragraph().add_run(words).font.size = Pt(1)


def _hidden(file: Any, words: str) -> None:
    file.add_paragraph().add_run(words).font.hidden = True


@pytest.mark.parametrize("put_away", [_in_the_footer, _in_white, _in_dust, _hidden])
def test_words_that_nobody_can_read_on_the_page_are_lost(clerk: Clerk, put_away: Callable[[Any, str], None]) -> None:
    file, words = without_foot(letters.given_file(draft_of(clerk).draft, register.load()))
    assert "Nơi nhận" in words
    put_away(file, words)
    saved = io.BytesIO()
    file.save(saved)
    look = look_at(draft_of(clerk).draft, saved.getvalue())
    assert "nơi nhận" in look.lost
    assert draft_of(clerk).draft.fault("noi-nhan").rule in look.unjudged
    handed_in(clerk, look)
    assert check(clerk, "fault_mended", slots=["noi-nhan"]).share == 0
    assert clerk.grade().score == 0


def test_a_part_that_the_checker_cannot_see_is_not_mended(clerk: Clerk) -> None:
    rule = draft_of(clerk).draft.fault("noi-nhan").rule
    result = check(handed_in(clerk, replace(new_faults(), unjudged=(rule,))), "fault_mended", slots=["noi-nhan"])
    assert (result.share, result.is_wrong) == (0, True)
    assert "không nhận ra phần này" in result.found
