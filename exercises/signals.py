"""What upper packages may subscribe to. Sent inside the transaction: a subscriber writes with the same session, never commits."""

from blinker import Namespace

_signals = Namespace()

# An attempt was handed in and graded. Keywords: session, attempt (the row), card (ScoreCard), at.
attempt_graded = _signals.signal("exercises.attempt_graded")
