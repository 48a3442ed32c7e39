"""A request takes a thread only when its body is here; bodies are bounded in size and time."""

import asyncio
import errno
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, Response, request, stream_with_context

from core import gateway
from core.gateway import Gateway


class Headers(dict[str, str]):
    """Request headers as the server gives them."""


@dataclass
class Request:
    """A request line as the server gives it."""

    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers: Headers = field(default_factory=Headers)
    server: str = "127.0.0.1:8000"
    client: str = "127.0.0.1:51515"
    scheme: str = "http"
    http_version: str = "1.1"


class Wire:
    """The other end: parts that arrive, and what was answered."""

    def __init__(self, parts: Iterable[bytes] = (), pause: float = 0.0) -> None:
        self._parts, self._pause = parts, pause
        self.status = 0
        self.sent: list[bytes] = []

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            await asyncio.sleep(self._pause)
            yield part

    def response_bytes(self, status: int, _headers: Any, body: bytes) -> None:
        self.status, self.sent = status, [body]

    def response_stream(self, status: int, _headers: Any) -> "Wire":
        self.status = status
        return self

    async def send_bytes(self, part: bytes) -> None:
        self.sent.append(part)


@pytest.fixture
def app() -> Flask:
    app = Flask("site behind the gateway")
    app.config["MAX_CONTENT_LENGTH"] = 20 * 1024 * 1024
    app.extensions["seen"] = []

    @app.route("/", methods=["GET", "POST"])
    def echo() -> str:
        app.extensions["seen"].append(request.path)
        return json.dumps(
            {
                "name": request.form.get("name"),
                "path": request.path,
                "cookies": dict(request.cookies),
                "from": request.remote_addr,
                "proto": request.headers.get("X-Forwarded-Proto"),
            }
        )

    @app.get("/long")
    def long() -> Response:
        def parts() -> Iterator[bytes]:
            for _ in range(40):
                assert request.path == "/long"  # the request's context is there in every thread
                yield b"x" * 50_000

        return Response(stream_with_context(parts()))

    return app


def ask(app: Flask, request: Request, wire: Wire) -> Wire:
    asyncio.run(Gateway(app, threads=3).__rsgi__(request, wire))  # type: ignore[arg-type]  # stand-ins for the server's
    return wire


def post(body: list[bytes], pause: float = 0.0, declared: int | None = None) -> tuple[Request, Wire]:
    length = sum(map(len, body)) if declared is None else declared
    headers = Headers({"content-type": "application/x-www-form-urlencoded", "content-length": str(length)})
    return Request("POST", headers=headers), Wire(body, pause)


def test_a_form_arrives_whole(app: Flask) -> None:
    wire = ask(app, *post([b"na", b"me=L%C3%A2n"]))
    assert (wire.status, json.loads(wire.sent[0])["name"]) == (200, "Lân")


def test_a_body_cut_off_on_the_way_never_reaches_the_application(app: Flask) -> None:
    wire = ask(app, *post([b"name=La"], declared=40))
    assert (wire.status, app.extensions["seen"]) == (400, [])


def test_a_dribbled_body_is_given_up(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "FIRST_SECONDS", 0.05)
    wire = ask(app, *post([b"n"] * 60, pause=0.01))
    assert (wire.status, app.extensions["seen"]) == (408, [])


def test_a_long_body_that_keeps_coming_is_waited_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "FIRST_SECONDS", 0.3)  # a loaded machine may stand still for a moment
    monkeypatch.setattr(gateway, "SLOWEST", 5)
    wire = ask(app, *post([b"name=", *[b"Lan " * 5] * 25], pause=0.02))
    assert wire.status == 200


def test_a_body_that_is_too_large_is_read_to_its_end_and_refused_by_the_application(app: Flask) -> None:
    wire = ask(app, *post([b"name=", *[b"x" * 1_000_000] * 30]))
    assert (wire.status, wire.sent == [gateway.TOO_LARGE]) == (413, False)


def test_a_body_without_end_is_cut(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "LARGEST_READ", 1_000_000)
    wire = ask(app, *post([b"x" * 500_000] * 9))
    assert (wire.status, wire.sent) == (413, [gateway.TOO_LARGE])


def test_a_full_disk_is_said_and_nothing_is_done(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, _part: bytes) -> int:
            raise OSError(errno.ENOSPC, "no space left")

        def close(self) -> None: ...

    monkeypatch.setattr(gateway, "SpooledTemporaryFile", lambda _size: Full())
    wire = ask(app, *post([b"name=Lan"]))
    assert (wire.status, wire.sent, app.extensions["seen"]) == (503, [gateway.FULL], [])


def test_a_long_answer_is_sent_in_pieces_inside_its_request(app: Flask) -> None:
    wire = ask(app, Request(path="/long"), Wire())
    assert (wire.status, len(b"".join(wire.sent))) == (200, 2_000_000)
    assert len(wire.sent) > 4


def test_a_header_with_an_underscore_cannot_pose_as_a_proxy_header(app: Flask) -> None:
    headers = Headers({"x_forwarded_proto": "https"})
    assert json.loads(ask(app, Request(headers=headers), Wire()).sent[0])["proto"] is None


def test_a_path_with_diacritics_arrives_as_it_was_typed(app: Flask) -> None:
    wire = ask(app, Request(path="/đăng"), Wire())
    assert wire.status == 404
    assert json.loads(ask(app, Request(), Wire()).sent[0])["from"] == "127.0.0.1"


def test_an_application_that_breaks_answers_with_a_sentence() -> None:
    def broken(_environment: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("broken")

    wire = Wire()
    asyncio.run(Gateway(broken).__rsgi__(Request(), wire))  # type: ignore[arg-type]  # stand-ins
    assert (wire.status, wire.sent) == (500, [gateway.FAILED])
