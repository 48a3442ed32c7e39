"""Objects of classes for the permission tables."""

from core import storage
from exercises.dms.domain.commands import FetchDraft
from exercises.dms.domain.drafts import FileRef
from exercises.domain import Mode
from exercises.service import act, start_attempt
from tests.conftest import NOW
from tests.factories.classes import create_class, plan_programme, session_on
from tests.factories.lists import make_list
from tests.factories.quizzes import use_up_quiz
from tests.permissions.world import Arguments, World, sample
from training.domain.attendance import Mark, Status
from training.service import rolls
from training.service.imports import upload_list


@sample("class_of_minh")
def class_of_minh(world: World) -> Arguments:
    """An open class that Minh teaches, with Lan in it, a list that waits, and the session of today."""
    lan, minh, tuan = (world.people[name] for name in ("lan", "minh", "tuan"))
    class_id = create_class(world.session, instructor=minh, trainees=[lan], officer=tuan)
    person = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", "UBND xã Văn Yên", None, None)
    batch_id = upload_list(world.session, tuan, class_id, file_name="ds.xlsx", content=make_list(person), at=NOW)
    return {
        "class_id": class_id,
        "session_id": session_on(world.session, class_id).id,
        "person_id": lan.id,
        "batch_id": batch_id,
        "position": 1,
    }


@sample("locked_session_of_minh")
def locked_session_of_minh(world: World) -> Arguments:
    """The same class with the session of today locked."""
    arguments = world.make("class_of_minh")
    lan, minh = world.people["lan"], world.people["minh"]
    rolls.save_roll(world.session, minh, arguments["session_id"], {lan.id: Mark(Status.PRESENT)}, seen=0, at=NOW)
    rolls.lock_session(world.session, minh, arguments["session_id"], head_count=1, at=NOW)
    return arguments


@sample("proposal_of_minh")
def proposal_of_minh(world: World) -> Arguments:
    """After that lock Minh asked for a correction."""
    arguments = world.make("locked_session_of_minh")
    lan, minh = world.people["lan"], world.people["minh"]
    session_id, wanted = arguments["session_id"], Mark(Status.LATE, 20)
    position = rolls.propose_correction(world.session, minh, session_id, lan.id, wanted, "Ghi nhầm.", NOW)
    return {**arguments, "position": position}


def _desk_in_class(world: World, scenario_id: str) -> Arguments:
    arguments = world.make("class_of_minh")
    begun = start_attempt(
        world.session,
        person_id=world.people["lan"].id,
        scenario_id=scenario_id,
        mode=Mode.EXAM,
        at=NOW,
        seed_key="permissions",
        context_id=arguments["class_id"],
    )
    return {**arguments, "attempt_id": begun.attempt.id}


@sample("attempt_in_class_of_minh")
def attempt_in_class_of_minh(world: World) -> Arguments:
    """A desk on which Lan works in that class."""
    return _desk_in_class(world, "VBDEN-02")


@sample("draft_in_class_of_minh")
def draft_in_class_of_minh(world: World) -> Arguments:
    """A file of a draft that Lan mends in that class."""
    arguments = _desk_in_class(world, "VBDI-02")
    file = FileRef("du-thao.docx", storage.put(b"the file"), 8, storage.put(b"{}"))
    act(world.session, arguments["attempt_id"], FetchDraft("d1", file), NOW)
    return {**arguments, "draft": "d1", "number": 0}


@sample("programme_of_minh")
def programme_of_minh(world: World) -> Arguments:
    """An open class of Minh on a programme that has papers before and after, with Lan in it."""
    lan, minh, tuan = (world.people[name] for name in ("lan", "minh", "tuan"))
    class_id = create_class(world.session, instructor=minh, trainees=[lan], officer=tuan, plan=plan_programme(minh))
    return {"class_id": class_id, "which": "dau-khoa"}


@sample("used_up_quiz_of_lan")
def used_up_quiz_of_lan(world: World) -> Arguments:
    """A quiz at which Lan has no attempt left in that class."""
    arguments = world.make("class_of_minh")
    module = use_up_quiz(world.session, arguments["class_id"], world.people["lan"].id)
    return {**arguments, "module_slug": module.slug}
