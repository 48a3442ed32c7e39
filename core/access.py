"""Who may call a view. Every view carries one mark; a view without a mark is answered to nobody.

The mark says which roles get in at all; which rows they see is decided by the loaders in each package's `access.py`,
where a stranger gets 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Mark:
    """`roles` empty and `is_public` False: any signed-in person."""

    is_public: bool = False
    roles: frozenset[str] = frozenset()


def public(view: View) -> View:
    """Anybody, signed in or not."""
    return _marked(view, Mark(is_public=True))


def signed_in(view: View) -> View:
    """Any person who is signed in."""
    return _marked(view, Mark())


def for_roles(*roles: str) -> Callable[[View], View]:
    """A signed-in person who has at least one of these roles."""
    if not roles:
        raise ValueError("name at least one role, or use signed_in")
    return lambda view: _marked(view, Mark(roles=frozenset(roles)))


def _marked(view: View, mark: Mark) -> View:
    view.access = mark  # type: ignore[attr-defined]  # the mark travels on the function
    return view


def mark_of(endpoint: str) -> Mark | None:
    """The mark of an endpoint's view, or None where it was forgotten."""
    view = current_app.view_functions.get(endpoint)
    mark: Mark | None = getattr(view, "access", None)
    return mark


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # 404 and 405 are raised by the dispatch
    mark = mark_of(request.endpoint)
    if mark is None:
        abort(404)
    if mark.is_public:
        return None
    if not current_user.is_authenticated:
        answer: ResponseReturnValue = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return answer
    if mark.roles and not mark.roles & current_user.roles:
        abort(403)
    return None


def init_app(app: Flask) -> None:
    """Guard every view; static files are public."""
    app.view_functions["static"] = public(app.view_functions["static"])
    app.before_request(_guard)
