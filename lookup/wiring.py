"""Registers the package with an application."""

from functools import cache

from flask import Flask

from accounts.action_names import ACTION_NAMES, SUBJECT_NAMES
from accounts.providers import MENU, NEXT_STEPS, MenuEntry
from law import register
from lookup import models, own_uses, steps, watch
from lookup.cli import law
from lookup.making import views as making_views
from lookup.providers import PARTS, USES
from lookup.samples import views as sample_views
from lookup.search import wiring as search
from lookup.soi import downloads as soi_downloads
from lookup.soi import views as soi_views
from lookup.soi import wiring as soi
from lookup.views import bp, changes, checks, comparisons, texts

VIEWS = (
    texts,
    comparisons,
    changes,
    checks,
    sample_views,
    soi_views,
    soi_downloads,
    making_views,
)  # importing them gives the blueprint its routes
ROWS = (models.LawChange, models.LawChangeEnd, models.LawCheck)  # the migrations must know them


def init_app(app: Flask) -> None:
    """The pages of the register, their entry in the menu, the cached look at changes, and the commands."""
    app.extensions["law_watch"] = watch.Watch()
    app.register_blueprint(bp)
    search.init_app(app)
    soi.init_app(app)
    app.cli.add_command(law)
    # `reviews_of` is the one question of lessons, explanations and exercises: is what I cite under review?
    app.jinja_env.globals |= {
        "law_label": law_label,
        "reviews_of": watch.reviews_of,
        "lookup_parts": PARTS,
    }
    PARTS.add("texts", ("lookup.texts", "Văn bản pháp luật"), order=100)
    PARTS.add("samples", ("lookup.samples", "Mẫu văn bản"), order=300)
    MENU.add("lookup", MenuEntry("Tra cứu", "lookup.texts", is_public=True), order=80)
    NEXT_STEPS.add("lookup", steps.next_steps, order=400)
    USES.add("samples", sample_views.uses, order=300)
    USES.add("lookup", own_uses.uses_of, order=900)
    ACTION_NAMES.update(
        {
            "law.mark_change": "Ghi thay đổi của pháp luật",
            "law.finish_review": "Rà soát xong nội dung",
            "law.withdraw_change": "Rút lại thay đổi của pháp luật",
            "law.check_row": "Đối chiếu một mục của sổ pháp luật",
        }
    )
    SUBJECT_NAMES["provision"] = "Quy định"


@cache
def law_label(key: str) -> str:
    """How a page names a provision: 'điểm a khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP'; the key where it is gone."""
    loaded = register.load()
    return loaded[key].label if key in loaded else key
