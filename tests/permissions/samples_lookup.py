"""Objects of the law register for the permission tables."""

from law import register
from tests.permissions.world import Arguments, World, sample


@sample("law_text")
def law_text(world: World) -> Arguments:
    """The first text of the register."""
    return {"key": min(register.load().texts)}


@sample("provision")
def provision(world: World) -> Arguments:
    """Article 22 of Decree 30, on incoming documents."""
    return {"key": "ND30.D22"}
