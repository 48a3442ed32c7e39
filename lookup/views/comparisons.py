"""Public pages: words old and new side by side, and places where texts do not agree."""

from flask import abort, render_template, url_for

from core import db
from core.access import public
from law import register
from lookup import queries
from lookup.domain.checks import shown
from lookup.views import bp


@bp.get("/tu-cu-tu-moi")
@public
def renamed_terms() -> str:
    """The words of older texts beside those of the texts in force."""
    loaded = register.load()
    return render_template(
        "lookup/renamed_terms.html",
        terms=loaded.renamed_terms,
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), ("Từ cũ, từ mới", None)],
    )


@bp.get("/cho-chua-khop")
@public
def conflicts() -> str:
    """All places where texts do not agree or something is open."""
    loaded = register.load()
    return render_template(
        "lookup/conflicts.html",
        conflicts=loaded.conflicts.values(),
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), ("Chỗ chưa khớp", None)],
    )


@bp.get("/cho-chua-khop/<string:slug>")
@public
def conflict(slug: str) -> str:
    """One such place: what each side says, which prevails and why."""
    loaded = register.load()
    found = loaded.conflicts.get(slug)
    if found is None:
        abort(404)
    checks = queries.checks_of(db.session(), found.cites)
    return render_template(
        "lookup/conflict.html",
        conflict=found,
        marks={key: shown(loaded[key], checks).provision.verified for key in found.cites},
        breadcrumbs=[
            ("Tra cứu văn bản", url_for("lookup.texts")),
            ("Chỗ chưa khớp", url_for("lookup.conflicts")),
            (found.title, None),
        ],
    )
