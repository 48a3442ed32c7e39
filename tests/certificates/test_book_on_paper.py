"""The register book as it leaves the printer: how many certificates a page holds, and that nothing is cut off."""

import re
import subprocess
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from certificates.books import register_pdf
from certificates.domain.states import State
from certificates.queries import Entry
from tests.certificates.test_papers import LONG
from tests.conftest import NOW

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.one_database]  # about paper

MANY = 40
REASON = (
    "Người được cấp giấy khai không đúng đơn vị công tác khi đăng ký học; cơ quan cử đi học đã xác minh và có văn bản"
    " đề nghị thu hồi giấy chứng nhận, kèm biên bản làm việc có chữ ký của người học. "
) * 3
# The sheet without the margins of static/print.css, in points; the line at the foot stands in the lower margin.
LEFT, RIGHT, FOOT = (millimetres / 25.4 * 72 for millimetres in (20, 297 - 12, 210 - 8))


def entry(place: int, reason: str) -> Entry:
    number = f"{place:04d}/2026/GCN-SNV"
    return Entry(
        id=uuid.uuid4(),
        person_id=uuid.uuid4(),
        class_id=uuid.uuid4(),
        number=number,
        register_no=place,
        year=2026,
        facts=replace(LONG, number=number, register_no=place),
        issued_at=NOW,
        pdf_sha256=None,
        state=State.REVOKED if reason else State.VALID,
        ended_at=NOW + timedelta(days=1) if reason else None,
        reason=reason,
        ending_decision="1250/QĐ-UBND" if reason else "",
    )


def printed(reason: str) -> bytes:
    return register_pdf(2026, [entry(place, reason) for place in range(1, MANY + 1)], LONG.issuer, NOW)


def pages(content: bytes, *how: str) -> list[str]:
    done = subprocess.run(["pdftotext", *how, "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f" if "-bbox" not in how else "</page>")[:-1]


@pytest.mark.parametrize("reason", ["", REASON[:60].strip(), REASON[:500].strip()])
def test_a_page_holds_several_certificates_however_long_their_names_and_notes_are(reason: str) -> None:
    content = printed(reason)
    counts = [len(re.findall(r"\d{4}/2026/GCN-SNV", page)) for page in pages(content, "-raw")]
    assert sum(counts) == MANY, counts
    assert min(counts[1:-2]) >= 3, counts  # the last rows go along with the signatures


def test_nothing_is_cut_off_at_the_edges_or_lost_between_pages() -> None:
    content = printed(REASON[:500].strip())
    said = " ".join(" ".join(pages(content, "-raw")).split())
    assert said.count(REASON[:500].strip()) == MANY
    boxes = re.findall(
        r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)"', "".join(pages(content, "-bbox"))
    )
    for left, right, bottom in boxes:
        assert float(left) >= LEFT - 0.1
        assert float(right) <= RIGHT + 0.1
        assert float(bottom) <= FOOT
