"""Readers of files that somebody wrote: each makes a `Draft`. Only these rooms know lxml and pdfminer."""
