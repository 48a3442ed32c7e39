"""Reads of classes; other packages ask `training.queries.results` and `training.queries.classes`."""
