"""The style sheet of the paper, measured against Phụ lục I of Decree 30 (Mục I and Mục V of Phần I)."""

import re
from pathlib import Path

import pytest

from law.layout.letter_widths import width
from tests.law.measures import MEASURES, Measure

CSS = re.sub(r"/\*.*?\*/", "", (Path(__file__).parents[2] / "static/law/a4.css").read_text("utf-8"), flags=re.DOTALL)
SCREEN = CSS.split("@container")[0]


def declarations(selector: str) -> dict[str, str]:
    """All declarations of the rules in which the selector stands, the later over the earlier."""
    found: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", SCREEN):
        if selector in [one.strip() for one in selectors.split(",")]:
            for line in body.split(";"):
                name, _, value = line.partition(":")
                if value:
                    found[name.strip()] = value.strip()
    assert found, f"no rule for {selector}"
    return found


def size(selector: str, name: str, unit: str) -> float:
    match = re.match(rf"calc\(([\d.]+) \* var\(--{unit}\)\)", declarations(selector)[name])
    assert match, f"{selector} {name} is not written in {unit} of the paper"
    return float(match[1])


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.component)
def test_letters_have_the_size_and_style_of_muc_v(measure: Measure) -> None:
    assert measure.least <= size(measure.selector, "font-size", "pt") <= measure.most
    rule = declarations(measure.selector)
    assert (rule.get("font-weight") == "bold") is measure.bold
    assert (rule.get("font-style") == "italic") is measure.italic


def test_the_legal_bases_are_italic() -> None:
    """Khoản 6 điểm a."""
    assert declarations(".a4-legal-basis")["font-style"] == "italic"


def test_the_sheet_is_a4_with_margins_of_muc_i() -> None:
    """Mục I khoản 1 và 3."""
    sheet = declarations(".a4-sheet")
    assert (sheet["--paper-width"], sheet["--paper-height"]) == ("210", "297")
    assert 20 <= float(sheet["--margin-top"]) <= 25
    assert 20 <= float(sheet["--margin-bottom"]) <= 25
    assert 30 <= float(sheet["--margin-left"]) <= 35
    assert 15 <= float(sheet["--margin-right"]) <= 20


def test_a_page_within_a_question_takes_no_sheet_of_its_own() -> None:
    takers = re.findall(r"([^{};]+)\{[^{}]*\bpage: a4-", CSS)
    assert len(takers) == 2
    assert all(":not(:where(.a4-picture *))" in selector for selector in takers)


def test_print_has_the_same_margins_and_the_page_number_in_the_top_margin() -> None:
    """Mục I khoản 3 và 7."""
    page = re.search(r"@page a4-sheet \{(.*?)\n\}", CSS, flags=re.DOTALL)
    assert page
    assert "margin: 20mm 15mm 20mm 30mm" in page[1]
    assert re.search(r"@top-center \{ content: counter\(page\); font: 1[34]pt", page[1])
    assert re.search(r"@page a4-sheet:first \{\s*@top-center \{ content: none; \}", CSS)


def test_the_letters_are_times_new_roman_in_black() -> None:
    """Mục I khoản 4."""
    assert declarations(".a4-sheet")["font-family"].startswith('"Times New Roman", "Liberation Serif"')
    assert declarations(".a4")["color"] == "#000"


def test_the_body_is_justified_indented_and_spaced() -> None:
    """Mục II khoản 6 điểm e."""
    assert declarations(".a4-body")["text-align"] == "justify"
    assert size(".a4-paragraph", "text-indent", "mm") in (10, 12.7)
    assert size(".a4-body > * + *", "margin-top", "pt") >= 6
    assert 1 <= float(declarations(".a4-sheet")["line-height"]) <= 1.5


def test_the_subject_of_a_letter_stands_6_points_below_the_number() -> None:
    """Mục II khoản 5 điểm b."""
    assert size(".a4-letter-subject", "margin-top", "pt") == 6


def test_the_dashes_of_kinh_gui_stand_under_the_colon() -> None:
    """Mục II khoản 9 điểm d: the dash ends at the list's edge, which must lie so far right of the colon's end."""
    edge = declarations(".a4-addressed-to-many ul")["margin-left"]
    assert float(edge.removesuffix("em")) == pytest.approx(width("- ", 1) - width(":", 1), abs=0.001)


def test_the_title_keeps_the_middle_beside_a_mark() -> None:
    """Mục II khoản 5 điểm b."""
    assert declarations(".a4-title-row-centred")["grid-template-columns"] == "var(--side) 1fr var(--side)"


def test_the_rules_have_their_lengths() -> None:
    """Mục II khoản 1 điểm b: as long as the line; khoản 2 điểm b and khoản 5 điểm b: 1/3 to 1/2 of it."""
    assert declarations(".a4-full-rule")["display"] == "inline-block"
    assert 33.3 <= float(declarations(".a4-short-rule::after")["width"].rstrip("%")) <= 50


@pytest.mark.parametrize(
    ("selector", "width"),
    [(".a4-urgency-urgent", 20), (".a4-urgency-very-urgent", 40), (".a4-urgency-express", 30)],
)
def test_the_marks_of_urgency_have_their_size(selector: str, width: float) -> None:
    """Mục III khoản 2 điểm b."""
    assert size(selector, "width", "mm") == width
    assert size(".a4-marks p", "height", "mm") == 8


def test_the_arrival_stamp_is_35_by_50_mm() -> None:
    """Phụ lục IV Mục V."""
    assert (size(".a4-arrival", "width", "mm"), size(".a4-arrival", "min-height", "mm")) == (50, 35)


def test_the_seal_covers_about_a_third_of_the_signature_on_its_left() -> None:
    """Mục II khoản 8 điểm a."""
    left = float(re.findall(r"-([\d.]+)", declarations(".a4-signature-picture")["margin-left"])[0])
    width = size(".a4-signature-picture", "width", "mm")
    seal_left = float(re.findall(r"-([\d.]+)", declarations(".a4-seal-picture")["margin-left"])[0])
    covered = (-seal_left + size(".a4-seal-picture", "width", "mm")) - (-left)
    assert 0.25 <= covered / width <= 0.4
