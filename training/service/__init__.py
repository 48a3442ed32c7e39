"""The verbs of classes: each function is one transaction."""
