"""A draft that went through another word processor is still this person's draft, with the same faults and words."""

from pathlib import Path

from exercises import scenario as scenarios
from exercises.dms import letters
from exercises.dms.domain.drafting import other_letter
from exercises.dms.domain.drafts import DraftItem
from law import register
from tests.exercises.test_drafts import look_at
from tests.factories.libreoffice import convert

SEEDS = 3


def _saved_again(folder: Path) -> None:
    """Each .docx of a folder opened by LibreOffice and saved as .odt, and that one saved as .docx."""
    convert(sorted(folder.glob("*.docx")), "odt", folder)
    convert(sorted(folder.glob("*.odt")), "docx:MS Word 2007 XML", folder / "again")


def test_a_draft_saved_by_libreoffice_is_graded_alike(tmp_path: Path) -> None:
    drafts = [scenarios.opening(scenarios.load_all()["VBDI-02"], f"saved {n}").drafts[0] for n in range(SEEDS)]
    for draft in drafts:
        (tmp_path / f"{draft.mark}.docx").write_bytes(letters.given_file(draft, register.load()))
    _saved_again(tmp_path)
    for draft in drafts:
        look = look_at(draft, (tmp_path / "again" / f"{draft.mark}.docx").read_bytes())
        assert other_letter(DraftItem(draft), look) == ""
        assert look.mark == draft.mark
        assert {fault.rule for fault in look.faults} == {fault.rule for fault in draft.faults}
        assert (look.lost, look.added <= 2) == ((), True)
