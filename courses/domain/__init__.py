"""What a course is, how an answer is graded, how a paper is drawn, and when an attempt may begin: pure."""
