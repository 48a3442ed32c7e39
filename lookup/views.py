"""Pages of the law register: the texts, one text, one provision. Open to everybody."""

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from core import clock
from core.access import public
from law import register
from law.register import Provision
from lookup import domain
from lookup.providers import uses_of

bp = Blueprint("lookup", __name__, url_prefix="/tra-cuu")


@bp.get("/van-ban")
@public
def texts() -> str:
    """All texts by field, and the search in them: `?tim=điều 22`."""
    loaded = register.load()
    words = request.args.get("tim", "").strip()[:200]
    return render_template(
        "lookup/texts.html",
        words=words,
        results=domain.search(loaded, words),
        lists=domain.text_lists(loaded.texts.values(), clock.today()),
        breadcrumbs=[("Tra cứu văn bản", None)],
    )


@bp.get("/van-ban/<string:key>")
@public
def text(key: str) -> str:
    """One text: what is known of it, and its provisions in reading order."""
    loaded = register.load()
    if key not in loaded.texts:
        abort(404)
    found = loaded.texts[key]
    return render_template(
        "lookup/text.html",
        text=found,
        state=domain.state_on(found, clock.today()),
        register=loaded,
        parts=domain.parts_of(loaded, key),
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), (found.name, None)],
    )


@bp.get("/dieu/<string:key>")
@public
def provision(key: str) -> Response:
    """One provision: a page, or for a side panel (htmx) only its middle."""
    loaded = register.load()
    if key not in loaded:
        abort(404)
    found = loaded[key]
    response = make_response(
        render_template(
            "lookup/provision_panel.html" if _asks_for_a_panel() else "lookup/provision.html",
            provision=found,
            state=domain.state_on(found, clock.today()),
            anchor=domain.anchor_of(found),
            above=[loaded[upper] for upper in _above(found)],
            below=[loaded[child] for child in found.children],
            uses=uses_of(key),
            breadcrumbs=_breadcrumbs(found),
        )
    )
    response.vary.add("HX-Request")
    return response


def _asks_for_a_panel() -> bool:
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def _above(provision: Provision) -> list[str]:
    """Keys of what contains the provision, from the article down, without the text itself."""
    pieces = provision.key.split(".")
    return [".".join(pieces[:end]) for end in range(2, len(pieces))]


def _breadcrumbs(provision: Provision) -> list[tuple[str, str | None]]:
    text_url = url_for("lookup.text", key=provision.text.key)
    return [
        ("Tra cứu văn bản", url_for("lookup.texts")),
        (provision.text.name, text_url),
        (provision.where or "Cả văn bản", None),
    ]
