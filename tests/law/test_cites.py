import pytest

from law import register
from law.cites import find_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ND30.D21.K2.A", "ND30.D21.K2.A"),
        ("nd30.d21", "ND30.D21"),
        ("điều 22 nghị định 30", "ND30.D22"),
        ("dieu 22 nghi dinh 30/2020/NĐ-CP", "ND30.D22"),
        ("điểm đ khoản 2 Điều 4", "ND30.D4.K2.DD"),
        ("khoản 2 điều 21 NĐ 30", "ND30.D21.K2"),
        ("Phụ lục VI", "ND30.PL6"),
        ("điểm h khoản 1 Mục III Phần I Phụ lục VI", "ND30.PL6.P1.M3.K1.H"),
        ("mục IV phụ lục 4", "ND30.PL4.M4"),
        ("mục 6 phụ lục IV", "ND30.PL4.M6"),
        ("nghị định 30", "ND30"),
        ("thông tư 05/2025", "TT05-2025"),
        ("thông tư 5", "TT05-2025"),
        ("luật lưu trữ", "LLT2024"),
        ("điều 99", None),
        ("chè Thái Nguyên", None),
        ("", None),
    ],
)
def test_a_citation_is_read_as_people_type_it(typed: str, key: str | None) -> None:
    assert find_key(register.load(), typed) == key


def test_every_label_of_the_register_leads_back_to_its_key() -> None:
    loaded = register.load()
    skipped = ("MAU", "COT", "T")
    for provision in loaded.provisions_of("ND30"):
        if not provision.key.rpartition(".")[2].startswith(skipped):
            assert find_key(loaded, provision.label) == provision.key
