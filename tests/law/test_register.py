import datetime
from pathlib import Path

import pytest

from law import register
from law.register import RegisterError, UnknownProvision, Verified


def test_it_names_a_clause_the_way_a_citation_is_written() -> None:
    assert register.load()["ND30.D21.K2"].label == "khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("ND30.D4.K2.DD", "điểm đ khoản 2 Điều 4"),
        ("ND30.PL4", "Phụ lục IV"),
        ("ND30.PL6.P1.M3.K1.H", "điểm h khoản 1 Mục III Phần I Phụ lục VI"),
        ("ND30.PL3.M2.MAU1-5", "Mẫu 1.5 Mục II Phụ lục III"),
        ("ND30.PL6.P2.M2.T14-1", "trường thông tin số 14.1 Mục II Phần II Phụ lục VI"),
    ],
)
def test_it_knows_where_each_kind_of_provision_stands(key: str, where: str) -> None:
    assert register.load()[key].where == where


def test_it_holds_all_38_articles_of_decree_30_with_their_titles() -> None:
    loaded = register.load()
    for number in range(1, 39):
        article = loaded[f"ND30.D{number}"]
        assert article.title
        assert article.paraphrase


def test_it_lists_an_article_in_reading_order_whatever_the_order_of_the_file() -> None:
    assert register.load()["ND30.D22"].children == tuple(f"ND30.D22.K{n}" for n in (1, 2, 3, 4))


def test_it_explains_an_unknown_key_and_says_what_exists_near_it() -> None:
    with pytest.raises(UnknownProvision) as caught:
        register.load()["ND30.D21.K9"]
    assert str(caught.value) == ("Sổ pháp luật không có mục 'ND30.D21.K9'. Sổ có ND30.D21; dưới đó có: K1, K2.")


def test_an_abolished_circular_no_longer_applies() -> None:
    loaded = register.load()
    circular = loaded["TT02-2019"]
    assert circular.applies_on(datetime.date(2025, 6, 30)) is False  # the first day is not known, so it claims nothing
    assert loaded["ND30"].applies_on(datetime.date(2026, 11, 22))
    assert not loaded["ND30"].applies_on(datetime.date(2020, 3, 4))


def test_a_disputed_text_never_decides_a_score() -> None:
    loaded = register.load()
    assert loaded["TT10-2022"].verified is Verified.DISPUTED
    assert not loaded["TT10-2022"].may_decide_a_score
    assert loaded["ND30.D21.K2"].may_decide_a_score


def _folder(tmp_path: Path, provisions: str) -> Path:
    (tmp_path / "texts.toml").write_text(
        '[[text]]\nkey = "X1"\narea = "records"\nkind = "Nghị định"\nnumber = "1/2020/NĐ-CP"\nsubject = "Thử"\n'
        'verified = "read"\nchecked_on = 2026-11-22\n',
        encoding="utf-8",
    )
    (tmp_path / "x1.toml").write_text(provisions, encoding="utf-8")
    return tmp_path


HEADER = 'text = "X1"\nverified = "read"\nchecked_on = 2026-11-22\n'


@pytest.mark.parametrize(
    ("provisions", "problem"),
    [
        (HEADER + '[D1]\ntitle = "Thiếu nội dung"\n', r"x1\.toml: \[D1\] thiếu 'says'"),
        (HEADER + '[D1]\nsays = "a"\ntitel = "b"\n', r"\[D1\] không có trường 'titel'"),
        (HEADER + '[D1]\nsays = "a"\nK1 = 5\n', r"\[D1\.K1\] phải là một bảng hoặc một câu"),
        (HEADER + '[D1]\nsays = "a"\nverified = "maybe"\n', r"\[D1\] 'verified' phải là một trong"),
        ('text = "Y9"\nverified = "read"\nchecked_on = 2026-11-22\n', "thuộc văn bản 'Y9'"),
        ("text = \n", "x1\\.toml: dòng 1: viết sai cú pháp TOML"),
        (HEADER + '[K1]\nsays = "a"\n', r"\[K1\] khóa bắt đầu bằng điều"),
        (HEADER + '[N1]\nsays = "a"\n', r"\[N1\] nội dung chưa rõ số điều .* phải có 'title'"),
        (HEADER + '[N1]\ntitle = "t"\nsays = "a"\nK1 = "b"\n', r"\[N1\.K1\] dưới nội dung chưa rõ số điều"),
    ],
)
def test_it_says_which_file_and_table_are_wrong_and_why(tmp_path: Path, provisions: str, problem: str) -> None:
    with pytest.raises(RegisterError, match=problem):
        register.load(_folder(tmp_path, provisions))


def test_a_missing_register_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"texts\.toml: thiếu tệp này"):
        register.load(tmp_path)


def test_a_matter_without_a_known_article_is_named_by_its_title() -> None:
    loaded = register.load()
    matter = loaded["TT06-2025.N2"]
    assert matter.label == "nội dung “Hạn 15 ngày” Thông tư 06/2025/TT-BNV"
    assert (matter.short, matter.heading, matter.is_unnumbered) == ("Hạn 15 ngày", "", True)
    assert loaded["LLT2024.D17.N1"].where == "nội dung “Nộp vào lưu trữ hiện hành” Điều 17"
    assert loaded["QCVN102-2016.N2.N3"].where == "nội dung “Mã 03: đã tiếp nhận”"
    assert loaded["ND30.D22"].heading == loaded["ND30.D22"].title


def test_each_replacement_is_told_by_both_texts() -> None:
    texts = register.load().texts
    for text in texts.values():
        assert all(text.key in texts[older].replaced_by for older in text.replaces), text.key
        assert all(text.key in texts[newer].replaces for newer in text.replaced_by), text.key


def test_the_rows_of_a_circular_whose_state_is_open_never_decide_a_score() -> None:
    loaded = register.load()
    rows = loaded.provisions_of("TT10-2022")
    assert len(rows) == 7
    assert not any(row.may_decide_a_score for row in rows)
