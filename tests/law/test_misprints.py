"""Mistakes on a page: planted where the author says, and told by nothing but the look of the page."""

import re
from dataclasses import replace

import pytest

from law.document_types import document_type
from law.layout.lettering import RIGHT, Change
from law.layout.misprints import Misprint, SpottedPage, WrongMisprint, spotted
from law.layout.page import render_page
from law.layout.wording import NO_BREAK_SPACE
from law.layout.zones import UnknownZone, zone_name
from tests.law.documents import decision, official_letter
from tests.law.test_a4_css import declarations, size
from tests.law.test_page import Page

LETTER = render_page(official_letter(), body_zones=True)
DECISION = render_page(decision(), body_zones=True)


def planted(page: str, zone: str, **misprint: object) -> str:
    """The page with one mistake, whole again."""
    return "".join(spotted(page, {zone: Misprint(**misprint)}).pieces)  # type: ignore[arg-type]  # a test's shorthand


def line(html: str, css: str) -> str:
    """The first element with that class, with its tags."""
    found = re.search(rf'<(\w+) class="{css}[ "].*?</\1>', html)
    assert found, css
    return found[0]


def test_a_zone_gets_other_words_exactly_as_written() -> None:
    html = planted(LETTER, "3", text="Số: 5 / SNV - VP & <b>")
    assert Page(html).texts[
        "a4-letter-subject a4-look-light a4-look-upright a4-look-plain a4-look-12pt a4-look-centred"
    ]
    assert "Số: 5 / SNV - VP &amp; &lt;b&gt;</p>" in html
    assert "Số: 05/SNV-VP" not in html


def test_several_lines_are_written_one_by_one() -> None:
    html = planted(LETTER, "7a", text="T/M GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")
    assert "T/M GIÁM ĐỐC</p>" in html
    html = planted(LETTER, "9b", text="Nơi nhận:\nNhư trên\nUBND tỉnh\nLưu VT.")
    assert re.findall(r"<li[^>]*>(.*?)</li>", html)[-3:] == ["Như trên", "UBND tỉnh", "Lưu VT."]


def test_words_between_stars_are_bold() -> None:
    assert "<strong>Điều 1.</strong> Lập tổ." in planted(DECISION, "doan-1", text="**Điều 1.** Lập tổ.")


@pytest.mark.parametrize(
    ("zone", "change", "css", "has"),
    [
        ("can-cu-1", Change.UPRIGHT, "a4-legal-basis", "a4-look-upright"),
        ("5a", Change.NOT_BOLD, "a4-type", "a4-look-light"),
        ("3", Change.BOLD, "a4-code", "a4-look-bold"),
        ("4", Change.LARGER, "a4-date", "a4-look-15pt"),
        ("2", Change.SMALLER, "a4-organ-name", "a4-look-10pt"),
        ("chu-quyet-dinh", Change.LEFT, "a4-enacting-word", "a4-look-left"),
        ("7b", Change.UNDERLINED, "a4-signer-name", "a4-look-underlined"),
    ],
)
def test_a_look_is_changed(zone: str, change: Change, css: str, has: str) -> None:
    assert has not in line(planted(DECISION, zone, text="x" if zone == "3" else None, looks=()), css).split(">")[0]
    assert has in line(planted(DECISION, zone, looks=(change,)), css).split(">")[0]


def test_one_line_of_a_zone_may_be_changed_alone() -> None:
    html = planted(LETTER, "1", looks=(Change.ITALIC,), line=2)
    assert "a4-look-upright" in line(html, "a4-national-name")
    assert "a4-look-italic" in line(html, "a4-national-motto")


def test_the_rule_below_the_words_can_go_and_become_longer() -> None:
    assert "a4-full-rule" not in planted(LETTER, "1", looks=(Change.NO_RULE,))
    assert "Độc lập - Tự do - Hạnh phúc</p>" in planted(LETTER, "1", looks=(Change.NO_RULE,))
    assert '<span class="a4-full-rule">' in line(planted(LETTER, "2", looks=(Change.LONG_RULE,)), "a4-organ-name")
    assert '<span class="a4-short-rule">' in line(planted(LETTER, "3", looks=(Change.SHORT_RULE,)), "a4-code")


