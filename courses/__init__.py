"""Courses, lessons, quizzes and what a person has learned from them."""
