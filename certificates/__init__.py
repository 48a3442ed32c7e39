"""Certificates: recognition, numbers without gaps, frozen PDFs, the register book, public verification."""
