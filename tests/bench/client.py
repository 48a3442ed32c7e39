"""A small HTTP/1.1 client on asyncio: keep-alive, cookies, forms. Light, so that the server is what is measured."""

import asyncio
import gzip
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Answer:
    """What came back: status, headers in lower case, body, seconds from the first byte sent to the last received."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode(errors="replace")

    @property
    def csrf(self) -> str:
        """The page's CSRF token."""
        found = TOKEN.search(self.text)
        if found is None:
            raise LookupError(f"no form on the page (status {self.status})")
        return found[1].replace("&amp;", "&")


@dataclass
class Person:
    """One browser: its connection and its cookies."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, *, compressed: bool = False) -> Answer:
        """GET a path."""
        return await self._send("GET", path, b"", {"Accept-Encoding": "gzip"} if compressed else {})

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """POST a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._send("POST", path, urlencode(fields).encode(), kind)

    async def upload(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Answer:
        """POST a form with a file in its field `file`."""
        mark = "----bench"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = "".join([*parts, head]).encode() + content + f"\r\n--{mark}--\r\n".encode()
        return await self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    async def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None

    async def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept: text/html"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        request = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
        for last in (False, True):
            try:
                return await self._exchange(request)
            except (ConnectionError, asyncio.IncompleteReadError):
                await self.close()  # the server may have closed an idle connection
                if last:
                    raise
        raise AssertionError("unreachable")

    async def _exchange(self, request: bytes) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._reader, self._writer
        assert reader is not None
        started = time.perf_counter()
        writer.write(request)
        await writer.drain()
        status, headers = self._head((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
        body = await _body(reader, headers)
        return Answer(status, headers, body, time.perf_counter() - started)

    def _head(self, head: str) -> tuple[int, dict[str, str]]:
        first, *lines = head.split("\r\n")
        headers: dict[str, str] = {}
        for line in filter(None, lines):
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                key, _, content = value.strip().partition("=")
                self.cookies[key] = content.partition(";")[0]
            else:
                headers[name.lower()] = value.strip()
        return int(first.split()[1]), headers


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        parts = []
        while size := int((await reader.readline()).strip() or b"0", 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(parts)
    return await reader.readexactly(int(headers.get("content-length", "0")))
