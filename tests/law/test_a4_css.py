"""The style sheet of the paper, measured against Phụ lục I of Decree 30 (Mục I and Mục V of Phần I)."""

import re
from pathlib import Path

import pytest

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


# Component, selector, smallest and largest size in points, bold, italic.
TABLE = [
    ("Quốc hiệu", ".a4-national-name", 12, 13, True, False),
    ("Tiêu ngữ", ".a4-national-motto", 13, 14, True, False),
    ("Cơ quan chủ quản", ".a4-parent-organ", 12, 13, False, False),
    ("Cơ quan ban hành", ".a4-organ-name", 12, 13, True, False),
    ("Số, ký hiệu", ".a4-code", 13, 13, False, False),
    ("Địa danh, thời gian", ".a4-date", 13, 14, False, True),
    ("Tên loại và trích yếu", ".a4-title", 13, 14, True, False),
    ("Trích yếu công văn", ".a4-letter-subject", 12, 13, False, False),
    ("Nội dung", ".a4-body", 13, 14, False, False),
    ("Quyền hạn, chức vụ, họ tên", ".a4-signature", 13, 14, True, False),
    ("Kính gửi", ".a4-addressed-to", 13, 14, False, False),
    ("Nơi nhận", ".a4-recipients-word", 12, 12, True, True),
    ("Danh sách nơi nhận", ".a4-recipients-list", 11, 11, False, False),
    ("Dấu khẩn, mật", ".a4-marks", 13, 14, True, False),
    ("Phạm vi lưu hành", ".a4-circulation", 13, 14, True, False),
    ("Ký hiệu người soạn", ".a4-drafter-mark", 11, 11, False, False),
    ("Địa chỉ", ".a4-contact", 11, 12, False, False),
    ("Chữ Phụ lục", ".a4-appendix-word", 14, 14, True, False),
    ("Tên phụ lục", ".a4-appendix-head", 13, 14, False, False),
    ("Chỉ dẫn kèm theo", ".a4-appendix-pointer", 13, 14, False, True),
    ("Chữ ký số không hiện hình", ".a4-signing-note", 10, 10, False, False),
]


@pytest.mark.parametrize(("component", "selector", "least", "most", "bold", "italic"), TABLE)
def test_letters_have_the_size_and_style_of_muc_v(
    component: str, selector: str, least: float, most: float, bold: bool, italic: bool
) -> None:
    assert least <= size(selector, "font-size", "pt") <= most, component
    rule = declarations(selector)
    assert (rule.get("font-weight") == "bold") is bold, component
    assert (rule.get("font-style") == "italic") is italic, component


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
