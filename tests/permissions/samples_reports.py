"""Objects of reports for the permission tables."""

from tests.permissions.world import Arguments, World, sample


@sample("agency_of_lan")
def agency_of_lan(world: World) -> Arguments:
    """The agency that sent Lan to a class."""
    world.make("class_that_is_over")
    return {"agency_id": world.agency.id}
