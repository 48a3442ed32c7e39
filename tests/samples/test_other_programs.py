"""Files that went through LibreOffice: saved again as .docx by way of .odt, and printed as PDF. Neither adds a fault."""

import datetime
from pathlib import Path

import pytest

from law import register
from law.layout.soi import Outcome, Report, judge, read, understand
from tests.factories.libreoffice import convert
from tests.samples.good import by_hand
from tests.samples.hands.many import HANDS
from tests.samples.mutate import xml

DAY = datetime.date(2026, 11, 26)
KEYS = ("cong-van", "quyet-dinh-truc-tiep", "bien-ban", "ke-hoach", "quy-che", "bao-cao", "to-trinh", "chi-thi")
CHOSEN = [("ours", key) for key in KEYS[:5]] + list(zip(HANDS, KEYS, strict=False))
# A PDF made where Times New Roman is not installed shows a font of the same measures.
_FONT = {"trang.phong-chu"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    for hand, key in CHOSEN:
        (folder / f"{hand}-{key}.docx").write_bytes(by_hand(hand, key))
    (folder / "hanging-head.docx").write_bytes(_hanging(by_hand("word", "cong-van")))
    names = sorted(folder.glob("*.docx"))
    convert(names, "pdf", folder)
    convert(names, "odt", folder)
    convert(sorted(folder.glob("*.odt")), "docx:MS Word 2007 XML", folder / "again")
    return folder


def _hanging(letter: bytes) -> bytes:
    """The letter with its head standing out into the left margin, as a wide name of a body needs it."""
    return xml(r'<w:tblInd w:w="0"', '<w:tblInd w:w="-600"', count=1)(letter)


def _faults(path: Path) -> tuple[Report, list[str]]:
    report = judge(understand(read(path.read_bytes(), path.name)), register.load(), DAY)
    return report, [f"{path.name}: {one.rule}: {one.found}" for one in report.of(Outcome.FAIL)]


def test_files_saved_again_by_libreoffice_have_no_fault(saved: Path) -> None:
    reports = [_faults(path) for path in sorted((saved / "again").glob("*.docx"))]
    assert len(reports) == len(CHOSEN) + 1
    assert [fault for _, faults in reports for fault in faults] == []


def test_files_printed_as_pdf_have_no_fault_and_hardly_a_question(saved: Path) -> None:
    reports = [_faults(path) for path in sorted(saved.glob("*.pdf"))]
    assert len(reports) == len(CHOSEN) + 1
    assert [fault for _, faults in reports for fault in faults] == []
    asked = {one.rule for report, _ in reports for one in report.of(Outcome.NEEDS_REVIEW)}
    assert asked <= _FONT | {"dia-danh.cung-dong"}
