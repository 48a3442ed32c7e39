"""What the frame of every page needs: the menu, the person, where to sign in. An error page gets it without the database."""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, request, url_for

from accounts import sessions
from accounts.action_names import action_name, subject_name
from accounts.domain import ROLE_NAMES, Stage
from accounts.models import Person
from accounts.providers import MENU, MenuEntry


def init_app(app: Flask) -> None:
    """Give every template `menu`, `me`, `account`, `sign_in_url`, `home_url`, and the filters of the lists."""
    app.context_processor(frame)
    app.jinja_env.filters |= {
        "role_name": ROLE_NAMES.__getitem__,
        "action_name": action_name,
        "subject_name": subject_name,
    }
    app.jinja_env.globals |= {"page_url": page_url, "public_url": app.extensions["settings"].public_url}


def page_url(number: int) -> str:
    """The present list at another page, with the same filters."""
    wanted = {name: value for name, value in request.args.items() if name != "trang" and value}
    return f"{request.path}?{urlencode({**wanted, 'trang': number})}"


def frame() -> dict[str, Any]:
    """The frame's variables. `me` is the person or None."""
    if g.get("failed") or not request:
        return {"menu": [], "me": None, "account": None, "sign_in_url": None, "home_url": "/"}
    row = sessions.current_session()
    whole = row is not None and sessions.stage(row) is Stage.FULL
    person = row.person if row is not None and whole else None
    return {
        "menu": _menu(person),
        "me": person,
        "account": _account(person) if person else None,
        "sign_in_url": None if row is not None else url_for("accounts.sign_in"),
        "home_url": url_for("accounts.home"),
    }


def _account(person: Person) -> dict[str, str]:
    roles = [name for role, name in ROLE_NAMES.items() if role.value in person.roles]
    return {
        "name": person.full_name,
        "role": ", ".join(roles[:2]) + ("…" if len(roles) > 2 else ""),
        "url": url_for("accounts.account"),
        "sign_out_url": url_for("accounts.sign_out"),
    }


def _menu(person: Person | None) -> list[dict[str, Any]]:
    entries = _entries(person.roles if person is not None else None)
    active = max((url for _, url in entries if _is_at(url)), key=len, default=None)
    return [{"label": label, "url": url, "is_active": url == active} for label, url in entries]


def _entries(roles: frozenset[str] | None) -> list[tuple[str, str]]:
    """Labels and addresses for somebody with these roles, or for a visitor; found once, they never change."""
    known: dict[tuple[str, frozenset[str] | None], list[tuple[str, str]]] = current_app.extensions.setdefault(
        "menu", {}
    )
    key = (request.root_path, roles)
    if key not in known:
        known[key] = [(entry.label, url_for(entry.endpoint)) for entry in MENU if _is_shown(entry, roles)]
    return known[key]


def _is_shown(entry: MenuEntry, roles: frozenset[str] | None) -> bool:
    if entry.endpoint not in current_app.view_functions:
        return False
    if roles is None:
        return entry.is_public
    return not entry.roles or bool(entry.roles & roles)


def _is_at(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url + "/"))
