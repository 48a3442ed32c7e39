"""docs/glossary.md pairs each Vietnamese term with one English name."""

from pathlib import Path

from law.vietnamese import nfc

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith(("| Vietnamese", "| ---"))
]


def test_it_has_at_least_sixty_terms_in_four_columns() -> None:
    assert len(ROWS) >= 60
    assert {len(row) for row in ROWS} == {4}


def test_each_vietnamese_term_stands_once() -> None:
    terms = [row[0] for row in ROWS]
    assert len(terms) == len(set(terms))


def test_no_term_forbids_its_own_name() -> None:
    for _, name, forbidden, _ in ROWS:
        names = {one.strip() for one in name.split(",")}
        assert not names & {one.strip() for one in forbidden.split(",")}


def test_it_is_written_in_one_unicode_form() -> None:
    assert nfc(GLOSSARY) == GLOSSARY
