"""Addresses as somebody types them into a setting: pure rules; each mistake is a Vietnamese sentence that says what to put."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104  compares, does not bind
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_EXAMPLE = "https://daotao.example.vn"


def is_loopback(host: str) -> bool:
    """Whether an address is reachable from this machine only."""
    return host == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def host_mistake(host: str) -> str:
    """What to do about an address to listen on, or an empty text. `localhost` is 127.0.0.1; other names are none."""
    if host == "localhost" or (_is_ip(host) and "%" not in host and not ipaddress.ip_address(host).is_multicast):
        return ""
    return "hãy ghi một địa chỉ IP của máy này, ví dụ 127.0.0.1 (chỉ máy này) hoặc 0.0.0.0 (mọi địa chỉ); IPv6 ghi ::1, không có ngoặc."


def public_url_mistake(url: str, https: bool) -> str:
    """What to do about the address that people type, or an empty text."""
    parts = _split(url)
    if parts is None or parts.scheme not in {"http", "https"} or not _is_host(parts.hostname or ""):
        return f"hãy ghi địa chỉ đầy đủ mà người dùng gõ, ví dụ {_EXAMPLE}; không dùng địa chỉ IPv6; tên miền có dấu thì ghi dạng xn--."
    if parts.username is not None or parts.path or "?" in url or "#" in url:
        return f"chỉ ghi giao thức, tên miền và cổng, ví dụ {_EXAMPLE}; hãy bỏ tên đăng nhập, đường dẫn và phần sau dấu ? hoặc #."
    if https and parts.scheme == "http":
        return "DAUDEN_HTTPS=1 thì địa chỉ này phải bắt đầu bằng https://."
    return ""


def _split(url: str) -> SplitResult | None:
    if re.search(r"[^\x21-\x7e]|\\", url):  # urlsplit takes away some of these unasked
        return None
    try:
        parts = urlsplit(url)
        return None if parts.port == 0 or parts.netloc.endswith(":") else parts
    except ValueError:
        return None


def _is_host(name: str) -> bool:
    # No IPv6: Werkzeug cannot compare such a Host header with the names that are answered.
    labels = name.split(".")
    if labels[-1].isdigit():  # a browser reads it as an IP address
        return _is_ip(name)
    return len(name) <= 253 and all(_LABEL.fullmatch(label) for label in labels)


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
