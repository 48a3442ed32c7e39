"""Tìm kiếm: one box over everything that can be read here, in an index of the database."""
