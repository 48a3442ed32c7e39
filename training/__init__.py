"""Training classes: sessions, enrolment, attendance, completion."""
