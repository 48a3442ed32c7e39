import shutil
from datetime import date
from pathlib import Path

import pytest

from law import register
from law.register import DATA_FOLDER, RegisterError, Verified
from law.register.merging import Mark, merge

DAY = date(2026, 12, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the register's own files."""
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def merged(folder: Path, *marks: Mark) -> register.Register:
    for path, content in merge(folder, marks).items():
        path.write_text(content, encoding="utf-8")
    return register.reread(folder)


def lines_changed(before: str, after: str) -> list[str]:
    """The lines that only one of the two has."""
    return sorted(set(before.splitlines()) ^ set(after.splitlines()))


@pytest.mark.parametrize(
    "key",
    ["TT06-2025", "TT06-2025.N5", "ND30.D21.K2.A", "ND30.D22", "ND30.PL4.M6.COT3", "LLT2024.D36.K4", "QD20-2020.N1"],
)
def test_a_row_reads_as_it_was_marked_and_no_other_row_changes(folder: Path, key: str) -> None:
    before = register.load(folder)
    note = 'Đã mở văn bản gốc; lời có “ngoặc kép” và "ngoặc thẳng".'
    after = merged(folder, Mark(key, Verified.DISPUTED, DAY, note))
    shown = after[key].paraphrase if after[key].is_whole_text else after[key].note
    assert (after[key].verified, after[key].checked_on, shown) == (Verified.DISPUTED, DAY, note)
    assert after[key].title == before[key].title
    assert list(after.provisions) == list(before.provisions)
    same_text = set() if "." in key else {provision.key for provision in before.provisions_of(key)}
    others = [other for other in before.provisions if other not in same_text | {key}]
    assert [_facts(after[other]) for other in others] == [_facts(before[other]) for other in others]


def _facts(provision: register.Provision) -> tuple[object, ...]:
    return (provision.key, provision.paraphrase, provision.verified, provision.checked_on, provision.note)


def test_only_the_lines_of_the_row_change(folder: Path) -> None:
    path = folder / "tt06-2025.toml"
    before = path.read_text(encoding="utf-8")
    merged(folder, Mark("TT06-2025.N5", Verified.READ, DAY, ""))
    assert lines_changed(before, path.read_text(encoding="utf-8")) == ["checked_on = 2026-12-05", 'verified = "read"']


def test_a_short_row_becomes_a_table_behind_its_parent_and_comments_stay(folder: Path) -> None:
    path = folder / "nd30.toml"
    before = path.read_text(encoding="utf-8")
    merged(folder, Mark("ND30.D21.K2.A", Verified.READ, DAY, "Đối chiếu lại."))
    after = path.read_text(encoding="utf-8")
    says = next(
        line.partition(" = ")[2] for line in before.splitlines() if line.startswith('A = "Kiểm tra tính xác thực')
    )
    table = f'\n[D21.K2.A]\nsays = {says}\nchecked_on = 2026-12-05\nnote = "Đối chiếu lại."\n'
    assert table in after
    assert after.index("[D21.K2]") < after.index("[D21.K2.A]") < after.index("[D22]")
    comments = [line for line in before.splitlines() if line.startswith("#")]
    assert [line for line in after.splitlines() if line.startswith("#")] == comments


def test_a_mark_that_the_file_says_already_changes_nothing(folder: Path) -> None:
    loaded = register.load(folder)
    marks = [
        Mark(key, loaded[key].verified, loaded[key].checked_on, loaded[key].note)
        for key in ("ND30.D21.K2.A", "TT06-2025.N5", "LLT2024.D17")
    ]
    text = loaded.texts["ND63-2026"]
    assert merge(folder, [*marks, Mark("ND63-2026", text.verified, text.checked_on, text.note)]) == {}


def test_an_emptied_remark_goes(folder: Path) -> None:
    after = merged(folder, Mark("LLT2024.D17", Verified.READ, DAY, ""), Mark("ND30", Verified.READ, DAY, ""))
    assert after["LLT2024.D17"].note == ""
    assert after.texts["ND30"].note == ""


def test_every_row_of_the_register_can_be_marked(folder: Path) -> None:
    marks = [Mark(key, Verified.UNCONFIRMED, DAY, "Thử.") for key in register.load(folder).provisions]
    after = merged(folder, *marks)
    assert {provision.verified for provision in after} == {Verified.UNCONFIRMED}
    assert list(after.provisions) == [mark.key for mark in marks]


@pytest.mark.parametrize("key", ["ND30.D99", "XX1", "XX1.D1", "ND30.D21.K2.A.B.C", "TT47-2026.D1"])
def test_a_key_without_a_row_is_refused_by_name(folder: Path, key: str) -> None:
    with pytest.raises(RegisterError, match=key.replace(".", r"\.")):
        merge(folder, [Mark(key, Verified.READ, DAY, "")])


def test_what_cannot_be_edited_by_line_is_refused_and_not_spoilt(folder: Path) -> None:
    path = folder / "nd23-2025.toml"
    content = path.read_text(encoding="utf-8") + '\n[D18]\nsays = "a"\nK1 = { says = "b" }\n'
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegisterError, match="tự ghi kết quả"):
        merge(folder, [Mark("ND23-2025.D18.K1", Verified.READ, DAY, "")])
    assert path.read_text(encoding="utf-8") == content
