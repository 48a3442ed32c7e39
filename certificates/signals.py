"""What upper packages may want to know. Sent inside the transaction, with its session; subscribers never commit."""

from blinker import Namespace

_signals = Namespace()

# Certificates of a class were issued, revoked or replaced. Keywords: session, class_id, actor_id, at.
certificates_changed = _signals.signal("certificates.changed")
