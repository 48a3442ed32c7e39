"""Public pages: the texts, one text, one provision, where it is used. Open to everybody."""

from flask import Response, abort, make_response, render_template, request, url_for

from core import db
from core.access import public
from law import register
from law.register import Provision, Register
from lookup import queries, watch
from lookup.access import provision_of
from lookup.domain import texts as domain
from lookup.domain.changes import end_of, told_about
from lookup.domain.checks import ShownProvision, shown, shown_text
from lookup.providers import UseKind, direct, grouped, uses_of
from lookup.views import bp
from lookup.views.days import asked_day

# What the page of a provision names itself; questions, checks and the rest are one click away.
WHOLE_PAGES = (UseKind.LESSON, UseKind.EXERCISE, UseKind.SAMPLE)
MOST_USES = 12


@bp.get("/van-ban")
@public
def texts() -> str:
    """All texts by field with their state on a day, and the search in them: `?tim=điều 22`."""
    loaded = register.load()
    words = request.args.get("tim", "").strip()[:200]
    asked = asked_day()
    checks = queries.checks_of_texts(db.session())
    changes = watch.changes()
    entries = [(shown_text(text, checks), end_of(changes, text.key)) for text in loaded.texts.values()]
    return render_template(
        "lookup/texts.html",
        words=words,
        results=domain.search(loaded, words),
        lists=domain.text_lists(entries, asked.day),
        asked=asked,
        open_changes=[change for change in changes if change.end is None],
        breadcrumbs=[("Tra cứu văn bản", None)],
    )


@bp.get("/van-ban/<string:key>")
@public
def text(key: str) -> str:
    """One text: what is known of it, and its provisions in reading order."""
    loaded = register.load()
    if key not in loaded.texts:
        abort(404)
    asked = asked_day()
    checks = queries.checks_within(db.session(), key)
    changes = told_about(watch.changes(), key)
    found = shown_text(loaded.texts[key], checks)
    return render_template(
        "lookup/text.html",
        text=found,
        shown=shown(loaded[key], checks),
        state=domain.state_on(found, asked.day, end_of(changes, key)),
        asked=asked,
        register=loaded,
        parts=domain.parts_of(loaded, key, lambda provision: shown(provision, checks).provision),
        changes=changes,
        conflicts=loaded.conflicts_of(key),
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), (found.name, None)],
    )


@bp.get("/dieu/<string:key>")
@public
def provision(key: str) -> Response:
    """One provision: a page, or for a side panel (htmx) only its middle."""
    loaded = register.load()
    found = provision_of(key)
    is_panel = _asks_for_a_panel()
    response = make_response(
        render_template(
            "lookup/provision_panel.html" if is_panel else "lookup/provision.html",
            **_provision_page(loaded, found),
            **({} if is_panel else _uses_part(key)),
            breadcrumbs=_breadcrumbs(found),
        )
    )
    response.vary.add("HX-Request")
    return response


def _provision_page(loaded: Register, found: Provision) -> dict[str, object]:
    asked = asked_day()
    above, below = _above(found), found.children
    checks = queries.checks_of(db.session(), [found.key, found.text.key, *above, *below])
    changes = told_about(watch.changes(), found.key)
    looked_at: ShownProvision = shown(found, checks)
    return {
        "shown": looked_at,
        "provision": looked_at.provision,
        "state": domain.state_on(looked_at.provision, asked.day, end_of(changes, found.key)),
        "asked": asked,
        "anchor": domain.anchor_of(found),
        "above": [shown(loaded[upper], checks).provision for upper in above],
        "below": [shown(loaded[child], checks).provision for child in below],
        "changes": changes,
        "conflicts": loaded.conflicts_of(found.key),
    }


def _uses_part(key: str) -> dict[str, object]:
    # Conflicts stand on the page already.
    uses = [use for use in direct(uses_of(key), key) if use.kind is not UseKind.REGISTER]
    pages = [use for use in uses if use.kind in WHOLE_PAGES]
    return {"uses": pages[:MOST_USES], "use_count": len(uses)}


@bp.get("/dieu/<string:key>/dung-o")
@public
def uses(key: str) -> str:
    """Everything that cites a provision or a part of it, and what cites something wider that contains it."""
    found = provision_of(key)
    all_uses = uses_of(key)
    here = direct(all_uses, key)
    return render_template(
        "lookup/uses.html",
        provision=found,
        groups=grouped(here),
        wider=grouped(use for use in all_uses if use not in here),
        breadcrumbs=trail_of(found, "Dùng ở đâu"),
    )


def _asks_for_a_panel() -> bool:
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def _above(provision: Provision) -> list[str]:
    """Keys of what contains the provision, from the article down, without the text itself."""
    pieces = provision.key.split(".")
    return [".".join(pieces[:end]) for end in range(2, len(pieces))]


def _breadcrumbs(provision: Provision, *, linked: bool = False) -> list[tuple[str, str | None]]:
    text_url = url_for("lookup.text", key=provision.text.key)
    own_url = url_for("lookup.provision", key=provision.key) if linked else None
    return [
        ("Tra cứu văn bản", url_for("lookup.texts")),
        (provision.text.name, text_url),
        (provision.where or "Cả văn bản", own_url),
    ]


def trail_of(provision: Provision, here: str) -> list[tuple[str, str | None]]:
    """Breadcrumbs of a page below a provision."""
    return [*_breadcrumbs(provision, linked=True), (here, None)]
