"""The benchmark: a real server on a throw-away folder, loaded from a second process over real signed-in sessions."""
