"""Objects of the law register for the permission tables."""

from datetime import date

from law import register
from lookup import service
from lookup.domain.changes import ChangeKind
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
