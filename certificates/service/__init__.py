"""Verbs on certificates; each function is one transaction."""
