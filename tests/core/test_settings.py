"""Nonsense in the environment is refused with a sentence that says what to put."""

from pathlib import Path

import pytest

from core.settings import SettingsError, from_environment


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DAUDEN_PORT", "abc", "số nguyên từ 1 đến 65535"),
        ("DAUDEN_PORT", "70000", "số nguyên từ 1 đến 65535"),
        ("DAUDEN_DEMO", "yes", "1 (bật) hoặc 0 (tắt)"),
        ("DAUDEN_HOST", "0.0.0.0", "HTTPS"),
        ("DAUDEN_PUBLIC_URL", "daotao", "địa chỉ đầy đủ"),
        ("DAUDEN_DATABASE_URL", "mysql://a", "postgresql://"),
        ("DAUDEN_SECRET_KEY", "changeme", "ít nhất 32"),
        ("DAUDEN_NOW", "hôm qua", "2026-11-23T08:00:00+07:00"),
        ("DAUDEN_NOW", "2026-11-23T08:00:00", "múi giờ"),
        ("DAUDEN_EXTRA_COURSES", "/khong/co", "không có thư mục"),
    ],
)
def test_it_says_what_to_put(tmp_path: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        from_environment({"DAUDEN_DATA": str(tmp_path), name: value})
    assert says in str(refused.value)


def test_a_demo_never_listens_beyond_this_machine(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_DEMO"):
        from_environment(
            {"DAUDEN_DATA": str(tmp_path), "DAUDEN_HOST": "0.0.0.0", "DAUDEN_HTTPS": "1", "DAUDEN_DEMO": "1"}
        )


def test_a_demo_folder_never_becomes_a_real_installation(tmp_path: Path) -> None:
    assert from_environment({"DAUDEN_DATA": str(tmp_path)}).demo
    with pytest.raises(SettingsError, match="trình diễn"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "0"})


def test_a_real_installation_refuses_a_fixed_clock(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_NOW"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "0", "DAUDEN_NOW": "2026-11-23T08:00:00+07:00"})


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = from_environment({"DAUDEN_DATA": str(tmp_path)}).secret_key
    assert len(first) >= 32
    assert from_environment({"DAUDEN_DATA": str(tmp_path)}).secret_key == first
