"""Nonsense in the environment is refused with a sentence that says what to put."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.database_address import database_mistake, require_database
from core.db import make_engine
from core.problems import CannotStart
from core.settings import ROOT, SettingsError, from_environment
from tests.browser.site import free_port


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DAUDEN_PORT", "abc", "số nguyên từ 1 đến 65535"),
        ("DAUDEN_PORT", "70000", "số nguyên từ 1 đến 65535"),
        ("DAUDEN_DEMO", "yes", "1 (bật) hoặc 0 (tắt)"),
        ("DAUDEN_HOST", "0.0.0.0", "HTTPS"),
        ("DAUDEN_HOST", "nonsense_host", "địa chỉ IP"),
        ("DAUDEN_HOST", "999.1.1.1", "địa chỉ IP"),
        ("DAUDEN_HOST", "[::1]", "không có ngoặc"),
        ("DAUDEN_HOST", "fe80::1%eth0", "địa chỉ IP"),
        ("DAUDEN_HOST", "224.0.0.1", "địa chỉ IP"),
        ("DAUDEN_PUBLIC_URL", "daotao", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "ftp://example.vn", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://[::1", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn:abc", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn:", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn:70000", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://a b/c", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://exam\tple.vn", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://.", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn.", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://a_b.vn", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://999.1.1.1", "địa chỉ đầy đủ"),
        ("DAUDEN_PUBLIC_URL", "https://[2001:db8::1]", "không dùng địa chỉ IPv6"),
        ("DAUDEN_PUBLIC_URL", "https://đàotạo.vn", "xn--"),
        ("DAUDEN_PUBLIC_URL", "https://lan:mat-khau@example.vn", "bỏ tên đăng nhập"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn/dau-den", "đường dẫn"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn?a=1", "dấu ?"),
        ("DAUDEN_PUBLIC_URL", "https://example.vn#a", "hoặc #"),
        ("DAUDEN_DATABASE_URL", "mysql://a", "postgresql://"),
        ("DAUDEN_DATABASE_URL", "nonsense", "postgresql://"),
        ("DAUDEN_DATABASE_URL", "postgresql://", "thiếu tên"),
        ("DAUDEN_DATABASE_URL", "postgresql://a:b@localhost:abc/x", "postgresql://"),
        ("DAUDEN_DATABASE_URL", "postgresql://a:b@localhost:70000/x", "cổng"),
        ("DAUDEN_DATABASE_URL", "sqlite://", "một tệp"),
        ("DAUDEN_DATABASE_URL", "sqlite:///", "một tệp"),
        ("DAUDEN_DATABASE_URL", "sqlite:///:memory:", "một tệp"),
        ("DAUDEN_DATABASE_URL", "sqlite:////etc", "một tệp"),
        ("DAUDEN_DATABASE_URL", "sqlite:////nicht/da/x.db", "không có thư mục /nicht/da"),
        ("DAUDEN_DATABASE_URL", "sqlite:////etc/passwd", "không phải cơ sở dữ liệu"),
        ("DAUDEN_SECRET_KEY", "changeme", "ít nhất 32"),
        ("DAUDEN_NOW", "hôm qua", "2026-11-23T08:00:00+07:00"),
        ("DAUDEN_NOW", "2026-11-23T08:00:00", "múi giờ"),
        ("DAUDEN_NOW", "0001-01-01T00:00:00+07:00", "từ 2000 đến 2100"),
        ("DAUDEN_NOW", "9999-12-31T23:59:59-07:00", "từ 2000 đến 2100"),
        ("DAUDEN_EXTRA_COURSES", "/khong/co", "không có thư mục"),
    ],
)
def test_it_says_what_to_put(tmp_path: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        from_environment({"DAUDEN_DATA": str(tmp_path), name: value})
    assert says in str(refused.value)
    assert not (tmp_path / "mode").exists(), "a start that is refused decides nothing"


@pytest.mark.parametrize(
    "url",
    ["https://daotao.example.vn", "https://daotao.example.vn:8443/", "http://10.1.2.3:8000"],
)
def test_an_address_that_people_can_type_is_taken(tmp_path: Path, url: str) -> None:
    assert from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_PUBLIC_URL": url}).public_url == url.rstrip("/")


def test_https_and_an_address_without_it_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_PUBLIC_URL=http://example.vn: DAUDEN_HTTPS=1"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_PUBLIC_URL": "http://example.vn", "DAUDEN_HTTPS": "1"})


def test_a_password_in_the_database_s_address_is_never_repeated(tmp_path: Path) -> None:
    given = f"postgresql://lan:rat-bi-mat@127.0.0.1:{free_port()}/x"
    settings = from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DATABASE_URL": given})
    with pytest.raises(CannotStart, match="DAUDEN_DATABASE_URL: không mở được") as refused:
        require_database(make_engine(settings.database_url))
    assert "rat-bi-mat" not in str(refused.value)
    with pytest.raises(SettingsError) as malformed:
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DATABASE_URL": given.replace("127", "x:y")})
    assert "rat-bi-mat" not in str(malformed.value)


def test_a_database_that_is_garbled_inside_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(CannotStart, match=r"x\.sqlite3"):
        require_database(make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}"))


@pytest.mark.parametrize(
    ("host", "heard", "url"),
    [
        ("localhost", "127.0.0.1", "http://127.0.0.1:8000"),
        ("127.0.0.2", "127.0.0.2", "http://127.0.0.2:8000"),
    ],
)
def test_an_address_of_this_machine_is_taken(tmp_path: Path, host: str, heard: str, url: str) -> None:
    settings = from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_HOST": host})
    assert (settings.host, settings.public_url) == (heard, url)
    assert url.removeprefix("http://").removesuffix(":8000") in settings.trusted_hosts


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1"])
def test_an_address_that_nobody_types_needs_the_one_that_people_type(tmp_path: Path, host: str) -> None:
    given = {"DAUDEN_DATA": str(tmp_path), "DAUDEN_HOST": host, "DAUDEN_HTTPS": "1"}
    with pytest.raises(SettingsError, match=f"DAUDEN_HOST={host}: cần thêm DAUDEN_PUBLIC_URL"):
        from_environment(given)
    assert from_environment(given | {"DAUDEN_PUBLIC_URL": "https://daotao.example.vn"}).host == host


def test_a_demo_never_listens_beyond_this_machine(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_DEMO"):
        from_environment(
            {"DAUDEN_DATA": str(tmp_path), "DAUDEN_HOST": "0.0.0.0", "DAUDEN_HTTPS": "1", "DAUDEN_DEMO": "1"}
        )


def test_a_demo_folder_never_becomes_a_real_installation(tmp_path: Path) -> None:
    begun = from_environment({"DAUDEN_DATA": str(tmp_path)})
    begun.keep_mode()
    assert begun.demo
    with pytest.raises(SettingsError, match="trình diễn"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "0"})


@pytest.mark.parametrize("content", [b"", b"\n", b"dem", b"\xff\xfe", b"production demo"])
@pytest.mark.parametrize("wanted", ["0", "1", ""])
def test_a_garbled_mode_opens_no_way_between_the_two(tmp_path: Path, content: bytes, wanted: str) -> None:
    (tmp_path / "mode").write_bytes(content)
    with pytest.raises(SettingsError, match="DAUDEN_DATA: tệp .*mode trống hoặc hỏng"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": wanted})


def test_a_mode_that_was_lost_opens_none_either(tmp_path: Path) -> None:
    (tmp_path / "prepared").touch()
    with pytest.raises(SettingsError, match="trống hoặc hỏng"):
        from_environment({"DAUDEN_DATA": str(tmp_path)})


def test_of_two_first_starts_in_different_modes_one_is_refused(tmp_path: Path) -> None:
    real = from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "0"})
    from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "1"}).keep_mode()
    with pytest.raises(SettingsError, match="trình diễn"):
        real.keep_mode()
    assert (tmp_path / "mode").read_text() == "demo\n"


def test_a_real_installation_refuses_a_fixed_clock(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_NOW"):
        from_environment({"DAUDEN_DATA": str(tmp_path), "DAUDEN_DEMO": "0", "DAUDEN_NOW": "2026-11-23T08:00:00+07:00"})


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = from_environment({"DAUDEN_DATA": str(tmp_path)}).secret_key
    assert len(first) >= 32
    assert from_environment({"DAUDEN_DATA": str(tmp_path)}).secret_key == first


def test_the_folder_is_beside_the_program_and_a_relative_one_where_the_person_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "core.settings._prepare_folder", lambda data: (data / "keys").mkdir(parents=True, exist_ok=True)
    )
    (tmp_path / "courses").mkdir()
    given = {"DAUDEN_DATA": "own", "DAUDEN_DATABASE_URL": "sqlite:///x.db", "DAUDEN_EXTRA_COURSES": "courses"}
    settings = from_environment(given)
    assert settings.data == tmp_path / "own"
    assert settings.paths() == {
        "DAUDEN_DATA": str(tmp_path / "own"),
        "DAUDEN_DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
        "DAUDEN_EXTRA_COURSES": str(tmp_path / "courses"),
    }
    assert from_environment({"DAUDEN_SECRET_KEY": "a key that no installation uses 0123"}).data == ROOT / "data"


def test_what_a_folder_holds_is_kept_from_other_accounts(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for name in ("files", "keys", "anchors"):
        (tmp_path / name).mkdir(mode=0o755)
    (tmp_path / "dauden.sqlite3").touch(mode=0o644)
    settings = from_environment({"DAUDEN_DATA": str(tmp_path)})
    engine = make_engine(settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    engine.dispose()
    assert modes.pop("dauden.sqlite3-shm") == modes.pop("dauden.sqlite3-wal") == 0o600
    assert modes == {"files": 0o700, "keys": 0o700, "anchors": 0o700, "dauden.sqlite3": 0o600}
    assert tmp_path.stat().st_mode & 0o777 == 0o755, "somebody chose this folder, perhaps with others in it"


NOBODY = 65534  # the number of the account that owns nothing


@pytest.fixture
def of_nobody() -> Iterator[Path]:
    """A whole data folder of an account that may not write to it; the test runs as that account (root may write anywhere)."""
    folder, is_root = Path(tempfile.mkdtemp()), os.geteuid() == 0
    for path in (folder, *(folder / name for name in ("files", "keys", "anchors"))):
        path.mkdir(exist_ok=True)
        if is_root:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500)
    if is_root:
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize("writable", [[], ["files", "keys", "anchors"], [".", "files", "keys"]])
def test_a_folder_that_is_there_but_read_only_is_refused_as_a_new_one_is(of_nobody: Path, writable: list[str]) -> None:
    for name in writable:
        (of_nobody / name).chmod(0o700)
    with pytest.raises(SettingsError, match="DAUDEN_DATA: không dùng được thư mục .* ghi được"):
        from_environment({"DAUDEN_DATA": str(of_nobody)})


def test_a_new_folder_that_cannot_be_made_is_refused(of_nobody: Path) -> None:
    with pytest.raises(SettingsError, match="DAUDEN_DATA: không dùng được thư mục .* ghi được"):
        from_environment({"DAUDEN_DATA": str(of_nobody / "new")})


def test_a_place_where_no_database_can_be_written_is_refused(of_nobody: Path) -> None:
    assert "Hãy chọn một tệp" in database_mistake(f"sqlite:///{of_nobody / 'x.sqlite3'}")
    assert "Hãy chọn một tệp" in database_mistake("sqlite:////etc/passwd")
