"""Named, versioned makers of starting states: the same seed gives the same desk, whatever day it is."""

from exercises.generators.incoming import INCOMING_PACKETS
from exercises.generators.letters import FAULTY_LETTER
from exercises.generators.registry import Generator

GENERATORS: dict[tuple[str, int], Generator] = {
    (generator.name, generator.version): generator for generator in (INCOMING_PACKETS, FAULTY_LETTER)
}

__all__ = ["GENERATORS", "Generator"]
