"""A page of this site, asked for inside a request for another: as the person of that request would see it now."""

import io
from contextlib import closing
from urllib.parse import unquote_to_bytes

from flask import current_app, request

# What the browser said about its own request, not about the page inside it.
LEFT_OUT = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_", "HTTP_RANGE", "HTTP_HX_", "CONTENT_", "werkzeug.", "flask.")


def page_at(path: str) -> str | None:
    """The HTML at a path with its query; None where this person gets no page there.

    It runs in an application context of its own: its cookie and its notices never reach the browser.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's way to what stands behind it
    with app.app_context(), app.request_context(_environment(path)), closing(app.full_dispatch_request()) as answer:
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        return answer.get_data(as_text=True) if is_page else None


def _environment(path: str) -> dict[str, object]:
    kept = {name: value for name, value in request.environ.items() if not name.startswith(LEFT_OUT)}
    place, _, query = path.partition("?")
    return kept | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_bytes(place).decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": io.BytesIO(),
    }
