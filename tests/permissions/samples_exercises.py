"""Desks for the permission tables: all are lan's."""

from core import storage
from exercises import scenario as scenarios
from exercises import service
from exercises.dms.domain.commands import Accept, FetchDraft
from exercises.dms.domain.drafts import FileRef
from exercises.domain import Mode
from tests.conftest import NOW
from tests.permissions.world import Arguments, World, sample

_PICTURE = b'{"report": {"findings": []}, "drawing": {"sheets": [], "places": {}}}'


def _attempt(world: World, scenario_id: str, mode: Mode) -> Arguments:
    begun = service.start_attempt(
        world.session,
        person_id=world.people["lan"].id,
        scenario_id=scenario_id,
        mode=mode,
        at=NOW,
        seed_key="permissions",
    )
    return {"attempt_id": begun.attempt.id}


@sample("desk")
def desk(world: World) -> Arguments:
    """An open desk in practice."""
    return _attempt(world, "VBDEN-02", Mode.PRACTICE)


@sample("desk_document")
def desk_document(world: World) -> Arguments:
    """A document on that desk."""
    return {**world.make("desk"), "packet": "p1"}


@sample("desk_draft")
def desk_draft(world: World) -> Arguments:
    """A draft that lan has fetched."""
    arguments = _attempt(world, "VBDI-02", Mode.PRACTICE)
    file = FileRef("du-thao.docx", storage.put(b"the file"), 8, storage.put(_PICTURE))
    service.act(world.session, arguments["attempt_id"], FetchDraft("d1", file), NOW)
    return {**arguments, "draft": "d1"}


@sample("desk_draft_file")
def desk_draft_file(world: World) -> Arguments:
    """Its file."""
    return {**world.make("desk_draft"), "number": 0}


@sample("desk_accepted")
def desk_accepted(world: World) -> Arguments:
    """The same document, taken in and not yet entered."""
    arguments = world.make("desk_document")
    service.act(world.session, arguments["attempt_id"], Accept(arguments["packet"], send_status=True), NOW)
    return arguments


@sample("desk_folder")
def desk_folder(world: World) -> Arguments:
    """A folder of that desk."""
    return {**world.make("desk"), "slug": "cho-trinh"}


@sample("exercise")
def exercise(world: World) -> Arguments:
    """An exercise that anybody may begin."""
    return {"slug": next(iter(scenarios.load_all())).lower()}
