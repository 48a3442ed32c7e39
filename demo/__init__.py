"""Fictional people and the history of 2023 and 2024, made through the services."""
