"""What no address means ends here: control characters, which nobody types and PostgreSQL refuses, and numbers without bounds.

In the query of an address they are left out, as `core.forms.clean_text` leaves them out of boxes. A path with one names nothing.
Of what a form sends only NUL is left out, so that passwords stay as they were typed.
"""

from collections.abc import Callable

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.utils import cached_property

_CONTROLS = dict.fromkeys([*range(32), 127])
_NUL = {0: None}
MOST_PAGES = 100_000


def bounded(number: int, allowed: range) -> int:
    """A number of an address that the database can hold. Raises NotFound."""
    if number not in allowed:
        raise NotFound
    return number


def asked_page() -> int:
    """Which page of a long list the address asks for: `?trang=2`; never more than any list has."""
    return min(max(request.args.get("trang", 1, type=int), 1), MOST_PAGES)


def page_of_form() -> str | None:
    """The path and query of the page whose form was sent, where it is a page of this site, under either of its names."""
    referrer = request.referrer or ""
    for start in (current_app.extensions["settings"].public_url, request.host_url.rstrip("/")):
        if referrer.startswith(start + "/"):
            return referrer.removeprefix(start)
    return None


class CleanRequest(Request):
    """A request whose query and fields can go into any database."""

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The query, without control characters."""
        return _cleaned(super().args, lambda text: text.translate(_CONTROLS))

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields, without NUL."""
        return _cleaned(super().form, lambda text: text.translate(_NUL))


def _cleaned(sent: MultiDict[str, str], clean: Callable[[str], str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict([(clean(name), clean(value)) for name, value in sent.items(multi=True)])


def init_app(app: Flask) -> None:
    """For every request."""
    app.request_class = CleanRequest
    app.before_request(_refuse_paths)


def _refuse_paths() -> None:
    if request.path.translate(_CONTROLS) != request.path:
        abort(404)
