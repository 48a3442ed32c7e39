"""Objects of the law register for the permission tables."""

import uuid
from datetime import date

import sqlalchemy as sa

from accounts.models import UserSession
from law import register
from law.layout.word.writer import write_docx
from lookup import service
from lookup.domain.changes import ChangeKind
from lookup.samples.reading import load
from lookup.soi.keeping import Keeper, Kept
from lookup.soi.looking import look
from tests.conftest import NOW
from tests.permissions.world import Arguments, World, sample


@sample("law_text")
def law_text(world: World) -> Arguments:
    """The first text of the register."""
    return {"key": min(register.load().texts)}


@sample("provision")
def provision(world: World) -> Arguments:
    """Article 22 of Decree 30, on incoming documents."""
    return {"key": "ND30.D22"}


@sample("conflict")
def conflict(world: World) -> Arguments:
    """A place where two texts do not agree."""
    return {"slug": next(iter(register.load().conflicts))}


@sample("change")
def change(world: World) -> Arguments:
    """An officer has written down that Article 22 is amended."""
    made = service.mark_change(
        world.session,
        world.people["tuan"],
        key="ND30.D22",
        kind=ChangeKind.AMENDED,
        effective_on=date(2026, 11, 1),
        note="Sửa cách vào sổ.",
        at=NOW,
    )
    return {"change_id": made.id}


@sample("document_sample")
def document_sample(world: World) -> Arguments:
    """The official letter of the document samples."""
    return {"sample_id": "cong-van"}


@sample("soi_report")
def soi_report(world: World) -> Arguments:
    """Lan has had a letter checked in her browser."""
    data = write_docx(load()["cong-van"].document)
    kept = Kept(uuid.uuid4(), "cong-van.docx", look(data, "cong-van.docx", NOW.date()))
    token_hash = world.session.scalars(
        sa.select(UserSession.token_hash).where(UserSession.person_id == world.people["lan"].id)
    ).one()
    folder = world.app.extensions["settings"].data / "soi"
    Keeper(folder, f"sign-in:{token_hash}").keep(kept, data, NOW)
    return {"report_id": kept.id}