def test_not_bold_also_takes_the_bold_words_of_an_article() -> None:
    html = planted(DECISION, "doan-2", looks=(Change.NOT_BOLD,))
    assert "<strong>Điều 1.</strong>" in html
    assert "Điều 2. Hiệu lực</p>" in html


@pytest.mark.parametrize(
    ("zone", "misprint", "said"),
    [
        ("5a", Misprint("x"), "trang không có ô '5a'; có: 2, 1, 3"),
        ("1", Misprint("chỉ một dòng"), "ô 1 có 2 dòng"),
        ("3", Misprint("Số: 05/SNV-VP"), "không thành lỗi"),
        ("4", Misprint("Phường Trung tâm, ngày 05 tháng 02 năm 2026"), "không thành lỗi"),
        ("4", Misprint(looks=(Change.ITALIC,)), "ô 4 vốn đã italic"),
        ("1", Misprint(looks=(Change.LONG_RULE,), line=2), "vốn đã long-rule"),
        ("7c", Misprint(looks=(Change.BOLD,)), "không có dòng chữ nào"),
        ("1", Misprint(looks=(Change.ITALIC,), line=3), "không có dòng chữ nào"),
    ],
)
def test_a_misprint_that_cannot_be_is_told(zone: str, misprint: Misprint, said: str) -> None:
    with pytest.raises(WrongMisprint, match=re.escape(said)):
        spotted(LETTER, {zone: misprint})


def test_the_page_is_cut_where_spots_begin_in_its_own_order() -> None:
    page = spotted(LETTER, {"9b": None, "3": Misprint("Số 5"), "2": None})
    assert page.zones == ("2", "3", "9b")
    assert len(page.pieces) == 4
    assert page.pieces[2].startswith("Số 5</p>")
    assert not re.search("[\ue000]", "".join(page.pieces))


def vocabulary(page: SpottedPage) -> set[tuple[str, ...]]:
    """Which kinds of look every line tells, whatever it says of them."""
    kinds = {"bold": "weight", "light": "weight", "italic": "style", "upright": "style", "underlined": "line", "plain": "line"}  # fmt: skip
    lines = re.findall(r'<(?:p|li)(?![a-z])(?: class="([^"]*)")?', "".join(page.pieces))
    told = []
    for classes in lines:
        looks = [name.removeprefix("a4-look-") for name in classes.split() if name.startswith("a4-look-")]
        told.append(tuple(kinds.get(look, "size" if look.endswith("pt") else "align") for look in looks))
    return set(told)


def test_the_source_of_the_page_tells_no_more_than_the_page() -> None:
    """Every line says its whole look, right or wrong; nothing else tells one from the other or remembers the right words."""
    sound = spotted(LETTER, dict.fromkeys(("1", "2", "3", "4", "7a", "7b", "9b", "doan-1")))
    faulty = spotted(
        LETTER,
        {
            "1": Misprint(looks=(Change.ITALIC, Change.NO_RULE), line=2),
            "2": Misprint("UBND TỈNH T\nSỞ NỘI VỤ TỈNH T"),
            "3": Misprint("Số: 5/SNV", (Change.BOLD,)),
            "4": Misprint("Phường Trung tâm, ngày 5 tháng 2 năm 2026"),
            "7a": None,
            "7b": Misprint("TS. Nguyễn Thị Phương Thảo"),
            "9b": None,
            "doan-1": Misprint(looks=(Change.LEFT,)),
        },
    )
    assert vocabulary(sound) == vocabulary(faulty) == {("weight", "style", "line", "size", "align")}
    html = "".join(faulty.pieces)
    shape = re.sub(r'<span class="a4-full-rule">(.*?)</span>', r"\1", re.sub(r'"[^"]*"', "", "".join(sound.pieces)))
    assert set(re.findall(r"<(\w+)", html)) <= set(re.findall(r"<(\w+)", shape)) | {"span"}
    for told in ("data-zone", "misprint", "05/SNV-VP", "của Nguyễn", "a4-phrase"):
        assert told not in html, told
    assert f"ngày{NO_BREAK_SPACE}5{NO_BREAK_SPACE}tháng" in html, "a date keeps together, written by whom ever"


