"""The screens of the desk: what a trainee works at, and what others may look at."""
