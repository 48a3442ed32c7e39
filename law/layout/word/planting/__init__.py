"""Faults of layout planted in a good official letter: what an exercise hands out to be put right."""
