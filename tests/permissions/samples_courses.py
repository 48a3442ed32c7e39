"""Objects of courses for the permission tables."""

from courses import access, service
from courses.library import library
from tests.conftest import NOW
from tests.permissions.world import Arguments, World, sample


@sample("studied_lesson")
def studied_lesson(world: World) -> Arguments:
    """A lesson with practice and a handbook, in a course that Lan studies by herself."""
    course = library().courses[0]
    service.begin_self_study(world.session, world.people["lan"].id, course, NOW)
    module, lesson = next(
        (module, lesson)
        for module in course.modules
        if module.quiz is not None
        for lesson in module.lessons
        if lesson.practice and lesson.job_aid
    )
    return {
        "course_id": course.id,
        "module_slug": module.slug,
        "lesson_slug": lesson.slug,
        "question_id": lesson.practice[0].id,
    }


@sample("lesson_picture")
def lesson_picture(world: World) -> Arguments:
    """A picture of that course."""
    course = library().courses[0]
    return {"digest": course.digest, "inside": next(iter(course.pictures))}


@sample("quiz_attempt_of_lan")
def quiz_attempt_of_lan(world: World) -> Arguments:
    """A quiz that Lan has begun."""
    world.make("studied_lesson")
    course = library().courses[0]
    lan = world.people["lan"].id
    study = access.study_of(world.session, lan, course.id)
    assert study is not None
    module = next(module for module in course.modules if module.quiz is not None)
    return {"attempt_id": service.start_quiz(world.session, lan, study, module, NOW).id, "number": 1}


@sample("teaching")
def teaching(world: World) -> Arguments:
    """A programme with papers before and after, and a module with notes and slides; Lan studies the course."""
    arguments = world.make("studied_lesson")
    course = library().courses[0]
    module = next(module for module in course.modules if module.teaching is not None)
    path = next(path for path in course.paths if path.papers is not None)
    return {**arguments, "module_slug": module.slug, "path_id": path.id, "which": "dau-khoa"}
