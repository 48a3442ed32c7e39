"""How large a file a view takes, said on the view, so that the page for a body that is too large can name the limit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """The largest file, in bytes, and what to do with a larger one: one sentence."""

    largest: int
    advice: str

    @property
    def megabytes(self) -> int:
        """The limit as a page names it."""
        return self.largest // MEBIBYTE


def takes_file(largest: int, advice: str) -> Callable[[View], View]:
    """Mark a view that takes a file of at most `largest` bytes; it stands below the route."""

    def mark(view: View) -> View:
        view.upload = Upload(largest, advice)  # type: ignore[attr-defined]  # travels on the function, as the access mark does
        return view

    return mark


def upload_here() -> Upload | None:
    """What the view of this request takes, or None where it takes no file."""
    view = current_app.view_functions.get(request.endpoint or "")
    found: Upload | None = getattr(view, "upload", None)
    return found
