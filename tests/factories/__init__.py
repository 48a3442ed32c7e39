"""Factories: what a test needs, named by what it is."""
