"""Settings from environment variables, checked once at the start.

Nonsense is refused with a sentence that says what to put; `docs/operations.md` lists every variable.
"""

import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from core.database_address import database_mistake, with_driver
from core.network import EVERY_ADDRESS, host_mistake, is_loopback, public_url_mistake
from core.own_files import keep_from_others
from core.problems import CannotStart

ROOT = Path(__file__).resolve().parent.parent
MODES = ("demo", "production")
YEARS = range(2000, 2101)  # of a clock that stands still
MINIMUM_SECRET = 32
EXAMPLE_SECRETS = {"changeme", "secret", "dev", "development"}


class SettingsError(CannotStart):
    """A setting that cannot be used; the message is a Vietnamese sentence for the person who installs."""


@dataclass(frozen=True)
class Settings:
    """What one installation was told. Paths are absolute; `fixed_now` is aware or None."""

    data: Path
    host: str
    port: int
    public_url: str
    database_url: str
    secret_key: str
    demo: bool
    https: bool
    require_mfa: bool
    fixed_now: datetime | None
    web_processes: int
    trusted_proxies: int
    extra_courses: Path | None
    public_soi: bool = False
    testing: bool = False

    @property
    def files(self) -> Path:
        """Folder of stored files, named by their SHA-256."""
        return self.data / "files"

    @property
    def keys(self) -> Path:
        """Folder of keys, readable by the owner only."""
        return self.data / "keys"

    @property
    def anchors(self) -> Path:
        """Folder of the heads of the hash chains, kept outside the database."""
        return self.data / "anchors"

    @property
    def mark_of_mode(self) -> Path:
        """The file that says whether this is a demonstration or a real installation."""
        return self.data / "mode"

    @property
    def mark_of_first_start(self) -> Path:
        """The file that is there once the first start has done its work."""
        return self.data / "prepared"

    @property
    def mark_of_restore(self) -> Path:
        """The file that is there while a restore is under way, or was cut off."""
        return self.data / "restoring"

    @property
    def trusted_hosts(self) -> list[str]:
        """Host names under which a request is answered."""
        return sorted({urlsplit(self.public_url).hostname or self.host, "127.0.0.1", "localhost"})

    def keep_mode(self) -> None:
        """Write the mode down with the first data, whole or not at all; the folder keeps it from then on.

        Raises SettingsError where another process has begun the folder in the other mode.
        """
        kept = _kept_mode(self.data)
        if kept is None:
            fresh = self.mark_of_mode.with_suffix(f".{secrets.token_hex(4)}")
            fresh.write_text("demo\n" if self.demo else "production\n", encoding="ascii")
            fresh.replace(self.mark_of_mode)
        elif self.demo != (kept == "demo"):
            raise _other_mode(self.data, self.demo)

    def paths(self) -> dict[str, str]:
        """The settings that are paths, absolute, for processes that stand in another folder."""
        found = {"DAUDEN_DATA": str(self.data)}
        if self.database_url.startswith("sqlite"):
            found["DAUDEN_DATABASE_URL"] = self.database_url
        if self.extra_courses is not None:
            found["DAUDEN_EXTRA_COURSES"] = str(self.extra_courses)
        return found


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read and check all settings; makes the data folder and its key, and decides nothing for it that cannot be undone.

    Relative paths begin where the command was given; the default data folder is `data` beside the program. Raises
    SettingsError with a sentence that names the variable and says what to put.
    """
    data = Path(environment.get("DAUDEN_DATA") or ROOT / "data").expanduser().resolve()
    _prepare_folder(data)
    host = _host(environment)
    port = _whole_number(environment, "DAUDEN_PORT", default=8000, least=1, most=65535)
    https = _flag(environment, "DAUDEN_HTTPS", default=False)
    _refuse_open_http(host, https, allowed=_flag(environment, "DAUDEN_ALLOW_HTTP", default=False))
    demo = _demo(environment, data, host)
    return Settings(
        data=data,
        host=host,
        port=port,
        public_url=_public_url(environment, host, port, https),
        database_url=_database_url(environment, data),
        secret_key=_secret_key(environment, data),
        demo=demo,
        https=https,
        require_mfa=_flag(environment, "DAUDEN_REQUIRE_MFA", default=not demo),
        fixed_now=_fixed_now(environment, demo),
        web_processes=_whole_number(environment, "DAUDEN_WEB_PROCESSES", default=2, least=1, most=64),
        trusted_proxies=_whole_number(environment, "DAUDEN_TRUSTED_PROXIES", default=0, least=0, most=5),
        extra_courses=_folder(environment, "DAUDEN_EXTRA_COURSES"),
        public_soi=_flag(environment, "DAUDEN_PUBLIC_SOI", default=demo),
    )


def _prepare_folder(data: Path) -> None:
    """Make the folders, and keep what they hold from other accounts of this machine. `data` itself may be somebody's choice."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _try_to_write(data)
        for folder in (data / name for name in ("files", "keys", "anchors")):
            folder.mkdir(mode=0o700, exist_ok=True)
            keep_from_others(folder)
            _try_to_write(folder)
    except OSError as error:
        raise SettingsError(
            f"DAUDEN_DATA: không dùng được thư mục {data} ({error.strerror}). Hãy chọn một thư mục mà tài khoản này ghi được."
        ) from error


def _try_to_write(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder):
        pass


