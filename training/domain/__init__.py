"""The rules of classes, attendance, completion and people's lists; pure."""
