"""Answers packed with gzip for slow lines: pages on the way out, each static file once for the life of the process.

Secrets in a packed page (BREACH guesses them letter by letter from the length, where the page repeats what a stranger's
link says): ours are form tokens. A page that carries one is not packed when its address has a query; a post from another
site carries no session (SameSite); other pages repeat nothing that a link says.
"""

import gzip

from flask import Flask, Response, g, request

SMALLEST = 1000  # below a packet there is nothing to win
PAGE_LEVEL, FILE_LEVEL = 3, 9
PACKED = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}
)

_files: dict[str, bytes] = {}


def init_app(app: Flask) -> None:
    """Pack last, after every other room has had its say; so this must be the first to register."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    if not _may_pack(response):
        return response
    if request.endpoint == "static":
        content = _packed_file(response)
    else:
        content = gzip.compress(response.get_data(), PAGE_LEVEL, mtime=0)
    response.set_data(content)
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # equal in meaning, not in bytes
    return response


def _may_pack(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.method == "GET"
        and "Content-Encoding" not in response.headers
        and request.accept_encodings.quality("gzip") > 0
        and "Range" not in request.headers
        and not ("csrf_token" in g and request.query_string)
        and (response.content_length or SMALLEST) >= SMALLEST
        and (request.endpoint == "static" or not response.is_streamed)
    )


def _packed_file(response: Response) -> bytes:
    # The version in the address names the content; a file without one is packed anew when it has changed.
    name = f"{request.path}?{response.get_etag()[0]}"
    response.direct_passthrough = False
    if name in _files:
        close = getattr(response.response, "close", None)
        if close is not None:
            close()  # the open file, which nobody will read
    else:
        _files[name] = gzip.compress(response.get_data(), FILE_LEVEL, mtime=0)
    return _files[name]
