"""Tests are sentences; fixtures are factories."""
