"""Between the server and Flask: a request takes a thread only when it is here whole, and never with more than it may bring.

The server (granian) parses requests and speaks to the network; it limits how long a head may take but neither the size
nor the time of a body, and its own WSGI bridge lets a thread wait for a slow body. Here a body is gathered on the event
loop, in memory while small and in a temporary file beyond, so that two hundred people on bad lines cost nobody else
anything. See docs/adr/0013-server-by-measurement.md.
"""

import asyncio
import contextvars
import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed
from granian.rsgi import Scope

log = logging.getLogger(__name__)

THREADS = 5
IN_MEMORY = 512 * 1024
# A body that is too large is read to its end and thrown away, so that the browser is there to see the page that says so.
LARGEST_KEPT = 21 * 1024 * 1024
LARGEST_READ = 250 * 1024 * 1024
FIRST_SECONDS = 30.0
SLOWEST = 2048  # bytes a second, after the first seconds: a tenth of a bad mobile line
ANSWER_AT_ONCE = 256 * 1024

TOO_SLOW = "Đường truyền quá chậm nên máy chủ chưa nhận đủ nội dung. Hãy quay lại và gửi lại.".encode()
TOO_LARGE = "Tệp quá lớn nên máy chủ không nhận. Hãy quay lại và chọn tệp nhỏ hơn.".encode()
FULL = "Máy chủ hết chỗ nên chưa nhận được nội dung, chưa ghi gì. Hãy báo quản trị viên rồi gửi lại.".encode()
FAILED = "Máy chủ gặp lỗi. Hãy thử lại sau ít phút.".encode()
PLAIN = [("content-type", "text/plain; charset=utf-8"), ("connection", "close"), ("cache-control", "no-store")]

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Refused(Exception):
    """A body that is not taken: the status and the sentence for it."""

    def __init__(self, status: int, sentence: bytes) -> None:
        super().__init__(status)
        self.status, self.sentence = status, sentence


class Body:
    """What has come of a request's body."""

    def __init__(self) -> None:
        self.received = 0
        self._file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed with the answer
        self._has_room = True

    def take(self, part: bytes) -> None:
        """Keep a part, unless it is too much already. Raises Refused where reading on makes no sense."""
        self.received += len(part)
        if self.received > LARGEST_READ:
            raise Refused(413, TOO_LARGE)
        if self.received > LARGEST_KEPT or not self._has_room:
            return
        try:
            self._file.write(part)
        except OSError:
            log.exception("a body could not be kept")
            self._has_room = False

    def stream(self) -> IO[bytes]:
        """What the application reads; empty where it was too large, which the application sees by its length."""
        if not self._has_room:
            raise Refused(503, FULL)
        if self.received > LARGEST_KEPT:
            return io.BytesIO()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Let go of the temporary file."""
        self._file.close()


class Gateway:
    """Serves a WSGI application behind granian's RSGI interface with this number of threads."""

    def __init__(self, application: Application, threads: int = THREADS) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Gather the body, run the application in a thread, send the answer."""
        body = Body()
        try:
            if scope.method not in {"GET", "HEAD", "OPTIONS"}:
                await _gather(protocol, body, scope.headers.get("content-length"))
            await self._answer(scope, protocol, body)
        except Refused as refusal:
            protocol.response_bytes(refusal.status, PLAIN, refusal.sentence)
        except ProtocolClosed:
            pass  # the browser hung up
        finally:
            body.close()

    async def _answer(self, scope: Scope, protocol: HTTPProtocol, body: Body) -> None:
        loop = asyncio.get_running_loop()
        inside = contextvars.copy_context().run  # all steps of one request see the same context variables
        answer = Answer(self._application, _environment(scope, body))
        first = await loop.run_in_executor(self._threads, inside, answer.begin)
        if answer.is_whole:
            protocol.response_bytes(answer.status, answer.headers, first)
            return
        try:
            transport = protocol.response_stream(answer.status, answer.headers)
            await transport.send_bytes(first)
            while part := await loop.run_in_executor(self._threads, inside, answer.more):
                await transport.send_bytes(part)
        finally:
            await loop.run_in_executor(self._threads, inside, answer.close)


async def _gather(protocol: HTTPProtocol, body: Body, declared: str | None) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    try:
        async with asyncio.timeout(FIRST_SECONDS) as limit:
            async for part in protocol:
                body.take(part)
                limit.reschedule(started + FIRST_SECONDS + body.received / SLOWEST)
    except TimeoutError as error:
        raise Refused(408, TOO_SLOW) from error
    if declared is not None and body.received != int(declared):
        raise Refused(400, TOO_SLOW)  # cut off on the way: half a form is no form


class Answer:
    """What the application says to one request: at once while it is short, else piece by piece, as fast as it is read."""

    def __init__(self, application: Application, environment: dict[str, Any]) -> None:
        self._application, self._environment = application, environment
        self.status = 500
        self.headers = PLAIN
        self.is_whole = False
        self._found: Iterable[bytes] = ()
        self._parts: Iterator[bytes] = iter(())

    def begin(self) -> bytes:
        """Run the application; the first piece of its answer."""
        try:
            self._found = self._application(self._environment, self._start)
            self._parts = iter(self._found)
            first = self.more()
        except Exception:
            log.exception("no answer was made")
            self.status, self.headers, self.is_whole = 500, PLAIN, True
            first = FAILED
        if self.is_whole:
            self.close()
        return first

    def more(self) -> bytes:
        """The next piece; empty at the end."""
        gathered: list[bytes] = []
        size = 0
        for part in self._parts:
            gathered.append(part)
            size += len(part)
            if size >= ANSWER_AT_ONCE:
                break
        else:
            self.is_whole = True
        return b"".join(gathered)

    def close(self) -> None:
        """Tell the application that its answer is done with."""
        if hasattr(self._found, "close"):
            self._found.close()

    def _start(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        self.status, self.headers = int(status[:3]), headers


def _environment(scope: Scope, body: Body) -> dict[str, Any]:
    """The WSGI environment. A header with an underscore is dropped: it could pose as another with a dash."""
    server, _, port = scope.server.rpartition(":")
    environment: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "CONTENT_LENGTH": str(body.received) if body.received else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body.stream(),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if name == "content-type":
            environment["CONTENT_TYPE"] = value
        elif name != "content-length" and "_" not in name:
            key = "HTTP_" + name.upper().replace("-", "_")
            joint = "; " if name == "cookie" else ","
            environment[key] = environment[key] + joint + value if key in environment else value
    return environment