def test_a_name_of_a_body_breaks_before_its_place_written_by_whom_ever() -> None:
    letter = render_page(replace(official_letter(), organ_name="Ủy ban nhân dân phường B"), body_zones=True)
    kept = f"ỦY{NO_BREAK_SPACE}BAN{NO_BREAK_SPACE}NHÂN{NO_BREAK_SPACE}DÂN PHƯỜNG{NO_BREAK_SPACE}"
    assert kept + "B</span>" in "".join(spotted(letter, {"2": None}).pieces)
    assert kept + "C</span>" in planted(letter, "2", text="UBND TỈNH T\nỦY BAN NHÂN DÂN PHƯỜNG C")
    wide = planted(letter, "2", text="UBND TỈNH T\nỦY BAN  NHÂN DÂN PHƯỜNG C").replace(NO_BREAK_SPACE, " ")
    assert ">ỦY BAN  NHÂN DÂN PHƯỜNG C</span>" in wide, "not a letter, not a space is lost"


def test_every_right_look_is_the_one_of_the_style_sheet() -> None:
    for css, look in RIGHT.items():
        rule: dict[str, str] = {}
        for selector in (*PARENTS.get(css, ()), f".{css}"):
            try:
                rule |= declarations(selector)
            except AssertionError:
                continue  # a component that looks like the one around it
        assert rule["font-size"] == f"calc({look.size:g} * var(--pt))", css
        assert (rule.get("font-weight") == "bold") is look.is_bold, css
        assert (rule.get("font-style") == "italic") is look.is_italic, css


# The component around one that has no size or weight of its own.
PARENTS = {
    "a4-addressed-to-many": (".a4-addressed-to",),
    "a4-issuing-authority": (".a4-body",),
    "a4-legal-basis": (".a4-body",),
    "a4-enacting-word": (".a4-body",),
    "a4-heading": (".a4-body",),
    "a4-roman-section": (".a4-body",),
    "a4-paragraph": (".a4-body",),
    "a4-dieu": (".a4-body",),
    "a4-khoan": (".a4-body",),
    "a4-diem": (".a4-body",),
    "a4-dash-list": (".a4-body",),
    "a4-end-mark": (".a4-body",),
    "a4-authority": (".a4-signature",),
    "a4-other-position": (".a4-signature",),
    "a4-signer-name": (".a4-signature",),
}


@pytest.mark.parametrize("points", [*range(8, 17)])
def test_the_style_sheet_has_every_size_that_a_change_can_give(points: int) -> None:
    assert size(f".a4-sheet .a4-look-{points}pt", "font-size", "pt") == points
    assert min(look.size for look in RIGHT.values()) - 2 >= 8
    assert max(look.size for look in RIGHT.values()) + 2 <= 16


def test_zones_have_names_that_people_know() -> None:
    assert zone_name("3") == "Số, ký hiệu"
    assert zone_name("can-cu-2") == "Căn cứ thứ\u00a02"
    assert zone_name("doan-10") == "Nội dung, đoạn thứ\u00a010"
    for unknown in ("15", "doan-0", "can-cu", ""):
        with pytest.raises(UnknownZone):
            zone_name(unknown)


def test_every_zone_of_a_page_has_a_name() -> None:
    letter = render_page(official_letter(document_type=document_type("thong-bao")), body_zones=True)
    for zone in [*Page(letter).zones, *Page(LETTER).zones, *Page(DECISION).zones]:
        assert zone_name(zone)
