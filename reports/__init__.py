"""Figures for the Department: by class, agency, commune and year."""
