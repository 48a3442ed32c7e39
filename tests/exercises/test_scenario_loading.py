"""A broken exercise folder is told by file, table and what is wrong, before anybody works on it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises import scenario as scenarios
from exercises.table import ScenarioError

Break = Callable[[str, str], ScenarioError]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "vbden-02"
    shutil.copytree(scenarios.FOLDER / "vbden-02-tiep-nhan-qua-truc", copy)
    return copy


@pytest.fixture
def broken(folder: Path) -> Break:
    """Replace a piece of scenario.toml and give the error that loading raises."""

    def _break(old: str, new: str) -> ScenarioError:
        path = folder / "scenario.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(ScenarioError) as caught:
            scenarios.load(folder)
        return caught.value

    return _break


@pytest.mark.parametrize(
    ("old", "new", "table", "said"),
    [
        ('id = "VBDEN-02"\n', "", "", "thiếu id"),
        ("level = 1", "level = 9", "", "từ 1 đến 5"),
        ("level = 1", 'level = "dễ"', "", "phải là số nguyên"),
        ("level = 1", "level = 1\nlevle = 2", "", "khóa lạ levle"),
        ('cite = "ND30.D21.K2.A"', 'cite = "ND30.D99"', "checks: kiem-tra-chu-ky", "sổ pháp luật không có ND30.D99"),
        ('pred = "before"', 'pred = "befor"', "checks: kiem-tra-chu-ky", "không có loại kiểm tra 'befor'"),
        ('code = "03", days = 0', 'code = "03"', "checks: bao-da-nhan", "cần có days"),
        ('generator = "incoming_packets"', 'generator = "mail"', "seed", "không có bộ sinh mail@1"),
        ('arrives = "D+0 07:02"', 'arrives = "07:02"', "seed", "packets[0]"),
        ('start = "D+0 07:30"', 'start = "7 giờ"', "clock", "không phải thời điểm"),
        ("day = 2026-10-14", "day = 2026-10-17", "clock", "không phải ngày làm việc"),
        ("open = 1\n", "opn = 1\n", "clock", "không có opn"),
        ('do = "assign"', 'do = "sign_receipt"', "npcs: leader", "do = 'sign_receipt'"),
        ('checks = ["trinh-trong-ngay"]', 'checks = ["trinh"]', "goals", "không có mục kiểm tra trinh"),
        ('checks = ["giu-nguyen-tep"]', 'checks = ["bao-da-nhan"]', "goals", "không mục tiêu nào nêu"),
        ('id = "bao-da-nhan"', 'id = "kiem-tra-chu-ky"', "checks", "dùng hai lần"),
        ("weight = 10", "weight = 0", "checks: kiem-tra-chu-ky", "weight phải từ"),
    ],
)
def test_it_names_the_table_and_what_is_wrong(broken: Break, old: str, new: str, table: str, said: str) -> None:
    error = broken(old, new)
    assert error.path.name == "scenario.toml"
    assert error.table == table
    assert said in error.problem


def test_it_names_a_missing_brief(folder: Path) -> None:
    (folder / "brief.md").unlink()
    with pytest.raises(ScenarioError, match=r"brief\.md: thiếu tệp"):
        scenarios.load(folder)


def test_it_names_a_brief_that_no_page_can_show(folder: Path) -> None:
    (folder / "brief.md").write_text("dài " * 6000, "utf-8")
    with pytest.raises(ScenarioError, match=r"brief\.md: dài 23999 ký tự; nhiều nhất là 20000"):
        scenarios.load(folder)


def test_it_names_the_line_of_broken_toml(folder: Path) -> None:
    (folder / "scenario.toml").write_text("id = \nx = 1", "utf-8")
    with pytest.raises(ScenarioError, match=r"scenario\.toml: dòng 1: viết sai cú pháp TOML"):
        scenarios.load(folder)


def test_letters_in_pieces_are_refused(folder: Path) -> None:
    path = folder / "scenario.toml"
    path.write_text(path.read_text("utf-8").replace("Tiếp", "Tie\u0302\u0301p", 1), "utf-8")
    with pytest.raises(ScenarioError, match="NFC"):
        scenarios.load(folder)


def test_two_folders_may_not_share_an_id(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("vbden-02-again"))
    with pytest.raises(ScenarioError, match="đã dùng ở"):
        scenarios.load_all(folder.parent)


def test_the_digest_changes_with_the_text_and_not_with_the_runs(folder: Path) -> None:
    before = scenarios.load(folder).digest
    (folder / "runs" / "them.toml").write_text('title = "thêm"\nat_most = 100\n', "utf-8")
    assert scenarios.load(folder).digest == before
    (folder / "brief.md").write_text("Đề khác", "utf-8")
    assert scenarios.load(folder).digest != before