def _flag(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    given = environment.get(name, "").strip()
    if given == "":
        return default
    if given not in {"0", "1"}:
        raise SettingsError(f"{name}={given}: chỉ nhận 1 (bật) hoặc 0 (tắt).")
    return given == "1"


def _whole_number(environment: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    given = environment.get(name, "").strip()
    if given == "":
        return default
    if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
        raise SettingsError(f"{name}={given}: hãy ghi một số nguyên từ {least} đến {most}.")
    return int(given)


def _folder(environment: Mapping[str, str], name: str) -> Path | None:
    given = environment.get(name, "").strip()
    if given == "":
        return None
    if not Path(given).is_dir():
        raise SettingsError(f"{name}={given}: không có thư mục này. Hãy ghi đường dẫn của một thư mục có sẵn.")
    return Path(given).resolve()


def _host(environment: Mapping[str, str]) -> str:
    given = environment.get("DAUDEN_HOST", "").strip() or "127.0.0.1"
    if mistake := host_mistake(given):
        raise SettingsError(f"DAUDEN_HOST={given}: {mistake}")
    return "127.0.0.1" if given == "localhost" else given


def _refuse_open_http(host: str, https: bool, *, allowed: bool) -> None:
    if not is_loopback(host) and not https and not allowed:
        raise SettingsError(
            f"DAUDEN_HOST={host}: máy khác vào được địa chỉ này mà chưa có HTTPS. Hãy đặt DAUDEN_HTTPS=1 sau một máy chủ trung gian"
            " có chứng thư số, hoặc DAUDEN_ALLOW_HTTP=1 nếu chấp nhận mật khẩu đi trần trong mạng nội bộ."
        )


def _kept_mode(data: Path) -> str | None:
    """The mode that a folder has begun with, None for a new one."""
    mark = data / "mode"
    if not mark.exists() and not (data / "prepared").exists():
        return None
    kept = mark.read_bytes().strip().decode("ascii", "replace") if mark.exists() else ""
    if kept not in MODES:
        raise SettingsError(
            f"DAUDEN_DATA: tệp {mark} trống hoặc hỏng nên không biết dữ liệu ở đây là trình diễn hay thật. Nếu là thật, hãy ghi chữ"
            " production vào tệp đó; nếu là trình diễn, hãy ghi chữ demo."
        )
    return kept


def _demo(environment: Mapping[str, str], data: Path, host: str) -> bool:
    kept = _kept_mode(data)
    wanted = _flag(environment, "DAUDEN_DEMO", default=kept == "demo" if kept else is_loopback(host))
    if wanted and not is_loopback(host):
        raise SettingsError(
            "DAUDEN_DEMO=1: dữ liệu trình diễn có mật khẩu ai cũng biết nên chỉ chạy ở 127.0.0.1. Hãy đặt DAUDEN_DEMO=0 và dùng một"
            " thư mục dữ liệu mới."
        )
    if kept and wanted != (kept == "demo"):
        raise _other_mode(data, wanted)
    return wanted


def _other_mode(data: Path, wanted: bool) -> SettingsError:
    return SettingsError(
        f"DAUDEN_DEMO={int(wanted)}: thư mục {data} đã bắt đầu ở chế độ {'thật' if wanted else 'trình diễn'}."
        " Hai chế độ không dùng chung dữ liệu; hãy đặt DAUDEN_DATA sang thư mục khác."
    )


def _public_url(environment: Mapping[str, str], host: str, port: int, https: bool) -> str:
    given = environment.get("DAUDEN_PUBLIC_URL", "").strip().rstrip("/")
    if given == "" and (host in EVERY_ADDRESS or ":" in host):
        raise SettingsError(
            f"DAUDEN_HOST={host}: cần thêm DAUDEN_PUBLIC_URL là địa chỉ mà người dùng gõ, ví dụ https://daotao.example.vn, để liên kết và mã"
            " QR dẫn đúng chỗ."
        )
    if given == "":
        return f"{'https' if https else 'http'}://{host}:{port}"
    if mistake := public_url_mistake(given, https):
        raise SettingsError(f"DAUDEN_PUBLIC_URL={given}: {mistake}")
    return given


def _database_url(environment: Mapping[str, str], data: Path) -> str:
    given = environment.get("DAUDEN_DATABASE_URL", "").strip()
    if given == "":
        return f"sqlite:///{data / 'dauden.sqlite3'}"
    if mistake := database_mistake(given):  # the address may hold a password, so it is not repeated
        raise SettingsError(f"DAUDEN_DATABASE_URL: {mistake}")
    return with_driver(given)


def _secret_key(environment: Mapping[str, str], data: Path) -> str:
    given = environment.get("DAUDEN_SECRET_KEY", "").strip()
    if given:
        if len(given) < MINIMUM_SECRET or given.lower() in EXAMPLE_SECRETS or len(set(given)) < 8:
            raise SettingsError(
                f"DAUDEN_SECRET_KEY: khóa quá yếu. Hãy dùng ít nhất {MINIMUM_SECRET} ký tự ngẫu nhiên, hoặc bỏ biến này để máy tự tạo."
            )
        return given
    path = data / "keys" / "secret.key"
    if not path.exists():
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            path.hardlink_to(fresh)  # two processes starting at once agree on the first key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


def _fixed_now(environment: Mapping[str, str], demo: bool) -> datetime | None:
    given = environment.get("DAUDEN_NOW", "").strip()
    if given == "":
        return None
    if not demo:
        raise SettingsError("DAUDEN_NOW: chỉ dùng khi thử ở chế độ trình diễn. Hãy bỏ biến này khi chạy thật.")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise SettingsError(f"DAUDEN_NOW={given}: hãy ghi giờ như 2026-11-23T08:00:00+07:00 (có múi giờ).") from error
    if moment.tzinfo is None:
        raise SettingsError(f"DAUDEN_NOW={given}: thiếu múi giờ, hãy thêm +07:00 vào cuối.")
    if moment.year not in YEARS:
        raise SettingsError(f"DAUDEN_NOW={given}: hãy ghi một giờ trong các năm từ {YEARS[0]} đến {YEARS[-1]}.")
    return moment
