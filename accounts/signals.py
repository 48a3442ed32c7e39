"""What upper packages may subscribe to. Sent inside the transaction: a subscriber writes with the same session, never commits."""

from blinker import Namespace

_signals = Namespace()

agency_kind_changed = _signals.signal("accounts.agency_kind_changed")  # session, at, agency_id
