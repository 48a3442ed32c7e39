"""Mẫu văn bản: a filled example of every model of Phụ lục III, beside what its parts must be, to download and begin with."""
