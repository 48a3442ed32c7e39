"""What upper packages may subscribe to. Sent inside the transaction: a subscriber writes with the same session, never commits.

Each signal's sender is the name of the act; keywords: `session` (the database session), `at`, `actor_id`, and the ids below.
"""

from blinker import Namespace

_signals = Namespace()

class_changed = _signals.signal("training.class_changed")  # class_id: its plan, its rule, or its sessions
class_opened = _signals.signal("training.class_opened")  # class_id
people_enrolled = _signals.signal("training.people_enrolled")  # class_id, person_ids
enrolment_corrected = _signals.signal("training.enrolment_corrected")  # class_id, person_id, agency_before
person_withdrawn = _signals.signal("training.person_withdrawn")  # class_id, person_id
attendance_locked = _signals.signal("training.attendance_locked")  # class_id, session_id
attendance_corrected = _signals.signal("training.attendance_corrected")  # class_id, session_id, person_id
class_finished = _signals.signal("training.class_finished")  # class_id
