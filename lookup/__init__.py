"""Tra cứu: the law register and what follows from it, for everyone to look up."""
