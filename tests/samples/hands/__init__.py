"""Hands: each writes the same document as another program or another habit would, in WordprocessingML of its own."""
