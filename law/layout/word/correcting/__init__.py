"""Putting right in a .docx what is safe to put right by itself: looks, places, margins, symbols; never the author's words."""
