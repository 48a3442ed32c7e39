"""Hands-on exercises on the mock document-management desk: attempts, grading, coach, replay."""
