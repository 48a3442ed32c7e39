"""Backup and restore of a whole installation: every row, every file, the keys and the anchors, in one archive.

The archive is a tar packed with gzip. Rows are JSON lines from one snapshot of the database, so an archive made on SQLite
can be restored into PostgreSQL and the other way round. Files are named by their content and written before the rows that
name them, so the files of a snapshot are always there. The manifest comes last: an archive without it is not whole.
"""
