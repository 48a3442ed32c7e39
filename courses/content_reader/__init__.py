"""Reads courses from folders of TOML and Markdown, and says in one sentence what is wrong and in which line."""
