"""The sheet that people sign in a session: how many sheets of paper, and what stands beside the signature."""

import re
import subprocess
from types import SimpleNamespace

import pytest

from tests.training.conftest import World
from training.views import papers

pytestmark = pytest.mark.one_database  # about paper

SHORT = ("Nông Thị Lan", "Văn thư, lưu trữ", "Ủy ban nhân dân phường Phan Đình Phùng")
LONG = ("Nguyễn Thị Phương Hoài Thương", "Chuyên viên Trung tâm Phục vụ hành chính công", SHORT[2])


def _rows_of_sheets(
    world: World, monkeypatch: pytest.MonkeyPatch, count: int, person: tuple[str, str, str]
) -> list[int]:
    """How many lines of the list stand on each sheet; the last sheet bears the signature."""
    name, position, agency = person
    one = SimpleNamespace(
        person=SimpleNamespace(full_name=name, birth_date=None, user_name=None),
        person_id=None, birth_year=None, position=position, agency=SimpleNamespace(name=agency),
    )  # fmt: skip
    monkeypatch.setattr(papers, "enrolments_of_class", lambda *_: [one] * count)
    answer = world.get("minh", f"/lop/{world.class_id}/buoi/{world.today}/phieu-ky-ten")
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.data, capture_output=True, check=True).stdout
    sheets = text.decode().removesuffix("\f").split("\f")
    assert "(Ký, ghi rõ họ tên)" in sheets[-1]
    return [len(re.findall(r"^ *\d+\s", sheet, re.MULTILINE)) for sheet in sheets]


@pytest.mark.parametrize("count", [8, 12, 13])
def test_a_list_of_a_dozen_people_takes_one_sheet(world: World, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    assert _rows_of_sheets(world, monkeypatch, count, SHORT) == [count + papers.WALK_INS]


@pytest.mark.parametrize("count", [12, 15, 20, 26, 30, 43])
def test_the_signature_never_stands_alone(world: World, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    rows = _rows_of_sheets(world, monkeypatch, count, LONG)
    assert sum(rows) == count + papers.WALK_INS
    assert rows[-1] >= 3
