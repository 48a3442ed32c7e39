"""Where the database is: the address that somebody typed, checked before anything connects, and the first connection."""

import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from core.problems import CannotStart

SQLITE_HEAD = b"SQLite format 3\0"
_FORM = "chỉ nhận sqlite:///đường-dẫn hoặc postgresql://người:mật-khẩu@máy/tên"


def database_mistake(given: str) -> str:
    """What to do about DAUDEN_DATABASE_URL, or an empty text. Looks at the file behind an address of SQLite."""
    try:
        url = sa.make_url(given)
    except (sa.exc.ArgumentError, ValueError):
        return f"không đọc được địa chỉ này; {_FORM}."
    if url.drivername == "sqlite":
        return _file_mistake(Path(url.database or ""))
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        return f"{_FORM}."
    if not url.database:
        return "thiếu tên cơ sở dữ liệu; hãy ghi postgresql://người:mật-khẩu@máy/tên."
    if url.port is not None and not 1 <= url.port <= 65535:
        return "cổng phải là một số từ 1 đến 65535."
    return ""


def _file_mistake(path: Path) -> str:
    if path.name in {"", ":memory:"} or path.is_dir():
        return "hãy ghi đường dẫn của một tệp, ví dụ sqlite:////srv/dauden/dauden.sqlite3."
    if not path.parent.is_dir():
        return f"không có thư mục {path.parent}. Hãy tạo thư mục đó hoặc ghi đường dẫn khác."
    if not os.access(path if path.exists() else path.parent, os.W_OK, effective_ids=True):
        return f"không ghi được {path}. Hãy chọn một tệp mà tài khoản này đọc và ghi được."
    try:
        if path.exists() and path.stat().st_size:
            with path.open("rb") as file:
                if file.read(len(SQLITE_HEAD)) != SQLITE_HEAD:
                    return f"{path} không phải cơ sở dữ liệu SQLite. Hãy ghi đường dẫn của một tệp khác."
    except OSError as error:
        return f"không đọc được {path} ({error.strerror}). Hãy chọn một tệp mà tài khoản này đọc và ghi được."
    return ""


def with_driver(given: str) -> str:
    """The address as SQLAlchemy takes it; the path of SQLite made absolute from where the command was given."""
    url = sa.make_url(given)
    if url.drivername == "sqlite":
        return f"sqlite:///{Path(url.database or '').resolve()}"
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def require_database(engine: Engine) -> None:
    """Connect once, if there is something to connect to: a file of SQLite is made with the first data.

    Raises CannotStart where nobody answers; the sentence holds no password.
    """
    file = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    if file is not None and not file.exists():
        return
    try:
        engine.connect().close()
    except (sa.exc.DBAPIError, OSError) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        raise CannotStart(
            f"DAUDEN_DATABASE_URL: không mở được cơ sở dữ liệu {file or engine.url.render_as_string()} ({reason}). Hãy kiểm tra địa chỉ,"
            " tài khoản, quyền ghi và xem máy chủ cơ sở dữ liệu đã chạy chưa."
        ) from error
    finally:
        engine.dispose()  # a process that is forked from this one must not share the connection
