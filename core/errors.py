"""Honest pages for everything that goes wrong: what happened, what is safe, what to do next."""

import errno
import logging
import sqlite3

from flask import Flask, current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from core.addresses import page_of_form
from core.uploads import upload_here

log = logging.getLogger(__name__)

PAGES = {400, 403, 404, 405, 413, 422, 429, 500, 503}


def init_app(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(OperationalError, _store_error)
    app.register_error_handler(DBAPIError, _store_error)
    app.register_error_handler(OSError, _system_error)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, **context: object) -> ResponseReturnValue:
    """The error page of a status. `g.failed` tells the frame to leave out what needs the database."""
    g.failed = True
    return render_template(f"errors/{status}.html", **context), status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status in {301, 302, 303, 304, 307, 308}:
        return error
    if status == 413:
        return page(413, upload=upload_here(), form_page=page_of_form())
    return page(status if status in PAGES else (400 if status < 500 else 500), reason=error.description)


def _foreign_host(_error: SecurityError) -> ResponseReturnValue:
    """Asked under a name that is not ours: no address of ours can be made in this request, so the page has none."""
    bare = current_app.jinja_env.get_template("errors/host.html")  # the frame of other pages makes addresses
    return bare.render(home=current_app.extensions["settings"].public_url), 400


# Flask-WTF's words for a form of ours that was made in another sign-in, or in one that the browser does not remember.
OTHER_SIGN_IN = frozenset({"The CSRF tokens do not match.", "The CSRF session token is missing."})


def csrf_error(error: CSRFError) -> ResponseReturnValue:
    """The page for a form whose token is not taken."""
    return page(400, reason="other_sign_in" if error.description in OTHER_SIGN_IN else "csrf")


def _store_error(error: Exception) -> ResponseReturnValue:
    """A full disk, a locked or missing database: nothing was written; say so and ask to try again."""
    log.error("the store refused", exc_info=error)
    return page(503, reason="full" if _is_full(error) else "store")


def _is_full(error: BaseException) -> bool:
    cause = getattr(error, "orig", error)
    return isinstance(cause, sqlite3.OperationalError) and "full" in str(cause)


def _system_error(error: OSError) -> ResponseReturnValue:
    log.error("the system refused", exc_info=error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return page(503, reason="full")
    return page(500)


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected", exc_info=error)
    return page(500)
